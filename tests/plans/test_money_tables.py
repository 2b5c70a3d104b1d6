from collections.abc import Callable

import pytest

from plans import money_tables
from plans.csv_files import Cell, Table

pytestmark = pytest.mark.usefixtures("soderkoping")


def cells(table: Table, *heads: str) -> list[tuple[Cell, ...]]:
    places = [table.heads.index(head) for head in heads]
    return [tuple(row[place] for place in places) for row in table.rows]


@pytest.mark.parametrize(
    "table", [money_tables.frames, money_tables.areas, money_tables.adjustments, money_tables.investments]
)
@pytest.mark.parametrize("year", [2021, 2022, 2025, 2030])
def test_every_row_has_every_column_and_says_where_it_comes_from(table: Callable[[int], Table], year: int) -> None:
    made = table(year)

    assert {len(row) for row in made.rows} <= {len(made.heads)}
    assert {unit for (unit,) in cells(made, "Enhet")} <= {"tkr"}
    assert all(decision and day and page for decision, day, page in cells(made, "Beslut", "Beslutsdatum", "Sida"))
    assert {example for (example,) in cells(made, "Exempel")} <= {True}


def test_frames() -> None:
    heads = ("Organ", "Ram", "Ram året före", "Ändring", "Ändrat under året", "Ram efter ändringar", "Källa", "Beslut")

    assert cells(money_tables.frames(2022), *heads)[:2] == [
        ("Barn- och utbildningsnämnden", 418800, 410000, 8800, 4900, 423700, "Strategisk plan 2022–2025",
         "Kommunfullmäktige § E7"),
        ("Socialnämnden", 328400, 320500, 7900, 6100, 334500, "Strategisk plan 2022–2025", "Kommunfullmäktige § E7"),
    ]  # fmt: skip


def test_frame_that_is_not_decided_has_no_number_but_a_word() -> None:
    rows = cells(money_tables.frames(2025), "Organ", "Ram", "Besked", "Ändring", "Andel i procent")

    assert rows[-1] == ("Revisionen", None, "inte beslutat", None, None)


def test_areas_and_what_is_left_foot_to_the_frame() -> None:
    rows = cells(money_tables.areas(2022), "Organ", "Sort", "Verksamhetsområde", "Betalas", "Belopp")

    social = [row for row in rows if row[0] == "Socialnämnden"]
    assert sum(row[4] for row in social if isinstance(row[4], int)) == 328400
    assert social[-1] == ("Socialnämnden", "ej fördelat", "Ej fördelat", "", 1200)
    assert [row[3:] for row in rows if row[2] == "VA och avfall"] == [("betalas med avgifter", 0)]


def test_adjustments() -> None:
    rows = cells(money_tables.adjustments(2022), "Sort", "Till", "Från", "Belopp", "Finansiering", "Beslut")

    assert [row for row in rows if row[0] != "lönekompensation"] == [
        ("omfördelning", "Barn- och utbildningsnämnden", "Servicenämnden", 600, "Omfördelning från servicenämnden.",
         "Kommunfullmäktige § E9"),
        ("tilläggsanslag", "Socialnämnden", "", 2500, "Lägre budgeterat resultat.", "Kommunfullmäktige § E9"),
    ]  # fmt: skip
    assert len(rows) == 7


def test_investments_have_a_row_for_each_year_ahead() -> None:
    rows = cells(
        money_tables.investments(2023), "Objektets nummer", "År", "Budget eller plan", "Belopp", "Läge", "Beslut"
    )

    assert [row for row in rows if row[0] in (6, 20)] == [
        (6, 2023, "plan", None, "pausad", "Kommunfullmäktige § E12"),
        (6, 2024, "plan", None, "pausad", "Kommunfullmäktige § E12"),
        (6, 2025, "plan", None, "pausad", "Kommunfullmäktige § E12"),
        (20, 2023, "plan", 6000, "planerad", "Kommunfullmäktige § E12"),
        (20, 2024, "plan", -4000, "planerad", "Kommunfullmäktige § E12"),
        (20, 2025, "plan", -9000, "planerad", "Kommunfullmäktige § E12"),
    ]


def test_what_was_carried_over_stands_beside_the_amount() -> None:
    rows = cells(money_tables.investments(2022), "Objektets nummer", "År", "Belopp", "Tillagt under året")

    assert [row for row in rows if row[3]] == [(1, 2022, 22000, 3400), (11, 2022, 12500, 2000), (18, 2022, 2500, 1000)]


@pytest.mark.parametrize("table", [money_tables.frames, money_tables.areas, money_tables.investments])
def test_year_without_a_plan_has_no_rows(table: Callable[[int], Table]) -> None:
    assert table(2030).rows == []
