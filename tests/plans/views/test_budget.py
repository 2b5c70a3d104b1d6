import pytest
from django.test import Client

from plans.models import MunicipalTotal
from styrmodell.models import SteeringModel
from tests import factories, reading
from tests.markup import Markup
from tests.reading import Part, page

pytestmark = pytest.mark.usefixtures("soderkoping")

FRAMES = ["BUN", "SN", "KS", "SerN", "SBN", "Centralt", "ÖFN", "Revisionen"]


def rows(table: Part) -> list[list[str]]:
    return [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.one("tbody").all("tr")]


def order(client: Client, query: str) -> list[str]:
    return [line.row.body.short_name for line in client.get(f"/budget/{query}").context["frames"].lines]


@pytest.mark.parametrize(
    ("address", "heading", "lede"),
    [
        ("/budget/", "Budget 2022", "Kommunen får kosta 905 420 tkr netto 2022. Det är 20 770 tkr mer än 2021."),
        ("/budget/2021/", "Budget 2021", "Kommunen får kosta 884 650 tkr netto 2021."),
        (
            "/budget/2023/",
            "Plan för 2023",
            "Kommunen får kosta 922 390 tkr netto 2023. Det är 16 970 tkr mer än 2022.",
        ),
        (
            "/budget/2025/",
            "Plan för 2025",
            "De ramar som är beslutade för 2025 är tillsammans 954 500 tkr netto. Revisionen har ingen än.",
        ),
    ],
)
def test_budget_begins_with_what_it_all_costs(client: Client, address: str, heading: str, lede: str) -> None:
    budget = page(client, address)

    assert budget.one("h1").text == heading
    assert budget.all("p", "lede")[0].text == lede


def test_budget_says_which_years_are_plan(client: Client) -> None:
    assert reading.years(page(client, "/budget/")) == {
        "2021": "/budget/2021/",
        "[2022]": "/budget/",
        "2023, plan": "/budget/2023/",
        "2024, plan": "/budget/2024/",
        "2025, plan": "/budget/2025/",
    }


def test_budget_table_of_frames(client: Client) -> None:
    [table] = page(client, "/budget/").section("Ramar per organ").all("table")

    assert rows(table)[:2] == [
        ["Barn- och utbildningsnämnden", "410 000", "418 800", "+8 800", "+2,1", "46,3"],
        ["Socialnämnden", "320 500", "328 400", "+7 900", "+2,5", "36,3"],
    ]
    assert rows(table)[-1] == ["Summa nettokostnad", "884 650", "905 420", "+20 770", "+2,3", "100"]


def test_budget_frame_that_is_not_decided_is_words(client: Client) -> None:
    section = page(client, "/budget/2025/").section("Ramar per organ")

    assert rows(section.one("table"))[-2] == [
        "Revisionen",
        "1 110",
        "inte beslutat",
        "kan inte räknas",
        "– kan inte räknas",
        "– ingen andel",
    ]
    assert section.texts("p", "tablefoot")[0] == (
        "Ändringen är räknad på de organ som har en ram båda åren. Revisionen är inte med i den."
    )


@pytest.mark.parametrize(
    ("query", "bodies"),
    [
        ("", FRAMES),
        ("?ordning=-ram", FRAMES[::-1]),
        ("?ordning=namn", ["BUN", "Centralt", "KS", "Revisionen", "SBN", "SerN", "SN", "ÖFN"]),
        ("?ordning=andring", ["BUN", "SN", "Centralt", "KS", "SBN", "SerN", "ÖFN", "Revisionen"]),
        ("?ordning=procent", ["Centralt", "SN", "BUN", "Revisionen", "ÖFN", "KS", "SBN", "SerN"]),
        ("?ordning=belopp", FRAMES),
        ("?ordning=finns-inte&organ=finns-inte", FRAMES),
    ],
)
def test_budget_frames_are_ordered_by_link(client: Client, query: str, bodies: list[str]) -> None:
    assert order(client, query) == bodies


