"""What a reader has read, and what is new since they last looked. Nobody else sees either."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils import timezone

from plans.access import Access
from plans.branches import counted
from plans.models import Comment, PlanEvent, ReadMark, Review
from styrmodell.typography import long_date

TOLD: dict[str, str] = {
    PlanEvent.Kind.PROPOSED: "förslaget har lagts fram igen",
    PlanEvent.Kind.RETURNED: "förslaget har återlämnats",
    PlanEvent.Kind.REFERRED_BACK: "förslaget har återremitterats",
    PlanEvent.Kind.POSTPONED: "ärendet har bordlagts",
    PlanEvent.Kind.AMENDING: "ändringar förs in enligt protokollet",
    PlanEvent.Kind.ADOPTED: "planen är beslutad",
    PlanEvent.Kind.REJECTED: "förslaget har avslagits",
    PlanEvent.Kind.WITHDRAWN: "förslaget har dragits tillbaka",
    PlanEvent.Kind.PUBLISHED: "förslaget har publicerats",
    PlanEvent.Kind.UNPUBLISHED: "förslaget är inte längre publicerat",
}


@dataclass(frozen=True)
class New:
    """What has happened since the reader was here, in words; `since` is None on the first visit."""

    since: datetime | None
    sentences: list[str] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        return timezone.localdate(self.since) if self.since else None


def mark_of(review: Review, access: Access) -> ReadMark | None:
    return ReadMark.objects.filter(review=review, by_id=access.person.pk).first()


def new_in(
    review: Review, events: list[PlanEvent], comments: list[Comment], since: datetime | None, access: Access
) -> New:
    """What others have done since then; one's own comments are no news."""
    if since is None:
        return New(None)
    told = list(
        dict.fromkeys(TOLD[PlanEvent.Kind(event.kind)] for event in events if event.at > since and event.kind in TOLD)
    )
    others = [one for one in comments if one.at > since and one.by_id != access.person.pk]
    answers = sum(one.answers_id is not None for one in others)
    return New(since, [*told, *_meeting(review, since), *_counted(len(others) - answers, answers)])


def _meeting(review: Review, since: datetime) -> list[str]:
    if not review.meeting_on or not review.meeting_set_at or review.meeting_set_at <= since:
        return []
    return [f"sammanträdet är {long_date(review.meeting_on)}"]


def _counted(comments: int, answers: int) -> list[str]:
    return [
        *([counted(comments, "ny synpunkt", "nya synpunkter")] if comments else []),
        *([counted(answers, "nytt svar", "nya svar")] if answers else []),
    ]


def see(review: Review, *, by: User, now: datetime | None = None) -> None:
    """Note that the reader has looked; what was new when a visit began stays new while it lasts."""
    now = now or timezone.now()
    mark, _ = ReadMark.objects.get_or_create(review=review, by=by)
    mark.seen_before, mark.seen_at = mark.last_visit(now), now
    mark.save(update_fields=["seen_before", "seen_at"])


def read(review: Review, *, by: User) -> None:
    """The reader's own note that they have read it."""
    see(review, by=by)
    ReadMark.objects.filter(review=review, by=by).update(read_at=timezone.now())


def unread(review: Review, *, by: User) -> None:
    ReadMark.objects.filter(review=review, by=by).update(read_at=None)
