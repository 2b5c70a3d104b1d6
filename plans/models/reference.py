from typing import Any

from django.db import models
from django.db.models import Q

from plans.models.mission import MissionPlan
from plans.models.operational import OperationalPlan
from plans.models.plan import Plan
from plans.models.strategic import StrategicPlan

FIELDS: dict[type[Any], str] = {
    StrategicPlan: "strategic_plan",
    MissionPlan: "mission_plan",
    OperationalPlan: "operational_plan",
}


def reference_to(plan: Plan) -> dict[str, Any]:
    """The keyword argument that points a `PlanReference` to the plan, of whichever kind it is."""
    return {FIELDS[type(plan)]: plan}


class PlanReference(models.Model):
    """Points to exactly one plan, of any of the three kinds."""

    strategic_plan = models.ForeignKey(StrategicPlan, models.PROTECT, null=True, related_name="%(class)ss")
    mission_plan = models.ForeignKey(MissionPlan, models.PROTECT, null=True, related_name="%(class)ss")
    operational_plan = models.ForeignKey(OperationalPlan, models.PROTECT, null=True, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(strategic_plan__isnull=False, mission_plan=None, operational_plan=None)
                | Q(strategic_plan=None, mission_plan__isnull=False, operational_plan=None)
                | Q(strategic_plan=None, mission_plan=None, operational_plan__isnull=False),
                name="%(app_label)s_%(class)s_is_about_one_plan",
            )
        ]

    @property
    def plan(self) -> Plan:
        return next(filter(None, (self.strategic_plan, self.mission_plan, self.operational_plan)))