@pytest.mark.parametrize(
    ("query", "amounts"),
    [
        ("?organ=servicenamnden", [350, 600]),
        ("?organ=servicenamnden&ordning=belopp", [600, 350]),
        ("?organ=revisionen", [4300, 500, 250, 350, 3600, 600, 2500]),
    ],
)
def test_budget_changes_are_narrowed_by_link(client: Client, query: str, amounts: list[int]) -> None:
    adjustments = client.get(f"/budget/{query}").context["adjustments"]

    assert sorted(row.amount for row in adjustments.rows) == sorted(amounts)
    if "ordning" in query:
        assert [row.amount for row in adjustments.rows] == amounts


@pytest.mark.parametrize("address", ["/budget/", "/budget/?ordning=namn", "/budget/socialnamnden/?ordning=belopp"])
def test_choices_share_one_canonical_address(client: Client, address: str) -> None:
    head = client.get(address).content.decode().partition("</head>")[0]

    assert f'<link rel="canonical" href="http://testserver{address.partition("?")[0]}">' in head


def test_budget_of_a_hundred_kronor_has_the_figures_of_the_frames(client: Client) -> None:
    [table] = page(client, "/budget/").section("Hundra kronor bygger ett hus").all("table")

    assert rows(table) == [
        ["Revisionen", "ingen hel", "0,12", "1 070"],
        ["Överförmyndarnämnden", "ingen hel", "0,30", "2 750"],
        ["Centrala poster", "2", "1,44", "13 000"],
        ["Samhällsbyggnadsnämnden", "4", "3,78", "34 200"],
        ["Servicenämnden", "4", "3,79", "34 300"],
        ["Kommunstyrelsen", "8", "8,05", "72 900"],
        ["Socialnämnden", "36", "36,27", "328 400"],
        ["Barn- och utbildningsnämnden", "46", "46,25", "418 800"],
        ["Summa", "100", "100,00", "905 420"],
    ]


def test_budget_says_why_the_frames_change(client: Client) -> None:
    section = page(client, "/budget/").section("Varför ramarna ändras")

    assert ["Socialnämnden", "+6 300", "+3 000", "0", "−1 600", "0", "+200", "+7 900"] in rows(section.one("table"))
    assert "Utan angiven orsak +200. Planen säger inte varför." in section.texts("dd")


def test_budget_says_what_happened_during_the_year_and_who_decided(client: Client) -> None:
    section = page(client, "/budget/").section("Det som hände under 2022")
    before_and_after, one_by_one, investments = section.all("table")

    assert rows(before_and_after)[-2:] == [
        ["Övriga, oförändrade", "3 820", "0", "0", "0", "3 820"],
        ["Summa", "905 420", "+2 500", "0", "0", "907 920"],
    ]
    assert [
        "Tilläggsanslag Fler barn än väntat har behövt placeras.",
        "Nytt anslag. Lägre budgeterat resultat.",
        "Socialnämnden",
        "+2 500",
        "Kommunfullmäktige § E9, 28 september 2022",
    ] in rows(one_by_one)
    assert [row[0] + " " + row[2] for row in rows(investments)] == [
        "Västra Husby skola, till- och ombyggnad Bygget blev försenat, och fakturorna kommer 2022. +3 400",
        "Förnyelse av vatten- och avloppsledningar En ledning i tätorten hann inte bytas före vintern. +2 000",
        "Energieffektivisering och solceller i lokaler Solcellerna levereras först 2022. +1 000",
    ]


def test_budget_opens_each_body_in_place(client: Client) -> None:
    section = page(client, "/budget/").section("Så delar organen sina ramar")

    assert [(title, count, url) for _, title, count, url in reading.branches(section)][:2] == [
        ("Barn- och utbildningsnämnden", "418 800 tkr", "/budget/barn-och-utbildningsnamnden/"),
        ("Socialnämnden", "328 400 tkr", "/budget/socialnamnden/"),
    ]
    assert [branch.texts("span", "by") for branch in section.all("details")][:2] == [
        ["7 verksamhetsområden, allt är fördelat, ramen ändrad efter antagandet"],
        ["7 verksamhetsområden, 1 200 tkr ej fördelat, ramen ändrad efter antagandet"],
    ]
    assert "Centrala poster: av 13 000 tkr är 9 000 tkr utdelade under året. 4 000 tkr är kvar." in section.texts("p")


