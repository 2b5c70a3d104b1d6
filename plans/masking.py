"""Personal data taken out of plans: from their rows, their frozen documents, their log and what is said of them.

The same words often stand in other editions, in the draft of the next and in proposals that came to nothing: the
owner's other plans are searched too, and what is recorded once and no form rewrites; those chosen are masked at once.
Where else the words stand is told, and not changed: another owner's plan is masked by itself, and the rest is written
anew.

The seal stays what it was, so that whoever asks is told that the plan is masked, not that it is broken. What is
replaced is what people have written, letter for letter, on every database alike; keys, numbers, days and states
stay, so that every document can still be read.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import CharField, F, Field, Model, Q, QuerySet, SlugField, TextField
from django.utils import timezone

from plans import checklist, search, unalterable
from plans.document import canonical
from plans.models import (
    Comment,
    Disposal,
    FrameAdjustment,
    InvestmentAdjustment,
    InvestmentState,
    Plan,
    PlanEvent,
    PublishedProposal,
    SearchEntry,
    SearchWord,
    reference_to,
)
from plans.workflow import Refused
from styrmodell import pdf, publication
from styrmodell.models import Decision, LoginAttempt

MASK = "[maskat]"
SHORTEST = 3
"""Letters: less would take away parts of other words all over."""
PROSE = {"about", "introduction", "mask_reason", "name", "reason", "responsibility", "text", "title", "unit", "wording"}
"""What people write, by the names that it has in rows and in documents."""
RECORDS = (Decision, FrameAdjustment, InvestmentAdjustment, InvestmentState, Disposal)
"""What is no plan, and cannot be written anew."""
OF_RECORDS = PROSE | {"financing", "grounds", "source", "summary"}
"""What people write in them; a plan's document says in a word of its own how an investment is financed."""
DOCUMENTS = {"document", "stored_document", "document_before", "document_after"}
MADE = {SearchEntry, SearchWord, LoginAttempt}
NOT_WRITTEN = {"public_id", "seal", "previous_seal", "digest", "file_sha256", "video_sha256", "captions_sha256"}


def mask(plan: Plan, text: str, *, by: User, reason: str, also: Iterable[Model] = ()) -> list[Model]:
    """Put a mask in place of the text wherever the plan or its log says it, with the same capitals; `also` elsewhere.

    Returns the plans and records that said it. Raises Refused where it nowhere stands, where the reason repeats it,
    and where the mask has no room.
    """
    if len(text.strip()) < SHORTEST:
        raise Refused(checklist.Finding(TOO_SHORT))
    if repeats(reason, text):
        raise Refused(checklist.Finding(REPEATED))
    with unalterable.opened():
        masked = [one for one in (plan, *also) if _mask(one, text)]
        if not masked:
            raise Refused(checklist.Finding("Texten står inte i planen. Stora och små bokstäver ska stämma."))
        _note(plan, masked, text, by=by, reason=reason)
        publication.advance()
        transaction.on_commit(pdf.forget)
    search.rebuild()
    return masked


def elsewhere(plan: Plan, text: str) -> list[Any]:
    """What may be masked at once: the owner's other plans, in whatever state, that say it or of which it is said.

    Then the records that say it.
    """
    others: Any = type(plan)._default_manager.filter(**{plan.OWNER: plan.owner}).exclude(pk=plan.pk)
    ordered = others.select_related(plan.OWNER).order_by("first_year", "from_year", "pk")
    plans = [one for one in ordered if any(_changes(row, text) for rows in _rows(one) for row in rows)]
    return plans + [row for model in RECORDS for row in _saying(model, text) if _changes(row, text)]


def beyond(plan: Plan, text: str) -> list[Any]:
    """What else says the text, where no mask reaches from this plan: the plans of others, then what is no plan.

    In a plan counts what stands in it and what is said of it. One query for each kind of row, and some for each found.
    """
    found = {_plan_of(row) or row: None for model in _spoken() for row in _saying(model, text)}
    others = [one for one in found if not _is_reached(one, plan, text)]
    return sorted(others, key=lambda one: (not isinstance(one, Plan), str(one)))


def _is_reached(one: Any, plan: Plan, text: str) -> bool:
    """Whether a mask that begins from the plan can take it in."""
    if isinstance(one, RECORDS):
        return bool(_changes(one, text))
    return isinstance(one, type(plan)) and bool(one.owner == plan.owner)


def _spoken() -> Iterator[type[Model]]:
    """What people write in; not what is made of it."""
    for app in ("styrmodell", "goals", "plans"):
        yield from (model for model in apps.get_app_config(app).get_models() if model not in MADE)


