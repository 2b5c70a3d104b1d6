from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models.reference import PlanReference
from plans.models.thread import Thread, new_public_id


class Review(PlanReference):
    """A proposal lying before its body; a published one has a reading copy at `/forslag/<public_id>/`."""

    public_id = models.CharField("nummer", max_length=16, unique=True, default=new_public_id, editable=False)
    opened_at = models.DateTimeField("öppnat", auto_now_add=True)
    meeting_on = models.DateField("sammanträde", null=True, blank=True)
    closed_at = models.DateTimeField("avslutat", null=True, blank=True)
    published_at = models.DateTimeField("publicerat", null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(PlanReference.Meta):
        verbose_name = "ärende inför beslut"
        verbose_name_plural = "ärenden inför beslut"
        ordering = ["opened_at", "pk"]
        constraints = [
            *PlanReference.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="plans_review_is_published_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"Ärende {self.public_id}"


class Comment(models.Model):
    """What a reader says of a proposal, or of one item or field in it."""

    class State(models.TextChoices):
        OPEN = "open", "öppen"
        ANSWERED = "answered", "besvarad"
        RESOLVED = "resolved", "avslutad"

    review = models.ForeignKey(Review, models.PROTECT, related_name="comments")
    thread = models.ForeignKey(Thread, models.PROTECT, null=True, blank=True, related_name="comments")
    field = models.CharField("fält", max_length=60, blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("när", auto_now_add=True)
    text = models.TextField("synpunkt")
    state = models.CharField("läge", max_length=10, choices=State, default=State.OPEN)

    class Meta:
        verbose_name = "synpunkt"
        verbose_name_plural = "synpunkter"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="plans_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReadMark(models.Model):
    """That a reader has read a review; private to the reader."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="read_marks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField("läst", auto_now=True)

    class Meta:
        verbose_name = "läst"
        verbose_name_plural = "läst"
        constraints = [models.UniqueConstraint(fields=["review", "by"], name="plans_readmark_once_a_reader")]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d}"
