"""What a decision made true."""

from collections.abc import Collection, Iterable
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
    adjustments = list(decision.investmentadjustments.order_by("pk"))
    states = list(decision.investment_states.all())
    objects = last_worded({row.investment_id for row in adjustments} | {row.investment_id for row in states})
    plans = plans_naming([decision.pk])
    return Outcomes(
        adopted=[plan for plan in plans if plan.decision_id == decision.pk],
        revoked=[plan for plan in plans if plan.revoked_by_id == decision.pk],
        investment_budgets=[
            plan for plan in plans if isinstance(plan, StrategicPlan) and plan.investment_decision_id == decision.pk
        ],
        frame_adjustments=sorted(
            decision.frameadjustments.select_related("body", "source_body").order_by(),
            key=lambda adjustment: (adjustment.body.position, adjustment.pk),
        ),
        investment_adjustments=[(row, objects.get(row.investment_id)) for row in adjustments],
        investment_states=[(row, objects.get(row.investment_id)) for row in states],
        documents=sorted(
            decision.governing_documents.select_related("body").order_by(),
            key=lambda document: (document.position, document.slug),
        ),
        totals=list(decision.municipal_totals.all()),
    )


def last_worded(threads: Iterable[int]) -> dict[int, Investment]:
    """The objects by their threads, as they were last worded. One query."""
    items = Investment.objects.adopted().filter(thread__in=set(threads)).select_related("thread", "plan").order_by()
    read = items.only("title", "thread__public_id", "thread__kind", "plan__from_year", "plan__sequence")
    in_order = sorted(read, key=lambda item: (item.plan.from_year, item.plan.sequence))
    return {item.thread_id: item for item in in_order}


def plans_naming(decisions: Collection[int], *columns: str) -> list[Plan]:
    """The adopted plans of all three kinds that the decisions, by key, adopted, revoked or decided the investments of.

    With the columns of `named` and those given. Three queries.
    """
    plans: list[Plan] = []
    for kind in (StrategicPlan, MissionPlan, OperationalPlan):
        decided = ["decision", "revoked_by", *(["investment_decision"] if kind is StrategicPlan else [])]
        naming = Q(*((f"{by}__in", decisions) for by in decided), _connector=Q.OR)
        plans += kind._default_manager.adopted().filter(naming).named(*decided, *columns).order_by("sequence")
    return plans
