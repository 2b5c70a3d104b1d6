"""What differs between two documents of an owner, and between two wordings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from plans.branches import counted, listed
from plans.document import Document, without_names
from plans.money import MISSING, Figure


@dataclass(frozen=True)
class Piece:
    """A run of words; `kind` is same, removed or added."""

    text: str
    kind: str


def words(old: str, new: str) -> list[Piece]:
    """The new wording with what was removed and added, word by word."""
    before, after = re.findall(r"\S+", old), re.findall(r"\S+", new)
    pieces: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(" ".join(after[new_from:new_to]), "same"))
            continue
        if old_to > old_from:
            pieces.append(Piece(" ".join(before[old_from:old_to]), "removed"))
        if new_to > new_from:
            pieces.append(Piece(" ".join(after[new_from:new_to]), "added"))
    return pieces


# A document as a flat list of items

KINDS = {
    "plan": ("planens texter", "planens texter"),
    "goals": ("prioriterat mål", "prioriterade mål"),
    "special_assignments": ("särskilt uppdrag", "särskilda uppdrag"),
    "frames": ("driftram", "driftramar"),
    "investments": ("investering", "investeringar"),
    "objectives": ("nämndmål", "nämndmål"),
    "indicators": ("mått", "mått"),
    "areas": ("verksamhetsområde", "verksamhetsområden"),
    "assignments": ("uppdrag", "uppdrag"),
    "activities": ("aktivitet", "aktiviteter"),
}
"""The parts of a document, in the order they are shown: one of them, and many."""

LABELS = {
    "introduction": "inledning",
    "responsibility": "ansvarsområde",
    "wording": "lydelse",
    "title": "rubrik",
    "name": "namn",
    "text": "beskrivning",
    "unit": "enhet",
    "number": "nummer",
    "bodies": "riktas till",
    "body": "organ",
    "financing": "finansiering",
    "place": "ort",
    "goal": "långsiktigt mål",
    "indirect_goals": "bidrar också till",
    "objective": "nämndmål",
    "answers": "svarar på särskilt uppdrag",
    "lead": "ansvarig förvaltning",
    "supporting": "tillsammans med",
    "areas": "inom verksamhetsområde",
    "assignment": "uppdrag",
    "starts_on": "börjar",
    "due_on": "klar",
    "targets": "målvärden",
    "changes": "skäl för ramens ändring",
}
TEXTS = ("wording", "title", "name", "text", "introduction", "responsibility")
PARENTS = {"objectives": "goal", "assignments": "objective", "activities": "assignment"}
"""The field that says what an item hangs on."""
TITLES = ("title", "name", "wording")
OUTSIDE_ITEMS = ("format", "kind", "owner", "first_year", "last_year", "from_year", "is_example")


@dataclass(frozen=True)
class Item:
    """One thing in a document.

    `key` is its thread, or the slug of the body for a frame; `above` is the thread that an indicator measures, else "".
    """

    kind: str
    key: str
    title: str
    index: int
    above: str
    fields: Mapping[str, Any] = field(compare=False, hash=False)

    @property
    def one(self) -> str:
        return KINDS[self.kind][0]


def items(document: Document) -> dict[tuple[str, str], Item]:
    """Every item of the document by kind and key, in order; the plan's own texts are the item `("plan", "")`."""
    own = {key: value for key, value in document.items() if isinstance(value, str) and key not in OUTSIDE_ITEMS}
    found = {("plan", ""): Item("plan", "", "Planens texter", 0, "", own)}
    for kind in KINDS:
        for index, entry in enumerate(document.get(kind, ())):
            item = _item(kind, index, entry)
            found[kind, item.key] = item
            for place, indicator in enumerate(entry.get("indicators", ())):
                measure = _item("indicators", place, indicator, above=item.key)
                found["indicators", measure.key] = measure
    return found


def _item(kind: str, index: int, entry: Document, above: str = "") -> Item:
    if kind == "frames":
        return Item(kind, entry["body"]["slug"], entry["body"]["name"], 0, "", _fields(entry, "body"))
    title = entry["goal"]["name"] if kind == "goals" else next(entry[name] for name in TITLES if name in entry)
    return Item(kind, entry["thread"], title, index, above, _fields(entry, "thread", "indicators"))


def _fields(entry: Document, *left_out: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in left_out}


# What differs


@dataclass(frozen=True)
class Reworded:
    item: Item
    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Changed:
    """A field that is not running text: whom it is addressed to, when it is due, what it hangs on …"""

    item: Item
    field: str
    old: Any
    new: Any

    @property
    def label(self) -> str:
        return LABELS.get(self.field, self.field)


@dataclass(frozen=True)
class YearOfMoney:
    year: int
    old: Figure
    new: Figure

    @property
    def difference(self) -> int | None:
        return None if self.old.value is None or self.new.value is None else self.new.value - self.old.value


@dataclass(frozen=True)
class MoneyRow:
    """An item's amounts in the years that both documents speak for; tkr."""

    item: Item
    years: list[YearOfMoney]


@dataclass(frozen=True)
class MoneyTable:
    """All items of a kind whose money differs, with the sum of the differences year by year."""

    kind: str
    years: list[int]
    rows: list[MoneyRow]

    @property
    def heading(self) -> str:
        return KINDS[self.kind][1]

    @property
    def sums(self) -> list[int]:
        return [sum(row.years[index].difference or 0 for row in self.rows) for index in range(len(self.years))]


