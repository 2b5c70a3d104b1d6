from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from styrmodell.addresses import address
from styrmodell.models.organisation import Body, Department
from styrmodell.typography import in_running_text

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)
"""Of decisions; outside of them a date is a slip of the keys."""


def believable_day(day: date) -> None:
    """Raises ValidationError for what cannot be the day of a decision."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(f"Skriv årtalet med fyra siffror: {day.year:04} kan inte stämma.")


CITED = ("slug", "date", "paragraph", "body__name", "department__name")
"""The columns that cite a decision and lead to it."""
NOTED = ("body__short_name", "department", "diary_number", "minutes_url", "adjusted_on")
"""What its note in the margin, and the short way to cite it, tell besides."""


def cited(decision: str) -> list[str]:
    """The columns of a related decision that cite it, in any of the ways it is cited."""
    return [f"{decision}__{column}" for column in (*CITED, *NOTED)]


class Decision(models.Model):
    """The source of every adopted fact.

    Made by a body under a § (empty where the source does not say), or by the head of a department on
    delegation, which has no §. A mistyped §, date or diary number is corrected by a new decision that
    `corrects` the old one, which stays.
    """

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    title = models.CharField("rubrik", max_length=200)
    summary = models.TextField("vad beslutet innebär", blank=True)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="beslutat av"
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="på delegation, chefen för",
    )
    date = models.DateField("datum", validators=[believable_day])
    paragraph = models.CharField("paragraf", max_length=20, blank=True)
    diary_number = models.CharField("diarienummer", max_length=60, blank=True)
    minutes_url = models.URLField("protokoll", blank=True)
    adjusted_on = models.DateField("justerat", null=True, blank=True)
    prepared_by = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="prepares", verbose_name="berett genom"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="rättar"
    )
    revokes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revoked_by", verbose_name="upphäver"
    )
    source = models.TextField("källa", blank=True)
    is_example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body=None, department__isnull=False) | Q(body__isnull=False, department=None),
                name="styrmodell_decision_has_one_maker",
                violation_error_message="Ett beslut fattas av ett organ eller av en förvaltningschef.",
            ),
            models.CheckConstraint(
                condition=Q(department=None) | Q(paragraph=""),
                name="styrmodell_decision_on_delegation_has_no_paragraph",
                violation_error_message="Ett delegationsbeslut har ingen paragraf.",
            ),
            models.CheckConstraint(
                condition=Q(date__gte=FIRST_DAY, date__lte=LAST_DAY),
                name="styrmodell_decision_made_on_a_believable_day",
                violation_error_message="Beslutets årtal kan inte stämma. Skriv det med fyra siffror.",
            ),
            models.CheckConstraint(
                condition=Q(adjusted_on=None) | Q(adjusted_on__gte=F("date")),
                name="styrmodell_decision_adjusted_after_it_is_made",
                violation_error_message="Protokollet kan inte justeras före beslutet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_by} {self.date}"

    def get_absolute_url(self) -> str:
        return address("decision", self.slug)

    @property
    def is_on_delegation(self) -> bool:
        return self.department_id is not None

    @property
    def made_by(self) -> str:
        """Who and under which §, as it is cited: "Socialnämnden § 12"."""
        if self.department:
            return f"Förvaltningschefen, {in_running_text(self.department.name)}"
        return f"{self.body} {self.paragraph}".strip().replace("§ ", "§\N{NO-BREAK SPACE}")

    @property
    def paragraph_is_unknown(self) -> bool:
        return not self.is_on_delegation and not self.paragraph
