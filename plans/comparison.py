"""What differs between two documents of an owner.

A comparison carries everything that differs, but for the names of bodies, goals and departments: whoever has the old
document and the comparison has the new one.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from plans.branches import counted, listed
from plans.document import Document, without_names
from plans.document_items import KINDS, LABELS, OUTSIDE_ITEMS, Item, items
from plans.money_comparison import Items, MoneyTable, common_years, money_tables

TEXTS = ("wording", "title", "name", "text", "introduction", "responsibility")
PARENTS = {"objectives": "goal", "assignments": "objective", "activities": "assignment", "indicators": "above"}
"""The field that says what an item hangs on."""
BY_YEAR = ("targets", "changes", "amounts")
"""Fields that say something for each year: of years that only one document speaks for there is nothing to compare."""
YearByYear: TypeAlias = dict[int, Any]

CHANGES = {
    "nytt": ("ny", "nya"),
    "avslutat": ("avslutad", "avslutade"),
    "omformulerat": ("omformulerad", "omformulerade"),
    "flyttat": ("flyttad till annat", "flyttade till annat"),
    "ordning": ("med ny plats i ordningen", "med ny plats i ordningen"),
    "annat": ("ändrad på annat sätt", "ändrade på annat sätt"),
    "pengar": ("med ändrade pengar", "med ändrade pengar"),
}
"""The ways to change, in the order that they are told: one thing changed so, and many."""
SENTENCES = {
    "nytt": "Nytt",
    "avslutat": "Avslutat",
    "omformulerat": "Omformulerat",
    "flyttat": "Flyttat till annat",
    "ordning": "Ny plats i ordningen",
    "annat": "Ändrat på annat sätt",
    "pengar": "Ändrade pengar",
}


@dataclass(frozen=True)
class Changed:
    """A field that went from one value to another; of a field that speaks of years, the part that is compared."""

    item: Item
    field: str
    old: Any
    new: Any

    @property
    def label(self) -> str:
        return LABELS.get(self.field, self.field)


@dataclass(frozen=True)
class Comparison:
    """`beside` is what differs without being a change: the period, and what is said of years that one speaks for."""

    added: list[Item]
    removed: list[Item]
    reworded: list[Changed]
    reparented: list[Changed]
    moved: list[Item]
    other: list[Changed]
    money: list[MoneyTable]
    beside: list[Changed]

    @cached_property
    def changed(self) -> dict[str, list[Item]]:
        """The items by the way that they changed, each once, in the order of `CHANGES`."""
        by_way = {
            "nytt": self.added,
            "avslutat": self.removed,
            "omformulerat": [change.item for change in self.reworded],
            "flyttat": [change.item for change in self.reparented],
            "ordning": self.moved,
            "annat": [change.item for change in self.other],
            "pengar": [row.item for table in self.money for row in table.rows],
        }
        return {way: list(dict.fromkeys(found)) for way, found in by_way.items()}

    @cached_property
    def tally(self) -> Counter[str]:
        """How many items changed in each way."""
        return Counter({way: len(found) for way, found in self.changed.items()})

    @property
    def counts(self) -> list[tuple[str, int]]:
        return counts(self.tally)

    @property
    def sentences(self) -> list[str]:
        """What there is, by kind: "Nytt: 2 uppdrag och 1 aktivitet."; what there is none of is left out."""
        return [f"{SENTENCES[way]}: {_by_kind(found)}." for way, found in self.changed.items() if found]

    @property
    def is_empty(self) -> bool:
        return not self.counts


def counts(tally: Mapping[str, int]) -> list[tuple[str, int]]:
    """What there is, with how many: ("nya", 3), …; what there is none of is left out."""
    return [(one if tally[way] == 1 else many, tally[way]) for way, (one, many) in CHANGES.items() if tally[way]]


def _by_kind(found: list[Item]) -> str:
    """ "2 uppdrag och 1 aktivitet", in the order of the kinds; the plan's own texts are not counted."""
    numbers = Counter(item.kind for item in found)
    return listed(
        one if kind == "plan" else counted(numbers[kind], one, many)
        for kind, (one, many) in KINDS.items()
        if kind in numbers
    )


