from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from styrmodell.models import Body, Department
from styrmodell.models.lifetime import Lifetime


class Role(Lifetime):
    """What a person may do for a body or department, from when to when."""

    class Kind(models.TextChoices):
        EDITOR = "editor", "handläggare"
        SECRETARY = "secretary", "nämndsekreterare"
        HEAD = "head", "förvaltningschef"
        COUNCILLOR = "councillor", "förtroendevald"
        STEWARD = "steward", "styrmodellsansvarig"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles", verbose_name="person")
    kind = models.CharField("behörighet", max_length=12, choices=Kind)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="organ")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="förvaltning"
    )

    class Meta(Lifetime.Meta):
        verbose_name = "behörighet"
        verbose_name_plural = "behörigheter"
        constraints = [
            *Lifetime.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["editor", "secretary", "councillor"], body__isnull=False, department=None)
                | Q(kind="head", body=None, department__isnull=False)
                | Q(kind="steward", body=None, department=None),
                name="plans_role_has_its_place",
                violation_error_message=(
                    "Handläggare, nämndsekreterare och förtroendevalda hör till ett organ, förvaltningschefer till "
                    "en förvaltning, styrmodellsansvariga till ingetdera."
                ),
            ),
            models.UniqueConstraint(
                "user",
                "kind",
                Coalesce("body", 0),  # SQLite has no NULLS NOT DISTINCT
                Coalesce("department", 0),
                Coalesce("valid_from", date.min),
                name="plans_role_given_once",
                violation_error_message="Personen har redan behörigheten.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_kind_display()} {self.body or self.department or ''}".strip()
