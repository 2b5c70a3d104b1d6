"""What was adopted lately, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from plans.changes import Changes, changes_of_all
from plans.models import FrameAdjustment, MissionPlan, OperationalPlan, Plan, StrategicPlan
from styrmodell import typography
from styrmodell.models import Body, Decision, Department, GoverningDocument
from styrmodell.typography import NO_BREAK_SPACE, in_running_text


@dataclass(frozen=True)
class Adopted:
    """A plan that the decision adopted, and what it changed; `changes` is None for an owner's first plan."""

    plan: Plan
    changes: Changes | None

    @property
    def sentence(self) -> str:
        """ "Socialnämndens uppdragsplan 2022–2025 antogs: 3 nya, 1 avslutad." """
        verb = "fastställdes" if isinstance(self.plan, OperationalPlan) else "antogs"
        told = f": {self.changes.summary}" if self.changes else ""
        return f"{self.plan.owned_edition} {verb}{told}."


@dataclass(frozen=True)
class News:
    """One decision and what it made true."""

    decision: Decision
    adopted: list[Adopted] = field(default_factory=list)
    revoked: list[Plan] = field(default_factory=list)
    investment_budgets: list[StrategicPlan] = field(default_factory=list)
    adjustments: list[FrameAdjustment] = field(default_factory=list)
    documents: list[GoverningDocument] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """Everything that the decision did, a sentence each; its summary where there is nothing else to say."""
        told = [
            *(adopted.sentence for adopted in self.adopted),
            *(f"{plan.owned_edition} upphävdes." for plan in self.revoked),
            *(f"Investeringarna i {in_running_text(plan.edition)} beslutades." for plan in self.investment_budgets),
            *(_moved(adjustment) for adjustment in self.adjustments),
            *(f"{document.title} beslutades." for document in self.documents),
        ]
        return told or [self.decision.summary or self.decision.title]

    @property
    def is_example(self) -> bool:
        said: list[Any] = [
            self.decision,
            *(adopted.plan for adopted in self.adopted),
            *self.revoked,
            *self.investment_budgets,
            *self.adjustments,
            *self.documents,
        ]
        return any(thing.is_example for thing in said)


def _moved(adjustment: FrameAdjustment) -> str:
    amount = f"{typography.tkr(abs(adjustment.amount))}{NO_BREAK_SPACE}tkr"
    stated = adjustment.reason.rstrip(".")
    reason = f": {stated[:1].lower()}{stated[1:]}" if stated else ""
    if adjustment.source_body:
        return f"{adjustment.body} fick {amount} från {in_running_text(adjustment.source_body.name)}{reason}."
    got = "fick" if adjustment.amount > 0 else "lämnade tillbaka"
    return f"{adjustment.body} {got} {amount} i tilläggsanslag{reason}."


def latest(limit: int, *, body: Body | None = None) -> list[News]:
    """The latest decisions and what they made true; those of one body, or that concern its plans and money.

    The number of queries does not grow with the data.
    """
    decisions = Decision.objects.select_related("body", "department").order_by("-date", "-pk")
    if body is not None:
        decisions = decisions.filter(pk__in=_concerning(body))
    found = list(decisions[:limit])
    plans = list(_plans(found))
    changes = changes_of_all(plan for plan in plans if plan.decision in found)
    news = {decision.pk: News(decision) for decision in found}
    for plan in plans:
        if plan.decision_id in news:
            news[plan.decision_id].adopted.append(Adopted(plan, changes.get(plan)))
        if plan.revoked_by_id in news:
            news[plan.revoked_by_id].revoked.append(plan)
        if isinstance(plan, StrategicPlan) and plan.investment_decision_id in news.keys() - {plan.decision_id}:
            news[plan.investment_decision_id].investment_budgets.append(plan)
    for adjustment in FrameAdjustment.objects.filter(decision__in=found).select_related("body", "source_body"):
        news[adjustment.decision_id].adjustments.append(adjustment)
    for document in GoverningDocument.objects.filter(decision__in=found):
        news[document.decision_id].documents.append(document)
    return list(news.values())


def _concerning(body: Body) -> set[int]:
    """The decisions that the body made, or that say something of its plans, its departments' plans or its money."""
    departments = Department.objects.filter(services__body=body)
    concerning = set(body.decisions.values_list("pk", flat=True))
    own = [MissionPlan.objects.filter(body=body), OperationalPlan.objects.filter(department__in=departments)]
    for plans in (StrategicPlan.objects.filter(body=body), *own):
        for adopted_by, revoked_by in plans.adopted().values_list("decision", "revoked_by"):
            concerning |= {adopted_by, revoked_by} - {None}
    moved = FrameAdjustment.objects.filter(Q(body=body) | Q(source_body=body))
    return concerning | set(moved.values_list("decision", flat=True))


def _plans(decisions: list[Decision]) -> Iterable[Plan]:
    for kind in (StrategicPlan, MissionPlan, OperationalPlan):
        naming = Q(decision__in=decisions) | Q(revoked_by__in=decisions)
        if kind is StrategicPlan:
            naming |= Q(investment_decision__in=decisions)
        named = kind._default_manager.adopted().filter(naming)
        yield from named.select_related(kind.OWNER, "decision").order_by("sequence")
