"""What an edition changed against the one before it, told so that it can be read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from plans.comparison import Changed, Comparison, Item, MoneyTable, Piece, compare
from plans.document import Document, stored
from plans.models import Assignment, Plan, SpecialAssignment
from styrmodell import typography
from styrmodell.typography import NO_BREAK_SPACE

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


@dataclass(frozen=True)
class Line:
    """One item that came, went or moved: "uppdrag", its title, and its page (or "")."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class TextLine:
    line: Line
    label: str
    pieces: list[Piece]
    is_of_the_plan: bool
    """It is a text of the plan itself, and not of something in it."""


@dataclass(frozen=True)
class ValueLine:
    """A field that went from one value to another, both in words; "" for nothing."""

    line: Line
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """`counts` are (words, number), `sentences` the same by kind, the rest the lines of each part of the page."""

    plan: Plan
    previous: Plan
    counts: list[tuple[str, int]]
    sentences: list[str]
    added: list[Line]
    removed: list[Line]
    reworded: list[TextLine]
    moved: list[ValueLine]
    reordered: list[Line]
    other: list[ValueLine]
    money: list[MoneyTable]


def changes_of(plan: Plan) -> Changes | None:
    """Against the owner's edition before; None for the first."""
    return changes_of_all([plan]).get(plan)


def changes_of_all(plans: Iterable[Plan]) -> dict[Plan, Changes]:
    """The changes of every plan that has an edition before it. One query for each kind of plan, and two for names."""
    pairs = list(_with_previous(list(plans)))
    compared = [(plan, previous, compare(stored(previous), stored(plan))) for plan, previous in pairs]
    titles = _titles(compared, [stored(edition) for plan, previous, _ in compared for edition in (previous, plan)])
    return {plan: _told(plan, previous, comparison, titles) for plan, previous, comparison in compared}


def between(previous: Plan, plan: Plan, content: Document) -> Changes:
    """What a plan that is not adopted would change; what is new has no page to lead to yet."""
    return told(plan, stored(previous), content, previous=previous)


def told(plan: Plan, before: Document, after: Document, previous: Plan | None = None) -> Changes:
    """What differs between two documents of a plan that is not adopted."""
    comparison = compare(before, after)
    titles = _titles([(plan, previous or plan, comparison)], [before, after])
    found = _told(plan, previous or plan, comparison, titles)
    return replace(found, added=[replace(line, url="") for line in found.added])


def _with_previous(plans: list[Plan]) -> Iterable[tuple[Plan, Plan]]:
    for kind in {type(plan) for plan in plans}:
        of_kind = [plan for plan in plans if type(plan) is kind]
        asked = Q()
        for plan in of_kind:
            asked |= Q(**{kind.OWNER: plan.owner, "sequence": (plan.sequence or 0) - 1})
        found = kind._default_manager.adopted().filter(asked).select_related(kind.OWNER)
        before = {(previous.owner.pk, previous.sequence): previous for previous in found}
        for plan in of_kind:
            previous = before.get((plan.owner.pk, (plan.sequence or 0) - 1))
            if previous is not None:
                yield plan, previous


def _told(plan: Plan, previous: Plan, comparison: Comparison, titles: dict[str, str]) -> Changes:
    return Changes(
        plan=plan,
        previous=previous,
        counts=comparison.counts,
        sentences=comparison.sentences,
        added=[_line(item) for item in comparison.added],
        removed=[_line(item) for item in comparison.removed],
        reworded=[
            TextLine(_line(change.item), change.label, change.pieces, change.item.kind == "plan")
            for change in comparison.reworded
        ],
        moved=[_value_line(change, titles) for change in comparison.reparented],
        reordered=[_line(item) for item in comparison.moved],
        other=[_value_line(change, titles) for change in comparison.other],
        money=comparison.money,
    )


def _line(item: Item) -> Line:
    name = PAGES.get(item.kind)
    return Line(item.one, item.title, reverse(name, args=[item.key]) if name else "")


def _value_line(change: Changed, titles: dict[str, str]) -> ValueLine:
    old, new = (_words(change.field, value, titles) for value in (change.old, change.new))
    return ValueLine(_line(change.item), change.label, old, new)


def _words(field: str, value: Any, titles: dict[str, str]) -> str:
    match value:
        case _ if value in (None, "", [], {}):
            return ""
        case {"slug": _, "name": name}:
            return str(name)
        case dict():
            return ", ".join(f"{year}: {_target(each)}" for year, each in value.items())
        case list() if field == "changes":
            return ", ".join(f"{change['year']}: {change['amount']}{NO_BREAK_SPACE}tkr" for change in value)
        case list():
            return ", ".join(_words(field, each, titles) for each in value)
        case str() if field in THREAD_FIELDS:
            return titles.get(value, value)
        case str() if field in DATE_FIELDS:
            return typography.long_date(date.fromisoformat(value))
        case _:
            return str(value)


def _target(value: str | None) -> str:
    """The number as `document.plain_number` wrote it, with a Swedish comma."""
    return "inte beslutat" if value is None else value.replace(".", ",").replace("-", typography.MINUS)


def _titles(compared: list[tuple[Plan, Plan, Comparison]], documents: list[Document]) -> dict[str, str]:
    """The titles of all threads that a change names: those of the documents, and of plans above."""
    named = {
        thread
        for _, _, comparison in compared
        for change in [*comparison.reparented, *comparison.other]
        if change.field in THREAD_FIELDS
        for value in (change.old, change.new)
        for thread in (value if isinstance(value, list) else [value])
        if thread
    }
    if not named:
        return {}
    titles: dict[str, str] = {}
    for model in (SpecialAssignment, Assignment):
        worded = model._default_manager.filter(plan__state=Plan.State.ADOPTED, thread__public_id__in=named)
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
