"""What the tree of a year consists of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from plans.branches import counted, listed
from plans.chain import NO_PLAN

Tag = tuple[str, str]
"""Something a line can be found by, as it stands in the address: ("organ", "socialnamnden")."""


class Level(StrEnum):
    GOAL = "mål"
    OBJECTIVE = "nämndmål"
    ASSIGNMENT = "uppdrag"
    ACTIVITY = "aktivitet"


BELOW = {
    Level.GOAL: ("nämndmål", "nämndmål"),
    Level.OBJECTIVE: ("uppdrag", "uppdrag"),
    Level.ASSIGNMENT: ("aktivitet", "aktiviteter"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the tree.

    `shown` is how many of the next level hang below it, `total` how many would if nothing were left out. `lines` are
    those, where they have been read. `has` is what the line itself is found by.
    """

    level: Level
    id: str
    title: str
    url: str
    owner: str = ""
    """Whose plan it stands in."""
    facts: str = ""
    number: str = ""
    sign: str = ""
    colour: str = ""
    lines: tuple["Line", ...] = ()
    shown: int = 0
    total: int = 0
    awaits_plan: bool = False
    """An assignment whose lead has no operational plan for the year: that nothing is done is no gap."""
    has: frozenset[Tag] = frozenset()

    @property
    def count(self) -> str:
        """ "3 uppdrag", "1 av 3 uppdrag", "inga uppdrag"; "" for an activity, which nothing hangs below."""
        if self.level is Level.ACTIVITY:
            return ""
        one, many = BELOW[self.level]
        if self.shown < self.total:
            return f"{self.shown} av {counted(self.total, one, many)}"
        if self.total:
            return counted(self.total, one, many)
        return NO_PLAN if self.awaits_plan else f"inga {many}"


@dataclass(frozen=True)
class Tree:
    """The parts of a year's tree, in the order that they are shown."""

    goals: tuple[Line, ...] = ()
    """Prioritised in the strategic plan in force."""
    others: tuple[Line, ...] = ()
    """Not prioritised, though objectives in force contribute to them."""
    loose: tuple[Line, ...] = ()
    """Assignments under no objective."""
    orphans: tuple[Line, ...] = ()
    """Activities whose assignment no mission plan in force holds."""
    known: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """What there is to choose between, by the name of the question: values in the address and their labels."""
    is_whole: bool = True
    """Otherwise the assignments below objectives have only been counted."""

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.goals + self.others + self.loose + self.orphans

    @property
    def size(self) -> int:
        """How many lines have been read."""
        return sum(1 for _ in walk(self.lines))

    @property
    def counts(self) -> str:
        """ "5 mål, 34 nämndmål, 101 uppdrag och 180 aktiviteter"; activities only where all have been read."""
        read = list(walk(self.lines))
        below = {level: sum(line.shown for line in read if line.level is level) for level in BELOW}
        numbers = {
            ("mål", "mål"): len(self.goals) + len(self.others),
            BELOW[Level.GOAL]: below[Level.GOAL],
            BELOW[Level.OBJECTIVE]: below[Level.OBJECTIVE] + len(self.loose),
            BELOW[Level.ASSIGNMENT]: below[Level.ASSIGNMENT] + len(self.orphans) if self.is_whole else 0,
        }
        return listed(counted(number, *words) for words, number in numbers.items() if number)


def walk(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines and everything below them."""
    for line in lines:
        yield line
        yield from walk(line.lines)
