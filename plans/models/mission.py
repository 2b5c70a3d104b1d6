from typing import ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse

from goals.models import LongTermGoal
from plans.models.indicator import Indicator, Target
from plans.models.plan import Plan, owner_constraints, owner_index, speaking_for
from plans.models.thread import PlanItem, PlanItemQuerySet, Thread
from styrmodell.models import Body, Department


class MissionPlan(Plan):
    """A body's plan: what it is responsible for, its objectives, its assignments, its money."""

    OWNER = "body"
    KIND = "mission_plan"
    OWNED = "uppdragsplan"

    body = models.ForeignKey(Body, models.PROTECT, related_name="mission_plans", verbose_name="organ")
    responsibility = models.TextField("ansvarsområde", blank=True)

    class Meta(Plan.Meta):
        verbose_name = "uppdragsplan"
        verbose_name_plural = "uppdragsplaner"
        ordering = ["body_id", "-from_year", "-sequence"]
        indexes = [owner_index("body")]
        constraints = [*Plan.Meta.constraints, *owner_constraints("body")]

    def get_absolute_url(self) -> str:
        return reverse("mission_plan", args=[self.body.slug, self.period])

    @property
    def revision_url(self) -> str:
        """The address of this very revision, which never shows anything else."""
        return reverse("mission_plan_revision", args=[self.body.slug, self.period, self.revision])

    @property
    def changes_url(self) -> str:
        return reverse("mission_plan_changes", args=[self.body.slug, self.period, self.revision])


ASSIGNMENT_COUNT = "SELECT COUNT(*) FROM plans_assignment assignment WHERE assignment.objective_id = plans_objective.id"


class ObjectiveQuerySet(PlanItemQuerySet):
    def with_assignment_count(self) -> Self:
        """Adds `assignment_count`."""
        return self.annotate(assignment_count=RawSQL(ASSIGNMENT_COUNT, (), models.IntegerField()))  # noqa: S611


class Objective(PlanItem):
    """A body's own goal: direct to one long-term goal, indirect to others."""

    assignment_count: int  # from `with_assignment_count`

    plan = models.ForeignKey(MissionPlan, models.CASCADE, related_name="objectives")
    goal = models.ForeignKey(LongTermGoal, models.PROTECT, related_name="objectives", verbose_name="bidrar till målet")
    indirect_goals = models.ManyToManyField(
        LongTermGoal, blank=True, related_name="indirect_objectives", verbose_name="bidrar också till"
    )
    title = models.CharField("mål", max_length=250)
    text = models.TextField("beskrivning", blank=True)

    objects: ClassVar = ObjectiveQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = "nämndmål"
        verbose_name_plural = "nämndmål"

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """Its place in the plan, from 1."""
        return str(self.position + 1)


class ObjectiveIndicator(Indicator):
    plan = models.ForeignKey(MissionPlan, models.CASCADE, related_name="indicators")
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="indicators")


class ObjectiveTarget(Target):
    indicator = models.ForeignKey(ObjectiveIndicator, models.CASCADE, related_name="targets")


OBJECTIVE_MEASURES = models.Prefetch(
    "indicators",
    ObjectiveIndicator.objects.select_related("thread")
    .only("objective", "title", "unit", "thread__public_id")
    .prefetch_related("targets"),
)


class AllocationQuerySet(PlanItemQuerySet):
    def with_amount(self, year: int) -> Self:
        """Adds `amount`, of the year, and `amount_year`, None where nobody has set any."""
        of_year = FilteredRelation("amounts", condition=Q(amounts__year=year))
        return self.annotate(of_year=of_year, amount=F("of_year__amount"), amount_year=F("of_year__year"))


class Allocation(PlanItem):
    """The part of the frame that one area of activity (verksamhetsområde) gets; `amounts` by year."""

    amount: int | None  # from `with_amount`
    amount_year: int | None  # from `with_amount`

    class Financing(models.TextChoices):
        TAX = "tax", "betalas med skatt"
        FEE = "fee", "betalas med avgifter"
        INTERNAL = "internal", "betalas av kommunens andra verksamheter"

    plan = models.ForeignKey(MissionPlan, models.CASCADE, related_name="allocations")
    name = models.CharField("verksamhetsområde", max_length=150)
    financing = models.CharField("finansiering", max_length=10, choices=Financing, default=Financing.TAX)
    text = models.TextField("beskrivning", blank=True)

    objects: ClassVar = AllocationQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = "fördelning av ramen"
        verbose_name_plural = "fördelning av ramen"

    def __str__(self) -> str:
        return self.name


