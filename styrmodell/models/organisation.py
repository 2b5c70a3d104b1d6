from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from styrmodell.addresses import address
from styrmodell.models.lifetime import Lifetime


class Place(models.Model):
    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    name = models.CharField("ort", max_length=100)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "ort"
        verbose_name_plural = "orter"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("place", self.slug)


class Body(Lifetime):
    """A political body, or the pot of money that belongs to no one yet (`central`)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "fullmäktige"
        BOARD = "board", "kommunstyrelse"
        COMMITTEE = "committee", "nämnd"
        AUDIT = "audit", "revision"
        COMPANY = "company", "bolag"
        CENTRAL = "central", "centrala poster"

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    name = models.CharField("namn", max_length=100)
    short_name = models.CharField("kort namn", max_length=20)
    kind = models.CharField("sort", max_length=20, choices=Kind)
    responsibility = models.TextField("ansvarar för", blank=True)
    continued_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continues", verbose_name="fortsätter i"
    )
    source = models.TextField("källa", blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta(Lifetime.Meta):
        verbose_name = "politiskt organ"
        verbose_name_plural = "politiska organ"
        ordering = ["position", "slug"]
        constraints = [
            *Lifetime.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["council", "board", "committee", "audit", "company", "central"]),
                name="styrmodell_body_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(continued_by=None) | ~Q(continued_by=F("id")),
                name="styrmodell_body_does_not_continue_itself",
                violation_error_message="Ett organ kan inte fortsätta i sig självt.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("body", self.slug)


class Department(Lifetime):
    """An administration (förvaltning); `services` says which bodies it works for, and when."""

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    name = models.CharField("namn", max_length=100)
    note = models.TextField("anmärkning", blank=True)
    bodies: "models.ManyToManyField[Body, Service]" = models.ManyToManyField(
        Body, through="Service", related_name="departments", verbose_name="arbetar åt"
    )
    source = models.TextField("källa", blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta(Lifetime.Meta):
        verbose_name = "förvaltning"
        verbose_name_plural = "förvaltningar"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("department", self.slug)


class Service(Lifetime):
    """That a department works for a body, from when to when."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="services", verbose_name="förvaltning")
    body = models.ForeignKey(Body, models.PROTECT, related_name="services", verbose_name="organ")

    class Meta(Lifetime.Meta):
        verbose_name = "arbetar åt"
        verbose_name_plural = "arbetar åt"
        ordering = ["department_id", F("valid_from").asc(nulls_first=True), "body_id"]
        constraints = [
            *Lifetime.Meta.constraints,
            models.UniqueConstraint(
                "department",
                "body",
                Coalesce("valid_from", date.min),  # SQLite has no NULLS NOT DISTINCT
                name="styrmodell_service_once_from_a_day",
                violation_error_message="Förvaltningen arbetar redan åt organet från det datumet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} – {self.body}"