def compare(old: Document, new: Document) -> Comparison:
    """What the new document changed against the old. Renamings of bodies, goals and departments are no change."""
    before, after = items(old), items(new)
    years = common_years(old, new)
    kept = [(before[key], after[key]) for key in after if key in before]
    compared: list[Changed] = []
    beside = list(_outside(old, new, after))
    for change in _field_changes(kept):
        within, without = _halves(change, years)
        compared += within
        beside += without
    return Comparison(
        added=[item for key, item in after.items() if key not in before],
        removed=[item for key, item in before.items() if key not in after],
        reworded=[change for change in compared if change.field in TEXTS],
        reparented=[change for change in compared if _is_parent(change)],
        moved=_moved(kept),
        other=[change for change in compared if _is_other(change)],
        money=list(money_tables(before, after, years)),
        beside=beside,
    )


def _field_changes(kept: Iterable[tuple[Item, Item]]) -> Iterator[Changed]:
    for old, new in kept:
        if old.entry != new.entry:
            for name, said in new.fields.items():
                before = old.entry.get(name)
                if before != said and (name in BY_YEAR or without_names(before) != without_names(said)):
                    yield Changed(new, name, before, said)
        if old.above != new.above:
            yield Changed(new, "above", old.above, new.above)


def _is_parent(change: Changed) -> bool:
    return PARENTS.get(change.item.kind) == change.field


def _is_other(change: Changed) -> bool:
    return change.field not in (*TEXTS, "amounts") and not _is_parent(change)


def _outside(old: Document, new: Document, after: Items) -> Iterator[Changed]:
    """What the documents say of themselves: the period and whether it is an example."""
    for name in OUTSIDE_ITEMS:
        before, said = old.get(name), new.get(name)
        if before != said and without_names(before) != without_names(said):
            yield Changed(after["plan", ""], name, before, said)


# Fields that speak of years


def _halves(change: Changed, years: Collection[int]) -> tuple[list[Changed], list[Changed]]:
    """What can be compared of the change, and what is said of years that only one document speaks for."""
    if change.field not in BY_YEAR:
        return [change], []
    old, new = by_year(change.old), by_year(change.new)
    shared = _shared(change.field, old.keys() & new.keys(), years)
    return _part(change, old, new, shared), _part(change, old, new, (old.keys() | new.keys()) - shared)


def _shared(field: str, known: set[int], years: Collection[int]) -> set[int]:
    """The years that can be compared; `known` are those that both say something of.

    Amounts are compared where both documents speak for the year. A target is also where both happen to know it, and
    why a frame differs only there: a plan gives its reasons for the step into a year, whoever else had the year.
    """
    return {"amounts": set(years), "targets": {*years, *known}}.get(field, known)


def _part(change: Changed, old: YearByYear, new: YearByYear, years: Collection[int]) -> list[Changed]:
    before, after = ({year: said for year, said in each.items() if year in years} for each in (old, new))
    return [Changed(change.item, change.field, before, after)] if before != after else []


def by_year(value: Any) -> YearByYear:
    """A field that speaks of years, with what it says of each."""
    if isinstance(value, list):
        years = sorted({entry["year"] for entry in value})
        return {year: [entry for entry in value if entry["year"] == year] for year in years}
    return {int(year): said for year, said in (value or {}).items()}


# Order


def _moved(kept: list[tuple[Item, Item]]) -> list[Item]:
    """Items whose place among those that stayed beside them is new: as few as explain the new order.

    `kept` is in the new order.
    """
    beside: dict[tuple[str, str], list[tuple[Item, Item]]] = defaultdict(list)
    for old, new in kept:
        if old.ordered_with == new.ordered_with:
            beside[new.kind, new.ordered_with].append((old, new))
    moved: list[Item] = []
    for group in beside.values():
        stayed = _longest_increasing([old.index for old, _ in group])
        moved += [new for place, (_, new) in enumerate(group) if place not in stayed]
    return moved


def _longest_increasing(values: list[int]) -> set[int]:
    """The places of one longest increasing run, in order though not side by side. n log n."""
    ends: list[int] = []  # the lowest value that ends a run, by its length
    places: list[int] = []  # where that value stands
    before: list[int] = []  # for each place, the one before it in its run
    for place, value in enumerate(values):
        length = bisect_right(ends, value)
        ends[length : length + 1] = [value]
        places[length : length + 1] = [place]
        before.append(places[length - 1] if length else -1)
    place = places[-1] if places else -1
    run: set[int] = set()
    while place >= 0:
        run.add(place)
        place = before[place]
    return run
