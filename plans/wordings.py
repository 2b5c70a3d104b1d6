"""What differs between two wordings, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

WORD = re.compile(r"\S+")
SENTENCE = re.compile(r"\S(?:.*?[.!?:](?=\s)|.*$)", re.MULTILINE)
MOST_STEPS = 200_000
"""How far two wordings are followed; some tenths of a second."""

Step = tuple[str, int]
"""A kind, and the place of its unit: in the old wording what was removed, in the new what was added or is the same."""


@dataclass(frozen=True)
class Piece:
    """A run of words; `kind` is same, removed or added."""

    text: str
    kind: str


def words(old: str, new: str) -> list[Piece]:
    """The new wording with what was removed and added, word by word.

    Wordings that have too little in common to be followed by word are told sentence by sentence, and in the last
    resort as one instead of the other: the work is bounded, and confetti tells nobody anything.
    """
    for unit in (WORD, SENTENCE):
        before, after = _units(unit, old), _units(unit, new)
        steps = _shortest_way(before, after)
        if steps is not None:
            return list(_pieces(steps, before, after))
    return [Piece(" ".join(_units(WORD, text)), kind) for text, kind in ((old, "removed"), (new, "added"))]


def _units(unit: re.Pattern[str], text: str) -> list[str]:
    return [" ".join(found.split()) for found in unit.findall(text)]


def _pieces(steps: list[Step], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """What was removed comes before what was added instead."""
    for is_same, run in groupby(steps, key=lambda step: step[0] == "same"):
        listed = list(run)
        for kind in ("same",) if is_same else ("removed", "added"):
            units = [(before if kind == "removed" else after)[place] for each, place in listed if each == kind]
            if units:
                yield Piece(" ".join(units), kind)


def _shortest_way(before: Sequence[str], after: Sequence[str]) -> list[Step] | None:
    """The fewest removals and additions that make the one the other (Myers 1986); None if it takes too many steps."""
    start = _same_from(before, after, 0, 0)
    end = _same_from(before[start:][::-1], after[start:][::-1], 0, 0)
    middle = _edits(before[start : len(before) - end], after[start : len(after) - end])
    if middle is None:
        return None
    return [
        *(("same", place) for place in range(start)),
        *((kind, start + place) for kind, place in middle),
        *(("same", place) for place in range(len(after) - end, len(after))),
    ]


def _same_from(before: Sequence[str], after: Sequence[str], x: int, y: int) -> int:
    """How many units are the same from the two places on."""
    length = 0
    for old, new in zip(before[x:], after[y:], strict=False):
        if old != new:
            break
        length += 1
    return length


def _edits(before: Sequence[str], after: Sequence[str]) -> list[Step] | None:
    """Furthest first: `reached[k]` is how far the old wording has been read where it is k units ahead of the new."""
    reached, trace, steps = {1: 0}, [], 0
    for edits in range(len(before) + len(after) + 1):
        trace.append(reached.copy())
        for k in range(-edits, edits + 1, 2):
            x = _next(reached, k, edits)
            y = x - k
            while x < len(before) and y < len(after) and before[x] == after[y]:
                x, y, steps = x + 1, y + 1, steps + 1
            reached[k] = x
            if x >= len(before) and y >= len(after):
                return _way_back(trace, len(before), len(after))
        steps += 3 * edits
        if steps > MOST_STEPS:
            return None
    raise AssertionError


def _next(reached: dict[int, int], k: int, edits: int) -> int:
    """Where line k begins after one more edit."""
    return reached[k + 1] if _is_addition(reached, k, edits) else reached[k - 1] + 1


def _is_addition(reached: dict[int, int], k: int, edits: int) -> bool:
    """Whether line k is reached by an addition from the line above, else by a removal from the one below."""
    return k == -edits or (k != edits and reached[k - 1] < reached[k + 1])


def _way_back(trace: list[dict[int, int]], x: int, y: int) -> list[Step]:
    steps: list[Step] = []
    for edits in range(len(trace) - 1, -1, -1):
        reached, k = trace[edits], x - y
        begun = _next(reached, k, edits)
        while x > begun:
            x, y = x - 1, y - 1
            steps.append(("same", y))
        if edits:
            is_addition = _is_addition(reached, k, edits)
            x, y = (x, y - 1) if is_addition else (x - 1, y)
            steps.append(("added", y) if is_addition else ("removed", x))
    return steps[::-1]
