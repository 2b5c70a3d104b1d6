"""The proposal's whole text, and every place in it that something can be said of: items, fields, figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.text import slugify

from plans import document_items, paper
from plans.before_decision.remarks import Remark
from plans.document import Document
from plans.money import Figure, Total

WHOLE = "forslaget"
TEXTS = {"responsibility": "ansvarsomrade", "introduction": "inledning"}
LONGEST = 300
"""Signs of what a comment is said to be about (`Comment.about`)."""


@dataclass(frozen=True)
class Place:
    """`thread` and `field` are what a comment keeps, `anchor` where the place shows, `label` its name in the item."""

    thread: str
    field: str
    title: str
    anchor: str
    label: str = ""

    @property
    def key(self) -> str:
        return f"{self.thread}/{self.field}"


@dataclass(frozen=True)
class Passage:
    """An item of the text with what is said of it and what stands under it."""

    place: Place
    number: str
    title: str
    text: str
    facts: list[str]
    remarks: list[Remark] = field(default_factory=list)
    below: list["Passage"] = field(default_factory=list)


@dataclass(frozen=True)
class AmountRow:
    place: Place
    name: str
    figures: list[Figure]
    text: str
    instead: str
    remarks: list[Remark]


@dataclass(frozen=True)
class Amounts:
    caption: str
    years: list[int]
    rows: list[AmountRow]
    sums: list[Total]
    left_out: list[tuple[int, str]]


@dataclass(frozen=True)
class Chapter:
    """`notes` as in `paper.Chapter`."""

    heading: str
    anchor: str
    text: Passage | None
    passages: list[Passage]
    amounts: Amounts | None
    notes: list[paper.Clause]


def places(content: Document, read: list[paper.Chapter]) -> dict[str, list[Place]]:
    """By anchor: the place itself first, then its fields and figures. `read` is the paper of the content."""
    found = {WHOLE: [Place("", "", "Förslaget i sin helhet", WHOLE, "förslaget i sin helhet")]}
    items = {item.key: item for item in document_items.items(content).values() if item.kind != "plan"}
    for name, anchor in TEXTS.items():
        if content.get(name):
            title = document_items.LABELS[name].capitalize()
            found[anchor] = [Place("", anchor, title, anchor, "hela texten")]
    for chapter in read:
        for clause in _all(chapter.clauses):
            found[clause.thread] = list(_of_item(items, items[clause.thread], clause.number))
        for row in chapter.amounts.rows if chapter.amounts else ():
            anchor = row.key if items[row.key].kind != "frames" else f"ram-{row.key}"
            found[anchor] = list(_of_item(items, items[row.key], "", anchor))
    return found


def _all(clauses: Iterable[paper.Clause]) -> Iterator[paper.Clause]:
    for clause in clauses:
        yield clause
        yield from _all(clause.below)


def _of_item(
    items: dict[str, document_items.Item], item: document_items.Item, number: str, anchor: str = ""
) -> Iterator[Place]:
    """The item, its fields, its measures and its figures."""
    anchor = anchor or item.key
    is_frame = item.kind == "frames"
    kind = f"{item.one[:1].upper()}{item.one[1:]}"
    title = f"{kind} {number}, {item.title}" if number else f"{kind}, {item.title}"
    thread, stem = ("", anchor) if is_frame else (item.key, "")

    def place(part: str, label: str, of: str = thread) -> Place:
        name = "-".join(filter(None, [stem, part]))
        return Place(of, name, f"{title}: {label}"[:LONGEST] if label != "helheten" else title[:LONGEST], anchor, label)

    yield place("", "helheten")
    for name, label in document_items.LABELS.items():
        if item.fields.get(name):
            yield place(slugify(label), label)
    for measure in items.values():
        if measure.above == item.key:
            yield place("", f"måttet ”{measure.title}”", measure.key)
    for year in item.fields.get("amounts", ()):
        yield place(str(year), str(year))


def whole(found: dict[str, list[Place]], said: dict[str, list[Remark]]) -> Passage:
    """The proposal in its entirety, as a passage without text."""
    return Passage(found[WHOLE][0], "", "", "", [], said.get(WHOLE, []))


def chapters(read: list[paper.Chapter], found: dict[str, list[Place]], said: dict[str, list[Remark]]) -> list[Chapter]:
    """The text as the paper has it, each item with its place and what is said of it there."""
    return [_chapter(chapter, found, said) for chapter in read]


def _chapter(chapter: paper.Chapter, found: dict[str, list[Place]], said: dict[str, list[Remark]]) -> Chapter:
    anchor = slugify(chapter.heading)
    text = None
    if chapter.text:
        text = Passage(found[anchor][0], "", chapter.heading, chapter.text, [], said.get(anchor, []))
    return Chapter(
        heading=chapter.heading,
        anchor=f"del-{anchor}",
        text=text,
        passages=[_passage(clause, found, said) for clause in chapter.clauses],
        amounts=_amounts(chapter.amounts, found, said) if chapter.amounts else None,
        notes=chapter.notes,
    )


def _passage(clause: paper.Clause, found: dict[str, list[Place]], said: dict[str, list[Remark]]) -> Passage:
    return Passage(
        place=found[clause.thread][0],
        number=clause.number,
        title=clause.title,
        text=clause.text,
        facts=clause.facts,
        remarks=said.get(clause.thread, []),
        below=[_passage(below, found, said) for below in clause.below],
    )


def _amounts(amounts: paper.Amounts, found: dict[str, list[Place]], said: dict[str, list[Remark]]) -> Amounts:
    rows = []
    for row in amounts.rows:
        anchor = row.key if row.key in found else f"ram-{row.key}"
        rows.append(AmountRow(found[anchor][0], row.name, row.figures, row.text, row.instead, said.get(anchor, [])))
    return Amounts(amounts.caption, amounts.years, rows, amounts.sums, amounts.left_out)
