"""A document as a flat list of items, each with its lasting identity."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plans.document import Document

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
    "above": "mäter",
    "starts_on": "börjar",
    "due_on": "klar",
    "targets": "målvärden",
    "changes": "skäl för ramens ändring",
}
ORDERED_WITHIN = {"assignments": "objective"}
"""The field that names what the items of a kind are ordered within; the others are ordered within the plan."""
TITLES = ("title", "name", "wording")
OUTSIDE_ITEMS = ("format", "kind", "owner", "first_year", "last_year", "from_year", "is_example")


@dataclass(frozen=True)
class Item:
    """One thing in a document.

    `key` is its thread, or the slug of the body for a frame; `above` is the thread that an indicator measures, else "".
    `index` is its place among those of its kind that it is ordered with.
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

    @property
    def ordered_with(self) -> str:
        """Items of a kind that say the same here have an order between them."""
        return self.above or str(self.fields.get(ORDERED_WITHIN.get(self.kind, "")) or "")


def items(document: Document) -> dict[tuple[str, str], Item]:
    """Every item of the document by kind and key, in order; the plan's own texts are the item `("plan", "")`."""
    own = {key: value for key, value in document.items() if isinstance(value, str) and key not in OUTSIDE_ITEMS}
    found = {("plan", ""): Item("plan", "", "Planens texter", 0, "", own)}
    for kind in KINDS:
        places: Counter[str] = Counter()
        for entry in document.get(kind, ()):
            item = _item(kind, entry)
            found[kind, item.key] = replace(item, index=places[item.ordered_with])
            places[item.ordered_with] += 1
            for place, indicator in enumerate(entry.get("indicators", ())):
                measure = _item("indicators", indicator, place, above=item.key)
                found["indicators", measure.key] = measure
    return found


def _item(kind: str, entry: Document, index: int = 0, above: str = "") -> Item:
    if kind == "frames":
        return Item(kind, entry["body"]["slug"], entry["body"]["name"], 0, "", _fields(entry, "body"))
    title = entry["goal"]["name"] if kind == "goals" else next(entry[name] for name in TITLES if name in entry)
    return Item(kind, entry["thread"], title, index, above, _fields(entry, "thread", "indicators"))


def _fields(entry: Document, *left_out: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in left_out}
