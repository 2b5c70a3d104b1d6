from django.conf import settings
from django.db import models

from plans.models.operational import CONFIRMED
from plans.models.reference import PlanReference
from styrmodell.models import Decision


class PlanEvent(PlanReference):
    """One change of a plan's state or content: who, when, why. Written in the transaction of the change."""

    class Kind(models.TextChoices):
        STARTED = "started", "påbörjad"
        EDITED = "edited", "ändrad"
        PROPOSED = "proposed", "föreslagen"
        RETURNED = "returned", "återlämnad"
        REFERRED_BACK = "referred_back", "återremitterad"
        POSTPONED = "postponed", "bordlagd"
        AMENDING = "amending", "öppnad för ändring enligt protokollet"
        REJECTED = "rejected", "avslagen"
        ADOPTED = "adopted", "antagen"
        REVOKED = "revoked", "upphävd"
        WITHDRAWN = "withdrawn", "indragen"
        MASKED = "masked", "maskad"
        PUBLISHED = "published", "publicerad som förslag"
        UNPUBLISHED = "unpublished", "inte längre publicerad som förslag"

    kind = models.CharField("händelse", max_length=15, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("när", auto_now_add=True)
    reason = models.TextField("skäl", blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    document_before = models.TextField(blank=True)
    document_after = models.TextField(blank=True)

    class Meta(PlanReference.Meta):
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ["at", "pk"]

    def get_kind_display(self) -> str:
        """As a head decides it, of a department's plan."""
        label = self.Kind(self.kind).label
        return str(CONFIRMED.get(self.kind, label) if self.operational_plan_id else label)

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display()}"
