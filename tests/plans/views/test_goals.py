import pytest
from django.test import Client

from tests import factories
from tests.reading import Part, branches, chain, gaps, page, years

VISION = ("Vision", "Ådala – nära till ån, nära till varandra.", "/", "done")

pytestmark = pytest.mark.usefixtures("adala")


def listed(part: Part) -> list[tuple[str, str, str]]:
    """The goals in a list: name, number of objectives and address."""
    goals = part.one("ul", "goals").all("li")
    return [(goal.one(class_="t").text, " ".join(goal.texts(class_="count")), goal.href) for goal in goals]


# All goals


@pytest.mark.parametrize(
    ("year", "prioritised", "others"),
    [
        (
            2022,
            [
                ("Lärande", "2 nämndmål", "/mal/larande/2022/"),
                ("Trygghet", "4 nämndmål", "/mal/trygghet/2022/"),
                ("Natur och vatten", "1 nämndmål", "/mal/natur/2022/"),
                ("Företagande", "2 nämndmål", "/mal/foretagande/2022/"),
            ],
            [("Klimat", "från 2023", "/mal/klimat/2022/"), ("Delaktighet", "från 2023", "/mal/delaktighet/2022/")],
        ),
        (
            2024,
            [
                ("Lärande", "2 nämndmål", "/mal/larande/2024/"),
                ("Trygghet", "2 nämndmål", "/mal/trygghet/2024/"),
                ("Klimat", "1 nämndmål", "/mal/klimat/2024/"),
                ("Delaktighet", "1 nämndmål", "/mal/delaktighet/2024/"),
            ],
            [
                ("Natur och vatten", "till 2022", "/mal/natur/2024/"),
                ("Företagande", "till 2022", "/mal/foretagande/2024/"),
            ],
        ),
    ],
)
def test_goals_change_between_terms(
    client: Client, year: int, prioritised: list[tuple[str, str, str]], others: list[tuple[str, str, str]]
) -> None:
    goals = page(client, f"/mal/{year}/")

    assert listed(goals.section(f"Prioriterade {year}")) == prioritised
    assert listed(goals.section("Mål under andra år")) == others


def test_goals_can_be_seen_for_every_planned_year(client: Client) -> None:
    assert years(page(client, "/mal/2024/")) == {
        "2021": "/mal/2021/",
        "2022": "/mal/2022/",
        "2023": "/mal/",
        "[2024]": "/mal/2024/",
        "2025": "/mal/2025/",
        "2026": "/mal/2026/",
    }


def test_year_without_a_strategic_plan_prioritises_nothing(client: Client) -> None:
    goals = page(client, "/mal/2026/")

    assert goals.section("Prioriterade 2026").texts("p", "empty") == [
        "Ingen strategisk plan gäller för året, så inget mål är prioriterat."
    ]
    assert len(listed(goals.section("Mål under andra år"))) == 6


# One goal


def test_goal_stands_below_the_vision_and_above_its_objectives(client: Client) -> None:
    goal = page(client, "/mal/larande/")

    assert chain(goal) == [
        VISION,
        ("Långsiktigt mål", "Lärande", "", "current"),
        ("Nämndmål", "3 mål hos 2 organ", "#vem-gor-vad", "ahead"),
        ("Uppdrag", "3 uppdrag", "#vem-gor-vad", "ahead"),
    ]
    assert goal.all(id="vem-gor-vad")


def test_goal_says_what_is_adopted_and_by_whom(client: Client) -> None:
    goal = page(client, "/mal/larande/")

    assert goal.one("p", "wording").text == "Alla barn och unga klarar skolan, och alla vuxna kan lära nytt."
    assert goal.one(class_="decision").links == [
        ("Kommunfullmäktige § E88", "/beslut/kf-2022-11-30-strategisk-plan/"),
        ("Strategisk plan 2023–2025", "/strategisk-plan/2023-2025/"),
    ]


def test_goal_opens_its_objectives_body_by_body(client: Client) -> None:
    below = page(client, "/mal/larande/2022/").section("Vem gör vad")

    assert below.texts("h3")[:2] == ["Barn- och skolnämnden", "Kultur- och fritidsnämnden"]
    assert branches(below) == [
        ("1", "Alla elever i årskurs tre läser med flyt", "2 uppdrag", "/namndmal/bsnmallasa/2022/"),
        ("1", "Biblioteket når hela kommunen", "1 uppdrag", "/namndmal/kfnmalbiblio/2022/"),
    ]


