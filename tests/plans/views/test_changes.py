from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from plans.comparison import compare
from plans.document import stored
from plans.models import StrategicPlan
from tests.reading import Part, page, read

pytestmark = pytest.mark.usefixtures("soderkoping")

STRATEGIC = "/strategisk-plan/2022-2025/r1/andringar/"
SOCIAL = "/namnder/socialnamnden/uppdragsplan/2022-2025/r1/andringar/"


def counts(page: Part) -> list[str]:
    return [item.text for item in page.one("ul", "counts").all("li")]


def options(page: Part, label: str) -> dict[str, tuple[str, str]]:
    """The ways to narrow by: their addresses and counts."""
    nav = page.one("nav", "filters", **{"aria-label": label})
    return {
        link.text.removesuffix(link.one("span", "count").text).strip(): (link.href, link.one("span", "count").text)
        for link in nav.all("a")
    }


def shown(page: Part) -> int:
    """How many things are told below the counts: lines and rows of money, each once."""
    lines = sum(len(changed.all("h3")) or len(changed.all("li")) for changed in page.all("ul", "changed"))
    money = [section for section in page.all("section") if section.one("h2").text.startswith("Pengarna")]
    names = {row.one("th").text for each in money for table in each.all("table") for row in table.all("tr")[1:]}
    sums = ("Oförändrade", "Summa", "Därav", "Driftram", "Ej fördelat")
    return lines + sum(not name.startswith(sums) for name in names)


# One address for each comparison


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/strategisk-plan/2022-2025/r1/andringar/2021-2024/r2/", STRATEGIC),
        ("/strategisk-plan/2021-2024/r2/andringar/2022-2025/r1/", STRATEGIC),
        ("/strategisk-plan/2021-2024/r1/andringar/2022-2025/r1/", f"{STRATEGIC}2021-2024/r1/"),
    ],
)
def test_every_other_way_to_name_a_comparison_leads_to_its_one_address(
    client: Client, asked: str, address: str
) -> None:
    response = client.get(asked)

    assert (response.status_code, response.headers["Location"]) == (301, address)


@pytest.mark.parametrize("other", ["2022-2025/r1", "2022-2025/r2", "2019-2022/r1", "2022/r1"])
def test_comparison_with_itself_or_what_is_not_there_is_missing(client: Client, other: str) -> None:
    response = client.get(f"{STRATEGIC}{other}/")

    assert response.status_code == 404
    assert read(response).one("h1").text == "Sidan finns inte"


def test_comparison_names_both_and_leads_to_them(client: Client) -> None:
    links = page(client, f"{STRATEGIC}2021-2024/r1/").section("I korthet").links

    assert ("Strategisk plan 2022–2025", "/strategisk-plan/2022-2025/r1/") in links
    assert ("strategisk plan 2021–2024", "/strategisk-plan/2021-2024/r1/") in links


def test_other_editions_can_be_chosen(client: Client) -> None:
    chooser = page(client, STRATEGIC).one("nav", **{"aria-label": "Jämför med en annan utgåva"})

    assert chooser.links == [("2021–2024", f"{STRATEGIC}2021-2024/r1/"), ("2021–2024, utgåva 2", STRATEGIC)]
    assert [link.text for link in chooser.all("a", **{"aria-current": "page"})] == ["2021–2024, utgåva 2"]


def test_first_edition_has_nothing_before_it_but_later_ones_to_be_compared_with(client: Client) -> None:
    first = page(client, "/strategisk-plan/2021-2024/r1/andringar/")

    assert first.section("I korthet").one("p", "empty").text.startswith("Det här är den första utgåvan")
    assert first.one("nav", **{"aria-label": "Jämför med en annan utgåva"}).links == [
        ("2021–2024, utgåva 2", "/strategisk-plan/2021-2024/r2/andringar/"),
        ("2022–2025", f"{STRATEGIC}2021-2024/r1/"),
    ]


def test_only_comparisons_with_the_one_before_are_for_search_engines(client: Client) -> None:
    robots = page(client, f"{STRATEGIC}2021-2024/r1/").one("meta", name="robots")

    assert robots.attributes["content"] == "noindex"


# Counts and what shows


@pytest.mark.parametrize("address", [STRATEGIC, f"{STRATEGIC}2021-2024/r1/", SOCIAL])
def test_counts_agree_with_what_every_choice_shows(client: Client, address: str) -> None:
    whole = page(client, address)
    for label in ("Slag", "Del"):
        for choice, (link, count) in options(whole, label).items():
            narrowed = page(client, address if link.startswith(".") else f"{address}{link.partition('#')[0]}")
            assert (choice, shown(narrowed)) == (choice, int(count))


def test_choices_of_kind_and_part_narrow_each_other(client: Client) -> None:
    narrowed = page(client, f"{STRATEGIC}2021-2024/r1/?visa=pengar")

    assert set(options(narrowed, "Del")) == {"Alla", "Driftramar", "Investeringar"}
    [link] = [link for link, _ in options(narrowed, "Del").values() if "ramar" in link]
    assert parse_qs(urlsplit(link).query) == {"visa": ["pengar"], "del": ["ramar"]}