def test_budget_has_a_whole(client: Client) -> None:
    section = page(client, "/budget/").section("Helheten")
    incoming, outgoing, over_years = section.all("table")

    assert rows(incoming)[-1] == rows(outgoing)[-1] == ["Summa", "925 900"]
    assert rows(over_years)[4] == ["Budgeterat resultat", "18 350", "18 480", "19 610", "19 440", "kan inte räknas"]
    assert section.texts("p", "tablefoot")[0] == (
        "* Nettokostnaden 2025 är utan Revisionen, vars ram inte är beslutad. Därför kan resultatet inte räknas."
    )


def test_budget_without_totals_has_no_scales(client: Client) -> None:
    MunicipalTotal.objects.filter(basis="budget").delete()

    section = page(client, "/budget/").section("Helheten")

    assert [len(section.all("svg", "beam")), len(section.all("table"))] == [0, 1]


@pytest.mark.parametrize("address", ["/budget/2030/", "/budget/finns-inte/", "/budget/socialnamnden/2030/"])
def test_unknown_year_or_body_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_budget_of_a_year_without_a_plan_says_so(client: Client) -> None:
    SteeringModel.objects.update(shown_year=2030)

    assert page(client, "/budget/").texts("p", "empty") == ["Ingen strategisk plan ger ramar för året."]


def test_body_shows_how_it_divides_its_frame(client: Client) -> None:
    section = page(client, "/budget/socialnamnden/").section("Fördelning av ramen")

    assert rows(section.one("table"))[-5:] == [
        ["Fördelat", "320 500", "327 200", "+6 700"],
        ["Ej fördelat", "", "1 200", ""],
        ["Ram när planen antogs", "", "328 400", ""],
        ["Ramen ändrad efter antagandet", "", "+6 100", ""],
        ["Ram nu", "", "334 500", ""],
    ]
    assert section.one(class_="below").attributes["data-announce"] == "7 verksamhetsområden visas under Socialnämnden."
    assert section.texts("p", "tablefoot") == ["Källa: Uppdragsplan 2022–2025, Socialnämnden § E10, 5 oktober 2021."]


def test_body_says_that_all_is_allocated(client: Client) -> None:
    section = page(client, "/budget/barn-och-utbildningsnamnden/2023/").section("Fördelning av ramen")

    assert section.texts("p", "tablefoot")[0].startswith("Allt är fördelat. Källa: Uppdragsplan 2022–2025")


def test_body_area_paid_by_fees_is_never_a_bare_zero(client: Client) -> None:
    [table] = page(client, "/budget/samhallsbyggnadsnamnden/").section("Fördelning av ramen").all("table")

    [water] = [row for row in rows(table) if row[0].startswith("VA och avfall")]
    assert water[1:] == ["", "betalas med avgifter"]


def test_body_area_is_tied_to_the_assignments_within_it(client: Client) -> None:
    lines = client.get("/budget/socialnamnden/").context["areas"].lines

    assert [tie.text for tie in lines[4].ties] == ["uppdrag 2.1", "uppdrag 2.2"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("", "Nämnd och förvaltningsledning"),
        ("?ordning=belopp", "Särskilt boende för äldre"),
        ("?ordning=-belopp", "Ekonomiskt bistånd"),
        ("?ordning=andring", "Särskilt boende för äldre"),
        ("?ordning=finns-inte", "Nämnd och förvaltningsledning"),
    ],
)
def test_body_areas_are_ordered_by_link(client: Client, query: str, first: str) -> None:
    lines = client.get(f"/budget/socialnamnden/{query}").context["areas"].lines

    assert lines[0].area.allocation.name == first


