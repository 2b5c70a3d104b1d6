"""Gallring: comments are disposed of under a named decision, and exactly those that were exported first."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from plans.checklist import Finding
from plans.models import Comment, Disposal, Review
from plans.workflow import Refused
from styrmodell.models import Decision


class Changed(Refused):
    """Something was written, or chosen otherwise, since the export was made."""


@dataclass(frozen=True)
class Export:
    """Everything that would go, as JSON; `digest` is SHA-256 in hex over the text and stands in the file's name."""

    text: str
    count: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def export(reviews: list[Review]) -> Export:
    """Every comment on the reviews with who, when, about what and in which state. Three queries."""
    comments = Comment.objects.filter(review__in=reviews).select_related("by", "moved_by", "thread", "review")
    rows = [_row(comment) for comment in comments.order_by("review__public_id", "at", "pk")]
    content = {
        "arenden": [
            {"nummer": review.public_id, "plan": review.plan.owned_edition, "avslutat": _time(review.closed_at)}
            for review in sorted(reviews, key=lambda review: review.public_id)
        ],
        "synpunkter": rows,
    }
    return Export(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n", len(rows))


def _row(comment: Comment) -> dict[str, Any]:
    return {
        "arende": comment.review.public_id,
        "nummer": comment.pk,
        "svarar_pa": comment.answers_id,
        "av": comment.by.get_username(),
        "nar": _time(comment.at),
        "galler": comment.about,
        "trad": comment.thread.public_id if comment.thread else None,
        "falt": comment.field,
        "text": comment.text,
        "lage": comment.state,
        "lage_satt_av": comment.moved_by.get_username() if comment.moved_by else None,
        "lage_satt": _time(comment.moved_at),
    }


def _time(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


@transaction.atomic
def dispose(
    *, reviews: list[Review], digest: str, grounds: str, by: User, decision: Decision | None = None
) -> Disposal:
    """Delete the comments of closed reviews, if they are those that the export with the digest holds.

    Raises Refused; Changed when something else would go than was exported.
    """
    held = list(Review.objects.select_for_update().filter(pk__in=[review.pk for review in reviews]))
    if not held or any(review.is_open for review in held):
        raise Refused(Finding("Bara ärenden som är avgjorda kan gallras."))
    comments = Comment.objects.filter(review__in=held)
    exported = export(held)
    if exported.digest != digest:
        raise Changed(Finding("Synpunkterna är inte längre desamma som i exporten. Hämta en ny export."))
    if not exported.count:
        raise Refused(Finding("Det finns inga synpunkter att gallra."))
    made = Disposal.objects.create(
        by=by,
        grounds=grounds,
        decision=decision,
        reviews="\n".join(f"{review.public_id} {review.plan.owned_edition}" for review in held),
        count=exported.count,
        digest=digest,
    )
    comments.update(disposal=made)
    comments.exclude(answers=None).delete()
    comments.delete()
    return made
