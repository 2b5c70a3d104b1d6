"""How a table is ordered and narrowed by what stands after the question mark in its address.

An unknown value is as none at all. What is usual is left out of the links, so that every choice has one address.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

R = TypeVar("R")

ORDER = "ordning"
REVERSED = "-"
AFTER_Z = str.maketrans("åäö", "{|}")


def alphabetical(text: str) -> str:
    """What to sort Swedish names by: å, ä and ö come last, in that order."""
    return text.casefold().translate(AFTER_Z)


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column to order by. `key` gives None for what is not known, which comes last in either direction."""

    name: str
    label: str
    key: Callable[[R], Any]
    is_descending: bool = False


@dataclass(frozen=True)
class Filter(Generic[R]):
    """A way to narrow. `values` gives what a row has, as pairs of the value in the address and its label."""

    name: str
    label: str
    values: Callable[[R], Iterable[tuple[str, str]]]

    def has(self, row: R, value: str) -> bool:
        return any(own == value for own, _ in self.values(row))


@dataclass(frozen=True)
class Head:
    """A column's heading as a link; `sort` is "ascending", "descending" or "" (aria-sort)."""

    label: str
    url: str
    sort: str


@dataclass(frozen=True)
class Option:
    label: str
    url: str
    is_current: bool
    count: int


@dataclass(frozen=True)
class Chosen(Generic[R]):
    """The rows that the address asks for, in the order that it asks for, and the ways to choose otherwise."""

    rows: list[R]
    heads: dict[str, Head]
    """The headings by the column's name."""
    filters: list[tuple[str, list[Option]]]
    """Label and options of each filter that has something to choose between."""
    is_narrowed: bool


def choose(
    rows: Sequence[R],
    columns: Sequence[Column[R]],
    asked: Mapping[str, str],
    *,
    anchor: str,
    filters: Sequence[Filter[R]] = (),
) -> Chosen[R]:
    """The first column is the usual order. `anchor` is the part of the page that every choice leads back to."""
    table = _Table(rows, columns, filters, asked, anchor)
    return Chosen(table.rows_asked_for(), table.heads(), table.options(), bool(table.chosen))


class _Table(Generic[R]):
    def __init__(
        self,
        rows: Sequence[R],
        columns: Sequence[Column[R]],
        filters: Sequence[Filter[R]],
        asked: Mapping[str, str],
        anchor: str,
    ) -> None:
        self.rows, self.columns, self.filters, self.anchor = rows, columns, filters, anchor
        order = asked.get(ORDER, "")
        self.column = next((column for column in columns if column.name == order.removeprefix(REVERSED)), columns[0])
        self.is_reversed = order == REVERSED + self.column.name
        self.labels = {by.name: dict(pair for row in rows for pair in by.values(row)) for by in filters}
        self.chosen = {name: asked[name] for name, labels in self.labels.items() if asked.get(name) in labels}

    def rows_asked_for(self) -> list[R]:
        keyed = [(self.column.key(row), row) for row in self._left(self.chosen)]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.column.is_descending != self.is_reversed)
        return [row for _, row in known] + [row for key, row in keyed if key is None]

    def heads(self) -> dict[str, Head]:
        """The heading that orders the table turns the order round."""
        return {column.name: self._head(column) for column in self.columns}

    def options(self) -> list[tuple[str, list[Option]]]:
        """The counts say how many rows a choice would leave, with the other filters as they are."""
        return [(by.label, self._options(by)) for by in self.filters if self._can_narrow(by)]

    def _can_narrow(self, by: Filter[R]) -> bool:
        return any(not by.has(row, value) for row in self.rows for value in self.labels[by.name])

    def _left(self, chosen: Mapping[str, str]) -> list[R]:
        by_name = {by.name: by for by in self.filters}
        return [row for row in self.rows if all(by_name[name].has(row, value) for name, value in chosen.items())]

    def _head(self, column: Column[R]) -> Head:
        is_current = column == self.column
        will_reverse = is_current and not self.is_reversed
        is_descending = column.is_descending != (is_current and self.is_reversed)
        return Head(
            column.label,
            self._url(self.chosen, f"{REVERSED if will_reverse else ''}{column.name}"),
            ("descending" if is_descending else "ascending") if is_current else "",
        )

    def _options(self, by: Filter[R]) -> list[Option]:
        others = {name: value for name, value in self.chosen.items() if name != by.name}
        left = self._left(others)
        now = f"{REVERSED if self.is_reversed else ''}{self.column.name}"
        every = Option("Alla", self._url(others, now), by.name not in self.chosen, len(left))
        counts = Counter(value for row in left for value in dict(by.values(row)))
        return [every] + [
            Option(label, self._url(others | {by.name: value}, now), self.chosen.get(by.name) == value, counts[value])
            for value, label in self.labels[by.name].items()
            if counts[value] or self.chosen.get(by.name) == value
        ]

    def _url(self, chosen: Mapping[str, str], order: str) -> str:
        query = dict(chosen)
        if order != self.columns[0].name:
            query[ORDER] = order
        return f"?{urlencode(sorted(query.items()))}#{self.anchor}" if query else f".#{self.anchor}"
