"""What is said of a proposal, as the pages show it: each comment with its answers, and what may be done with it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from plans.access import Access
from plans.models import Comment, Review

FILTERS = {
    "oppna": (Comment.State.OPEN, "Öppna"),
    "besvarade": (Comment.State.ANSWERED, "Besvarade"),
    "avslutade": (Comment.State.RESOLVED, "Avslutade"),
}
"""What the list can be narrowed to: as it stands in the address, the state, and its name."""


@dataclass(frozen=True)
class Said:
    """One comment or answer; `is_new` when somebody else wrote it since the reader was here."""

    comment: Comment
    is_new: bool


@dataclass(frozen=True)
class Remark:
    """A comment with its answers. `thread` and `field` say what it is about, `about` what that was called."""

    first: Said
    answers: list[Said] = field(default_factory=list)
    may_answer: bool = False
    may_resolve: bool = False

    @property
    def comment(self) -> Comment:
        return self.first.comment

    @property
    def key(self) -> str:
        """As `passages.Place.key`."""
        thread = self.comment.thread
        return f"{thread.public_id if thread else ''}/{self.comment.field}"

    @property
    def has_new(self) -> bool:
        return self.first.is_new or any(said.is_new for said in self.answers)


def remarks(review: Review, access: Access, since: datetime | None) -> list[Remark]:
    """Every comment on the proposal, the oldest first. At most three queries."""
    comments = list(review.comments.select_related("by", "moved_by", "thread"))
    may_comment = access.may_comment(review)
    resolvable = (
        set(access.resolvable(review).filter(review=review).values_list("pk", flat=True)) if comments else set()
    )
    answers: dict[int | None, list[Said]] = defaultdict(list)
    said = [Said(comment, _is_new(comment, access, since)) for comment in comments]
    for one in said:
        answers[one.comment.answers_id].append(one)
    return [Remark(one, answers[one.comment.pk], may_comment, one.comment.pk in resolvable) for one in answers[None]]


def _is_new(comment: Comment, access: Access, since: datetime | None) -> bool:
    return since is not None and comment.at > since and comment.by_id != access.person.pk