def test_body_says_why_its_frame_changes_and_what_happened(client: Client) -> None:
    body = page(client, "/budget/socialnamnden/")

    assert rows(body.section("Varför ramen ändras").one("table")) == [
        ["Pris och lön", "Löner och köpt vård blir dyrare.", "+6 300"],
        ["Volym", "Fler invånare fyller 80 år och behöver hemtjänst eller särskilt boende.", "+3 000"],
        ["Effektivisering", "Färre tillfälliga vikarier och bättre planerade scheman.", "−1 600"],
        ["Utan angiven orsak", "Planen säger inte varför.", "+200"],
        ["Ändring mot året före", "", "+7 900"],
    ]
    assert [row[-1] for row in rows(body.section("Det som hände under 2022").one("table"))] == [
        "+3 600",
        "+2 500",
        "334 500",
    ]


@pytest.mark.parametrize(
    ("address", "lede", "empty"),
    [
        (
            "/budget/centrala-poster/",
            (
                "13 000 tkr är avsatta 2022 utan att höra till någon nämnd än. Det är 2 000 tkr mer än 2021. "
                "Under året har 9 000 tkr delats ut, och 4 000 tkr är kvar."
            ),
            "Det här är ingen nämnd. Pengarna fördelas till nämnderna under året.",
        ),
        (
            "/budget/revisionen/2025/",
            "Revisionens ram för 2025 är inte beslutad.",
            "Revisionen har ingen uppdragsplan för 2025, så ramen är inte fördelad på områden här.",
        ),
        (
            "/budget/kommunfullmaktige/",
            "Kommunfullmäktige har ingen egen ram 2022.",
            "Kommunfullmäktige har ingen uppdragsplan för 2022, så ramen är inte fördelad på områden här.",
        ),
    ],
)
def test_body_without_a_division_says_why(client: Client, address: str, lede: str, empty: str) -> None:
    body = page(client, address)

    assert body.one("p", "lede").text == lede
    assert body.texts("p", "empty") == [empty]


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
@pytest.mark.parametrize("name", ["", "socialnamnden/", "centrala-poster/", "servicenamnden/", "revisionen/"])
def test_pages_are_sound(client: Client, name: str, year: int) -> None:
    address = f"/budget/{name}" if year == 2022 else f"/budget/{name}{year}/"
    response = client.get(address)

    assert Markup(response.content.decode()).faults == []
    assert response.context["is_example"] is True


def test_menu_leads_to_the_budget(client: Client) -> None:
    assert ("Budget", "/budget/") in page(client, "/").one("nav", "mainmenu").links
    assert ("Hela budgeten", "/budget/") in page(client, "/").section("Pengarna 2022").links


def test_goal_shows_the_money_that_can_be_tied_to_it(client: Client) -> None:
    section = page(client, "/mal/halsa/").section("Pengarna bakom")

    assert rows(section.one("table"))[-1] == [
        "Områdena tillsammans Varje område en gång. Det är inte vad målet kostar.",
        "",
        "488 000",
    ]
    assert section.texts("dt") == ["Det här räknas", "Det här räknas inte", "Verksamhetsområde", "Nettokostnad", "Tkr"]


def test_goal_without_money_says_so(client: Client) -> None:
    goal = factories.goal("Nytt mål", slug="nytt")

    section = page(client, f"/mal/{goal.slug}/").section("Pengarna bakom")

    assert section.texts("p", "empty") == ["Inget uppdrag under målet har pekat ut ett verksamhetsområde."]


@pytest.mark.parametrize(
    ("address", "name", "first", "count"),
    [
        ("/budget/2022/ramar.csv", "ramar-2022.csv", "2022;budget;Barn- och utbildningsnämnden", 8),
        ("/budget/2022/fordelning.csv", "fordelning-2022.csv", "2022;Kommunstyrelsen;kommunstyrelsen", 35),
        ("/budget/2022/justeringar.csv", "justeringar-2022.csv", "2022;lönekompensation;", 7),
        ("/budget/2023/justeringar.csv", "justeringar-2023.csv", "", 0),
    ],
)
def test_table_is_downloaded(client: Client, address: str, name: str, first: str, count: int) -> None:
    response = client.get(address)

    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content.startswith(b"\xef\xbb\xbf\xc3\x85r;")
    assert lines[1].startswith(first)
    assert len(lines) == 1 + count + 1


@pytest.mark.parametrize("name", ["ramar", "fordelning", "justeringar"])
def test_table_of_an_unknown_year_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/budget/2030/{name}.csv").status_code == 404
