from django.db import models
from django.db.models import Q
from django.urls import reverse

from goals.models.long_term_goals import LongTermGoal


class Film(models.Model):
    """A film about a goal, or about the whole; never without captions and a transcript."""

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    title = models.CharField("titel", max_length=150)
    summary = models.TextField("sammanfattning", blank=True)
    goal = models.ForeignKey(
        LongTermGoal, models.PROTECT, null=True, blank=True, related_name="films", verbose_name="om målet"
    )
    seconds = models.PositiveSmallIntegerField("längd i sekunder")
    video_path = models.CharField("film", max_length=200)
    video_sha256 = models.CharField("filmens kontrollsumma", max_length=64)
    captions_path = models.CharField("undertexter", max_length=200)
    captions_sha256 = models.CharField("undertexternas kontrollsumma", max_length=64)
    transcript = models.TextField("filmen i text")
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "film"
        verbose_name_plural = "filmer"
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(captions_path="") & ~Q(transcript=""),
                name="goals_film_has_captions_and_transcript",
                violation_error_message="En film ska ha undertexter och en text med allt som sägs.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("film", args=[self.slug])