def _saying(model: type[Model], text: str) -> Iterator[Model]:
    """The rows that say it, with the same capitals, whatever column it is in."""
    columns = [field for field in model._meta.local_fields if _is_written(field)]
    as_said = {field.attname: _in_document(text) if field.name in DOCUMENTS else text for field in columns}
    asked = Q(pk__in=[])
    for name, said in as_said.items():
        asked |= Q(**{f"{name}__contains": said})
    for row in model._default_manager.filter(asked):
        if any(said in (getattr(row, name) or "") for name, said in as_said.items()):  # SQLite takes A for a
            yield row


def _is_written(field: Field) -> bool:
    is_text = isinstance(field, CharField | TextField) and not isinstance(field, SlugField)
    return is_text and not field.choices and field.name not in NOT_WRITTEN


def _in_document(text: str) -> str:
    """The text as it stands within quotes in a stored document."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _plan_of(row: Any) -> Plan | None:
    """The plan that the row is, or that it stands in or speaks of."""
    if isinstance(row, Plan):
        return row
    about = getattr(row, "review", row)
    plan: Plan | None = getattr(about, "plan", None)
    return plan


TOO_SHORT = f"Skriv minst {SHORTEST} tecken."
REPEATED = "Skälet läses av alla. Skriv det utan den text som maskeras."


def repeats(reason: str, text: str) -> bool:
    """Whether the reason says what is masked, in whatever letters."""
    return " ".join(text.split()).casefold() in " ".join(reason.split()).casefold()


def _mask(one: Model, text: str) -> bool:
    """Whether the plan or record said it, or something was said of it; it is not so any longer."""
    found = [_replace(row, text) for rows in _rows(one) for row in rows]
    return any(found)


def _note(plan: Plan, masked: list[Model], text: str, *, by: User, reason: str) -> None:
    """That the plans are masked; the records, which have no log, are told of in that of the plan one began from."""
    plans = [one for one in masked if isinstance(one, Plan)]
    records = [_cited(one).replace(text, MASK) for one in masked if not isinstance(one, Plan)]
    for one in plans:
        _mark(one, reason)
    for one in plans if plan in plans or not records else [plan, *plans]:
        told = f"{reason}\n\nMaskerat är också: {'; '.join(records)}." if records and one == plan else reason
        PlanEvent.objects.create(**reference_to(one), kind=PlanEvent.Kind.MASKED, by=by, reason=told)


def _mark(plan: Plan, reason: str) -> None:
    """On the plan that it is masked. What somebody has opened to write in, or to decide, has then changed."""
    own = type(plan)._default_manager.filter(pk=plan.pk)
    if plan.is_adopted:
        own.update(masked_at=timezone.now(), mask_reason=reason)
    else:
        own.update(version=F("version") + 1)


def _cited(record: Any) -> str:
    """A record by its kind and the decision it was made by, which is what it is known by to those who read the log."""
    made = None if isinstance(record, Decision) else record.decision
    return f"{record._meta.verbose_name} ({made or record})"


def _rows(one: Model) -> Iterator[QuerySet[Any]]:
    """The plan, its items, and what is said about it: the log, answers to the checklist, comments, published copy.

    Of a record only itself.
    """
    yield type(one)._default_manager.filter(pk=one.pk)
    if isinstance(one, Plan):
        yield from _rows_about(one)


def _rows_about(plan: Plan) -> Iterator[QuerySet[Any]]:
    for relation in plan._meta.related_objects:
        if relation.field.name == "plan":
            yield getattr(plan, relation.get_accessor_name() or "").all()
    about: Any = plan
    yield about.planevents.all()
    yield about.warninganswers.all()
    reviews = about.reviews.all()
    yield Comment.objects.filter(review__in=reviews)
    yield PublishedProposal.objects.filter(review__in=reviews)


def _replace(row: Model, text: str) -> bool:
    """Whether the row said it; it does no longer. Raises Refused where the mask has no room."""
    changed = _changes(row, text)
    for name, without in changed.items():
        room = getattr(row._meta.get_field(name), "max_length", None)
        if room and len(without) > max(room, len(getattr(row, name))):
            what = f"”{without[:40]}…” blir för långt. Maskera en längre bit av texten."
            raise Refused(checklist.Finding(what))
    if changed:
        type(row)._default_manager.filter(pk=row.pk).update(**changed)
    return bool(changed)


def _changes(row: Model, text: str) -> dict[str, str]:
    """What the columns that say it would say without it."""
    said = {field: getattr(row, field.attname) for field in row._meta.local_fields}
    without = {field: _without(field, value, text) for field, value in said.items()}
    return {field.name: without[field] for field in said if without[field] != said[field]}


def _without(field: Field, said: Any, text: str) -> Any:
    """What the column says without the text."""
    if field.name in DOCUMENTS and said:
        return _document_without(said, text)
    prose = OF_RECORDS if issubclass(field.model, RECORDS) else PROSE
    if field.name not in prose or not isinstance(field, CharField | TextField):
        return said
    return said.replace(text, MASK)


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
