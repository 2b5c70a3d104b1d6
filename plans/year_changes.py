"""What changed in a year, across all plans: which editions began to speak for it, and who came and went."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from plans.changes import compared_with_previous
from plans.comparison import Comparison, counts
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan
from styrmodell.models import Body, Department, Service
from styrmodell.models.decisions import cited
from styrmodell.models.lifetime import exists_in


@dataclass(frozen=True)
class NewEdition:
    """An edition that began to speak for the year, and what it changed against the one before.

    Of an owner's first plan there is neither `previous` nor `comparison`.
    `bodies` are those that it concerns: its owner, or those that its department works for.
    """

    plan: Plan
    previous: Plan | None
    comparison: Comparison | None
    bodies: list[Body]


@dataclass(frozen=True)
class YearOfChanges:
    """`editions` in the order of the chain: the strategic plan, the bodies, the departments."""

    editions: list[NewEdition]
    revoked: list[Plan]
    """Those whose revocation was decided during the year."""
    began: list[Body | Department]
    ended: list[Body | Department]

    @property
    def is_example(self) -> bool:
        return any(plan.is_example for plan in (*(each.plan for each in self.editions), *self.revoked))


def year_changes(year: int) -> YearOfChanges:
    """The number of queries does not grow with the data."""
    plans = [plan for kind in (StrategicPlan, MissionPlan, OperationalPlan) for plan in _plans(kind, year)]
    begun = [plan for plan in plans if plan.from_year == year]
    compared = compared_with_previous(begun)
    served = _served(year)
    began, ended = _lifetimes(year)
    return YearOfChanges(
        editions=[_new(plan, compared.get(plan), _bodies(plan, served)) for plan in begun],
        revoked=[plan for plan in plans if plan.revoked_by and plan.revoked_by.date.year == year],
        began=began,
        ended=ended,
    )


def _new(plan: Plan, compared: tuple[Plan, Comparison] | None, bodies: list[Body]) -> NewEdition:
    previous, comparison = compared or (None, None)
    return NewEdition(plan, previous, comparison, bodies)


def _plans(kind: type[Plan], year: int) -> Iterable[Plan]:
    plans = kind._default_manager.adopted().filter(Q(from_year=year) | Q(revoked_by__date__year=year))
    decisions = ("decision", "revoked_by")
    makers = [f"{decision}__{maker}" for decision in decisions for maker in ("body", "department")]
    columns = [*cited("decision"), *cited("revoked_by")]
    found = plans.named("stored_document", f"{kind.OWNER}__position", *columns).select_related(*makers).order_by()
    return sorted(found, key=lambda plan: (plan.owner.position, plan.owner.slug, plan.sequence or 0))


def _served(year: int) -> dict[int, list[Body]]:
    """The bodies that each department works for, by the department's key."""
    served: dict[int, list[Body]] = {}
    services = Service.objects.existing_in(year).filter(exists_in(year, prefix="department__"))
    found = services.select_related("body").only(
        "department", *(f"body__{name}" for name in ("slug", "name", "position"))
    )
    for service in sorted(found.order_by(), key=lambda service: (service.body.position, service.body.slug)):
        bodies = served.setdefault(service.department_id, [])
        if service.body not in bodies:
            bodies.append(service.body)
    return served


def _bodies(plan: Plan, served: dict[int, list[Body]]) -> list[Body]:
    return [plan.owner] if isinstance(plan.owner, Body) else served.get(plan.owner.pk, [])


def _lifetimes(year: int) -> tuple[list[Any], list[Any]]:
    """The bodies and departments that began in the year, and those that ended."""
    touched = Q(valid_from__year=year) | Q(valid_to__year=year)
    owners: list[Any] = [
        owner
        for kind in (Body, Department)
        for owner in kind._default_manager.filter(touched).only("slug", "name", "valid_from", "valid_to")
    ]
    return (
        [owner for owner in owners if owner.valid_from and owner.valid_from.year == year],
        [owner for owner in owners if owner.valid_to and owner.valid_to.year == year],
    )


def total(editions: Iterable[NewEdition]) -> list[tuple[str, int]]:
    """How much the editions changed together: ("nya", 3), …"""
    return counts(sum((each.comparison.tally for each in editions if each.comparison), Counter()))
