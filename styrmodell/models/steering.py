import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from styrmodell import typography
from styrmodell.models.lifetime import Lifetime


def new_version() -> str:
    """By chance, so that a database that is restored or replaced never says again what another meant by it."""
    return secrets.token_hex(8)


class SteeringModel(models.Model):
    """The municipality itself: one row, which every page stands on."""

    name = models.CharField("kommunens namn", max_length=100)
    short_name = models.CharField("kort namn", max_length=60)
    code = models.CharField(
        "kommunkod", max_length=4, validators=[RegexValidator(r"^\d{4}$", "Kommunkoden har fyra siffror.")]
    )
    vision = models.CharField("vision", max_length=200)
    call = models.CharField("uppmaning", max_length=200, blank=True)
    core_mission = models.CharField("huvuduppdrag", max_length=300)
    shown_year = models.PositiveSmallIntegerField("år som visas")
    website = models.URLField("webbplats", blank=True)
    notice_board_url = models.URLField("anslagstavla", blank=True)
    minutes_url = models.URLField("protokoll", blank=True)
    registrator_url = models.URLField("registrator", blank=True)
    source = models.TextField("källa", blank=True)
    is_example = models.BooleanField("exempel", default=False)
    publication_version = models.CharField(
        "utgåva av det publicerade", max_length=16, default=new_version, editable=False
    )

    class Meta:
        verbose_name = "styrmodell"
        verbose_name_plural = "styrmodell"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="styrmodell_steeringmodel_is_one_row",
                violation_error_message="Det finns bara en styrmodell.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CoreValue(Lifetime):
    """A value word and the question it asks."""

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    name = models.CharField("värdeord", max_length=100)
    question = models.CharField("fråga", max_length=200, blank=True)
    text = models.TextField("text", blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta(Lifetime.Meta):
        verbose_name = "värdeord"
        verbose_name_plural = "värdeord"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name


class Outlook(Lifetime):
    """How the world should see the municipality, in one of its roles."""

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    name = models.CharField("roll", max_length=100)
    text = models.TextField("text", blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta(Lifetime.Meta):
        verbose_name = "så vill vi uppfattas"
        verbose_name_plural = "så vill vi uppfattas"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name


class YearEvent(models.Model):
    """What recurs in the year of steering: a step from the first conditions to the report on what came of it.

    `is_election_year` is what happens then instead, when the council that was elected decides.
    """

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    title = models.CharField("händelse", max_length=150)
    text = models.TextField("vad som händer", blank=True)
    who = models.CharField("vem", max_length=150)
    month_from = models.PositiveSmallIntegerField("från månad")
    month_to = models.PositiveSmallIntegerField("till månad")
    is_election_year = models.BooleanField("bara valår", default=False)
    source = models.TextField("källa", blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "händelse under året"
        verbose_name_plural = "året i styrningen"
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month_from__gte=1, month_from__lte=F("month_to"), month_to__lte=12),
                name="styrmodell_yearevent_months_stand_in_order",
                violation_error_message="Månaderna är 1–12 och den sista kommer inte före den första.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """ "april", "september–november"."""
        return typography.months(self.month_from, self.month_to)