def test_decision_whose_paragraph_is_unknown_says_so(client: Client) -> None:
    decision = page(client, "/mal/natur/2021/").one(class_="decision")

    assert decision.texts("dd")[0] == "Kommunfullmäktige § saknas i källan"


@pytest.mark.parametrize(
    ("address", "note"),
    [
        ("/mal/larande/2021/", "Ny i den här planen"),
        ("/mal/larande/", "Ändrad i den här utgåvan"),
        ("/mal/larande/2024/", "Oförändrad sedan 2023"),
        ("/mal/trygghet/", "Oförändrad sedan 2021"),
        ("/mal/klimat/", "Ny i den här planen"),
        ("/mal/klimat/2024/", "Ändrad i den här utgåvan"),
        ("/mal/delaktighet/2024/", "Oförändrad sedan 2023"),
    ],
)
def test_goal_says_since_when_it_reads_so(client: Client, address: str, note: str) -> None:
    decision = page(client, address).one(class_="decision")

    assert dict(zip(decision.texts("dt"), decision.texts("dd"), strict=True))["Lydelsen"] == note


def test_targets_stand_year_by_year(client: Client) -> None:
    [table] = page(client, "/mal/trygghet/").section("Så mäts det").all("table")

    assert table.texts("th") == ["Mått", "2023", "2024", "2025", table.texts("th")[4]]
    assert table.texts("td") == ["79", "80", "inte beslutat"]


def test_missing_target_is_not_undecided(client: Client) -> None:
    [table] = page(client, "/mal/trygghet/2021/").section("Så mäts det").all("table")

    assert (table.texts("th")[1:3], table.texts("td")) == (["2021", "2024"], ["75", "80"])


def test_goal_without_measures_has_a_gap(client: Client) -> None:
    assert gaps(page(client, "/mal/delaktighet/").section("Så mäts det")) == ["Inget mått är bestämt."]


def test_goal_that_is_no_longer_prioritised_says_so_and_keeps_its_objectives(client: Client) -> None:
    goal = page(client, "/mal/natur/")

    assert goal.one("p", "lede").text == "Målet är inte prioriterat 2023."
    assert goal.all(class_="decision") == []
    assert branches(goal) == [("1", "Sjöar och vattendrag är friska", "1 uppdrag", "/namndmal/mbnmalvatten/")]


def test_goal_that_nobody_has_picked_up_ends_in_a_gap(client: Client) -> None:
    factories.goal("Kultur", slug="kultur")

    goal = page(client, "/mal/kultur/")

    assert chain(goal)[2:] == [("Nämndmål", "Ingen nämnd har tagit upp målet", "", "gap")]
    assert gaps(goal)[0] == "Ingen nämnd arbetar mot målet Kultur 2023."


def test_goal_that_has_ended_ends_in_no_gap(client: Client) -> None:
    goal = page(client, "/mal/foretagande/2025/")

    assert chain(goal)[2:] == []
    assert "Målet gällde inte 2025." in goal.texts("p", "empty")


def test_goal_whose_objectives_have_no_assignment_ends_in_a_gap(client: Client) -> None:
    assert chain(page(client, "/mal/klimat/"))[2:] == [
        ("Nämndmål", "1 mål hos 1 organ", "#vem-gor-vad", "ahead"),
        ("Uppdrag", "inga", "", "gap"),
    ]


def test_indirect_objectives_stand_beside(client: Client) -> None:
    beside = page(client, "/mal/larande/").section("Vem gör vad").one(class_="notes")

    assert ("Elever trivs och är i skolan", "/namndmal/bsnmalnarvaro/") in beside.links
    assert "Elever trivs och är i skolan, Barn- och skolnämnden (Trygghet)" in beside.texts("li")


@pytest.mark.parametrize(
    ("address", "answered"),
    [
        (
            "/mal/trygghet/",
            [
                [
                    "1",
                    "Minska sjukfrånvaron med en procentenhet",
                    "2 av 3 organ har ett uppdrag för detta. Saknas: Kommunstyrelsen.",
                ]
            ],
        ),
        ("/mal/larande/2022/", []),
    ],
)
def test_special_assignments_that_are_answered_here(client: Client, address: str, answered: list[list[str]]) -> None:
    goal = page(client, address)

    sections = [each for each in goal.all("section") if "Särskilda uppdrag som besvaras här" in each.texts("h2")]
    rows = [row for section in sections for row in section.one("tbody").all("tr")]
    assert [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in rows] == answered


@pytest.mark.parametrize("address", ["/mal/finns-inte/", "/mal/larande/2020/", "/mal/larande/2027/", "/mal/1999/"])
def test_unknown_goal_or_year_is_a_page_that_helps(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
