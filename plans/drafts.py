"""Writing in a plan before it is adopted: every change is one transaction with its log row.

What a form was opened at is carried as a fingerprint of the values it showed; a save that would undo somebody
else's is `Stale`.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from plans import checklist
from plans.document import Document, canonical, document
from plans.filling import Lookup, fill
from plans.models import Plan, PlanEvent, Thread, WarningAnswer, reference_to
from plans.workflow import Refused

WRITABLE = (Plan.State.DRAFT, Plan.State.AMENDING)


@contextmanager
def writing(plan: Plan, *, by: User) -> Iterator[None]:
    """Hold the plan while its content is changed, and log what became of it. Raises Refused when it lies frozen."""
    with transaction.atomic():
        plan.refresh_from_db(from_queryset=type(plan).objects.select_for_update())
        if plan.state not in WRITABLE:
            message = f"Planen är {plan.get_state_display()} och kan inte ändras."
            raise Refused(checklist.Finding(message))
        before = document(plan)
        yield
        after = document(_anew(plan))
        if before != after:
            _note(plan, before, after, by)


def _anew(plan: Plan) -> Plan:
    """The plan with nothing remembered of what was read of it before."""
    return type(plan)._default_manager.get(pk=plan.pk)


def _note(plan: Plan, before: Document, after: Document, by: User) -> None:
    plan.version += 1
    plan.edited_by, plan.edited_at = by, timezone.now()
    plan.save(update_fields=["version", "edited_by", "edited_at"])
    old, new = difference(before, after)
    PlanEvent.objects.create(
        **reference_to(plan),
        kind=PlanEvent.Kind.EDITED,
        by=by,
        document_before=canonical(old),
        document_after=canonical(new),
    )


def difference(before: Document, after: Document) -> tuple[Document, Document]:
    """The two documents without what they share: of each part only the items that are not the same in both."""
    old, new = dict(before), dict(after)
    for part in before.keys() & after.keys():
        mine, theirs = before[part], after[part]
        if mine == theirs:
            del old[part], new[part]
        elif isinstance(mine, list) and isinstance(theirs, list):
            old[part] = [item for item in mine if item not in theirs]
            new[part] = [item for item in theirs if item not in mine]
    return old, new


def fingerprint(values: dict[str, Any]) -> str:
    """A short text that differs when any of the values does."""
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def replace(plan: Plan, content: Document, *, by: User, new_threads: dict[str, str]) -> None:
    """Give the draft exactly the content of the document; `new_threads` says the kind of each id not known before.

    Raises Refused when the plan lies frozen, KeyError for a name that is not there.
    """
    with writing(plan, by=by):
        Thread.objects.bulk_create(Thread(public_id=id_, kind=kind) for id_, kind in new_threads.items())
        empty(plan)
        for name in ("introduction", "responsibility"):
            if name in content:
                setattr(plan, name, content[name])
        plan.save(update_fields=[name for name in ("introduction", "responsibility") if name in content])
        fill(plan, content, Lookup())


def empty(plan: Plan) -> None:
    """Take away every item of the draft."""
    for relation in PARTS[plan.KIND]:
        getattr(plan, relation).all().delete()


PARTS = {
    "strategic_plan": ("goals", "special_assignments", "frames", "frame_changes", "investments"),
    "mission_plan": ("assignments", "allocations", "objectives"),
    "operational_plan": ("activities",),
}
"""What hangs on a plan, in an order that nothing left refers to what is gone."""


def reorder(plan: Plan, relation: str, threads: list[str], *, by: User) -> None:
    """Put the items of one kind in the order of their public ids; those not named keep their order, last."""
    with writing(plan, by=by):
        items = list(getattr(plan, relation).select_related("thread").order_by("position", "pk"))
        place = {public_id: number for number, public_id in enumerate(threads)}
        items.sort(key=lambda item: place.get(item.thread.public_id, len(place)))
        for number, item in enumerate(items):
            if item.position != number:
                item.position = number
                item.save(update_fields=["position"])


def answers(plan: Plan) -> dict[str, str]:
    """Why the plan is right although the checklist warns, by the warning's key."""
    return dict(WarningAnswer.objects.filter(**reference_to(plan)).values_list("key", "text"))


def answer(plan: Plan, answers: dict[str, str], *, by: User) -> None:
    """Keep why the plan is right although the checklist warns, by the warning's key; an empty answer goes away."""
    with writing(plan, by=by):
        given = WarningAnswer.objects.filter(**reference_to(plan))
        before = dict(given.values_list("key", "text"))
        changed = {key: text for key, text in answers.items() if text != before.get(key, "")}
        for key, text in changed.items():
            rows = given.filter(key=key)
            if text:
                rows.update_or_create(**reference_to(plan), key=key, defaults={"text": text, "by": by})
            else:
                rows.delete()
        if changed:
            questions = _questions(plan)
            said = "\n".join(
                f"Svar på {questions.get(key, 'varning')}: {text or 'borttaget'}" for key, text in changed.items()
            )
            PlanEvent.objects.create(**reference_to(plan), kind=PlanEvent.Kind.EDITED, by=by, reason=said)


def _questions(plan: Plan) -> dict[str, str]:
    """What the checklist warns about, by key, as it is quoted."""
    warnings = checklist.check(plan, on=timezone.localdate()).warnings
    return {finding.key: f"”{finding.message}”" for finding, _ in warnings}


def remove(plan: Plan, item: Any, *, by: User) -> None:
    """Take one item out of the draft, with what stands under it; its thread stays."""
    with writing(plan, by=by):
        item.delete()
