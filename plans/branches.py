"""The tree that opens in place: what is below a thing, as a page shows it and as another page fetches it.

Every branch opens from the page of its own thing, whose part `below` it takes over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Branch:
    """One line of the tree; `url` is its own page, and what opens comes from there.

    With `below` it stands open with its part in place; `is_opened` is the one branch of a page that others fetch.
    """

    id: str
    title: str
    url: str
    more: str
    count: str = ""
    number: str = ""
    by: str = ""
    sign: str = ""
    colour: str = ""
    is_plain: bool = False
    below: "Below | None" = None
    is_opened: bool = False


@dataclass(frozen=True)
class Group:
    heading: str
    branches: list[Branch]
    note: str = ""


@dataclass(frozen=True)
class Tie:
    """What ties an assignment to the area of activity that it is carried out within."""

    text: str
    url: str


@dataclass(frozen=True)
class ActivityLine:
    title: str
    get_absolute_url: str
    facts: str


@dataclass(frozen=True)
class Below:
    """What hangs below a thing; `announce` is read out when it has opened in another page."""

    url: str
    more: str
    announce: str
    facts: str = ""
    groups: list[Group] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    activities: list[ActivityLine] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    empty: str = ""
    gap: str = ""
    gap_url: str = ""
    gap_link: str = ""


def counted(number: int, one: str, many: str) -> str:
    """1 → "1 uppdrag"; the words are given since Swedish plurals are not made by rule."""
    return f"{number} {one if number == 1 else many}"


def listed(names: Iterable[str]) -> str:
    """a, b och c."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} och {last}" if first else last
