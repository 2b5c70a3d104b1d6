import pytest
from django.test import Client

from styrmodell.models import SteeringModel
from tests.reading import page

pytestmark = pytest.mark.usefixtures("adala")


def show(year: int) -> None:
    SteeringModel.objects.update(shown_year=year)


def rows(client: Client) -> list[list[str]]:
    """The table of the year's money: body, frame, change and share."""
    table = page(client, "/").one(id="pengar").one("table")
    return [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.one("tbody").all("tr")]


def test_house_is_drawn_from_the_data(client: Client) -> None:
    assert page(client, "/").one(class_="house").links == [
        ("Vision Ådala – nära till ån, nära till varandra. Väl mött!", "/vardegrund/#vision"),
        ("Förtroendevalda", "/vardegrund/#fortroendevalda"),
        ("Medarbetare", "/vardegrund/#medarbetare"),
        ("Plats", "/vardegrund/#plats"),
        (
            "Huvuduppdrag Att göra vardagen lätt för alla som bor, arbetar och går i skola i Ådala.",
            "/vardegrund/#huvuduppdrag",
        ),
        ("Närhet Är det lätt att nå mig?", "/vardegrund/#narhet"),
        ("Mod Vågar jag säga hur det är?", "/vardegrund/#mod"),
        ("4 styrdokument reglementen, planer, regler och policyer", "/styrdokument/"),
    ]


def test_every_part_of_the_house_leads_to_a_place_that_is_there(client: Client) -> None:
    for _, address in page(client, "/").one(class_="house").links:
        path, _, fragment = address.partition("#")
        assert not fragment or page(client, path).all(id=fragment), address


def test_goals_are_those_prioritised_in_the_year(client: Client) -> None:
    goals = page(client, "/").section("Långsiktiga mål").one("ul", "goals").all("li")

    assert [(goal.one(class_="t").text, goal.one(class_="count").text, goal.href) for goal in goals] == [
        ("Lärande", "3 nämndmål", "/mal/larande/"),
        ("Trygghet", "4 nämndmål", "/mal/trygghet/"),
        ("Klimat", "1 nämndmål", "/mal/klimat/"),
        ("Delaktighet", "2 nämndmål", "/mal/delaktighet/"),
    ]


def test_money_is_a_table_that_sums_up(client: Client) -> None:
    assert rows(client) == [
        ["Barn- och skolnämnden", "327 000", "+11 000", "46,30"],
        ["Vård- och omsorgsnämnden", "281 500", "+8 500", "39,86"],
        ["Kommunstyrelsen", "43 500", "+700", "6,16"],
        ["Kultur- och fritidsnämnden", "24 500", "+200", "3,47"],
        ["Miljö- och byggnadsnämnden", "19 000", "+200", "2,69"],
        ["Central lönepott", "5 500", "−3 500", "0,78"],
        ["Överförmyndarnämnden", "2 300", "+150", "0,33"],
        ["Fullmäktiges reserv", "2 000", "0", "0,28"],
        ["Revisionen", "930", "+20", "0,13"],
        ["Valnämnden", "0", "−350", "0,00"],
        ["Summa", "706 230", "", "100,00"],
    ]


def test_undecided_frame_stands_last_and_a_missing_one_not_at_all(client: Client) -> None:
    show(2025)

    assert [row[:2] for row in rows(client)] == [
        ["Barn- och skolnämnden", "363 700"],
        ["Vård- och omsorgsnämnden", "293 500"],
        ["Kommunstyrelsen", "44 900"],
        ["Miljö- och byggnadsnämnden", "19 400"],
        ["Överförmyndarnämnden", "2 400"],
        ["Valnämnden", "0"],
        ["Revisionen", "inte beslutat"],
        ["Fullmäktiges reserv", "inte beslutat"],
        ["Summa", "723 900"],
    ]


def ledger(client: Client) -> dict[str, str]:
    """How it adds up."""
    part = page(client, "/").one(class_="ledger")
    return dict(zip(part.texts("dt"), part.texts("dd"), strict=True))


def test_whole_adds_up(client: Client) -> None:
    assert ledger(client) == {
        "Skatteintäkter": "540 000",
        "Generella statsbidrag och utjämning": "178 000",
        "Finansnetto": "−1 200",
        "Nettokostnad": "−706 230",
        "Budgeterat resultat": "10 570",
    }


def test_result_cannot_be_computed_while_something_is_undecided(client: Client) -> None:
    show(2025)

    balance = ledger(client)

    assert balance["Generella statsbidrag och utjämning"] == "inte beslutat"
    assert balance["Budgeterat resultat"] == "kan inte räknas"
    assert page(client, "/").one("p", "sumlabel").text == (
        "Nettokostnad enligt budget 2025, delad på kommunens organ. "
        "Utan Revisionen och Fullmäktiges reserv, vars ramar inte är beslutade"
    )


def test_sources_of_the_money_are_told(client: Client) -> None:
    foot = page(client, "/").section("Pengarna 2023").one("p", "tablefoot")

    assert foot.links == [
        ("Strategisk plan 2023–2025", "/strategisk-plan/2023-2025/"),
        ("Kommunfullmäktige § E88", "/beslut/kf-2022-11-30-strategisk-plan/"),
    ]


def test_year_without_a_strategic_plan_says_so(client: Client) -> None:
    show(2026)

    home = page(client, "/")

    assert home.texts("p", "empty") == [
        "Ingen strategisk plan gäller för året, så inget mål är prioriterat.",
        "Ingen strategisk plan ger ramar för året.",
    ]


def test_latest_decisions_stand_with_their_makers(client: Client) -> None:
    assert page(client, "/").section("Senaste besluten").links == [
        ("Uppdragsplan 2023–2026, revidering för 2024, upphävs", "/beslut/von-2024-02-14-upphavande/"),
        ("Verksamhetsplan 2024", "/beslut/kof-2023-12-18-verksamhetsplan/"),
        ("Verksamhetsplan 2024", "/beslut/skf-2023-12-15-verksamhetsplan/"),
        ("Uppdragsplan 2023–2026, revidering för 2024", "/beslut/von-2023-12-13-revidering/"),
        ("Alla beslut", "/beslut/"),
        ("Det här ändrades 2023", "/andringar/"),
    ]
