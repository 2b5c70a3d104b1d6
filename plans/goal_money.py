"""The money that can honestly be tied to a long-term goal: the areas that its assignments are carried out within.

Nothing is earmarked for a goal. An area is counted once however many assignments name it, with all that it costs.
"""

from dataclasses import dataclass

from django.db.models import Prefetch

from goals.models import LongTermGoal
from plans.divisions import figure_of, paid_by
from plans.models import Allocation, Assignment
from plans.money import Figure, sum_of
from styrmodell.models import Body


@dataclass(frozen=True)
class GoalArea:
    """An area and the assignments under the goal that are carried out within it."""

    area: Allocation
    figure: Figure
    assignments: list[Assignment]

    @property
    def body(self) -> Body:
        body: Body = self.assignments[0].plan.body
        return body

    @property
    def paid_by(self) -> str:
        return paid_by(self.area, self.figure)


@dataclass(frozen=True)
class GoalMoney:
    """`loose` are the assignments that name no area, and so are not in the sum."""

    areas: list[GoalArea]
    loose: list[Assignment]

    @property
    def total(self) -> Figure:
        return sum_of([row.figure for row in self.areas])

    @property
    def unknown(self) -> list[GoalArea]:
        return [row for row in self.areas if row.figure.value is None]


OF_BODY = ("slug", "name", "position")


def goal_money(goal: LongTermGoal, year: int) -> GoalMoney:
    """Two queries. The areas in the order of the bodies and of their plans."""
    assignments = (
        Assignment.objects.in_force(year)
        .filter(objective__goal=goal)
        .with_number()
        .select_related("thread", "plan__body")
        .only(
            "position",
            "title",
            "objective__position",
            "thread__public_id",
            *(f"plan__body__{name}" for name in OF_BODY),
        )
        .prefetch_related(Prefetch("areas", Allocation.objects.with_amount(year).select_related("thread")))
        .order_by("plan__body__position", "plan__body__slug", "position")
    )
    tied: dict[Allocation, list[Assignment]] = {}
    loose = []
    for assignment in assignments:
        areas = assignment.areas.all()
        for area in areas:
            tied.setdefault(area, []).append(assignment)
        if not areas:
            loose.append(assignment)
    rows = [GoalArea(area, figure_of(area), by) for area, by in tied.items()]
    return GoalMoney(sorted(rows, key=_place), loose)


def _place(row: GoalArea) -> tuple[int, str, int]:
    return row.body.position, row.body.slug, row.area.position
