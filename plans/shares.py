"""A hundred kronor of what the municipality costs, one brick for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.money import FrameRow
from styrmodell import typography
from styrmodell.models import Body

BRICKS = 100
COURSES = (*[10] * 8, 8, 6, 4, 2)
"""How many bricks there are in each course of the house, from the ground to the ridge; together a hundred."""
WIDTH, HEIGHT, JOINT = 30, 20, 2


def apportion(amounts: Sequence[int], parts: int) -> list[int]:
    """So many whole parts for each amount that they sum to `parts`, by largest remainder; the earlier wins a tie.

    The amounts are not negative, and one at least is positive.
    """
    whole = sum(amounts)
    given = [amount * parts // whole for amount in amounts]
    remainders = [amount * parts % whole for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: parts - sum(given)]:
        given[index] += 1
    return given


@dataclass(frozen=True)
class Share:
    """What one body has of the hundred: whole bricks, the exact kronor ("46,25"), and where its bricks lie."""

    row: FrameRow
    bricks: int
    kronor: str
    tkr: str
    path: str
    """The bricks as one SVG path; "" when there are none."""


@dataclass(frozen=True)
class HundredKronor:
    """`shares` from the ground up, in the order of the frames; `whole` (tkr) is what the hundred kronor are.

    Frames that give a surplus have no bricks, since they cost nothing; frames that are not decided neither.
    """

    shares: list[Share]
    whole: int
    surplus: list[Body]
    unknown: list[Body]

    @property
    def from_the_ridge(self) -> list[Share]:
        """As the eye meets them, the smallest first."""
        return self.shares[::-1]


def hundred_kronor(rows: Iterable[FrameRow]) -> HundredKronor | None:
    """None when nothing costs anything."""
    frames = list(rows)
    costs = [(row, row.frame.value) for row in frames if row.frame.value is not None and row.frame.value >= 0]
    whole = sum(amount for _, amount in costs)
    if not whole:
        return None
    bricks = apportion([amount for _, amount in costs], BRICKS)
    shares = []
    laid = 0
    for (row, amount), count in zip(costs, bricks, strict=True):
        kronor = typography.decimal(100 * amount / whole, 2)
        shares.append(Share(row, count, kronor, row.frame.text, _path(laid, laid + count)))
        laid += count
    return HundredKronor(
        shares=shares,
        whole=whole,
        surplus=[row.body for row in frames if (row.frame.value or 0) < 0],
        unknown=[row.body for row in frames if row.frame.value is None],
    )


def _places() -> list[tuple[int, int]]:
    """The upper left corner of every brick, from the ground up and from the left."""
    widest = max(COURSES)
    return [
        ((widest - course) // 2 * WIDTH + place * WIDTH, (len(COURSES) - level - 1) * HEIGHT)
        for level, course in enumerate(COURSES)
        for place in range(course)
    ]


PLACES = _places()


def _path(first: int, end: int) -> str:
    brick = f"h{WIDTH - JOINT}v{HEIGHT - JOINT}h-{WIDTH - JOINT}z"
    return "".join(f"M{x} {y}{brick}" for x, y in PLACES[first:end])
