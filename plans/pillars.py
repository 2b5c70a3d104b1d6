"""Amounts over the years as pillars on one ground line. The same figures always stand in a table beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.money import WITHOUT_NUMBER, YearOfFrame
from styrmodell import typography


@dataclass(frozen=True)
class Block:
    """A part of a pillar; `top` and `height` are percent of the picture, `look` is its class."""

    look: str
    top: float
    height: float


@dataclass(frozen=True)
class Pillar:
    label: str
    says: str
    blocks: list[Block]


@dataclass(frozen=True)
class Pillars:
    """`ground` is where zero is, in percent from the top."""

    ground: float
    pillars: list[Pillar]


def pillars(columns: Sequence[tuple[str, str, Sequence[tuple[str, int]]]]) -> Pillars | None:
    """From label, what is said above the pillar, and its parts (look, amount); None when there is nothing to draw.

    Parts above zero are stacked upwards, parts below it downwards.
    """
    highest = max((_sum(parts, above=True) for _, _, parts in columns), default=0)
    lowest = min((_sum(parts, above=False) for _, _, parts in columns), default=0)
    span = highest - lowest
    if not span:
        return None
    ground = 100 * highest / span
    return Pillars(ground, [Pillar(label, says, _blocks(parts, ground, span)) for label, says, parts in columns])


def frame_pillars(years: Sequence[YearOfFrame]) -> Pillars | None:
    """A body's frame over the years; what was added during a year stands on top of it."""
    return pillars([(str(row.year), _says(row), _parts(row)) for row in years])


def _says(row: YearOfFrame) -> str:
    if row.effective is None:
        return WITHOUT_NUMBER[row.frame.kind]
    return typography.tkr(row.effective)


def _parts(row: YearOfFrame) -> list[tuple[str, int]]:
    if row.frame.value is None:
        return []
    added = max(row.adjusted_by, 0)
    look = "budget" if row.is_budget else "plan"
    return [(look, row.frame.value + row.adjusted_by - added), ("added", added)]


def _sum(parts: Sequence[tuple[str, int]], *, above: bool) -> int:
    return sum(amount for _, amount in parts if (amount > 0) == above)


def _blocks(parts: Sequence[tuple[str, int]], ground: float, span: int) -> list[Block]:
    blocks = []
    up, down = ground, ground
    for look, amount in parts:
        height = 100 * abs(amount) / span
        if amount > 0:
            up -= height
            blocks.append(Block(look, up, height))
        elif amount < 0:
            blocks.append(Block(look, down, height))
            down += height
    return blocks
