"""What the adopted editions have said of one thread."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import Http404

from plans.editions import adopted_word
from plans.models import Plan
from plans.models.thread import PlanItem, PlanItemQuerySet
from plans.wordings import Piece, words
from styrmodell import typography

I = TypeVar("I", bound=PlanItem)  # noqa: E741 - the item


@dataclass(frozen=True)
class Spoken(Generic[I]):
    """`item` is the wording that the year's page shows; `items` all adopted ones, the oldest first."""

    item: I
    items: list[I]
    is_in_force: bool


def spoken(items: PlanItemQuerySet, public_id: str, year: int) -> Spoken[I]:
    """What is said of the thread in the year; where nothing is in force, what was said last before it.

    `items` is the queryset of one kind of item with its plan, and whatever else the page needs. They are told whether
    they are continued. One query. Raises Http404 when no adopted plan has the thread.
    """
    adopted = items.adopted().with_speaks(year).with_is_continued().filter(thread__public_id=public_id)
    wordings: list[I] = sorted(adopted.order_by(), key=lambda item: (item.plan.from_year, item.plan.sequence))
    if not wordings:
        raise Http404("Det finns inget antaget med det numret.")
    for item in wordings:
        if item.speaks:
            return Spoken(item, wordings, is_in_force=True)
    begun = [item for item in wordings if item.plan.from_year <= year]
    return Spoken(begun[-1] if begun else wordings[0], wordings, is_in_force=False)


@dataclass(frozen=True)
class Wording:
    """One edition's wording, for the list of editions.

    `changes` and `described` (of the description) are against the edition before, where they differ.
    """

    label: str
    url: str
    facts: str
    is_current: bool
    text: str
    changes: list[Piece]
    described: list[Piece]
    stamp: str


def wordings(said: Spoken[I]) -> list[Wording]:
    """The wording through the editions, the oldest first. The items' plans have decision and owner loaded."""
    result = []
    before: I | None = None
    for item in said.items:
        plan: Plan = item.plan
        result.append(
            Wording(
                label=plan.owned_title,
                url=f"{plan.revision_url}#{item.thread.public_id}",
                facts=_facts(plan),
                is_current=item == said.item,
                text=str(item),
                changes=_changes(str(before), str(item)) if before else [],
                described=_changes(_description(before), _description(item)) if before else [],
                stamp="Upphävd" if plan.is_revoked else "",
            )
        )
        before = item
    return result


def _changes(old: str, new: str) -> list[Piece]:
    return words(old, new) if old != new else []


def _description(item: PlanItem) -> str:
    """What the item says beside its wording; prioritised goals have nothing more to say."""
    return getattr(item, "text", "")


def _facts(plan: Plan) -> str:
    verb = adopted_word(plan)
    made = f"{verb} {typography.long_date(plan.decision.date)}" if plan.decision else verb
    return f"utgåva {plan.revision}, {made}" if plan.revision and plan.revision > 1 else made
