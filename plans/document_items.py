"""A document as a flat list of items, each with its lasting identity."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

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
TITLES = {"areas": "name"}
"""The field that an item is called by, where that is not its title."""
OUTSIDE_ITEMS = ("format", "kind", "owner", "first_year", "last_year", "from_year", "is_example")


@dataclass(frozen=True)
class Item:
    """One thing in a document.

    `key` is its thread, or the slug of the body for a frame; `above` is the thread that an indicator measures, else "".
    `index` is its place among those of its kind that it is ordered with: those that say the same of what they are
    `ordered_with`. `entry` is all that the document says of it.
    """

    kind: str
    key: str
    title: str
    index: int
    above: str
    ordered_with: str = field(compare=False)
    entry: Document = field(compare=False)

    @cached_property
    def fields(self) -> Document:
        """What the document says of it, but for the key and for what has items of its own."""
        left_out = ("body",) if self.kind == "frames" else ("thread", "indicators")
        return {key: value for key, value in self.entry.items() if key not in left_out}

    @property
    def one(self) -> str:
        return KINDS[self.kind][0]


def items(document: Document) -> dict[tuple[str, str], Item]:
    """Every item of the document by kind and key, in order; the plan's own texts are the item `("plan", "")`."""
    own = {key: value for key, value in document.items() if isinstance(value, str) and key not in OUTSIDE_ITEMS}
    found = {("plan", ""): Item("plan", "", "Planens texter", 0, "", "", own)}
    for kind in KINDS:
        places: Counter[str] = Counter()
        for entry in document.get(kind, ()):
            within = entry[ORDERED_WITHIN[kind]] or "" if kind in ORDERED_WITHIN else ""
            item = _item(kind, entry, places[within], ordered_with=within)
            found[kind, item.key] = item
            places[within] += 1
            for place, indicator in enumerate(entry.get("indicators", ())):
                measure = _item("indicators", indicator, place, above=item.key, ordered_with=item.key)
                found["indicators", measure.key] = measure
    return found


def _item(kind: str, entry: Document, index: int, *, ordered_with: str, above: str = "") -> Item:
    if kind == "frames":
        key, title = entry["body"]["slug"], entry["body"]["name"]
    elif kind == "goals":
        key, title = entry["thread"], entry["goal"]["name"]
    else:
        key, title = entry["thread"], entry[TITLES.get(kind, "title")]
    return Item(kind, key, title, index, above, ordered_with, entry)
