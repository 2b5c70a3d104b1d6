"""Who changed what in a plan, item by item: the words that went and came, and the money from what to what."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plans import changes
from plans.admin import officials
from plans.admin.officials import Asked, asked_plan, require
from plans.comparison import TEXTS, Changed, by_year
from plans.document import Document, without_names
from plans.document_items import KINDS, LABELS, Item, items
from plans.models import MissionPlan, Plan, PlanEvent, reference_to
from plans.undecided import UNDECIDED
from plans.wordings import Piece, words
from styrmodell import typography

SHOWN = 300
BY_YEAR = {"amounts": "Belopp", "targets": "Målvärde"}


@dataclass(frozen=True)
class Line:
    """One field of an item: what went and came, or what it was and is in a few words."""

    label: str
    pieces: list[Piece] = field(default_factory=list)
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Edit:
    """What was done to one item: "Ändrade nämndmål", "Renare luft" ("" for the plan's own texts), field by field."""

    did: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Told:
    event: PlanEvent

    @cached_property
    def documents(self) -> tuple[Document, Document]:
        """What differed, before and after; empty where nothing is kept of it, or where it is masked."""
        if self.event.kind != PlanEvent.Kind.EDITED or not self.event.document_after.startswith("{"):
            return {}, {}
        return json.loads(self.event.document_before), json.loads(self.event.document_after)


@officials.reading
def history(request: Asked, kind: str, pk: int) -> HttpResponse:
    plan = asked_plan(request, kind, pk)
    require(request.access.may_follow(plan), request)
    events = PlanEvent.objects.filter(**reference_to(plan)).select_related("by", "decision").order_by("-at", "-pk")
    told = [Told(event) for event in events[:SHOWN]]
    titles = _titles(plan, told)
    return render(
        request,
        "admin/plans/history.html",
        officials.context(
            request,
            title="Planens historik",
            plan=plan,
            events=[(one.event, list(edits(*one.documents, titles))) for one in told],
            crumbs=officials.crumbs(plan, "Historik"),
        ),
    )


def edits(old: Document, new: Document, titles: Mapping[str, str]) -> Iterator[Edit]:
    """What was done to each item that differs between the two documents, in the order of the new one."""
    before, after = items(old), items(new)
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key), after.get(key)
        item = now or before[key]
        title = item.title if item.kind != "plan" else ""
        if was is None or now is None:
            yield Edit(f"{'Lade till' if was is None else 'Tog bort'} {item.one}", title, [])
        elif lines := list(_lines(was, now, titles)):
            yield Edit(f"Ändrade {item.one}", title, lines)
    for kind, (_, many) in KINDS.items():
        if old.get(kind) == new.get(kind) == []:
            yield Edit(f"Ändrade ordningen: {many}", "", [])


def _lines(was: Item, now: Item, titles: Mapping[str, str]) -> Iterator[Line]:
    for name in (*LABELS, "amounts"):
        old, new = was.fields.get(name), now.fields.get(name)
        if without_names(old) == without_names(new):
            continue
        if name in BY_YEAR:
            yield from _years(name, old or {}, new or {})
        elif name in TEXTS:
            yield Line(LABELS[name].capitalize(), words(old or "", new or ""))
        else:
            yield _value(Changed(now, name, old, new), titles)
    if was.above != now.above:
        yield _value(Changed(now, "above", was.above, now.above), titles)


def _value(change: Changed, titles: Mapping[str, str]) -> Line:
    said = changes.value_of(_by_year_where_it_is(change), titles)
    pieces = [Piece(text, kind) for text, kind in ((said.old, "removed"), (said.new, "added")) if text]
    return Line(said.label.capitalize(), pieces)


def _by_year_where_it_is(change: Changed) -> Changed:
    """The reasons of a frame as they are compared: only those that went and came, by year."""
    if change.field != "changes":
        return change
    went, came = ([one for one in these if one not in those] for these, those in _both(change))
    return Changed(change.item, change.field, by_year(went), by_year(came))


def _both(change: Changed) -> list[tuple[Any, Any]]:
    old, new = change.old or [], change.new or []
    return [(old, new), (new, old)]


def _years(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Line]:
    for year in sorted({*old, *new}):
        was, now = (_of_year(name, said, year) for said in (old, new))
        if was != now:
            yield Line(f"{BY_YEAR[name]} {year}", old=was, new=now)


def _of_year(name: str, said: Mapping[str, Any], year: str) -> str:
    if year not in said:
        return "inget"
    if said[year] is None:
        return UNDECIDED
    return typography.in_tkr(said[year]) if name == "amounts" else changes.target(said[year])


def _titles(plan: Plan, told: list[Told]) -> dict[str, str]:
    """Of everything that a line can name, the last that it was called. A fixed number of queries."""
    documents = [one for event in reversed(told) for one in event.documents]
    if not any(documents):
        return {}
    own: dict[str, str] = {}
    if isinstance(plan, MissionPlan):
        for rows, title in ((plan.objectives, "title"), (plan.allocations, "name")):
            own |= dict(rows.values_list("thread__public_id", title))
    threads = {thread for content in documents for thread in _named(content)}
    return changes.titles_of(threads, documents) | own


def _named(content: Document) -> Iterator[str]:
    """The threads that the items name."""
    for item in items(content).values():
        for name in changes.THREAD_FIELDS:
            value = item.fields.get(name)
            yield from value if isinstance(value, list) else filter(None, [value])
