"""Whether every adopted plan still says what was adopted, and every owner's chain is whole (rule 2 of the design)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from plans.document import PREFETCH, document, seal, stored, without_names
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan


@dataclass(frozen=True)
class Verdict:
    """What is to be said of one plan: nothing when it holds; a masked one is said to be so."""

    plan: Plan
    faults: list[str]
    is_masked: bool


def verdicts() -> Iterator[Verdict]:
    """One for every adopted plan, owner by owner in the order of adoption."""
    for kind in (StrategicPlan, MissionPlan, OperationalPlan):
        adopted: Any = kind._default_manager.filter(state=Plan.State.ADOPTED)
        plans = adopted.select_related(kind.OWNER).prefetch_related(*PREFETCH[kind])
        ordered = plans.order_by(f"{kind.OWNER}_id", "sequence")
        for _, chain in groupby(ordered, key=lambda plan: plan.owner.pk):
            yield from _of_chain(list(chain))


def _of_chain(chain: list[Plan]) -> Iterator[Verdict]:
    previous = ""
    for place, plan in enumerate(chain, start=1):
        is_masked = plan.masked_at is not None
        yield Verdict(plan, list(_faults(plan, place, previous, is_masked=is_masked)), is_masked)
        previous = plan.seal


def _faults(plan: Plan, place: int, previous: str, *, is_masked: bool) -> Iterator[str]:
    if plan.sequence != place:
        yield f"har plats {plan.sequence} i kedjan men borde ha {place}"
    if plan.previous_seal != previous:
        yield "följer inte på utgåvan före"
    if not is_masked and seal(plan.stored_document, previous=plan.previous_seal) != plan.seal:
        yield "har en text som inte stämmer med sigillet"
    if without_names(document(plan)) != without_names(stored(plan)):
        yield "visar något annat än det som antogs"
