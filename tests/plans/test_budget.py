import pytest

from plans.budget import (
    Events,
    ReasonTable,
    YearOnYear,
    against_year_before,
    central_pots,
    events,
    percent,
    reasons,
)
from plans.money import FrameLedger, FrameTable, frames_of
from styrmodell.models import Body

pytestmark = pytest.mark.usefixtures("soderkoping")


def table(year: int) -> FrameTable:
    made = frames_of(year)
    assert made is not None
    return made


def compared(year: int) -> YearOnYear:
    return against_year_before(table(year), FrameLedger(), Body.objects.all())


def why(year: int) -> ReasonTable | None:
    return reasons(compared(year))


def happened(year: int) -> Events:
    made = events(table(year), FrameLedger())
    assert made is not None
    return made


def test_frames_foot_against_the_year_before() -> None:
    budget = compared(2022)

    assert [(row.body.short_name, row.before.value, row.frame.value, row.change) for row in budget.rows] == [
        ("BUN", 410000, 418800, 8800),
        ("SN", 320500, 328400, 7900),
        ("KS", 71600, 72900, 1300),
        ("SerN", 34200, 34300, 100),
        ("SBN", 33600, 34200, 600),
        ("Centralt", 11000, 13000, 2000),
        ("ÖFN", 2700, 2750, 50),
        ("Revisionen", 1050, 1070, 20),
    ]
    assert (budget.total_before, budget.table.total, budget.change) == (884650, 905420, 20770)
    assert budget.percent == pytest.approx(2.3478, abs=0.0001)
    assert budget.not_compared == []


def test_frame_that_is_not_decided_is_not_compared() -> None:
    budget = compared(2025)

    assert (budget.table.total, budget.total_before) == (954500, 938060)
    assert budget.change == 954500 - (938060 - 1110)
    assert [body.short_name for body in budget.not_compared] == ["Revisionen"]


@pytest.mark.parametrize(
    ("change", "before", "share"), [(5, 100, 5), (-5, 100, -5), (5, 0, None), (5, -100, None), (None, 100, None)]
)
def test_percent_is_of_something(change: int | None, before: int, share: float | None) -> None:
    assert percent(change, before) == share


def test_reasons_and_what_nobody_has_explained_make_the_whole_change() -> None:
    table = why(2022)

    assert table is not None
    assert table.causes == ["pris och lön", "volym", "uppdrag", "effektivisering", "flytt"]
    assert [(row.explanation.body.short_name, row.amounts, row.explanation.unexplained) for row in table.rows[:5]] == [
        ("BUN", [7900, 2400, 500, -2000, 0], 0),
        ("SN", [6300, 3000, 0, -1600, 0], 200),
        ("KS", [1300, 0, 0, -400, 400], 0),
        ("SerN", [660, 0, 0, -160, -400], 0),
        ("SBN", [650, 0, 100, -150, 0], 0),
    ]
    assert [change.cause for change in table.rows[0].explanation.changes] == [
        "prices",
        "volume",
        "assignment",
        "efficiency",
    ]
    assert sum(table.sums) + table.without_reason == table.total == 20770


def test_there_are_no_reasons_where_the_plan_gives_none() -> None:
    assert why(2023) is None


def test_frames_before_and_after_what_happened_during_the_year() -> None:
    year = happened(2022)

    assert year.kinds == ["tilläggsanslag", "omfördelning", "lönekompensation"]
    assert [(row.body.short_name, row.moved, row.now.value) for row in year.rows] == [
        ("BUN", [0, 600, 4300], 423700),
        ("SN", [2500, 0, 3600], 334500),
        ("KS", [0, 0, 500], 73400),
        ("SerN", [0, -600, 350], 34050),
        ("SBN", [0, 0, 250], 34450),
        ("Centralt", [0, 0, -9000], 4000),
    ]
    assert (year.sums, year.untouched) == ([2500, 0, 0], 3820)
    assert (year.total, year.total_now) == (905420, 907920)


def test_nothing_has_happened_to_a_year_without_adjustments() -> None:
    assert events(table(2023), FrameLedger()) is None


def test_pot_says_how_much_is_left() -> None:
    [pot] = central_pots(table(2022), FrameLedger())

    assert (pot.body.short_name, pot.frame.value, pot.given, pot.left) == ("Centralt", 13000, 9000, 4000)
