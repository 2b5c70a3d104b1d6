"""Which edition speaks for a year, when several years are asked about at once.

`PlanQuerySet.in_force` asks the same of the database for one year; a test keeps the two agreed.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan
from styrmodell.models import Decision

P = TypeVar("P", bound=Plan)


def speaking_for(editions: Iterable[P], year: int, *, known_on: date | None = None) -> P | None:
    """Which of one owner's adopted editions is in force for the year; None when none is.

    With `known_on`, only decisions made up to that day count; without it no decision is read.
    """
    begun = [
        edition
        for edition in editions
        if edition.from_year <= year and (known_on is None or is_made(edition.decision, known_on))
    ]
    if not begun:
        return None
    latest = max(begun, key=lambda edition: (edition.from_year, edition.sequence))
    is_revoked = latest.is_revoked and (known_on is None or is_made(latest.revoked_by, known_on))
    speaks = latest.last_year >= year and not is_revoked and latest.owner.exists_in(year)
    return latest if speaks else None


def is_made(decision: Decision | None, known_on: date | None) -> bool:
    """Whether the decision counts: it is known on that day, or no day is asked about."""
    return known_on is None or (decision is not None and decision.date <= known_on)


def planned_years() -> range:
    """From the first year that any adopted plan speaks for to the last; empty when nothing is adopted. One query."""
    spans = [
        model.objects.adopted().order_by().values_list("from_year", "last_year")
        for model in (StrategicPlan, MissionPlan, OperationalPlan)
    ]
    years = list(spans[0].union(*spans[1:]))
    return range(min(first for first, _ in years), max(last for _, last in years) + 1) if years else range(0)
