"""The public pages for search engines: what is true and adopted. Pages that show examples are not to be indexed."""

from collections.abc import Callable
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Q, QuerySet
from django.urls import reverse

from plans.models import (
    Activity,
    Assignment,
    Investment,
    MissionPlan,
    Objective,
    OperationalPlan,
    Plan,
    SpecialAssignment,
    StrategicPlan,
    Thread,
)
from styrmodell.models import CoreValue, Decision, GoverningDocument, Outlook, SteeringModel

KINDS: tuple[type[Plan], ...] = (StrategicPlan, MissionPlan, OperationalPlan)
VALUES = (CoreValue, Outlook, GoverningDocument)

TOLD = ["newly_elected", "word_list", "open_data", "accessibility", "cookies"]
GATHERED = [
    "home",
    "goals",
    "global_goals",
    "budget",
    "investments",
    "bodies",
    "red_thread",
    "coverage",
    "decisions",
    "changed",
    "governing_documents",
    "places",
    "about",
]


class Entrances(Sitemap):
    """The pages that every municipality has: those that gather things only where none of them is an example."""

    def items(self) -> list[str]:
        if not SteeringModel.objects.filter(is_example=False).exists():
            return []
        values = [] if _has_examples(*(model.objects.all() for model in VALUES)) else ["values"]
        gathered = [] if _has_examples(*(kind._default_manager.adopted() for kind in KINDS)) else GATHERED
        return [*TOLD, *values, *gathered]

    def location(self, item: str) -> str:
        return reverse(item)


def _has_examples(*things: QuerySet[Any]) -> bool:
    return any(rows.filter(is_example=True).exists() for rows in things)


class Changes(Sitemap):
    """What each true edition changed against the one before it; other comparisons are for those who ask for them."""

    def items(self) -> list[Plan]:
        return [plan for kind in KINDS for plan in _plans(kind)().filter(sequence__gt=1).order_by("pk")]

    def location(self, item: Plan) -> str:
        return item.changes_url


class Rows(Sitemap):
    """The pages of the rows that a question gives."""

    def __init__(self, rows: Callable[[], QuerySet[Any]]) -> None:
        self.rows = rows

    def items(self) -> QuerySet[Any]:
        return self.rows().order_by("pk")


def _plans(kind: type[Plan]) -> Callable[[], QuerySet[Any]]:
    return lambda: kind._default_manager.adopted().filter(is_example=False).select_related(kind.OWNER)


def _threads() -> QuerySet[Thread]:
    """Threads with a page of their own that some true adopted plan words."""
    worded = Q()
    for item in (SpecialAssignment, Investment, Objective, Assignment, Activity):
        true = item.objects.filter(plan__state=Plan.State.ADOPTED, plan__is_example=False)
        worded |= Q(pk__in=true.values("thread"))
    return Thread.objects.filter(worded)


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.filter(is_example=False)


SITEMAPS = {
    "ingangar": Entrances(),
    "beslut": Rows(_decisions),
    "strategiska-planer": Rows(_plans(StrategicPlan)),
    "uppdragsplaner": Rows(_plans(MissionPlan)),
    "verksamhetsplaner": Rows(_plans(OperationalPlan)),
    "andringar": Changes(),
    "tradar": Rows(_threads),
}
