"""Comments on a proposal: the only writers of them. What is written is never changed; who may write says `access`."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from plans.admin.fields import plain_text
from plans.before_decision.passages import Place
from plans.checklist import Finding
from plans.models import Comment, Review, Thread
from plans.workflow import Refused
from styrmodell.personal_numbers import find_personal_number

LONGEST = 4000
"""Signs in one comment."""
HOUR = timedelta(hours=1)
SENT_TWICE = timedelta(minutes=1)
"""The same words of the same place again so soon are a button that was pressed twice: they cannot be taken back."""
MOST_AN_HOUR = 60
"""Comments and answers by one person: more than anybody writes by hand."""


@transaction.atomic
def comment(*, review: Review, place: Place, text: str, by: User) -> Comment:
    """Say something of the proposal, or of a place in it. Raises Refused."""
    _hold(review)
    thread = Thread.objects.get(public_id=place.thread) if place.thread else None
    return _say(
        review=review, thread=thread, field=place.field, about=place.title, answers=None, text=_clean(text), by=by
    )


@transaction.atomic
def answer(*, to: Comment, text: str, by: User, settles: bool) -> Comment:
    """Answer a comment; `settles` where those who write or decide the plan do. Others' answers open it again.

    Raises Refused.
    """
    _hold(to.review)
    first = to.answers or to
    said = _say(
        review=first.review,
        thread=first.thread,
        field=first.field,
        about=first.about,
        answers=first,
        state="",
        text=_clean(text),
        by=by,
    )
    _move(first, Comment.State.ANSWERED if settles else Comment.State.OPEN, by)
    return said


@transaction.atomic
def resolve(*, comment: Comment, by: User) -> None:
    """Nothing more is asked. Raises Refused."""
    _hold(comment.review)
    _move(comment, Comment.State.RESOLVED, by)


@transaction.atomic
def reopen(*, comment: Comment, by: User) -> None:
    """It is asked again after all. Raises Refused."""
    _hold(comment.review)
    _move(comment, Comment.State.OPEN, by)


def _hold(review: Review) -> None:
    """The review stays open while the comment is written. Raises Refused."""
    held = Review.objects.select_for_update().get(pk=review.pk)
    if not held.is_open:
        raise Refused(Finding("Ärendet är avgjort, så det går inte längre att lämna synpunkter."))


def _say(**said: Any) -> Comment:
    """Once, though it is sent twice. Raises Refused."""
    if just_now := Comment.objects.filter(**said, at__gt=timezone.now() - SENT_TWICE).first():
        return just_now
    _refuse_flood(said["by"])
    return Comment.objects.create(**said)


def _refuse_flood(by: User) -> None:
    """Raises Refused."""
    if Comment.objects.filter(by=by, at__gt=timezone.now() - HOUR).count() >= MOST_AN_HOUR:
        said = f"Du har lämnat {MOST_AN_HOUR} synpunkter och svar på en timme, och fler än så går inte att lämna."
        raise Refused(Finding(f"{said} Det du skrev står kvar här. Vänta en stund och skicka det igen."))


def _move(comment: Comment, state: Comment.State, by: User) -> None:
    moved = Comment.objects.filter(pk=comment.pk, answers=None).exclude(state=state)
    moved.update(state=state, moved_by=by, moved_at=timezone.now())


def _clean(text: str) -> str:
    words = plain_text(text)
    if not words:
        raise Refused(Finding("Skriv vad du vill säga."))
    if len(words) > LONGEST:
        raise Refused(Finding(f"Synpunkten är {len(words)} tecken. Den får vara högst {LONGEST}."))
    if found := find_personal_number(words):
        raise Refused(Finding(f"”{found}” ser ut som ett personnummer. Skriv inga personnummer här."))
    return words
