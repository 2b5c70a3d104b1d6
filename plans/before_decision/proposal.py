"""The proposal as it was laid before its body, whatever has become of the plan since."""

import json
from dataclasses import dataclass

from plans import changes
from plans.changes import Changes
from plans.document import Document
from plans.models import Plan, PlanEvent, reference_to

CAME_BACK = (PlanEvent.Kind.RETURNED, PlanEvent.Kind.REFERRED_BACK)


@dataclass(frozen=True)
class CameBack:
    """Why the plan was sent back the last time, and what is changed since; `changes` is None until it comes again."""

    event: PlanEvent
    changes: Changes | None


def events_of(plan: Plan) -> list[PlanEvent]:
    """What has happened to the plan's state, oldest first. One query."""
    moves = PlanEvent.objects.filter(**reference_to(plan)).exclude(kind=PlanEvent.Kind.EDITED)
    return list(
        moves.select_related(
            "by", "decision__body", "decision__department", plan.KIND, f"{plan.KIND}__{plan.OWNER}"
        ).order_by("at", "pk")
    )


def laid(plan: Plan, events: list[PlanEvent]) -> Document:
    """The frozen document: of a plan adopted with amendments, the text that it was before them."""
    amended = [event for event in events if event.kind == PlanEvent.Kind.AMENDING]
    text = amended[-1].document_before if plan.is_adopted and amended else plan.stored_document
    content: Document = json.loads(text)
    return content


def came_back(plan: Plan, events: list[PlanEvent], content: Document) -> CameBack | None:
    sent = [event for event in events if event.kind in CAME_BACK]
    if not sent:
        return None
    if plan.state in (Plan.State.DRAFT, Plan.State.WITHDRAWN):
        return CameBack(sent[-1], None)
    return CameBack(sent[-1], changes.told(plan, json.loads(sent[-1].document_before), content))


def became(plan: Plan, content: Document) -> Changes | None:
    """What the decision changed in the proposal; None when it was adopted as it was."""
    adopted: Document = json.loads(plan.stored_document)
    return changes.told(plan, content, adopted) if adopted != content else None
