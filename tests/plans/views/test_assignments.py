import pytest
from django.test import Client

from tests.reading import Part, chain, editions, gaps, page, years

VISION = ("Vision", "Ådala – nära till ån, nära till varandra.", "/", "done")

pytestmark = pytest.mark.usefixtures("adala")


def activities(part: Part) -> list[tuple[str, str, str]]:
    """What is done: title, address and facts."""
    return [
        (line.one("a").text, line.href, line.one(class_="facts").text)
        for line in part.one("ul", "activities").all("li")
    ]


def money(assignment: Part) -> list[list[str]]:
    """The table of areas: the years, then each area and its figures."""
    table = assignment.section("Pengarna").one("table")
    return [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.all("tr")]


def test_assignment_stands_between_its_objective_and_its_activity(client: Client) -> None:
    assignment = page(client, "/uppdrag/bsnlasplan/2022/")

    assert chain(assignment) == [
        VISION,
        ("Långsiktigt mål", "Lärande", "/mal/larande/2022/", "done"),
        ("Nämndmål 1", "Alla elever i årskurs tre läser med flyt", "/namndmal/bsnmallasa/2022/", "done"),
        ("Uppdrag 1.1", "Följ upp den gemensamma läsplanen", "", "current"),
        ("Aktivitet", "Läskartläggning varje termin", "#nedanfor", "ahead"),
    ]
    assert assignment.all(id="nedanfor")


def test_assignment_without_objective_hangs_on_what_it_answers(client: Client) -> None:
    assignment = page(client, "/uppdrag/ksagardirektiv/")

    assert chain(assignment) == [
        VISION,
        (
            "Särskilt uppdrag 3",
            "Ta fram ägardirektiv för fler hyresrätter",
            "/sarskilda-uppdrag/saagardirektiv/",
            "done",
        ),
        ("Uppdrag", "Föreslå ägardirektiv till bostadsbolaget", "", "current"),
        ("Aktivitet", "Samråd med bolagets styrelse", "#nedanfor", "ahead"),
    ]


def test_assignment_can_be_seen_for_every_planned_year(client: Client) -> None:
    assert years(page(client, "/uppdrag/bsnlasplan/2022/")) == {
        "2021": "/uppdrag/bsnlasplan/2021/",
        "[2022]": "/uppdrag/bsnlasplan/2022/",
        "2023": "/uppdrag/bsnlasplan/",
        "2024": "/uppdrag/bsnlasplan/2024/",
        "2025": "/uppdrag/bsnlasplan/2025/",
        "2026": "/uppdrag/bsnlasplan/2026/",
    }


def test_assignment_shows_what_is_done_this_year(client: Client) -> None:
    assert activities(page(client, "/uppdrag/bsnlasplan/2022/")) == [
        (
            "Läskartläggning varje termin",
            "/aktiviteter/sklastest0/2022/",
            "Grundskolan, skolförvaltningen · januari–december 2022",
        )
    ]


@pytest.mark.parametrize(
    ("year", "says"),
    [
        ("2021/", "Verksamhetsplanen för 2021 finns inte här."),
        ("2025/", "Verksamhetsplanen för 2025 är inte gjord än."),
    ],
)
def test_assignment_of_a_year_that_its_department_has_no_plan_for_says_so(client: Client, year: str, says: str) -> None:
    assignment = page(client, f"/uppdrag/bsnlasplan/{year}")

    assert chain(assignment)[-1] == ("Aktivitet", "Ingen verksamhetsplan", "#nedanfor", "ahead")
    assert assignment.one(id="nedanfor").texts("p", "empty") == [says]
    assert gaps(assignment) == []


def test_assignment_with_nothing_done_ends_in_a_gap(client: Client) -> None:
    assignment = page(client, "/uppdrag/vonsjuk00/")

    assert chain(assignment)[-1] == ("Aktivitet", "Ingen 2023", "", "gap")
    assert gaps(assignment) == ["Ingen verksamhetsplan för 2023 har någon aktivitet för uppdraget."]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (
            "/uppdrag/bsnsjuk00/2021/",
            ("Svarar på särskilt uppdrag 1: Minska sjukfrånvaron", "/sarskilda-uppdrag/sasjukfranvaro/2021/"),
        ),
        (
            "/uppdrag/bsnsjuk00/",
            (
                "Svarar på särskilt uppdrag 1: Minska sjukfrånvaron med en procentenhet",
                "/sarskilda-uppdrag/sasjukfranvaro/",
            ),
        ),
        (  # no strategic plan is in force, so the last wording stands
            "/uppdrag/vonsjuk00/2026/",
            (
                "Svarar på särskilt uppdrag 1: Minska sjukfrånvaron med en procentenhet",
                "/sarskilda-uppdrag/sasjukfranvaro/2026/",
            ),
        ),
    ],
)
def test_special_assignment_that_is_answered_reads_as_it_did(
    client: Client, address: str, link: tuple[str, str]
) -> None:
    assert link in page(client, address).one(id="nedanfor").links


