"""What changed, narrowed by how it changed and by the part of the plan, as the address asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from plans.changes import Changes
from plans.choices import Chosen, Column, Filter, choose
from plans.document_items import KINDS

ANCHOR = "andringar"
WAYS = {
    "nytt": "Nytt",
    "avslutat": "Avslutat",
    "omformulerat": "Omformulerat",
    "flyttat": "Flyttat",
    "annat": "Annat",
    "pengar": "Pengar",
}
PARTS = {
    "plan": "texter",
    "goals": "mal",
    "special_assignments": "sarskilda-uppdrag",
    "frames": "ramar",
    "investments": "investeringar",
    "objectives": "namndmal",
    "indicators": "matt",
    "areas": "omraden",
    "assignments": "uppdrag",
    "activities": "aktiviteter",
}
"""What the parts of a document are called in the address."""


@dataclass(frozen=True)
class Entry:
    """One thing that shows: how it changed, the part that it belongs to, and the line itself."""

    way: str
    part: str
    line: Any


@dataclass(frozen=True)
class Narrowed:
    """The changes that are asked for, and the ways to ask for others; the counts are of what shows."""

    changes: Changes
    chosen: Chosen[Entry]

    @property
    def is_empty(self) -> bool:
        return not self.chosen.rows


def narrow(changes: Changes, asked: Mapping[str, str]) -> Narrowed:
    chosen = choose(list(_entries(changes)), [AS_TOLD], asked, anchor=ANCHOR, filters=[BY_WAY, BY_PART])
    left = {(entry.way, id(entry.line)) for entry in chosen.rows}

    def of(way: str, lines: list[Any]) -> list[Any]:
        return [line for line in lines if (way, id(line)) in left]

    tables = [replace(table, rows=of("pengar", table.rows)) for table in changes.money]
    narrowed = replace(
        changes,
        added=of("nytt", changes.added),
        removed=of("avslutat", changes.removed),
        reworded=of("omformulerat", changes.reworded),
        moved=of("flyttat", changes.moved),
        reordered=of("flyttat", changes.reordered),
        other=of("annat", changes.other),
        money=[table for table in tables if table.rows],
    )
    return Narrowed(narrowed, chosen)


def _entries(changes: Changes) -> Iterator[Entry]:
    yield from (Entry("nytt", line.part, line) for line in changes.added)
    yield from (Entry("avslutat", line.part, line) for line in changes.removed)
    yield from (Entry("omformulerat", each.line.part, each) for each in changes.reworded)
    yield from (Entry("flyttat", each.line.part, each) for each in changes.moved)
    yield from (Entry("flyttat", line.part, line) for line in changes.reordered)
    yield from (Entry("annat", each.line.part, each) for each in changes.other)
    yield from (Entry("pengar", table.kind, row) for table in changes.money for row in table.rows)


AS_TOLD = Column[Entry]("plan", "Planens ordning", lambda entry: 0)
BY_WAY = Filter[Entry]("visa", "Slag", lambda entry: [(entry.way, WAYS[entry.way])])
BY_PART = Filter[Entry]("del", "Del", lambda entry: [(PARTS[entry.part], KINDS[entry.part][1].capitalize())])
