"""Every kind of page that the site has, and an address of each on whatever municipality is loaded."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goals.models import Film, GlobalTie
from plans.models import (
    Activity,
    Assignment,
    Investment,
    MissionPlan,
    OperationalPlan,
    SpecialAssignment,
    StrategicPlan,
)
from plans.models.thread import PlanItem
from styrmodell.models import Body, GoverningDocument, Place, SteeringModel

UNLISTED = ("infor-beslut/", "forslag/")
"""What needs a login, and copies that nothing leads to; `tests/plans/before_decision/test_rights.py` has them all."""
KIND = re.compile(r"(.+?)(_changes|_compared)?(_year|_revision|_feed|_paper|_pdf)?$")
"""What a page is of: "mission_plan" for "mission_plan_changes_paper"."""


def named() -> dict[str, URLPattern]:
    """Every address of the site by its name, those of the admin and before a decision apart."""
    return {
        str(pattern.name or pattern.pattern): pattern
        for pattern in _patterns(get_resolver())
        if not str(pattern.pattern).startswith(UNLISTED)
    }


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.namespace != "admin":
            yield from _patterns(pattern)


def address(name: str) -> str:
    """The page of the kind that the board has most to do with, for the year shown."""
    pattern = named()[name]
    if pattern.name is None:
        return f"/{pattern.pattern}"
    kind = KIND.sub(r"\1", name)
    given = THINGS[kind]() if kind in THINGS else {}
    if "_compared" in name:
        given = _far_apart(PLANS[kind])
    given |= {"year": year()} if "year" in pattern.pattern.converters else {}
    return reverse(name, kwargs={key: given[key] for key in pattern.pattern.converters}) + QUERIES.get(name, "")


def year() -> int:
    return SteeringModel.objects.get().shown_year


def board() -> Body:
    return Body.objects.get(kind=Body.Kind.BOARD)


def assignment() -> Assignment:
    """One under an objective, within an area, that something is done for."""
    done = Activity.objects.in_force(year()).values("assignment")
    return _first(Assignment, objective__isnull=False, areas__isnull=False, thread__in=done, plan__body=board())


def _first(item: type[PlanItem], **conditions: Any) -> Any:
    found = item.objects.in_force(year()).filter(**conditions).select_related("thread")
    return found.order_by("plan", "position").first()


def _thread(item: Any) -> dict[str, Any]:
    return {"public_id": item.thread.public_id}


def _edition(plan: Any) -> dict[str, Any]:
    return {"slug": plan.owner.slug, "period": plan.period, "revision": plan.revision}


def _far_apart(kind: type[Any]) -> dict[str, Any]:
    """The latest edition of whoever has most of them, and the one two before it, or the first."""
    plan = kind.objects.adopted().order_by("-sequence", "pk")[0]
    other = kind.objects.adopted().get(**{kind.OWNER: plan.owner, "sequence": max(1, plan.sequence - 2)})
    return _edition(plan) | {"other_period": other.period, "other_revision": other.revision}


def _activity() -> Activity:
    return _first(Activity, assignment=assignment().thread)


def _document() -> GoverningDocument:
    return GoverningDocument.objects.filter(decision__isnull=False).first()


PLANS: dict[str, type[Any]] = {
    "mission_plan": MissionPlan,
    "operational_plan": OperationalPlan,
    "strategic_plan": StrategicPlan,
}
QUERIES = {"search": "?q=verksamhet"}
THINGS: dict[str, Callable[[], dict[str, Any]]] = {
    "activity": lambda: _thread(_activity()),
    "assignment": lambda: _thread(assignment()),
    "body": lambda: {"slug": board().slug},
    "body_budget": lambda: {"slug": board().slug},
    "body_in_full": lambda: {"slug": board().slug},
    "body_news": lambda: {"slug": board().slug},
    "decision": lambda: {"slug": MissionPlan.objects.in_force(year()).get(body=board()).decision.slug},
    "department": lambda: {"slug": assignment().lead.slug},
    "film": lambda: {"slug": Film.objects.first().slug},
    "global_goal": lambda: {
        "number": GlobalTie.objects.filter(goal=assignment().objective.goal).first().global_goal.number
    },
    "goal": lambda: {"slug": assignment().objective.goal.slug},
    "governing_document": lambda: {"slug": _document().slug},
    "investment": lambda: _thread(_first(Investment)),
    "media": lambda: {"name": Film.objects.first().video_path},
    "mission_plan": lambda: _edition(MissionPlan.objects.in_force(year()).get(body=board())),
    "objective": lambda: _thread(assignment().objective),
    "operational_plan": lambda: _edition(OperationalPlan.objects.in_force(year()).get(department=assignment().lead)),
    "place": lambda: {"slug": Place.objects.first().slug},
    "special_assignment": lambda: _thread(_first(SpecialAssignment)),
    "strategic_plan": lambda: _edition(StrategicPlan.objects.in_force(year()).get()),
}
