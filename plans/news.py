"""What was adopted lately, in sentences."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from plans import money_sentences
from plans.changes import Changes, changes_of_all, comparisons_of_all
from plans.comparison import Comparison
from plans.models import (
    FrameAdjustment,
    Investment,
    InvestmentAdjustment,
    InvestmentState,
    MissionPlan,
    MunicipalTotal,
    OperationalPlan,
    Plan,
    StrategicPlan,
)
from plans.outcomes import last_worded, plans_naming
from styrmodell import typography
from styrmodell.models import Body, Decision, Department, GoverningDocument
from styrmodell.models.decisions import CITED
from styrmodell.typography import in_running_text

ALIKE = {
    InvestmentState.State.PLANNED: "Planerade",
    InvestmentState.State.ONGOING: "Pågår",
    InvestmentState.State.PAUSED: "Pausade",
    InvestmentState.State.DONE: "Klara",
}
"""How several investments in the same state are headed."""


@dataclass(frozen=True)
class Adopted:
    """A plan that the decision adopted, and what it changed; `changes` is None for an owner's first plan.

    They are told line by line where they are read so.
    """

    plan: Plan
    changes: Changes | Comparison | None

    @property
    def sentence(self) -> str:
        """ "Socialnämndens uppdragsplan 2022–2025, utgåva 2, antogs. Nytt: 3 uppdrag." """
        verb = "fastställdes" if isinstance(self.plan, OperationalPlan) else "antogs"
        told = self.changes.sentences or ["Inget är ändrat."] if self.changes else []
        return " ".join([f"{_within(self.plan, self.plan.owned_edition)} {verb}.", *told])


@dataclass(frozen=True)
class News:
    """One decision and what it made true."""

    decision: Decision
    adopted: list[Adopted] = field(default_factory=list)
    revoked: list[Plan] = field(default_factory=list)
    investment_budgets: list[StrategicPlan] = field(default_factory=list)
    adjustments: list[FrameAdjustment] = field(default_factory=list)
    investment_adjustments: list[tuple[InvestmentAdjustment, Investment]] = field(default_factory=list)
    investment_states: list[tuple[InvestmentState, Investment]] = field(default_factory=list)
    totals: list[MunicipalTotal] = field(default_factory=list)
    documents: list[GoverningDocument] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """The decision's own summary, then everything that it did, a sentence each; else its title."""
        told = [
            *([self.decision.summary] if self.decision.summary else []),
            *(adopted.sentence for adopted in self.adopted),
            *(f"{_within(plan, plan.owned_edition)} upphävdes." for plan in self.revoked),
            *(
                f"Investeringarna i {_within(plan, in_running_text(plan.edition))} beslutades."
                for plan in self.investment_budgets
            ),
            *(_moved(adjustment) for adjustment in self.adjustments),
            *(_granted(adjustment, investment) for adjustment, investment in self.investment_adjustments),
            *_all_stand(self.investment_states),
            *(_taxed(total) for total in self.totals),
            *(f"{document.title} beslutades." for document in self.documents),
        ]
        return told or [self.decision.title]

    @property
    def is_example(self) -> bool:
        said: list[Any] = [
            self.decision,
            *(adopted.plan for adopted in self.adopted),
            *self.revoked,
            *self.investment_budgets,
            *self.adjustments,
            *(adjustment for adjustment, _ in self.investment_adjustments),
            *(state for state, _ in self.investment_states),
            *self.totals,
            *self.documents,
        ]
        return any(thing.is_example for thing in said)


def _moved(adjustment: FrameAdjustment) -> str:
    amount = typography.in_tkr(abs(adjustment.amount))
    reason = _because(adjustment.reason)
    if adjustment.source_body:
        return f"{adjustment.body} fick {amount} från {in_running_text(adjustment.source_body.name)}{reason}."
    got = "fick" if adjustment.amount > 0 else "lämnade tillbaka"
    return f"{adjustment.body} {got} {amount} i tilläggsanslag{reason}."


def _granted(adjustment: InvestmentAdjustment, investment: Investment) -> str:
    amount, year, reason = typography.in_tkr(abs(adjustment.amount)), adjustment.year, _because(adjustment.reason)
    if adjustment.amount < 0:
        return f"{investment} lämnade tillbaka {amount} {year}{reason}."
    return f"{investment} fick {amount} {year} i {adjustment.get_kind_display()}{reason}."


def _stands(state: InvestmentState, investment: Investment) -> str:
    """ "Ny simhall är pausad sedan 1 maj 2022: …" """
    is_verb = state.state == InvestmentState.State.ONGOING
    stands = state.get_state_display() if is_verb else f"är {state.get_state_display()}"
    return f"{investment} {stands} sedan {typography.long_date(state.date)}{_because(state.reason)}."


