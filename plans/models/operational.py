from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plans.models.plan import Plan, owner_constraints, owner_index
from plans.models.thread import PlanItem, Thread
from styrmodell import typography
from styrmodell.models import Department, Place

CONFIRMED = {"adopted": "fastställd", "rejected": "inte fastställd", "amending": "ändras före beslutet"}
"""What a decision is called that a head makes, by the state or the event; what is not here is called as in a body."""


class OperationalPlan(Plan):
    """A department's plan for one year."""

    OWNER = "department"
    KIND = "operational_plan"
    OWNED = "verksamhetsplan"

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="operational_plans", verbose_name="förvaltning"
    )

    class Meta(Plan.Meta):
        verbose_name = "verksamhetsplan"
        verbose_name_plural = "verksamhetsplaner"
        ordering = ["department_id", "-from_year", "-sequence"]
        indexes = [owner_index("department")]
        constraints = [
            *Plan.Meta.constraints,
            *owner_constraints("department"),
            models.CheckConstraint(
                condition=Q(first_year=F("last_year")),
                name="plans_operationalplan_is_for_one_year",
                violation_error_message="En verksamhetsplan gäller ett år.",
            ),
        ]

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """The head of the department decides it: there are no minutes, and nothing is antaget."""
        return str(CONFIRMED.get(self.state, self.State(self.state).label))

    def get_absolute_url(self) -> str:
        return reverse("operational_plan", args=[self.department.slug, self.period])

    @property
    def revision_url(self) -> str:
        """The address of this very revision, which never shows anything else."""
        return reverse("operational_plan_revision", args=[self.department.slug, self.period, self.revision])

    @property
    def changes_url(self) -> str:
        return reverse("operational_plan_changes", args=[self.department.slug, self.period, self.revision])


class Activity(PlanItem):
    """What a department does this year to carry out an assignment (by thread)."""

    department_name: str  # from `chain.activities_of`
    department_place: int  # from `chain.activities_of`

    plan = models.ForeignKey(OperationalPlan, models.CASCADE, related_name="activities")
    assignment = models.ForeignKey(
        Thread,
        models.PROTECT,
        related_name="carried_out_by",
        limit_choices_to={"kind": Thread.Kind.ASSIGNMENT},
        verbose_name="uppdrag",
    )
    title = models.CharField("aktivitet", max_length=250)
    text = models.TextField("beskrivning", blank=True)
    unit = models.CharField("ansvarig enhet", max_length=150, blank=True)
    starts_on = models.DateField("börjar", null=True, blank=True)
    due_on = models.DateField("klar", null=True, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="ort"
    )

    class Meta(PlanItem.Meta):
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="plans_activity_is_due_after_it_starts",
                violation_error_message="Aktiviteten kan inte vara klar innan den börjar.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """In words: "januari–september 2022", "klar i maj 2022"; "" when no dates are given."""
        return when(self.starts_on, self.due_on)


def when(starts_on: date | None, due_on: date | None) -> str:
    """As `Activity.when`."""
    if starts_on and due_on:
        first, last = typography.month(starts_on), typography.month(due_on)
        return last if first == last else f"{first.removesuffix(f' {due_on.year}')}–{last}"
    if due_on:
        return f"klar i {typography.month(due_on)}"
    return f"från {typography.month(starts_on)}" if starts_on else ""
