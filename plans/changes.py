"""What an edition changed against another of the same owner, told so that it can be read."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.urls import reverse

from plans.comparison import Changed, Comparison, compare
from plans.document import Document, stored, without_names
from plans.document_items import LABELS, Item
from plans.frame_comparison import AreaComparison, FrameComparison, areas_between, frames_between
from plans.in_force import speaking_for
from plans.models import (
    Allocation,
    Assignment,
    FrameChange,
    Investment,
    MissionPlan,
    Plan,
    SpecialAssignment,
    StrategicPlan,
)
from plans.money_comparison import MoneyTable
from plans.undecided import UNDECIDED
from plans.wordings import Piece, words
from styrmodell import typography

PAGES = {
    "special_assignments": "special_assignment",
    "objectives": "objective",
    "assignments": "assignment",
    "activities": "activity",
    "investments": "investment",
}
"""The parts of a document whose items have pages of their own, and the name of the address."""
THREAD_FIELDS = ("objective", "answers", "areas", "assignment", "above")
DATE_FIELDS = ("starts_on", "due_on")
READING_ORDER = {field: place for place, field in enumerate(LABELS)}
"""A document has its fields by name, so that a text would come before its heading, and an end before its beginning."""
FINANCING = {"areas": dict(Allocation.Financing.choices), "investments": dict(Investment.Financing.choices)}
"""What the ways to pay are called, by the kind of item."""
CAUSES = {cause.value: str(cause.label) for cause in FrameChange.Cause}


@dataclass(frozen=True)
class Line:
    """One item: "uppdrag", its title, its page (or ""), and the part of the document that it belongs to."""

    kind: str
    title: str
    url: str
    part: str


@dataclass(frozen=True)
class Text:
    label: str
    old: str
    new: str

    @cached_property
    def pieces(self) -> list[Piece]:
        return words(self.old, self.new)

    @property
    def is_only_blanks(self) -> bool:
        """Lines are broken in other places, and no word is changed."""
        return all(piece.kind == "same" for piece in self.pieces)


@dataclass(frozen=True)
class TextLine:
    """An item, and every text of it that was reworded."""

    line: Line
    texts: list[Text]


@dataclass(frozen=True)
class Value:
    """A field that went from one value to another, both in words; "" for nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ValueLine:
    """An item, and every field of it that changed so."""

    line: Line
    values: list[Value]


