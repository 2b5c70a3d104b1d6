from django.db import models
from django.db.models import Q
from django.urls import reverse

from goals.models import LongTermGoal
from plans.models.indicator import Indicator, Target
from plans.models.plan import Plan, owner_constraints, owner_index
from plans.models.thread import PlanItem
from styrmodell.models import Body, Decision


class StrategicPlan(Plan):
    """The council's plan: prioritised goals, special assignments, frames and investments."""

    OWNER = "body"
    KIND = "strategic_plan"
    OWNED = "strategiska plan"

    body = models.ForeignKey(Body, models.PROTECT, related_name="strategic_plans", verbose_name="organ")
    investment_decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="beslut om investeringsbudgeten",
    )

    class Meta(Plan.Meta):
        verbose_name = "strategisk plan"
        verbose_name_plural = "strategiska planer"
        ordering = ["body_id", "-from_year", "-sequence"]
        indexes = [owner_index("body")]
        constraints = [*Plan.Meta.constraints, *owner_constraints("body")]

    def get_absolute_url(self) -> str:
        return reverse("strategic_plan", args=[self.period])

    @property
    def revision_url(self) -> str:
        """The address of this very revision, which never shows anything else."""
        return reverse("strategic_plan_revision", args=[self.period, self.revision])

    @property
    def changes_url(self) -> str:
        return reverse("strategic_plan_changes", args=[self.period, self.revision])


class PrioritisedGoal(PlanItem):
    """A long-term goal as one strategic plan words it."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="goals")
    goal = models.ForeignKey(LongTermGoal, models.PROTECT, related_name="prioritised", verbose_name="långsiktigt mål")
    wording = models.TextField("lydelse")

    class Meta(PlanItem.Meta):
        verbose_name = "prioriterat mål"
        verbose_name_plural = "prioriterade mål"
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "goal"],
                name="plans_prioritisedgoal_goal_once_in_plan",
                violation_error_message="Målet finns redan i planen.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.goal)


class GoalIndicator(Indicator):
    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="indicators")
    prioritised_goal = models.ForeignKey(PrioritisedGoal, models.CASCADE, related_name="indicators")


class GoalTarget(Target):
    indicator = models.ForeignKey(GoalIndicator, models.CASCADE, related_name="targets")


GOAL_MEASURES = models.Prefetch(
    "indicators", GoalIndicator.objects.select_related("thread").prefetch_related("targets")
)


class SpecialAssignment(PlanItem):
    """The council's assignment to one or more bodies."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="special_assignments")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("uppdrag", max_length=250)
    text = models.TextField("beskrivning", blank=True)
    bodies = models.ManyToManyField(Body, related_name="special_assignments", verbose_name="riktas till")

    class Meta(PlanItem.Meta):
        verbose_name = "särskilt uppdrag"
        verbose_name_plural = "särskilda uppdrag"
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plans_specialassignment_number_once_in_plan",
                violation_error_message="Numret finns redan i planen.",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="plans_specialassignment_number_is_positive"),
        ]

    def __str__(self) -> str:
        return self.title
