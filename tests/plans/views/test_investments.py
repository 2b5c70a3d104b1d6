import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Thread
from styrmodell.models import SteeringModel
from tests import reading
from tests.markup import Markup
from tests.reading import Part, page

pytestmark = pytest.mark.usefixtures("soderkoping")

SCHOOL, CARE_HOME, UNDECIDED, CYCLE_WAY, PLOTS = "did27hbm", "gxdcgw2f", "eubxtouv", "m2mi82kc", "w4kn0pmf"


def rows(table: Part) -> list[list[str]]:
    return [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.one("tbody").all("tr")]


def numbers(client: Client, query: str) -> list[int]:
    return [line.investment.number for line, _ in client.get(f"/investeringar/{query}").context["lines"]]


def test_investments_begin_with_what_they_cost_and_who_decided(client: Client) -> None:
    investments = page(client, "/investeringar/")

    assert investments.one("h1").text == "Investeringar 2022"
    assert investments.one("p", "lede").text == (
        "Kommunen ska bygga och köpa för 73 800 tkr 2022. Till och med 2025 är det 268 300 tkr."
    )
    assert investments.one("a", "who").text == "Kommunfullmäktige § E12"


def test_investments_sum_by_financing_and_by_body(client: Client) -> None:
    by_financing, by_body = page(client, "/investeringar/").section("År för år").all("table")

    assert rows(by_financing) == [
        ["Med skatt", "15", "39 300", "46 100", "63 600", "23 800", "172 800"],
        ["Med taxor", "4", "26 500", "33 500", "17 500", "17 000", "94 500"],
        ["Genom exploatering", "1", "8 000", "6 000", "−4 000", "−9 000", "1 000"],
        ["Summa", "20", "73 800", "85 600", "77 100", "31 800", "268 300"],
    ]
    assert rows(by_body)[-1] == rows(by_financing)[-1]


def test_investments_that_are_not_decided_are_not_zero(client: Client) -> None:
    investments = page(client, "/investeringar/")

    [undecided] = [row for row in rows(investments.section("Det som byggs och köps").one("table")) if row[1] == "6"]
    assert undecided[2:] == [
        "Pausad sedan 25 november 2020. Skolan är inte beslutad. Behovet prövas i lokalförsörjningsplanen.",
        "inte beslutat",
    ]
    assert investments.section("År för år").texts("p", "tablefoot") == [
        "Summorna är utan det som inte är beslutat: Albogaskolan (F–6). Det är inte samma sak som noll."
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?lage=paused", [6, 7]),
        ("?organ=kommunstyrelsen", [19]),
        ("?finansiering=development", [20]),
        ("?ort=mogata", [4]),
        ("?organ=samhallsbyggnadsnamnden&finansiering=fee&lage=planned", [10, 13]),
        ("?lage=paused&ordning=-nr", [7, 6]),
        ("?lage=paused&ordning=belopp", [7, 6]),
        ("?organ=kommunstyrelsen&lage=paused", []),
        ("?lage=finns-inte", list(range(1, 21))),
    ],
)
def test_investments_are_narrowed_and_ordered_by_link(client: Client, query: str, found: list[int]) -> None:
    assert numbers(client, query) == found


def test_investments_that_are_left_have_a_sum_of_their_own(client: Client) -> None:
    [table] = page(client, "/investeringar/?lage=paused").section("Det som byggs och köps").all("table")

    assert rows(table)[-1] == ["Summa för urvalet, 2 objekt", "", "", "2 000", "3 500", "0", "0", "5 500"]


def test_investments_say_what_was_carried_over(client: Client) -> None:
    section = page(client, "/investeringar/").section("Tillagt under 2022")

    assert [(row[2], row[3]) for row in rows(section.one("table"))] == [
        (amount, "Kommunfullmäktige § E4, 27 april 2022") for amount in ("+3 400", "+2 000", "+1 000")
    ]


def test_investments_of_a_year_without_a_plan_say_so(client: Client) -> None:
    SteeringModel.objects.update(shown_year=2030)

    assert page(client, "/investeringar/").texts("p", "empty") == [
        "Ingen strategisk plan med investeringar gäller för året."
    ]


