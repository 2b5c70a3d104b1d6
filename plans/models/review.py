from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models.reference import FIELDS, PlanReference
from plans.models.thread import Thread, new_public_id
from styrmodell.models import Decision

VISIT = timedelta(hours=1)
"""What was new when a reader came stays new this long, so that it does not vanish while they read."""


class Review(PlanReference):
    """A proposal lying before its body. A plan has one, whatever number of times it is proposed."""

    public_id = models.CharField("nummer", max_length=16, unique=True, default=new_public_id, editable=False)
    opened_at = models.DateTimeField("öppnat", auto_now_add=True)
    meeting_on = models.DateField("sammanträde", null=True, blank=True)
    meeting_set_at = models.DateTimeField("sammanträdet satt", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("avslutat", null=True, blank=True)
    prepared_by = models.ManyToManyField(Decision, blank=True, related_name="+", verbose_name="beslut som beredde det")

    class Meta(PlanReference.Meta):
        verbose_name = "ärende inför beslut"
        verbose_name_plural = "ärenden inför beslut"
        ordering = ["opened_at", "pk"]
        constraints = [
            *PlanReference.Meta.constraints,
            *(
                models.UniqueConstraint(fields=[field], name=f"plans_review_once_of_{field}")
                for field in FIELDS.values()
            ),
        ]

    def __str__(self) -> str:
        return f"Ärende {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class PublishedProposal(models.Model):
    """The reading copy of a proposal that lies with the meeting's papers (kommunallagen 8:14).

    The document is its own, so that what was published stays what it was; the row goes when it is taken down.
    """

    review = models.OneToOneField(Review, models.PROTECT, related_name="published")
    document = models.TextField("fryst dokument")
    at = models.DateTimeField("publicerat")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    meeting_on = models.DateField("sammanträde")
    papers_url = models.URLField("kallelsens eller handlingarnas adress", blank=True)

    class Meta:
        verbose_name = "publicerat förslag"
        verbose_name_plural = "publicerade förslag"
        constraints = [
            models.CheckConstraint(condition=~Q(document=""), name="plans_publishedproposal_says_something"),
        ]

    def __str__(self) -> str:
        return f"Förslag {self.review.public_id}"


class Disposal(models.Model):
    """A gallring: who disposed of which comments under which decision. No comment is deleted without one."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("när", auto_now_add=True)
    grounds = models.CharField("gallringsbeslut", max_length=300)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    reviews = models.TextField("ärenden")
    count = models.PositiveIntegerField("antal synpunkter")
    digest = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "gallring"
        verbose_name_plural = "gallringar"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="plans_disposal_names_its_decision"),
        ]

    def __str__(self) -> str:
        return self.grounds


class Comment(models.Model):
    """What a reader says of a proposal, or of an item, a field or a figure in it; or an answer to that.

    `about` is what it was said of, as it was called then. The words are never changed: a mistake is followed by
    another comment. An answer has no state of its own.
    """

    class State(models.TextChoices):
        OPEN = "open", "öppen"
        ANSWERED = "answered", "besvarad"
        RESOLVED = "resolved", "avslutad"

    review = models.ForeignKey(Review, models.PROTECT, related_name="comments")
    thread = models.ForeignKey(Thread, models.PROTECT, null=True, blank=True, related_name="comments")
    field = models.CharField("fält", max_length=120, blank=True)
    about = models.CharField("gäller", max_length=300, blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("när", auto_now_add=True)
    text = models.TextField("synpunkt")
    state = models.CharField("läge", max_length=10, choices=State, default=State.OPEN, blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    moved_at = models.DateTimeField("läget ändrat", null=True, blank=True)
    disposal = models.ForeignKey(Disposal, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "synpunkt"
        verbose_name_plural = "synpunkter"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="plans_comment_says_something"),
            models.CheckConstraint(
                condition=Q(answers=None, state__in=["open", "answered", "resolved"])
                | Q(answers__isnull=False, state=""),
                name="plans_comment_has_a_state_unless_it_answers",
            ),
            models.CheckConstraint(
                condition=Q(moved_at=None, moved_by=None) | Q(moved_at__isnull=False, moved_by__isnull=False),
                name="plans_comment_is_moved_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReadMark(models.Model):
    """What a reader has read and when they last looked; private to the reader."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="read_marks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField("läst", null=True, blank=True)
    seen_at = models.DateTimeField("senast sedd", null=True, blank=True)
    seen_before = models.DateTimeField("sedd gången före", null=True, blank=True)

    class Meta:
        verbose_name = "läst"
        verbose_name_plural = "läst"
        constraints = [models.UniqueConstraint(fields=["review", "by"], name="plans_readmark_once_a_reader")]

    def __str__(self) -> str:
        return f"{self.by}, {self.review}"

    def last_visit(self, now: datetime) -> datetime | None:
        """When the reader was here before this visit; None the first time."""
        if self.seen_at and now - self.seen_at < VISIT:
            return self.seen_before
        return self.seen_at