@dataclass(frozen=True)
class Changes:
    """`counts` are (words, number), `sentences` the same by kind, the rest the lines of each part of the page.

    `frames` and `areas` say more of the money: of a strategic plan and of a mission plan, where it is asked for and
    differs.
    """

    plan: Plan
    previous: Plan
    counts: list[tuple[str, int]]
    sentences: list[str]
    tally: Counter[str]
    added: list[Line]
    removed: list[Line]
    reworded: list[TextLine]
    moved: list[ValueLine]
    reordered: list[Line]
    other: list[ValueLine]
    money: list[MoneyTable]
    frames: FrameComparison | None = None
    areas: AreaComparison | None = None
    follows: bool = True
    """Whether a plan that is not adopted would follow on `previous`."""

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The anchor and the heading of each part of changes/parts.html."""
        news = [word for word, lines in (("Nytt", self.added), ("Avslutat", self.removed)) if lines]
        found = {
            "nytt": " och ".join(news).capitalize(),
            "omformulerat": "Omformulerat" if self.reworded else "",
            "flyttat": "Flyttat" if self.moved or self.reordered else "",
            "annat": "Ändrat på annat sätt" if self.other else "",
        }
        for table in self.money:
            anchor = "ramar" if table.kind == "frames" and self.frames else f"pengar-{table.kind}"
            found[anchor] = f"Pengarna: {table.heading}"
        return [(anchor, heading) for anchor, heading in found.items() if heading]

    @property
    def is_against_the_one_before(self) -> bool:
        return self.follows if self.plan.sequence is None else self.previous.sequence == self.plan.sequence - 1


def comparisons_of_all(plans: Iterable[Plan]) -> dict[Plan, Comparison]:
    """What differs from the edition before, not told line by line. One query for each kind of plan."""
    return {plan: compare(stored(previous), stored(plan)) for plan, previous in _with_previous(list(plans))}


def changes_of_all(plans: Iterable[Plan]) -> dict[Plan, Changes]:
    """The changes of every plan that has an edition before it, without what says more of the money.

    One query for each kind of plan, and two for names.
    """
    compared = compared_with_previous(plans)
    titles = _titles(
        [comparison for _, comparison in compared.values()],
        [stored(edition) for plan, (previous, _) in compared.items() for edition in (previous, plan)],
    )
    return {plan: _Telling(plan, *found, titles).told() for plan, found in compared.items()}


def compared_with_previous(plans: Iterable[Plan]) -> dict[Plan, tuple[Plan, Comparison]]:
    """The edition before and what differs from it, of every plan that has one. One query for each kind of plan."""
    return {plan: (before, compare(stored(before), stored(plan))) for plan, before in _with_previous(list(plans))}


def between(previous: Plan, plan: Plan, content: Document, *, follows: bool = True) -> Changes:
    """What the plan, which need not be adopted, changes against an adopted edition.

    `content` is what it says: the money is told in full, and what is new has no page to lead to until it is adopted.
    """
    before = stored(previous)
    comparison = compare(before, content)
    pages = None if plan.is_adopted else {item.key for item in comparison.added}
    telling = _Telling(plan, previous, comparison, _titles([comparison], [before, content]), without_page=pages or ())
    kinds = {table.kind for table in comparison.money}
    found = telling.told(
        frames=_frames(previous, plan, content) if "frames" in kinds else None,
        areas=_areas(previous, plan, content) if "areas" in kinds else None,
    )
    return replace(found, follows=follows)


def told(plan: Plan, before: Document, after: Document, *, with_frame: bool = False) -> Changes:
    """What differs between two documents of a plan that is not adopted, so that nothing in it leads anywhere.

    `with_frame` sets the areas against the frame as it is known now.
    """
    comparison = compare(before, after)
    titles = _titles([comparison], [before, after])
    areas = None
    if with_frame and isinstance(plan, MissionPlan) and any(table.kind == "areas" for table in comparison.money):
        areas = areas_between(before, after, plan.body, old_day=None, new_day=None)
    return _Telling(plan, plan, comparison, titles, without_page=_Everything()).told(areas=areas)


class _Everything:
    def __contains__(self, key: object) -> bool:
        return True


def _with_previous(plans: list[Plan]) -> Iterable[tuple[Plan, Plan]]:
    for kind in {type(plan) for plan in plans}:
        of_kind = [plan for plan in plans if type(plan) is kind]
        found = kind._default_manager.adopted().before(of_kind).named("stored_document").order_by()
        before = {(previous.owner.pk, previous.sequence): previous for previous in found}
        for plan in of_kind:
            previous = before.get((plan.owner.pk, (plan.sequence or 0) - 1))
            if previous is not None:
                yield plan, previous


# More of the money


def _frames(previous: Plan, plan: Plan, content: Document) -> FrameComparison:
    """The whole that is decided is the one of the edition in force: nothing else is held against it."""
    years: Iterable[int] = plan.years
    if plan.is_adopted:
        editions = list(StrategicPlan.objects.adopted().filter(body=plan.owner).select_related("body"))
        years = [year for year in plan.years if speaking_for(editions, year) == plan]
    return frames_between(stored(previous), content, footing=set(years))


def _areas(previous: Plan, plan: Plan, content: Document) -> AreaComparison | None:
    if not isinstance(plan, MissionPlan) or previous.decision is None:
        return None
    day = plan.decision.date if plan.decision else None
    return areas_between(stored(previous), content, plan.body, old_day=previous.decision.date, new_day=day)


# In words


@dataclass(frozen=True)
class _Telling:
    plan: Plan
    previous: Plan
    comparison: Comparison
    titles: Mapping[str, str]
    without_page: Container[str] = ()

    def told(self, *, frames: FrameComparison | None = None, areas: AreaComparison | None = None) -> Changes:
        comparison = self.comparison
        return Changes(
            plan=self.plan,
            previous=self.previous,
            counts=comparison.counts,
            sentences=comparison.sentences,
            tally=comparison.tally,
            added=[self._line(item) for item in comparison.added],
            removed=[self._line(item) for item in comparison.removed],
            reworded=list(self._texts(comparison.reworded)),
            moved=list(self._values(comparison.reparented)),
            reordered=[self._line(item) for item in comparison.moved],
            other=list(self._values(comparison.other)),
            money=comparison.money,
            frames=frames,
            areas=areas,
        )

    def _line(self, item: Item) -> Line:
        name = PAGES.get(item.kind) if item.key not in self.without_page else None
        return Line(item.one, item.title, reverse(name, args=[item.key]) if name else "", item.kind)

    def _texts(self, reworded: Iterable[Changed]) -> Iterable[TextLine]:
        for item, texts in groupby(reworded, key=lambda change: change.item):
            in_order = sorted(texts, key=lambda change: READING_ORDER[change.field])
            yield TextLine(self._line(item), [Text(change.label, change.old, change.new) for change in in_order])

    def _values(self, changed: Iterable[Changed]) -> Iterable[ValueLine]:
        for item, fields in groupby(changed, key=lambda change: change.item):
            in_order = sorted(fields, key=lambda change: READING_ORDER[change.field])
            yield ValueLine(self._line(item), [self._value(change) for change in in_order])

    def _value(self, change: Changed) -> Value:
        return value_of(change, self.titles)


def value_of(change: Changed, titles: Mapping[str, str]) -> Value:
    """The change in words; `titles` of the threads that it names."""
    if change.field == "financing":
        names = FINANCING[change.item.kind]
        return Value(change.label, str(names[change.old]), str(names[change.new]))
    old, new = (_words(change.field, value, titles) for value in _what_differs(change))
    return Value(change.label, old, new)


def _what_differs(change: Changed) -> tuple[Any, Any]:
    """Of a list only what went and what came; the whole of it where nothing but the order differs."""
    if isinstance(change.old, list) and isinstance(change.new, list):
        went, came = _without(change.old, change.new), _without(change.new, change.old)
        if went or came:
            return went, came
    return change.old, change.new


def _without(these: list[Any], those: list[Any]) -> list[Any]:
    """Things with a name are the same by their slug."""
    left_out = [without_names(each) for each in those]
    return [each for each in these if without_names(each) not in left_out]


def _words(field: str, value: Any, titles: Mapping[str, str]) -> str:
    match value:
        case _ if value in (None, "", [], {}):
            return ""
        case {"slug": _, "name": name}:
            return str(name)
        case dict() if field == "changes":
            return ", ".join(_reason(reason) for reasons in value.values() for reason in reasons)
        case dict():
            return ", ".join(f"{year}: {target(each)}" for year, each in value.items())
        case list():
            return ", ".join(_words(field, each, titles) for each in value)
        case str() if field in THREAD_FIELDS:
            return titles.get(value, value)
        case str() if field in DATE_FIELDS:
            return typography.long_date(date.fromisoformat(value))
        case _:
            return str(value)


def _reason(reason: Document) -> str:
    """ "2022, volym: +500 tkr (Fler elever.)" """
    amount = f"{typography.signed(reason['amount'])}{typography.NO_BREAK_SPACE}tkr"
    said = f" ({reason['text']})" if reason["text"] else ""
    return f"{reason['year']}, {CAUSES.get(reason['cause'], reason['cause'])}: {amount}{said}"


def target(value: str | None) -> str:
    """The number as `document.plain_number` wrote it, with a Swedish comma."""
    return UNDECIDED if value is None else value.replace(".", ",").replace("-", typography.MINUS)


def _titles(compared: Iterable[Comparison], documents: list[Document]) -> dict[str, str]:
    """The titles of all threads that a change names: those of the documents, and of plans above."""
    named = {
        thread
        for comparison in compared
        for change in [*comparison.reparented, *comparison.other]
        if change.field in THREAD_FIELDS
        for value in (change.old, change.new)
        for thread in (value if isinstance(value, list) else [value])
        if thread
    }
    return titles_of(named, documents) if named else {}


def titles_of(threads: set[str], documents: Iterable[Document]) -> dict[str, str]:
    """Of the threads that plans above have, and of those in the documents, the last of which says it. Two queries."""
    titles: dict[str, str] = {}
    for model in (SpecialAssignment, Assignment):
        worded = model._default_manager.filter(plan__state=Plan.State.ADOPTED, thread__public_id__in=threads)
        titles |= dict(worded.order_by("plan__sequence").values_list("thread__public_id", "title"))
    for content in documents:
        titles |= _own_titles(content)
    return titles


def _own_titles(document: Document) -> dict[str, str]:
    return {
        entry["thread"]: entry.get("title") or entry.get("name") or entry["wording"]
        for part in ("goals", "objectives", "areas", "assignments")
        for entry in document.get(part, ())
    }
