import pytest
from django.test import Client

from tests.reading import branches, chain, editions, gaps, page, years

VISION = ("Vision", "Ådala – nära till ån, nära till varandra.", "/", "done")
READ = "Alla elever i årskurs tre läser med flyt"

pytestmark = pytest.mark.usefixtures("adala")


def test_objective_stands_between_its_goal_and_its_assignments(client: Client) -> None:
    objective = page(client, "/namndmal/bsnmallasa/2022/")

    assert chain(objective) == [
        VISION,
        ("Långsiktigt mål", "Lärande", "/mal/larande/2022/", "done"),
        ("Nämndmål 1", READ, "", "current"),
        ("Uppdrag", "2 uppdrag", "#nedanfor", "ahead"),
        ("Aktivitet", "2 aktiviteter", "#nedanfor", "ahead"),
    ]
    assert objective.all(id="nedanfor")


def test_board_calls_its_objectives_its_own(client: Client) -> None:
    objective = page(client, "/namndmal/ksmaltrygg/")

    assert chain(objective)[2] == ("Styrelsens mål 1", "Kommunen klarar en kris och hjälper andra", "", "current")
    assert objective.one("p", "kind").text == "Styrelsens mål 1"


def test_objective_can_be_seen_for_every_planned_year(client: Client) -> None:
    assert years(page(client, "/namndmal/bsnmallasa/")) == {
        "2021": "/namndmal/bsnmallasa/2021/",
        "2022": "/namndmal/bsnmallasa/2022/",
        "[2023]": "/namndmal/bsnmallasa/",
        "2024": "/namndmal/bsnmallasa/2024/",
        "2025": "/namndmal/bsnmallasa/2025/",
        "2026": "/namndmal/bsnmallasa/2026/",
    }


def test_objective_opens_its_assignments(client: Client) -> None:
    assert branches(page(client, "/namndmal/bsnmallasa/2022/")) == [
        ("1.1", "Följ upp den gemensamma läsplanen", "1 aktivitet", "/uppdrag/bsnlasplan/2022/"),
        ("1.2", "Ge läxhjälp på alla skolor", "1 aktivitet", "/uppdrag/bsnlaxhjalp/2022/"),
    ]


def test_objective_without_assignments_ends_in_a_gap(client: Client) -> None:
    objective = page(client, "/namndmal/ksmalklimat/")

    assert chain(objective)[3:] == [("Uppdrag", "Inget uppdrag är givet", "", "gap")]
    assert gaps(objective)[0] == "Kommunstyrelsen har inte gett något uppdrag för målet."


def test_objective_whose_departments_have_planned_nothing_ends_without_a_gap(client: Client) -> None:
    assert chain(page(client, "/namndmal/bsnmallasa/2021/"))[3:] == [
        ("Uppdrag", "2 uppdrag", "#nedanfor", "ahead"),
        ("Aktivitet", "Ingen verksamhetsplan", "#nedanfor", "ahead"),
    ]


def test_objective_says_whose_it_is_and_what_it_contributes_to(client: Client) -> None:
    notes = page(client, "/namndmal/bsnmalnarvaro/2022/").section("Uppdrag till förvaltningen").one(class_="notes")

    assert notes.links[:3] == [
        ("Barn- och skolnämnden", "/namnder/barn-och-skolnamnden/2022/"),
        ("Trygghet", "/mal/trygghet/2022/"),
        ("Lärande", "/mal/larande/2022/"),
    ]
    assert "Lärande, indirekt" in notes.texts("li")


def test_objective_without_measures_has_a_gap(client: Client) -> None:
    objective = page(client, "/namndmal/bsnmalnarvaro/")

    assert gaps(objective.section("Så mäts det")) == ["Inget mått är bestämt."]


def test_targets_stand_year_by_year(client: Client) -> None:
    [table] = page(client, "/namndmal/bsnmallasa/").section("Så mäts det").all("table")

    assert table.texts("th")[1:4] == ["2023", "2024", "2025"]
    assert table.texts("td") == ["80", "85", "inte beslutat"]


# Through the editions


