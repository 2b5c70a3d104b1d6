"""What the municipality does for the global goals of Agenda 2030: always through its own long-term goals."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from goals.models import GlobalGoal, GlobalTie, LongTermGoal
from plans.branches import counted, listed
from plans.models import Activity, Assignment, Objective, PrioritisedGoal
from plans.years import ShownYear
from styrmodell.models.lifetime import exists_in


@dataclass(frozen=True)
class Chip:
    """A global goal as a neutral numbered chip; the colours are data and the text can be read on the colour."""

    number: int
    name: str
    colour: str
    text_colour: str
    get_absolute_url: str


def chip(goal: GlobalGoal, shown: ShownYear) -> Chip:
    return Chip(goal.number, goal.name, goal.colour, goal.text_colour, shown.url("global_goal", goal.number))


@dataclass(frozen=True)
class Chips:
    """The global goals that a long-term goal is tied to; `is_example` when a tie is an invented one."""

    chips: list[Chip]
    is_example: bool


def chips_of(goal: LongTermGoal, shown: ShownYear) -> Chips:
    """One query."""
    ties = goal.global_ties.select_related("global_goal").order_by()
    return _chips(sorted(ties, key=lambda tie: tie.global_goal.number), shown)


def chips_by_goal(shown: ShownYear) -> dict[str, Chips]:
    """By slug, for every long-term goal that has a tie. One query."""
    ties: dict[str, list[GlobalTie]] = defaultdict(list)
    for tie in GlobalTie.objects.select_related("global_goal", "goal"):
        ties[tie.goal.slug].append(tie)
    return {slug: _chips(of_goal, shown) for slug, of_goal in ties.items()}


def _chips(ties: Iterable[GlobalTie], shown: ShownYear) -> Chips:
    found = list(ties)
    return Chips([chip(tie.global_goal, shown) for tie in found], any(tie.is_example for tie in found))


@dataclass(frozen=True)
class Extent:
    """How much hangs below a long-term goal in a year, level by level."""

    objectives: int
    assignments: int
    activities: int
    is_example: bool

    @property
    def own(self) -> str:
        """ "5 nämndmål"."""
        return counted(self.objectives, "nämndmål", "nämndmål") if self.objectives else "inga nämndmål"

    @property
    def below(self) -> str:
        """ "12 uppdrag och 20 aktiviteter"; "" when there are none."""
        levels = ((self.assignments, "uppdrag", "uppdrag"), (self.activities, "aktivitet", "aktiviteter"))
        return listed(counted(*level) for level in levels if level[0])

    @property
    def text(self) -> str:
        """All levels in one sentence."""
        return ", ".join(filter(None, [self.own, self.below]))


@dataclass(frozen=True)
class Service:
    """That a long-term goal, existing in the year, serves a global goal."""

    goal: LongTermGoal
    url: str
    extent: Extent
    is_prioritised: bool
    is_example: bool


def services(shown: ShownYear) -> dict[int, list[Service]]:
    """By number of the global goal, in the order of the long-term goals. Five queries."""
    extents = _extents(shown.year)
    prioritised = set(PrioritisedGoal.objects.in_force(shown.year).values_list("goal", flat=True))
    ties = GlobalTie.objects.filter(exists_in(shown.year, prefix="goal__"))
    found: dict[int, list[Service]] = defaultdict(list)
    for tie in ties.select_related("goal", "global_goal").order_by("goal__position", "goal__slug"):
        extent = extents[tie.goal_id]
        found[tie.global_goal.number].append(
            Service(
                goal=tie.goal,
                url=shown.url("goal", tie.goal.slug),
                extent=extent,
                is_prioritised=tie.goal_id in prioritised,
                is_example=tie.is_example or tie.goal.is_example or extent.is_example,
            )
        )
    return found


def _extents(year: int) -> dict[int, Extent]:
    """By long-term goal; what is in no goal's branch is in no extent. Three queries."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    examples = set()
    goal_of: dict[int, int] = {}
    objectives = Objective.objects.in_force(year).order_by().values_list("goal", "plan__is_example")
    for goal, is_example, count in objectives.annotate(count=Count("pk")):
        counts[goal]["objectives"] += count
        examples |= {goal} if is_example else set()
    assignments = Assignment.objects.in_force(year).exclude(objective=None)
    for thread, goal in assignments.values_list("thread", "objective__goal"):
        goal_of[thread] = goal
        counts[goal]["assignments"] += 1
    activities = Activity.objects.in_force(year).order_by().values_list("assignment", "plan__is_example")
    for thread, is_example, count in activities.annotate(count=Count("pk")):
        if (carried_out := goal_of.get(thread)) is not None:
            counts[carried_out]["activities"] += count
            examples |= {carried_out} if is_example else set()
    return defaultdict(
        lambda: Extent(0, 0, 0, is_example=False),
        {
            goal: Extent(of_goal["objectives"], of_goal["assignments"], of_goal["activities"], goal in examples)
            for goal, of_goal in counts.items()
        },
    )
