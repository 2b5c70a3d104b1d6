"""Which edition speaks for a year, when several years are asked about at once.

`PlanQuerySet.in_force` asks the same of the database for one year; a test keeps the two agreed.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db import connection

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
    spans = " UNION ALL ".join(
        f"SELECT from_year, last_year FROM {kind._meta.db_table} WHERE state = 'adopted'"  # noqa: S608 - our own names
        for kind in (StrategicPlan, MissionPlan, OperationalPlan)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(from_year), MAX(last_year) FROM ({spans}) spans")  # noqa: S608 - our own names
        first, last = cursor.fetchone()
    return range(0) if first is None else range(first, last + 1)