def test_investment_shows_its_amounts_through_the_editions(client: Client) -> None:
    table = page(client, f"/investeringar/{CARE_HOME}/").section("Vad det kostar").all("table")[0]

    assert rows(table) == [
        ["2021–2024", "500", "3 500", "2 000", "0", "ingår inte"],
        ["2021–2024, utgåva 2", "500", "ändrat till 2 000", "ändrat till 3 500", "0", "ingår inte"],
        ["2022–2025", "ingår inte", "2 000", "3 500", "0", "0"],
        ["Gäller, med det som lagts till", "500", "2 000", "3 500", "0", "0"],
    ]


def test_investment_counts_what_has_been_added(client: Client) -> None:
    amounts, added = page(client, f"/investeringar/{SCHOOL}/").section("Vad det kostar").all("table")

    assert rows(amounts)[-1] == ["Gäller, med det som lagts till", "18 000", "25 400", "9 000", "0", "0"]
    assert [row[-1] for row in rows(added)] == ["+3 400"]


def test_investment_has_been_where_its_states_say(client: Client) -> None:
    section = page(client, f"/investeringar/{CARE_HOME}/").section("Läge: pausad")

    assert rows(section.one("table")) == [
        [
            "Pausad",
            "24 mars 2021",
            "Inflyttningen i det nya boendet är uppskjuten. Inköpen väntar till dess att tidplanen är klar.",
            "Kommunfullmäktige § E3",
        ],
        ["Planerad", "25 november 2020", "Inget skäl är angivet.", "Kommunfullmäktige § E7"],
    ]


def test_investment_that_is_not_decided_says_so_every_year(client: Client) -> None:
    [table] = page(client, f"/investeringar/{UNDECIDED}/").section("Vad det kostar").all("table")

    assert {cell for row in rows(table) for cell in row[1:]} == {"inte beslutat", "ingår inte"}


def test_investment_below_zero_is_drawn_below_the_ground(client: Client) -> None:
    drawn = client.get(f"/investeringar/{PLOTS}/").context["pillars"]

    assert [pillar.label for pillar in drawn.pillars] == ["2021", "2022", "2023", "2024", "2025"]
    assert [all(block.top >= drawn.ground for block in pillar.blocks) for pillar in drawn.pillars] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_investment_says_who_where_and_how_it_is_paid(client: Client) -> None:
    notes = page(client, f"/investeringar/{SCHOOL}/").section("Vad det kostar").all("div", "note")

    assert [(note.one("h3").text, note.one("p").text, note.href) for note in notes] == [
        ("Vem", "Barn- och utbildningsnämnden", "/budget/barn-och-utbildningsnamnden/"),
        ("Betalas", "Med skatt", ""),
        ("Var", "Västra Husby", "/investeringar/?ort=vastra-husby#objekt"),
    ]


def test_investment_has_a_page_for_every_year(client: Client) -> None:
    investment = page(client, f"/investeringar/{CYCLE_WAY}/2021/")

    assert reading.years(investment)["2022"] == f"/investeringar/{CYCLE_WAY}/"
    assert [label for _, label, _, _ in reading.editions(investment)][
        1
    ] == "Kommunfullmäktiges strategiska plan 2021–2024"


@pytest.mark.parametrize(
    "address", ["/investeringar/2030/", "/investeringar/finnsinte/", f"/investeringar/{SCHOOL}/2030/"]
)
def test_unknown_investment_or_year_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_of_investments_are_sound(client: Client) -> None:
    addresses = ["/investeringar/", "/investeringar/2021/", "/investeringar/2025/", "/investeringar/?lage=paused"]
    addresses += [f"/investeringar/{thread.public_id}/" for thread in Thread.objects.filter(kind="investment")]

    faults = {address: Markup(client.get(address).content.decode()).faults for address in addresses}

    assert {address: found for address, found in faults.items() if found} == {}


def test_table_of_investments_is_downloaded(client: Client) -> None:
    response = client.get("/investeringar/2022/investeringar.csv")

    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert response["Content-Disposition"] == 'attachment; filename="investeringar-2022.csv"'
    assert len(lines) == 1 + 20 * 4 + 1
    assert client.get("/investeringar/2030/investeringar.csv").status_code == 404


def test_investment_takes_as_many_queries_whatever_has_been_said_of_it(client: Client) -> None:
    counts = set()
    for name in (SCHOOL, CARE_HOME, UNDECIDED, PLOTS):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/investeringar/{name}/")
        counts.add(len(queries))

    assert len(counts) == 1
