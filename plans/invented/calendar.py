"""When the invented municipality elects, plans and revises.

A year's editions are adopted the year before: the strategic plan in June (in November after an election), the
mission plans and then the operational plans in December. A new period begins every second year and is revised
in the year between, so that periods of three and four years overlap.
"""

from datetime import date

FIRST_YEAR = 2019  # the first year after an election, so that the goals can change where a period begins
TERM = 4


def period(year: int) -> range:
    """The years of the strategic plan that speaks for the year: four, then three, then four …"""
    number = (year - FIRST_YEAR) // 2
    first_year = FIRST_YEAR + 2 * number
    return range(first_year, first_year + 4 - number % 2)


def mission_period(year: int) -> range:
    first_year = period(year)[0]
    return range(first_year, first_year + 4)


def has_election(year: int) -> bool:
    return (year - FIRST_YEAR) % TERM == TERM - 1


def council_day(year: int) -> date:
    """When the council adopts the strategic plan for the year."""
    return date(year - 1, 11, 20) if has_election(year - 1) else date(year - 1, 6, 15)


def is_revision(year: int) -> bool:
    return year != period(year)[0]
