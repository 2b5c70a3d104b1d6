"""The year of steering as a wheel: January at the top, the months clockwise, one arc for each event."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

from styrmodell.models import YearEvent

SIZE = 360
OUTERMOST = 132
LANE = 26
NAMES = 162
MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
RESPITE = 0.08
"""How much of a month stands empty before and after an arc."""


@dataclass(frozen=True)
class Point:
    x: str
    y: str


@dataclass(frozen=True)
class Spoke:
    """Where a month begins, and where its name stands."""

    name: str
    named_at: Point
    inner: Point
    outer: Point


@dataclass(frozen=True)
class Arc:
    """`number` is the event's place in the list beside the wheel, and stands at `middle`."""

    number: int
    path: str
    middle: Point
    is_election_year: bool


@dataclass(frozen=True)
class Wheel:
    size: int
    centre: int
    rings: list[int]
    spokes: list[Spoke]
    arcs: list[Arc]


def wheel(events: Iterable[YearEvent]) -> Wheel:
    """Events whose months overlap stand in lanes of their own, the first outermost."""
    lanes: list[set[int]] = []
    arcs = []
    for number, event in enumerate(events, start=1):
        months = set(range(event.month_from, event.month_to + 1))
        lane = next((index for index, taken in enumerate(lanes) if not taken & months), len(lanes))
        lanes[lane:] = lanes[lane:] or [set()]
        lanes[lane] |= months
        arcs.append(_arc(number, event, OUTERMOST - LANE * lane))
    rings = [OUTERMOST - LANE * lane for lane in range(len(lanes))]
    return Wheel(SIZE, SIZE // 2, rings, [_spoke(month) for month in range(12)], arcs)


def _arc(number: int, event: YearEvent, radius: int) -> Arc:
    begins, ends = event.month_from - 1 + RESPITE, event.month_to - RESPITE
    start, end = _at(begins, radius), _at(ends, radius)
    is_most = int(ends - begins > 6)
    path = f"M{start.x} {start.y}A{radius} {radius} 0 {is_most} 1 {end.x} {end.y}"
    return Arc(number, path, _at((begins + ends) / 2, radius), event.is_election_year)


def _spoke(month: int) -> Spoke:
    return Spoke(MONTHS[month], _at(month + 0.5, NAMES), _at(month, OUTERMOST - 8), _at(month, OUTERMOST + 16))


def _at(months: float, radius: float) -> Point:
    """The point so many months into the year, at the radius."""
    angle = months / 12 * 2 * pi
    return Point(f"{SIZE / 2 + radius * sin(angle):.1f}", f"{SIZE / 2 - radius * cos(angle):.1f}")
