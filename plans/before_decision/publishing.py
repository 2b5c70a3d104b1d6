"""When the body meets, and the proposal's reading copy with the meeting's papers (kommunallagen 8:14).

Nothing that is public otherwise moves: the copy has no list, no place in sums, search, feeds or chain.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from plans.checklist import Finding
from plans.models import Plan, PlanEvent, PublishedProposal, Review, reference_to
from plans.workflow import Refused
from styrmodell.models import Decision


@transaction.atomic
def convene(*, review: Review, on: date | None, prepared_by: Iterable[Decision] | None = None) -> None:
    """Say on which day the body decides, None when that is not known after all, and which decisions prepared it.

    Without `prepared_by` those are as they were. Raises Refused.
    """
    held = _hold(review)
    if prepared_by is not None:
        held.prepared_by.set(prepared_by)
    if held.meeting_on != on:
        held.meeting_on, held.meeting_set_at = on, timezone.now()
        held.save(update_fields=["meeting_on", "meeting_set_at"])


@transaction.atomic
def publish(*, review: Review, meeting_on: date, papers_url: str, by: User) -> None:
    """Lay a copy of the proposal as it is frozen now where everyone can read it, anew if one lay there.

    The plan is held before its review, as `workflow` does, so that neither waits for the other. Raises Refused.
    """
    plan = _hold_plan(review)
    convene(review=review, on=meeting_on)
    PublishedProposal.objects.update_or_create(
        review=review,
        defaults={
            "document": plan.stored_document,
            "at": timezone.now(),
            "by": by,
            "meeting_on": meeting_on,
            "papers_url": papers_url,
        },
    )
    PlanEvent.objects.create(
        **reference_to(plan), kind=PlanEvent.Kind.PUBLISHED, by=by, document_after=plan.stored_document
    )


@transaction.atomic
def unpublish(*, review: Review, by: User) -> None:
    """Take the copy down; the log keeps what it said. Raises Refused."""
    taken, _ = PublishedProposal.objects.filter(review=review).delete()
    if not taken:
        raise Refused(Finding("Förslaget är inte publicerat."))
    PlanEvent.objects.create(**reference_to(review.plan), kind=PlanEvent.Kind.UNPUBLISHED, by=by)


def _hold(review: Review) -> Review:
    held = Review.objects.select_for_update().get(pk=review.pk)
    if not held.is_open:
        raise Refused(Finding("Ärendet är redan avgjort."))
    return held


def _hold_plan(review: Review) -> Plan:
    """The plan as it lies, which stays so while it is copied."""
    plan = review.plan
    held: Plan = type(plan)._default_manager.select_for_update().get(pk=plan.pk)
    if held.state not in (Plan.State.PROPOSED, Plan.State.AMENDING):
        raise Refused(Finding("Bara det som ligger för beslut kan publiceras."))
    if held.OWNER == "department":
        raise Refused(Finding("Förvaltningschefen fastställer planen utan sammanträde, så förslaget publiceras inte."))
    return held
