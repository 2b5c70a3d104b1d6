import pytest
from django.test import Client

from tests.reading import chain, editions, gaps, page, years

VISION = ("Vision", "Ådala – nära till ån, nära till varandra.", "/", "done")

pytestmark = pytest.mark.usefixtures("adala")


def notes(client: Client, address: str) -> dict[str, str]:
    """Who, when and where."""
    found = page(client, address).section("Hela tråden").all(class_="note")
    return {note.one("h3").text: note.one("p").text for note in found}


def test_activity_stands_at_the_end_of_the_chain(client: Client) -> None:
    activity = page(client, "/aktiviteter/sklastest0/2022/")

    steps = [
        VISION,
        ("Långsiktigt mål", "Lärande", "/mal/larande/2022/", "done"),
        ("Nämndmål 1", "Alla elever i årskurs tre läser med flyt", "/namndmal/bsnmallasa/2022/", "done"),
        ("Uppdrag 1.1", "Följ upp den gemensamma läsplanen", "/uppdrag/bsnlasplan/2022/", "done"),
        ("Aktivitet", "Läskartläggning varje termin", "", "current"),
    ]
    assert chain(activity) == steps
    assert activity.section("Hela tråden").texts(class_="what") == [text for _, text, _, _ in steps]


def test_activity_for_a_special_assignment_alone_hangs_on_it(client: Client) -> None:
    activity = page(client, "/aktiviteter/klagardir/")

    assert [(level, address) for level, _, address, _ in chain(activity)] == [
        ("Vision", "/"),
        ("Särskilt uppdrag 3", "/sarskilda-uppdrag/saagardirektiv/"),
        ("Uppdrag", "/uppdrag/ksagardirektiv/"),
        ("Aktivitet", ""),
    ]
    assert ("Svarar på särskilt uppdrag 3: Ta fram ägardirektiv för fler hyresrätter") in activity.texts(class_="tie")


def test_activity_can_be_seen_for_the_years_that_it_is_planned_for(client: Client) -> None:
    assert years(page(client, "/aktiviteter/sklastest0/")) == {
        "2022": "/aktiviteter/sklastest0/2022/",
        "[2023]": "/aktiviteter/sklastest0/",
        "2024": "/aktiviteter/sklastest0/2024/",
    }
    assert years(page(client, "/aktiviteter/sklastest0/2025/")) == {
        "2022": "/aktiviteter/sklastest0/2022/",
        "2023": "/aktiviteter/sklastest0/",
        "2024": "/aktiviteter/sklastest0/2024/",
        "[2025]": "/aktiviteter/sklastest0/2025/",
    }


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/aktiviteter/sklaxa000/2022/",
            {"Vem": "Skolförvaltningen, grundskolan", "När": "februari–juni 2022", "Var": "Norrby"},
        ),
        ("/aktiviteter/sknarvaro/", {"Vem": "Skolförvaltningen, elevhälsan", "När": "klar i augusti 2023"}),
        ("/aktiviteter/klagardir/", {"Vem": "Kommunledningsförvaltningen, staben", "När": "från februari 2023"}),
        (
            "/aktiviteter/kofhallar/",
            {"Vem": "Kultur- och fritidsförvaltningen, idrottsenheten", "När": "februari 2023", "Var": "Strömsvik"},
        ),
    ],
)
def test_activity_says_who_when_and_where(client: Client, address: str, said: dict[str, str]) -> None:
    assert notes(client, address) == said


def test_activity_is_tied_to_the_areas_of_its_assignment(client: Client) -> None:
    ties = page(client, "/aktiviteter/kofhallar/").one("ul", "ties")

    plan = "/namnder/kultur-och-fritidsnamnden/uppdragsplan/2023-2026/"
    assert ties.links == [
        ("Inom Idrott och fritid, 15 100 tkr", f"{plan}#kfnomridrott"),
        ("Inom Uthyrning av hallar, −800 tkr", f"{plan}#kfnomrhallar"),
    ]


def test_activity_is_confirmed_by_the_head_on_delegation(client: Client) -> None:
    decision = page(client, "/aktiviteter/klagardir/").one(class_="decision")

    assert dict(zip(decision.texts("dt"), decision.texts("dd"), strict=True)) == {
        "Fastställd av": "Förvaltningschefen, kommunledningsförvaltningen",
        "Datum": "19 december 2022",
        "Diarienummer": "EXEMPEL 2022:10",
        "I planen": "Verksamhetsplan 2023",
    }


def test_activity_of_an_assignment_that_has_ended_says_so(client: Client) -> None:
    activity = page(client, "/aktiviteter/sklaxa000/")

    assert gaps(activity) == ["Uppdraget som aktiviteten hör till gällde inte i någon uppdragsplan för året."]
    assert chain(activity)[3] == ("Uppdrag 1.2", "Ge läxhjälp på alla skolor", "/uppdrag/bsnlaxhjalp/", "done")


def test_activity_of_an_assignment_in_force_has_no_gap(client: Client) -> None:
    assert gaps(page(client, "/aktiviteter/sklaxa000/2022/")) == []


def test_activity_that_moved_with_its_department_follows_the_new_body(client: Client) -> None:
    assert chain(page(client, "/aktiviteter/kofmoten0/"))[3][2] == "/uppdrag/kfnbiblio/"
    assert chain(page(client, "/aktiviteter/kofmoten0/2024/"))[3][2] == "/uppdrag/bsnbiblio/2024/"


def test_wording_is_followed_through_the_plans(client: Client) -> None:
    assert editions(page(client, "/aktiviteter/sklaxa000/")) == [
        (
            "Läxhjälp två eftermiddagar i veckan",
            "Skolförvaltningens verksamhetsplan 2022",
            "fastställd 16 december 2021",
            "/forvaltningar/skolforvaltningen/verksamhetsplan/2022/r1/#sklaxa000",
        ),
        (
            "Läxhjälp struket: två tillagt: tre eftermiddagar i veckan",
            "Skolförvaltningens verksamhetsplan 2023",
            "fastställd 16 december 2022",
            "/forvaltningar/skolforvaltningen/verksamhetsplan/2023/r1/#sklaxa000",
        ),
    ]


@pytest.mark.parametrize(
    ("address", "stamps"), [("/aktiviteter/sklaxa000/", []), ("/aktiviteter/sklaxa000/2024/", ["Gäller inte 2024"])]
)
def test_activity_that_is_not_in_force_is_stamped(client: Client, address: str, stamps: list[str]) -> None:
    assert page(client, address).one(class_="titlepage").texts(class_="stamp") == stamps


@pytest.mark.parametrize(
    "address", ["/aktiviteter/finnsinte/", "/aktiviteter/bsnlasplan/", "/aktiviteter/sklaxa000/2019/"]
)
def test_unknown_activity_or_year_is_a_page_that_helps(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