def test_nothing_of_a_kind_in_a_part_is_said_to_be_nothing(client: Client) -> None:
    narrowed = page(client, f"{STRATEGIC}?visa=nytt&del=ramar")

    assert narrowed.texts("p", "empty") == ["Inget är ändrat på det sättet i den delen av planen. Visa alla ändringar"]
    assert counts(narrowed) == counts(page(client, STRATEGIC))


# Money


def test_frames_stand_side_by_side_with_sums_that_foot(client: Client) -> None:
    table = page(client, f"{STRATEGIC}2021-2024/r1/").section("Pengarna: driftramar").all("table")[0]
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in table.all("tr")[1:]]

    assert rows[0] == ["Kommunstyrelsen", "72 500", "72 900", "+400", "+0,6"]
    assert rows[-2] == ["Summa nettokostnad", "899 720", "905 420", "+5 700", "+0,6"]
    assert rows[-1] == ["Därav centrala poster", "14 500", "13 000", "−1 500", "−10,3"]


def test_step_from_the_year_before_says_why_and_what_is_not_explained(client: Client) -> None:
    step = page(client, STRATEGIC).section("Från 2021 till 2022")
    frames, reasons = step.all("table")

    assert [cell.text for cell in frames.one("tr", "sum").all("td")][2] == "+20 770"
    assert [cell.text for cell in reasons.one("tr", "sum").all("td")][-2:] == ["+200", "+20 770"]


def test_reasons_are_not_held_against_any_other_edition_than_the_one_before(client: Client) -> None:
    headings = page(client, f"{STRATEGIC}2021-2024/r1/").texts("h2")

    assert "Från 2021 till 2022" not in headings
    assert "Ramarna mot helheten" in headings


def test_sums_of_an_edition_that_is_replaced_are_not_held_against_what_is_decided_now(client: Client) -> None:
    """2022 and later are spoken for by the plan that came after."""
    table = page(client, "/strategisk-plan/2021-2024/r2/andringar/").section("Ramarna mot helheten").one("table")

    assert table.one("thead").texts("th") == ["Post", "Budget 2021"]


def test_areas_stand_with_the_frame_and_what_is_left(client: Client) -> None:
    table = page(client, SOCIAL).section("Pengarna: verksamhetsområden").one("table")
    last = [[cell.text for cell in row.all("th") + row.all("td")][:2] for row in table.all("tr")[-3:]]

    assert last == [
        ["Summa", "324 700 → 327 200 +2 500"],
        ["Driftram", "324 700 → 328 400 +3 700"],
        ["Ej fördelat", "0 → 1 200 +1 200"],
    ]


# The way there


def test_what_changed_is_one_step_from_the_plan(client: Client) -> None:
    plan = page(client, "/namnder/socialnamnden/uppdragsplan/2022-2025/")

    assert ("Vad som ändrades sedan förra utgåvan", SOCIAL) in plan.one(class_="titlepage").links


def test_what_changed_is_two_steps_from_the_start(client: Client) -> None:
    start = dict(page(client, "/").one("main").links)

    year = dict(page(client, start["Det här ändrades 2022"]).one("main").links)

    assert year["Socialnämndens uppdragsplan 2022–2025"] == SOCIAL


def test_comparison_can_be_cited(client: Client) -> None:
    cited = page(client, f"{STRATEGIC}2021-2024/r1/").section("Citera")

    assert "Ändringar mot 2021–2024 i Kommunfullmäktiges strategiska plan 2022–2025" in cited.text
    assert cited.href == f"{STRATEGIC}2021-2024/r1/"


@pytest.mark.parametrize("address", [STRATEGIC, f"{STRATEGIC}handling/"])
def test_no_heading_says_what_the_one_above_it_says(client: Client, address: str) -> None:
    found = page(client, address)

    assert found.section("Nytt").all("h3") == []
    assert found.section("Omformulerat").text.count("Planens texter") == 1


def test_page_tells_what_the_comparison_holds(client: Client) -> None:
    plans = StrategicPlan.objects.adopted().order_by("sequence")

    comparison = compare(stored(plans[1]), stored(plans[2]))

    assert counts(page(client, STRATEGIC)) == [f"{number} {words}" for words, number in comparison.counts]


def test_heading_that_was_reworded_comes_before_the_text_under_it(client: Client) -> None:
    found = page(client, "/namnder/barn-och-utbildningsnamnden/uppdragsplan/2022-2025/r1/andringar/")

    text = found.section("Omformulerat").text
    labels = ("Inledning:", "Rubrik:", "Beskrivning:")
    assert sorted(labels, key=text.index) == list(labels)
    assert [text.count(label) for label in labels] == [1, 1, 1]
