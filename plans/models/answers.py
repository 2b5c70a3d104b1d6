from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models.reference import PlanReference


class WarningAnswer(PlanReference):
    """Why a plan is right although the checklist warns; `key` says of what (`checklist.Finding.key`)."""

    key = models.CharField("varning", max_length=120)
    text = models.TextField("svar")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("när", auto_now=True)

    class Meta(PlanReference.Meta):
        verbose_name = "svar på varning"
        verbose_name_plural = "svar på varningar"
        constraints = [
            *PlanReference.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="plans_warninganswer_says_something"),
            models.UniqueConstraint(
                fields=["strategic_plan", "key"], name="plans_warninganswer_once_in_strategic_plan"
            ),
            models.UniqueConstraint(fields=["mission_plan", "key"], name="plans_warninganswer_once_in_mission_plan"),
            models.UniqueConstraint(
                fields=["operational_plan", "key"], name="plans_warninganswer_once_in_operational_plan"
            ),
        ]

    def __str__(self) -> str:
        return self.text