def test_assignment_says_from_whom_and_to_whom(client: Client) -> None:
    notes = page(client, "/uppdrag/kskrisovning/2022/").section("Det som görs 2022").one(class_="notes")

    assert notes.links == [
        ("Kommunstyrelsen", "/namnder/kommunstyrelsen/2022/"),
        ("Samhällsförvaltningen", "/forvaltningar/samhallsforvaltningen/2022/"),
        ("Kommunledningsförvaltningen", "/forvaltningar/kommunledningsforvaltningen/2022/"),
    ]
    assert notes.texts("li") == ["Samhällsförvaltningen, leder", "Kommunledningsförvaltningen, medverkar"]


# Money


def test_money_is_the_areas_and_not_the_assignments_own(client: Client) -> None:
    assignment = page(client, "/uppdrag/bsnbiblio/2024/")

    assert money(assignment) == [
        ["Verksamhetsområde, tkr", "2024", "2025"],
        ["Bibliotek och kultur", "10 300", "inte beslutat"],
    ]
    assert assignment.section("Pengarna").one("p", "tablefoot").text == (
        "Hela området, inte bara uppdraget. Uppdraget har inga egna öronmärkta pengar."
    )


def test_negative_net_cost_has_a_minus(client: Client) -> None:
    assert money(page(client, "/uppdrag/kfnhallar/")) == [
        ["Verksamhetsområde, tkr", "2023", "2024", "2025", "2026"],
        ["Idrott och fritid", "15 100", "15 200", "15 300", "uppgift saknas"],
        [
            "Uthyrning av hallar",
            "−800",
            "−800",
            "−800",
            "uppgift saknas",
        ],
    ]


def test_assignment_without_areas_says_nothing_of_money(client: Client) -> None:
    assert "Pengarna" not in page(client, "/uppdrag/bsnnarvaro/").texts("h2")


# Through the editions


def test_wording_is_followed_through_the_editions(client: Client) -> None:
    plans = "/namnder/vard-och-omsorgsnamnden/uppdragsplan"

    assert editions(page(client, "/uppdrag/vonkontinuitet/")) == [
        (
            "Öka kontinuiteten i hemtjänsten",
            "Vård- och omsorgsnämndens uppdragsplan 2021–2024",
            "antagen 15 december 2020",
            f"{plans}/2021-2024/r1/#vonkontinuitet",
        ),
        (
            "struket: Öka kontinuiteten i hemtjänsten tillagt: Minska antalet personal hos varje hemtjänsttagare",
            "Vård- och omsorgsnämndens uppdragsplan 2023–2026",
            "antagen 14 december 2022",
            f"{plans}/2023-2026/r1/#vonkontinuitet",
        ),
        (
            "Minska antalet personal hos varje hemtjänsttagare",
            "Vård- och omsorgsnämndens uppdragsplan 2023–2026 Upphävd",
            "utgåva 2, antagen 13 december 2023",
            f"{plans}/2023-2026/r2/#vonkontinuitet",
        ),
    ]


@pytest.mark.parametrize(
    ("address", "stamps"),
    [
        ("/uppdrag/bsnlaxhjalp/2022/", []),
        ("/uppdrag/bsnlaxhjalp/", ["Gäller inte 2023"]),  # dropped by the revision from 2023
        ("/uppdrag/vonplaner/2024/", ["Gäller inte 2024"]),  # revoked
    ],
)
def test_assignment_that_is_not_in_force_is_stamped(client: Client, address: str, stamps: list[str]) -> None:
    assert page(client, address).one(class_="titlepage").texts(class_="stamp") == stamps


def test_thread_that_another_body_took_over_leads_there(client: Client) -> None:
    [note] = page(client, "/uppdrag/kfnbiblio/").section("Lydelsen genom utgåvorna").all(class_="note")

    assert (note.one("h3").text, note.links) == (
        "Fortsätter hos",
        [("Låt biblioteket vara en mötesplats, Barn- och skolnämnden", "/uppdrag/bsnbiblio/")],
    )


@pytest.mark.parametrize("address", ["/uppdrag/finnsinte/", "/uppdrag/bsnmallasa/", "/uppdrag/bsnlasplan/2027/"])
def test_unknown_assignment_or_year_is_a_page_that_helps(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