AREAS = models.Prefetch(
    "areas",
    Allocation.objects.select_related("thread")
    .only("name", "financing", "thread__public_id")
    .prefetch_related("amounts"),
)
"""The areas that assignments are carried out within, with their money."""


class AllocationAmount(models.Model):
    """Net cost in tkr for one year; None means that it is not yet decided."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    amount = models.IntegerField("belopp, tkr", null=True, blank=True)

    class Meta:
        verbose_name = "belopp"
        verbose_name_plural = "belopp"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["allocation", "year"], name="plans_allocationamount_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.allocation} {self.year}"


RANK = """
    SELECT COUNT(*) FROM plans_assignment earlier
    WHERE earlier.objective_id = plans_assignment.objective_id AND earlier.position < plans_assignment.position
"""
ACTIVITY_COUNT = """
    SELECT COUNT(*) FROM plans_activity activity
    WHERE activity.assignment_id = plans_assignment.thread_id AND activity.plan_id IN ({speaking})
"""
HAS_OPERATIONAL_PLAN = """
    EXISTS (SELECT 1 FROM plans_operationalplan operational
    WHERE operational.department_id = plans_assignment.lead_id AND operational.id IN ({speaking}))
"""
"""In SQL, since the ORM takes longer to write these questions than the database to answer them."""


class AssignmentQuerySet(PlanItemQuerySet):
    def with_number(self) -> Self:
        """Adds `rank`, the place among the assignments of the same objective, from 0."""
        return self.select_related("objective").annotate(rank=RawSQL(RANK, (), models.IntegerField()))  # noqa: S611

    def with_activity_count(self, year: int) -> Self:
        """Adds `activity_count`, the activities that carry it out in the year, and `has_operational_plan`.

        Without activities, the latter tells whether nobody has picked it up or its lead has yet to plan the year.
        """
        speaking = speaking_for(apps.get_model("plans", "OperationalPlan"), year)

        def asked(sql: str, answer: models.Field) -> RawSQL:
            return RawSQL(sql.format(speaking=speaking.sql), speaking.params, answer)  # noqa: S611 - no text from outside

        return self.annotate(
            activity_count=asked(ACTIVITY_COUNT, models.IntegerField()),
            has_operational_plan=asked(HAS_OPERATIONAL_PLAN, models.BooleanField()),
        )


class Assignment(PlanItem):
    """From a body to a lead department and possibly more.

    Stands under an objective, answers a special assignment (by thread, since that belongs to another plan),
    or both. `areas` is context only: money is never summed as if it were earmarked for the assignment.
    """

    rank: int  # from `with_number`
    body_id: int  # from `coverage.answering`
    activity_count: int  # from `with_activity_count`
    has_operational_plan: bool  # from `with_activity_count`
    areas_in_words: list[str]  # from `chain.assignments_under`

    plan = models.ForeignKey(MissionPlan, models.CASCADE, related_name="assignments")
    objective = models.ForeignKey(
        Objective, models.CASCADE, null=True, blank=True, related_name="assignments", verbose_name="nämndmål"
    )
    answers = models.ForeignKey(
        Thread,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        limit_choices_to={"kind": Thread.Kind.SPECIAL_ASSIGNMENT},
        verbose_name="svarar på särskilt uppdrag",
    )
    title = models.CharField("uppdrag", max_length=250)
    text = models.TextField("beskrivning", blank=True)
    lead = models.ForeignKey(
        Department, models.PROTECT, related_name="led_assignments", verbose_name="ansvarig förvaltning"
    )
    supporting = models.ManyToManyField(
        Department, blank=True, related_name="supported_assignments", verbose_name="tillsammans med"
    )
    areas = models.ManyToManyField(
        Allocation, blank=True, related_name="assignments", verbose_name="inom verksamhetsområde"
    )

    objects: ClassVar = AssignmentQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(objective__isnull=False) | Q(answers__isnull=False),
                name="plans_assignment_has_a_reason",
                violation_error_message="Ett uppdrag hör till ett nämndmål eller svarar på ett särskilt uppdrag.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """ "1.2" under its objective, "" without one. Needs `with_number`."""
        return f"{self.objective.number}.{self.rank + 1}" if self.objective else ""
