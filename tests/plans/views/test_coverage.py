import csv
import io

import pytest
from django.test import Client

from tests.reading import Part, page, years

pytestmark = pytest.mark.usefixtures("adala")


def rows(client: Client, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def table(missing: Part) -> list[list[str]]:
    return [[cell.text for cell in row.all() if cell.tag in ("td", "th")] for row in missing.one("tbody").all("tr")]


def test_matrix_has_a_word_in_every_cell(client: Client) -> None:
    missing = page(client, "/vad-saknas/")

    assert missing.texts("thead") == ["Organ Lärande Trygghet Klimat Delaktighet Andra mål"]
    assert table(missing) == [
        ["Kommunstyrelsen", "inget mål", "1", "1", "1", "inget mål"],
        ["Barn- och skolnämnden", "2 + 1 indirekt", "1", "inget mål", "1 indirekt", "inget mål"],
        ["Vård- och omsorgsnämnden", "inget mål", "1", "inget mål", "1", "inget mål"],
        ["Kultur- och fritidsnämnden", "1", "1", "inget mål", "inget mål", "inget mål"],
        ["Miljö- och byggnadsnämnden", "inget mål", "1 indirekt", "inget mål", "inget mål", "2"],
        ["Valnämnden", "ingen uppdragsplan"],
        ["Överförmyndarnämnden", "ingen uppdragsplan"],
        ["Alla organ", "3 + 1 indirekt", "4 + 1 indirekt", "1", "2 + 1 indirekt", "2"],
    ]


@pytest.mark.parametrize("year", [2021, 2023, 2025])
def test_every_number_is_the_number_of_what_it_leads_to(client: Client, year: int) -> None:
    address = f"/vad-saknas/{year}/"
    links = page(client, address).one("tbody").all("td")
    seen = 0
    for cell in links:
        if cell.all("a"):
            part = page(client, cell.href)
            direct = objectives(part, "Från vision till aktivitet", "Mål som inte är")
            indirect = objectives(part, "Nämndmål som bidrar indirekt")
            wanted = " + ".join([str(direct)] * bool(direct) + [f"{indirect} indirekt"] * bool(indirect))
            assert cell.text == wanted, cell.href
            seen += 1

    assert seen > 5


def objectives(part: Part, *headings: str) -> int:
    """How many objectives the sections with these headings show."""
    sections = [
        section for section in part.all("section") if any(title.startswith(headings) for title in section.texts("h2"))
    ]
    addresses = [
        address for section in sections for text, address in section.links if text == "Visa målet på egen sida"
    ]
    return sum(address.startswith("/namndmal/") for address in addresses)


def test_gaps_lead_to_what_is_left_alone(client: Client) -> None:
    missing = page(client, "/vad-saknas/").section("Vad ingen har tagit sig an")

    assert ("Kommunens resor blir färre och renare", "/namndmal/ksmalklimat/") in missing.links
    assert "1 av 12 nämndmål har inget uppdrag" in missing.texts("h3")
    assert "Allt är täckt" not in missing.text


def test_year_without_a_strategic_plan_has_no_matrix(client: Client) -> None:
    missing = page(client, "/vad-saknas/2026/").section("Mål och organ 2026")

    assert missing.texts("p", "empty") == ["Ingen strategisk plan gäller för året, så inget mål är prioriterat."]
    assert missing.all("table") == []


def test_page_can_be_seen_for_every_planned_year(client: Client) -> None:
    assert years(page(client, "/vad-saknas/"))["2024"] == "/vad-saknas/2024/"
    assert client.get("/vad-saknas/2030/").status_code == 404


def test_start_page_leads_here(client: Client) -> None:
    assert "/vad-saknas/" in [address for _, address in page(client, "/").links]


def test_tables_can_be_taken_away(client: Client) -> None:
    gaps, matrix = rows(client, "/vad-saknas/2023/vad-saknas.csv"), rows(client, "/vad-saknas/2023/mal-och-organ.csv")

    assert [
        "2023", "organ har inte fördelat hela sin ram", "ej-fordelat", "Barn- och skolnämnden", "",
        "1 500 tkr ej fördelat.", "tkr", "1500", "/budget/barn-och-skolnamnden/",
    ] in gaps  # fmt: skip
    assert ["2023", "Barn- och skolnämnden", "barn-och-skolnamnden", "ja", "Lärande", "larande", "2", "1"] in [
        row[:8] for row in matrix
    ]
    assert ["2023", "Valnämnden", "valnamnden", "nej", "", "", "", "", "/namnder/valnamnden/"] in matrix


@pytest.mark.parametrize("name", ["vad-saknas", "mal-och-organ"])
def test_unknown_year_has_no_table(client: Client, name: str) -> None:
    assert client.get(f"/vad-saknas/2030/{name}.csv").status_code == 404
