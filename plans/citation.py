"""Ready citations: who decided which words when, and where this very revision lies for good."""

from dataclasses import dataclass

from django.http import HttpRequest

from plans.editions import comparison_url, label
from plans.models import Plan
from plans.models.thread import PlanItem
from styrmodell import typography
from styrmodell.context import steering_of
from styrmodell.models import Decision


@dataclass(frozen=True)
class Citation:
    """`before`, the `title` in italics and `after` make the sentence.

    `address` is the permanent one, to be read; `url` leads there.
    """

    before: str
    title: str
    after: str
    address: str
    url: str


def of_plan(request: HttpRequest, plan: Plan) -> Citation:
    return _citation(request, plan, before="", url=plan.revision_url)


def of_changes(request: HttpRequest, plan: Plan, previous: Plan) -> Citation:
    """What the plan changed against another edition of the same owner."""
    return _citation(request, plan, before=f" Ändringar mot {label(previous)} i", url=comparison_url(plan, previous))


def of_item(request: HttpRequest, item: PlanItem, kind: str, *, decision: Decision | None = None) -> Citation:
    """`kind` is what it is in its plan: "uppdrag 1.2". `decision` as in `of_table`."""
    url = f"{item.plan.revision_url}#{item.thread.public_id}"
    return _citation(request, item.plan, before=f" ”{item}”, {kind} i", url=url, decision=decision)


def of_table(
    request: HttpRequest, plan: Plan, caption: str, anchor: str, *, decision: Decision | None = None
) -> Citation:
    """A table on the page of a plan; `decision` is the one that made it true, where it is not the plan's."""
    before, url = f" {caption}, tabell i", f"{plan.revision_url}#{anchor}"
    return _citation(request, plan, before=before, url=url, decision=decision)


def _citation(request: HttpRequest, plan: Plan, *, before: str, url: str, decision: Decision | None = None) -> Citation:
    steering = steering_of(request)
    decision = decision or plan.decision
    parts = ["Exempel."] if plan.is_example else []
    if decision:
        made = f"{decision.made_by}, {typography.long_date(decision.date)}"
        parts.append(f"{made}, dnr {decision.diary_number}." if decision.diary_number else f"{made}.")
    return Citation(
        before=f"{steering.name if steering else ''}.{before}",
        title=plan.owned_edition,
        after=f". {' '.join(parts)}",
        address=request.build_absolute_uri(url),
        url=url,
    )
