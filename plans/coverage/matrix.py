"""Which bodies work towards which goals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from plans.tree import Line, Tree
from plans.tree.lines import Level, walk
from plans.tree.narrowing import INDIRECT, NOTHING_ABOVE
from plans.years import ShownYear
from styrmodell.models import Body


@dataclass(frozen=True)
class Cell:
    """The objectives of one body for one goal: its own, and those that it contributes to beside another goal.

    `url` is the part of the tree that holds exactly these; empty where there are none.
    """

    direct: int
    indirect: int
    url: str = ""

    @property
    def text(self) -> str:
        """ "2", "2 + 1 indirekt", "1 indirekt", "inget mål"."""
        if not self.direct and not self.indirect:
            return "inget mål"
        parts = [str(self.direct)] * (self.direct > 0) + [f"{self.indirect} indirekt"] * (self.indirect > 0)
        return " + ".join(parts)


@dataclass(frozen=True)
class Row:
    """One body, with a cell for every goal in the order of the matrix; none where it has no mission plan."""

    body: Body
    url: str
    cells: list[tuple[Line, Cell]]
    others: Cell
    """Its objectives for goals that are not prioritised in the year."""
    has_plan: bool


@dataclass(frozen=True)
class Matrix:
    """The prioritised goals of the year against its bodies; `totals` has a cell for every goal, of all bodies."""

    goals: tuple[Line, ...]
    rows: list[Row]
    totals: list[tuple[Line, Cell]]
    others: Cell
    """What all bodies have for goals that are not prioritised in the year."""

    @property
    def has_others(self) -> bool:
        return bool(self.others.direct)

    @property
    def width(self) -> int:
        """The number of columns beside the one with the names."""
        return len(self.goals) + self.has_others


MAKE_PLANS = (Body.Kind.BOARD, Body.Kind.COMMITTEE)


def matrix(tree: Tree, shown: ShownYear) -> Matrix:
    """The board and the committees of the year, and whoever else has a mission plan. One query."""
    planned = {slug for slug, _ in tree.known["organ"]}
    objectives = [line for line in walk(tree.lines) if line.level is Level.OBJECTIVE]
    direct = Counter((_body_of(line), goal.id) for goal in tree.goals for line in goal.lines)
    indirect = Counter((_body_of(line), goal) for line in objectives for name, goal in line.has if name == INDIRECT)
    beside = Counter(_body_of(line) for goal in tree.others for line in goal.lines)
    url = shown.url("red_thread")

    def cell(goal: str, bodies: Iterable[str], query: dict[str, str]) -> Cell:
        own, others = (sum(counter[body, goal] for body in bodies) for counter in (direct, indirect))
        return Cell(own, others, f"{url}?{urlencode(query)}" if own or others else "")

    def aside(bodies: Iterable[str], query: dict[str, str]) -> Cell:
        count = sum(beside[body] for body in bodies)
        return Cell(count, 0, f"{url}?{urlencode(query | dict([NOTHING_ABOVE]))}" if count else "")

    def row(body: Body) -> Row:
        return Row(
            body,
            shown.url("body", body.slug),
            [(goal, cell(goal.id, [body.slug], {"mal": goal.id, "organ": body.slug})) for goal in tree.goals]
            if body.slug in planned
            else [],
            aside([body.slug], {"organ": body.slug}),
            has_plan=body.slug in planned,
        )

    bodies = [body for body in Body.objects.existing_in(shown.year) if body.kind in MAKE_PLANS or body.slug in planned]
    return Matrix(
        tree.goals,
        [row(body) for body in bodies],
        [(goal, cell(goal.id, planned, {"mal": goal.id})) for goal in tree.goals],
        aside(planned, {}),
    )


def _body_of(objective: Line) -> str:
    return next(value for name, value in objective.has if name == "organ")
