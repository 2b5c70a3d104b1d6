import pytest

from plans.money import Figure, YearOfFrame
from plans.pillars import Block, Pillar, Pillars, frame_pillars, pillars
from tests import factories


def test_pillars_stand_on_one_ground_line_whatever_they_hold() -> None:
    drawn = pillars(
        [("2022", "30", [("a", 10), ("b", 20)]), ("2023", "−10", [("a", 0), ("b", -10)]), ("2024", "?", [])]
    )

    assert drawn == Pillars(
        ground=75,
        pillars=[
            Pillar("2022", "30", [Block("a", 50, 25), Block("b", 0, 50)]),
            Pillar("2023", "−10", [Block("b", 75, 25)]),
            Pillar("2024", "?", []),
        ],
    )


@pytest.mark.parametrize("columns", [[], [("2022", "0", [("a", 0)])], [("2022", "inte beslutat", [])]])
def test_nothing_is_drawn_of_nothing(columns: list[tuple[str, str, list[tuple[str, int]]]]) -> None:
    assert pillars(columns) is None


@pytest.mark.django_db
def test_frame_stands_with_what_was_added_on_top() -> None:
    plan = factories.strategic_plan(first_year=2022, last_year=2025)
    years = [
        YearOfFrame(2022, Figure(100), plan, adjusted_by=100),
        YearOfFrame(2023, Figure(200), plan, adjusted_by=-50),
        YearOfFrame(2024, Figure(), plan),
        YearOfFrame(2025, Figure(is_missing=True), plan),
    ]

    drawn = frame_pillars(years)

    assert drawn == Pillars(
        ground=100,
        pillars=[
            Pillar("2022", "200", [Block("budget", 50, 50), Block("added", 0, 50)]),
            Pillar("2023", "150", [Block("plan", 25, 75)]),
            Pillar("2024", "inte beslutat", []),
            Pillar("2025", "uppgift saknas", []),
        ],
    )
