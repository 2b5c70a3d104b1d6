"""Personal data taken out of a plan after the decision: from its rows, its frozen document and its log.

The seal stays what it was, so that whoever asks is told that the plan is masked, not that it is broken.
"""

import json
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Replace
from django.utils import timezone

from plans import checklist, search, unalterable
from plans.models import Plan, PlanEvent, reference_to
from plans.workflow import Refused
from styrmodell import publication

MASK = "[maskat]"
SHORTEST = 3
"""Letters: less would take away parts of other words all over."""


def mask(plan: Plan, text: str, *, by: User, reason: str) -> None:
    """Put a mask in place of the text wherever the plan or its log says it. Raises Refused where it nowhere stands."""
    if len(text.strip()) < SHORTEST:
        raise Refused(checklist.Finding(f"Skriv minst {SHORTEST} tecken."))
    with unalterable.opened():
        own = type(plan)._default_manager.filter(pk=plan.pk)
        found = [_replace(rows, text) for rows in (own, *_items(plan), *_log(plan))]
        if not any(found):
            raise Refused(checklist.Finding("Texten står inte i planen."))
        if plan.is_adopted:
            own.update(masked_at=timezone.now(), mask_reason=reason)
        PlanEvent.objects.create(**reference_to(plan), kind=PlanEvent.Kind.MASKED, by=by, reason=reason)
        publication.advance()
    search.rebuild()


def _items(plan: Plan) -> list[QuerySet[Any]]:
    relations = [relation for relation in plan._meta.related_objects if relation.field.name == "plan"]
    return [getattr(plan, relation.get_accessor_name() or "").all() for relation in relations]


def _log(plan: Plan) -> list[QuerySet[Any]]:
    return [plan.planevents.all(), plan.warninganswers.all()]  # type: ignore[attr-defined]


def _replace(rows: QuerySet[Any], text: str) -> int:
    """How many rows said it; also as JSON writes it, with its quotes and line breaks escaped."""
    changed = 0
    for column in _texts(rows.model):
        for written in {text, json.dumps(text, ensure_ascii=False)[1:-1]}:
            said = rows.filter(**{f"{column}__contains": written})
            changed += said.update(**{column: Replace(F(column), Value(written), Value(MASK))})
    return changed


def _texts(model: type[Model]) -> list[str]:
    """The columns that people write in, and the documents made of them."""
    return [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, CharField | TextField)
        and not field.choices
        and field.name not in ("seal", "previous_seal")
    ]