@pytest.mark.parametrize(
    ("year", "wording", "decision"),
    [
        (2021, "Fler elever läser med flyt", "Barn- och skolnämnden § E8"),
        (2022, READ, "Barn- och skolnämnden § E71"),
        (2024, READ, "Barn- och skolnämnden § E40"),
    ],
)
def test_year_shows_the_wording_then_and_its_decision(client: Client, year: int, wording: str, decision: str) -> None:
    objective = page(client, f"/namndmal/bsnmallasa/{year}/")

    assert objective.one("h1").text == wording
    assert objective.one(class_="decision").links[0][0] == decision


def test_wording_is_followed_through_the_editions(client: Client) -> None:
    plans = "/namnder/barn-och-skolnamnden/uppdragsplan"
    words = "Fler elever läser med flyt"
    first, latest = "Barn- och skolnämndens uppdragsplan 2021–2024", "Barn- och skolnämndens uppdragsplan 2023–2025"

    assert editions(page(client, "/namndmal/bsnmallasa/")) == [
        (words, first, "antagen 10 december 2020", f"{plans}/2021-2024/r1/#bsnmallasa"),
        (
            "struket: Fler tillagt: Alla elever tillagt: i årskurs tre läser med flyt",
            first,
            "utgåva 2, antagen 9 december 2021",
            f"{plans}/2021-2024/r2/#bsnmallasa",
        ),
        (READ, latest, "antagen 8 december 2022", f"{plans}/2023-2025/r1/#bsnmallasa"),
        (READ, latest, "utgåva 2, antagen 15 juni 2023", f"{plans}/2023-2025/r2/#bsnmallasa"),
        (READ, latest, "utgåva 3, antagen 15 juni 2023", f"{plans}/2023-2025/r3/#bsnmallasa"),
    ]


def test_wording_that_the_page_shows_is_marked_among_the_editions(client: Client) -> None:
    listed = page(client, "/namndmal/bsnmallasa/").section("Lydelsen genom utgåvorna")

    assert [link.href for link in listed.all("a") if "aria-current" in link.attributes] == [
        "/namnder/barn-och-skolnamnden/uppdragsplan/2023-2025/r2/#bsnmallasa"
    ]


@pytest.mark.parametrize(
    ("address", "stamps"),
    [
        ("/namndmal/ksmalforetag/2022/", []),
        ("/namndmal/ksmalforetag/", ["Gäller inte 2023"]),
        ("/namndmal/ksmalklimat/2021/", ["Gäller inte 2021"]),
        ("/namndmal/vonmalmotas/", []),
        ("/namndmal/vonmalmotas/2024/", ["Gäller inte 2024", "Upphävt"]),
        ("/namndmal/kfnmalrora/2024/", ["Gäller inte 2024"]),  # its nämnd has ended
    ],
)
def test_objective_that_is_not_in_force_is_stamped(client: Client, address: str, stamps: list[str]) -> None:
    assert page(client, address).one(class_="titlepage").texts(class_="stamp") == stamps


def test_edition_that_was_revoked_is_stamped(client: Client) -> None:
    labels = [label for _, label, _, _ in editions(page(client, "/namndmal/vonmalmotas/"))]

    assert labels == [
        "Vård- och omsorgsnämndens uppdragsplan 2023–2026",
        "Vård- och omsorgsnämndens uppdragsplan 2023–2026 Upphävd",
    ]


@pytest.mark.parametrize(
    ("address", "heading", "link"),
    [
        (
            "/namndmal/bsnmalbiblio/2024/",
            "Fortsätter från",
            ("Biblioteket når hela kommunen, Kultur- och fritidsnämnden", "/namndmal/kfnmalbiblio/2024/"),
        ),
        (
            "/namndmal/kfnmalbiblio/",
            "Fortsätter hos",
            ("Biblioteket når hela kommunen, Barn- och skolnämnden", "/namndmal/bsnmalbiblio/"),
        ),
    ],
)
def test_thread_that_another_body_took_over_leads_there(
    client: Client, address: str, heading: str, link: tuple[str, str]
) -> None:
    [note] = page(client, address).section("Lydelsen genom utgåvorna").all(class_="note")

    assert (note.one("h3").text, note.links) == (heading, [link])


@pytest.mark.parametrize(
    "address",
    ["/namndmal/finnsinte/", "/namndmal/bsnlasplan/", "/namndmal/bsnmallasa/2019/", "/namndmal/bsnmallasa/x/"],
)
def test_unknown_objective_or_year_is_a_page_that_helps(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
