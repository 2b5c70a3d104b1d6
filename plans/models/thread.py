import secrets
import string
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from plans.models.plan import Plan, speaking_for
from styrmodell.addresses import address

PUBLIC_ID_LENGTH = 8


def new_public_id() -> str:
    """A random id that begins with a letter, so that it can stand as an id in HTML."""
    rest = string.ascii_lowercase + string.digits
    return secrets.choice(string.ascii_lowercase) + "".join(secrets.choice(rest) for _ in range(PUBLIC_ID_LENGTH - 1))


class Thread(models.Model):
    """The lasting identity of something that plans contain, and its permanent address.

    Every edition that words it has an item of its own with this thread. `continues` is the thread that it
    took over from, possibly of another body.
    """

    class Kind(models.TextChoices):
        PRIORITISED_GOAL = "prioritised_goal", "prioriterat mål"
        SPECIAL_ASSIGNMENT = "special_assignment", "särskilt uppdrag"
        INDICATOR = "indicator", "mått"
        INVESTMENT = "investment", "investering"
        OBJECTIVE = "objective", "nämndmål"
        AREA = "area", "verksamhetsområde"
        ASSIGNMENT = "assignment", "uppdrag"
        ACTIVITY = "activity", "aktivitet"

    public_id = models.CharField(
        "beständigt nummer",
        max_length=16,
        unique=True,
        default=new_public_id,
        editable=False,
        validators=[RegexValidator(r"^[a-z][a-z0-9]{7,15}$")],
    )
    kind = models.CharField("sort", max_length=20, choices=Kind)
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by", verbose_name="fortsätter"
    )

    class Meta:
        verbose_name = "röd tråd"
        verbose_name_plural = "röda trådar"
        constraints = [
            models.CheckConstraint(
                condition=Q(continues=None) | ~Q(continues=F("id")),
                name="plans_thread_does_not_continue_itself",
                violation_error_message="En tråd kan inte fortsätta sig själv.",
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """The thread's own page; raises NoReverseMatch for goals, indicators and areas, which have none."""
        return address(self.kind, self.public_id)


class PlanItemQuerySet(models.QuerySet):
    def adopted(self) -> Self:
        """Items of adopted editions, in force or not."""
        return self.filter(plan__state=Plan.State.ADOPTED)

    def in_force(self, year: int) -> Self:
        """Items of the editions that speak for the year."""
        plans = self.model._meta.get_field("plan").related_model
        return self.filter(plan__in=speaking_for(plans, year))

    def with_speaks(self, year: int) -> Self:
        """Adds `speaks`, whether the item's edition speaks for the year."""
        speaking = speaking_for(self.model._meta.get_field("plan").related_model, year)
        is_among = f"{self.model._meta.db_table}.plan_id IN ({speaking.sql})"
        return self.annotate(speaks=RawSQL(is_among, speaking.params, models.BooleanField()))  # noqa: S611 - no text from outside

    def with_is_continued(self) -> Self:
        """Adds `is_continued`, whether another thread took over from the item's."""
        continued = CONTINUED.format(items=self.model._meta.db_table)
        return self.annotate(is_continued=RawSQL(continued, (), models.BooleanField()))  # noqa: S611


CONTINUED = "EXISTS (SELECT 1 FROM plans_thread later WHERE later.continues_id = {items}.thread_id)"


class PlanItem(models.Model):
    """What one edition says of one thread. Concrete items add `plan` and their wording."""

    plan: Any  # a foreign key to its own kind of plan in every concrete item
    plan_id: int
    speaks: bool  # from `with_speaks`
    is_continued: bool  # from `with_is_continued`

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="%(class)s_items", editable=False)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["plan_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "thread"],
                name="%(app_label)s_%(class)s_thread_once_in_plan",
                violation_error_message="Samma tråd kan bara finnas en gång i en plan.",
            )
        ]
