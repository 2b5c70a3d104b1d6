"""What a decision made true."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

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
from styrmodell.models import Decision, GoverningDocument


@dataclass(frozen=True)
class Outcomes:
    """Everything adopted that names the decision; `investments` says where each object's thread can be read."""

    adopted: list[Plan]
    revoked: list[Plan]
    investment_budgets: list[StrategicPlan]
    frame_adjustments: list[FrameAdjustment]
    investment_adjustments: list[tuple[InvestmentAdjustment, Investment | None]]
    investment_states: list[tuple[InvestmentState, Investment | None]]
    documents: list[GoverningDocument]
    totals: list[MunicipalTotal]

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())

    @property
    def is_example(self) -> bool:
        return (
            any(plan.is_example for plan in [*self.adopted, *self.revoked, *self.investment_budgets])
            or any(adjustment.is_example for adjustment in self.frame_adjustments)
            or any(adjustment.is_example for adjustment, _ in self.investment_adjustments)
            or any(state.is_example for state, _ in self.investment_states)
            or any(document.is_example for document in self.documents)
            or any(total.is_example for total in self.totals)
        )


def outcomes(decision: Decision) -> Outcomes:
    """The number of queries is the same for every decision."""
    adjustments = list(decision.investmentadjustments.select_related("investment"))
    states = list(decision.investment_states.select_related("investment"))
    objects = last_worded({row.investment_id for row in adjustments} | {row.investment_id for row in states})
    plans = _plans_of(decision)
    return Outcomes(
        adopted=[plan for plan in plans if plan.decision_id == decision.pk],
        revoked=[plan for plan in plans if plan.revoked_by_id == decision.pk],
        investment_budgets=list(
            StrategicPlan.objects.adopted().filter(investment_decision=decision).select_related("body")
        ),
        frame_adjustments=list(
            decision.frameadjustments.select_related("body", "source_body").order_by("body__position", "pk")
        ),
        investment_adjustments=[(row, objects.get(row.investment_id)) for row in adjustments],
        investment_states=[(row, objects.get(row.investment_id)) for row in states],
        documents=list(decision.governing_documents.select_related("body", "decision__body")),
        totals=list(decision.municipal_totals.all()),
    )


def last_worded(threads: Iterable[int]) -> dict[int, Investment]:
    """The objects by their threads, as they were last worded. One query."""
    items = Investment.objects.filter(thread__in=set(threads), plan__state=Plan.State.ADOPTED)
    items = items.select_related("thread", "plan__body").order_by("plan__from_year", "plan__sequence")
    return {item.thread_id: item for item in items}


def _plans_of(decision: Decision) -> list[Plan]:
    """The plans of all three kinds that the decision adopted or revoked."""
    plans: list[Plan] = []
    for model in (StrategicPlan, MissionPlan, OperationalPlan):
        named = model._default_manager.filter(Q(decision=decision) | Q(revoked_by=decision), state=Plan.State.ADOPTED)
        plans += named.select_related(model.OWNER).order_by("sequence")
    return plans
