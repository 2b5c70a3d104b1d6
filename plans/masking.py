"""Personal data taken out of a plan after the decision: from its rows, its frozen document and its log.

The seal stays what it was, so that whoever asks is told that the plan is masked, not that it is broken. What is
replaced is what people have written, letter for letter, on every database alike; keys, numbers, days and states
stay, so that every document can still be read.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import CharField, Field, Model, QuerySet, TextField
from django.utils import timezone

from plans import checklist, search, unalterable
from plans.document import canonical
from plans.models import Comment, Plan, PlanEvent, PublishedProposal, reference_to
from plans.workflow import Refused
from styrmodell import pdf, publication

MASK = "[maskat]"
SHORTEST = 3
"""Letters: less would take away parts of other words all over."""
PROSE = {"about", "introduction", "mask_reason", "name", "reason", "responsibility", "text", "title", "unit", "wording"}
"""What people write, by the names that it has in rows and in documents."""
DOCUMENTS = {"document", "stored_document", "document_before", "document_after"}


def mask(plan: Plan, text: str, *, by: User, reason: str) -> None:
    """Put a mask in place of the text wherever the plan or its log says it, with the same capitals.

    Raises Refused where it nowhere stands, where the reason repeats it, and where the mask has no room.
    """
    if len(text.strip()) < SHORTEST:
        raise Refused(checklist.Finding(f"Skriv minst {SHORTEST} tecken."))
    if repeats(reason, text):
        raise Refused(checklist.Finding(REPEATED))
    with unalterable.opened():
        own = type(plan)._default_manager.filter(pk=plan.pk)
        found = [_replace(row, text) for rows in (own, *_items(plan), *_beside(plan)) for row in rows]
        if not any(found):
            raise Refused(checklist.Finding("Texten står inte i planen. Stora och små bokstäver ska stämma."))
        if plan.is_adopted:
            own.update(masked_at=timezone.now(), mask_reason=reason)
        PlanEvent.objects.create(**reference_to(plan), kind=PlanEvent.Kind.MASKED, by=by, reason=reason)
        publication.advance()
        transaction.on_commit(pdf.forget)
    search.rebuild()


REPEATED = "Skälet läses av alla. Skriv det utan den text som maskeras."


def repeats(reason: str, text: str) -> bool:
    """Whether the reason says what is masked, in whatever letters."""
    return " ".join(text.split()).casefold() in " ".join(reason.split()).casefold()


def _items(plan: Plan) -> Iterator[QuerySet[Any]]:
    for relation in plan._meta.related_objects:
        if relation.field.name == "plan":
            yield getattr(plan, relation.get_accessor_name() or "").all()


def _beside(plan: Plan) -> Iterator[QuerySet[Any]]:
    """What is said about the plan: the log, the answers to the checklist, the comments, the published copy."""
    about: Any = plan
    yield about.planevents.all()
    yield about.warninganswers.all()
    reviews = about.reviews.all()
    yield Comment.objects.filter(review__in=reviews)
    yield PublishedProposal.objects.filter(review__in=reviews)


def _replace(row: Model, text: str) -> bool:
    """Whether the row said it; it does no longer."""
    changed = {}
    for field in row._meta.local_fields:
        said = getattr(row, field.attname)
        without = _without(field, said, text)
        if without != said:
            changed[field.name] = without
    if changed:
        type(row)._default_manager.filter(pk=row.pk).update(**changed)
    return bool(changed)


def _without(field: Field, said: Any, text: str) -> Any:
    """What the column says without the text. Raises Refused where the mask has no room."""
    if field.name in DOCUMENTS and said:
        return _document_without(said, text)
    if field.name not in PROSE or not isinstance(field, CharField | TextField):
        return said
    masked = said.replace(text, MASK)
    if field.max_length and len(masked) > max(field.max_length, len(said)):
        what = f"”{masked[:40]}…” blir för långt. Maskera en längre bit av texten."
        raise Refused(checklist.Finding(what))
    return masked


def _document_without(said: str, text: str) -> str:
    """The document with the text gone from what people wrote; untouched, sign for sign, where it is not there."""
    content = json.loads(said)
    without = _content_without(content, text)
    return said if without == content else canonical(without)


def _content_without(content: Any, text: str, key: str = "") -> Any:
    match content:
        case dict():
            return {name: _content_without(value, text, name) for name, value in content.items()}
        case list():
            return [_content_without(value, text) for value in content]
        case str() if key in PROSE:
            return content.replace(text, MASK)
        case _:
            return content