def _all_stand(states: list[tuple[InvestmentState, Investment]]) -> Iterator[str]:
    """A sentence for each state that has a reason; the others together, by state and day."""
    alike: dict[tuple[str, date], list[tuple[InvestmentState, Investment]]] = defaultdict(list)
    for row, investment in states:
        if row.reason:
            yield _stands(row, investment)
        else:
            alike[row.state, row.date].append((row, investment))
    for (state, since), group in alike.items():
        if len(group) == 1:
            yield _stands(*group[0])
        else:
            names = "; ".join(str(investment) for _, investment in group)
            yield f"{ALIKE[InvestmentState.State(state)]} sedan {typography.long_date(since)}: {names}."


def _taxed(total: MunicipalTotal) -> str:
    return f"Skattesatsen för {total.year} blev {money_sentences.amount_of(total)}."


def _because(reason: str) -> str:
    stated = reason.rstrip(".")
    return f": {stated[:1].lower()}{stated[1:]}" if stated else ""


def _within(plan: Plan, edition: str) -> str:
    """The name of the edition inside a sentence: the number after it stands between commas."""
    return edition if plan.revision in (None, 1) else f"{edition},"


def latest(limit: int, *, body: Body | None = None, line_by_line: bool = False) -> list[News]:
    """The latest decisions and what they made true; those of one body, or that concern its plans and money.

    The number of queries does not grow with the data.
    """
    made = Decision.objects.select_related("body", "department").order_by("-date", "-pk")
    decisions = made.only("title", "summary", "diary_number", "is_example", *CITED)
    if body is not None:
        decisions = decisions.filter(pk__in=_concerning(body))
    news = {decision.pk: News(decision) for decision in decisions[:limit]}
    plans = plans_naming(news.keys(), "stored_document")
    differences = changes_of_all if line_by_line else comparisons_of_all
    changes: Mapping[Plan, Changes | Comparison] = differences(plan for plan in plans if plan.decision_id in news)
    for plan in plans:
        if plan.decision_id in news:
            news[plan.decision_id].adopted.append(Adopted(plan, changes.get(plan)))
        if plan.revoked_by_id in news:
            news[plan.revoked_by_id].revoked.append(plan)
        if isinstance(plan, StrategicPlan) and plan.investment_decision_id in news.keys() - {plan.decision_id}:
            news[plan.investment_decision_id].investment_budgets.append(plan)
    moved = FrameAdjustment.objects.filter(decision__in=news).select_related("body", "source_body").order_by()
    for adjustment in sorted(moved, key=lambda adjustment: adjustment.pk):
        news[adjustment.decision_id].adjustments.append(adjustment)
    _tell_investments(news)
    totals = MunicipalTotal.objects.filter(decision__in=news, kind=MunicipalTotal.Kind.TAX_RATE, amount__isnull=False)
    for total in totals:
        news[total.decision_id or 0].totals.append(total)
    for document in GoverningDocument.objects.filter(decision__in=news):
        news[document.decision_id].documents.append(document)
    return list(news.values())


def _tell_investments(news: dict[int, News]) -> None:
    """What the decisions did to single objects. Three queries."""
    adjustments = list(InvestmentAdjustment.objects.filter(decision__in=news).order_by("year", "pk"))
    states = list(InvestmentState.objects.filter(decision__in=news).order_by("date", "pk"))
    objects = last_worded({row.investment_id for row in adjustments} | {row.investment_id for row in states})
    for adjustment in adjustments:
        if investment := objects.get(adjustment.investment_id):
            news[adjustment.decision_id].investment_adjustments.append((adjustment, investment))
    for state in states:
        if investment := objects.get(state.investment_id):
            news[state.decision_id or 0].investment_states.append((state, investment))


def _concerning(body: Body) -> set[int]:
    """The decisions that the body made, or that say something of its plans, its departments' plans or its money."""
    departments = Department.objects.filter(services__body=body)
    objects = Investment.objects.filter(body=body, plan__state=Plan.State.ADOPTED).order_by()
    gives = Q(pk__in=body.frames.order_by().values("plan")) | Q(pk__in=objects.values("plan"))
    asks = Q(pk__in=body.special_assignments.order_by().values("plan"))
    concerning = set(body.decisions.values_list("pk", flat=True))
    for plans in (
        StrategicPlan.objects.filter(Q(body=body) | gives | asks),
        MissionPlan.objects.filter(body=body),
        OperationalPlan.objects.filter(department__in=departments),
    ):
        for adopted_by, revoked_by in plans.adopted().values_list("decision", "revoked_by"):
            concerning |= {adopted_by, revoked_by} - {None}
    moved = FrameAdjustment.objects.filter(Q(body=body) | Q(source_body=body))
    threads = objects.values("thread")
    granted = InvestmentAdjustment.objects.filter(investment__in=threads)
    stood = InvestmentState.objects.filter(investment__in=threads, decision__isnull=False)
    concerning.update(*(rows.values_list("decision", flat=True) for rows in (moved, granted, stood)))
    budgets = objects.filter(plan__investment_decision__isnull=False)
    return concerning.union(budgets.values_list("plan__investment_decision", flat=True))