@dataclass(frozen=True)
class Comparison:
    added: list[Item]
    removed: list[Item]
    reworded: list[Reworded]
    reparented: list[Changed]
    moved: list[Item]
    other: list[Changed]
    money: list[MoneyTable]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What there is, with how many: ("nya", 3), …; what there is none of is left out."""
        items_with_money = sum(len(table.rows) for table in self.money)
        counts = [
            ("ny", "nya", len(self.added)),
            ("avslutad", "avslutade", len(self.removed)),
            ("omformulerad", "omformulerade", len({change.item for change in self.reworded})),
            ("flyttad till annat", "flyttade till annat", len(self.reparented)),
            ("med ny plats i ordningen", "med ny plats i ordningen", len(self.moved)),
            ("ändrad på annat sätt", "ändrade på annat sätt", len({change.item for change in self.other})),
            ("med ändrade pengar", "med ändrade pengar", items_with_money),
        ]
        return [(one if count == 1 else many, count) for one, many, count in counts if count]

    @property
    def sentences(self) -> list[str]:
        """What there is, by kind: "Nytt: 2 uppdrag och 1 aktivitet."; what there is none of is left out."""
        changed = [
            ("Nytt", self.added),
            ("Avslutat", self.removed),
            ("Omformulerat", [change.item for change in self.reworded]),
            ("Flyttat till annat", [change.item for change in self.reparented]),
            ("Ny plats i ordningen", self.moved),
            ("Ändrat på annat sätt", [change.item for change in self.other]),
            ("Ändrade pengar", [row.item for table in self.money for row in table.rows]),
        ]
        return [f"{what}: {_by_kind(items)}." for what, items in changed if items]

    @property
    def is_empty(self) -> bool:
        return not self.counts


def _by_kind(items: list[Item]) -> str:
    """ "2 uppdrag och 1 aktivitet", in the order of the kinds; the plan's own texts are not counted."""
    counts = Counter(item.kind for item in set(items))
    return listed(
        one if kind == "plan" else counted(counts[kind], one, many)
        for kind, (one, many) in KINDS.items()
        if kind in counts
    )


def compare(old: Document, new: Document) -> Comparison:
    """What the new document changed against the old. Renamings of bodies, goals and departments are no change."""
    before, after = items(old), items(new)
    kept = [(before[key], after[key]) for key in after if key in before]
    changes = [change for pair in kept for change in _field_changes(*pair)]
    return Comparison(
        added=[item for key, item in after.items() if key not in before],
        removed=[item for key, item in before.items() if key not in after],
        reworded=[
            Reworded(change.item, change.label, words(change.old, change.new))
            for change in changes
            if change.field in TEXTS
        ],
        reparented=[change for change in changes if _is_parent(change)] + _moved_indicators(kept),
        moved=_moved(kept),
        other=[change for change in changes if change.field not in (*TEXTS, "amounts") and not _is_parent(change)],
        money=list(_money(kept, _common_years(old, new))),
    )


def _field_changes(old: Item, new: Item) -> Iterator[Changed]:
    for name in new.fields:
        before, after = old.fields.get(name), new.fields[name]
        if name == "targets":
            before, after = _in_both(before or {}, after), _in_both(after, before or {})
        if without_names(before) != without_names(after):
            yield Changed(new, name, before, after)


def _in_both(values: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    """Only the years that both know: that a period begins and ends later is no change of a target."""
    return {year: value for year, value in values.items() if year in others}


def _is_parent(change: Changed) -> bool:
    return PARENTS.get(change.item.kind) == change.field


def _moved_indicators(kept: list[tuple[Item, Item]]) -> list[Changed]:
    return [Changed(new, "above", old.above, new.above) for old, new in kept if old.above != new.above]


def _parent(item: Item) -> Any:
    return item.above or without_names(item.fields.get(PARENTS.get(item.kind, "")))


def _moved(kept: list[tuple[Item, Item]]) -> list[Item]:
    """Items whose place among those that stayed beside them is new: as few as explain the new order."""
    beside: dict[tuple[str, Any], list[tuple[Item, Item]]] = defaultdict(list)
    for old, new in kept:
        if _parent(old) == _parent(new):
            beside[new.kind, _parent(new)].append((old, new))
    moved: list[Item] = []
    for group in beside.values():
        in_new_order = sorted(group, key=lambda pair: pair[1].index)
        stayed = _longest_increasing([old.index for old, _ in in_new_order])
        moved += [new for place, (_, new) in enumerate(in_new_order) if place not in stayed]
    return moved


def _longest_increasing(values: list[int]) -> set[int]:
    """The places of one longest increasing run, in order though not side by side."""
    best: list[tuple[int, int]] = []  # length and place before, for each place
    for place, value in enumerate(values):
        length, before = max(
            ((best[earlier][0], earlier) for earlier in range(place) if values[earlier] <= value), default=(0, -1)
        )
        best.append((length + 1, before))
    place = max(range(len(best)), key=lambda place: best[place][0], default=-1)
    run: set[int] = set()
    while place >= 0:
        run.add(place)
        place = best[place][1]
    return run


def _common_years(old: Document, new: Document) -> list[int]:
    return list(range(max(old["from_year"], new["from_year"]), min(old["last_year"], new["last_year"]) + 1))


def _money(kept: list[tuple[Item, Item]], years: list[int]) -> Iterator[MoneyTable]:
    rows: dict[str, list[MoneyRow]] = defaultdict(list)
    for old, new in kept:
        if "amounts" not in new.fields:
            continue
        figures = [YearOfMoney(year, _figure(old, year), _figure(new, year)) for year in years]
        if any(figure.old != figure.new for figure in figures):
            rows[new.kind].append(MoneyRow(new, figures))
    for kind, of_kind in rows.items():
        yield MoneyTable(kind, years, of_kind)


def _figure(item: Item, year: int) -> Figure:
    amounts = item.fields["amounts"]
    return Figure(amounts[str(year)]) if str(year) in amounts else MISSING
