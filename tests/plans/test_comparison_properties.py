"""What holds of any two documents of an owner: whoever has the old one and what differs has the new one."""

from collections import defaultdict
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.comparison import Changed, Comparison, by_year, compare
from plans.document import Document, without_names
from plans.document_items import KINDS, ORDERED_WITHIN, Item, items
from plans.invented import invented_municipality

THREADS = [f"a{number}" for number in range(6)]
YEARS = range(2021, 2026)

text = st.text(alphabet="ab .\n", max_size=12)
slugs = st.sampled_from(["nord", "syd", "vast"])
tkr = st.none() | st.integers(-2, 3)
years = st.sampled_from(YEARS)


def named(slug: str) -> dict[str, str]:
    return {"slug": slug, "name": slug.title()}


names = slugs.map(named)
some_names = st.lists(slugs, unique=True, max_size=2).map(lambda found: [named(slug) for slug in sorted(found)])


def amounts(values: st.SearchStrategy[Any] = tkr) -> st.SearchStrategy[Any]:
    return st.dictionaries(years.map(str), values, max_size=3)


def threaded(fields: dict[str, st.SearchStrategy[Any]], most: int = 4) -> st.SearchStrategy[list[Document]]:
    """Some items of a kind, each thread at most once, in any order."""
    entry = st.fixed_dictionaries({"thread": st.sampled_from(THREADS), **fields})
    return st.lists(entry, unique_by=lambda entry: entry["thread"], max_size=most)


measures = threaded({"title": text, "unit": text, "targets": amounts(st.none() | st.sampled_from(["1", "2.5"]))}, 2)
reasons = st.lists(
    st.fixed_dictionaries(
        {"year": years, "cause": st.sampled_from(["prices", "volume"]), "amount": st.integers(-2, 2), "text": text}
    ),
    unique_by=lambda reason: (reason["year"], reason["cause"]),
    max_size=3,
).map(lambda found: sorted(found, key=lambda reason: (reason["year"], reason["cause"])))
PARTS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "strategic_plan": {
        "goals": threaded({"goal": names, "wording": text, "indicators": measures}),
        "special_assignments": threaded({"number": st.integers(1, 3), "title": text, "bodies": some_names}),
        "frames": st.lists(
            st.fixed_dictionaries({"body": names, "amounts": amounts(), "changes": reasons}),
            unique_by=lambda frame: frame["body"]["slug"],
        ).map(lambda found: sorted(found, key=lambda frame: frame["body"]["slug"])),
        "investments": threaded({"title": text, "body": names, "place": st.none() | names, "amounts": amounts()}),
    },
    "mission_plan": {
        "responsibility": text,
        "objectives": threaded({"goal": names, "indirect_goals": some_names, "title": text, "indicators": measures}),
        "areas": threaded({"name": text, "financing": st.sampled_from(["tax", "fee"]), "amounts": amounts()}),
        "assignments": threaded(
            {
                "objective": st.none() | st.sampled_from(THREADS),
                "answers": st.none() | st.sampled_from(THREADS),
                "title": text,
                "lead": names,
                "areas": st.lists(st.sampled_from(THREADS), unique=True, max_size=2).map(sorted),
            },
            6,
        ),
    },
    "operational_plan": {
        "activities": threaded(
            {
                "assignment": st.sampled_from(THREADS),
                "title": text,
                "due_on": st.none() | st.sampled_from(["2022-03-01", "2022-12-31"]),
                "place": st.none() | names,
            },
            6,
        )
    },
}


@st.composite
def documents(draw: st.DrawFn, kind: str) -> Document:
    first = draw(st.integers(2021, 2022))
    last = draw(st.integers(first, 2025))
    content = draw(st.fixed_dictionaries({"introduction": text, "is_example": st.booleans(), **PARTS[kind]}))
    head = {"format": 1, "kind": kind, "owner": named("nord"), "first_year": first, "last_year": last}
    return once(head | {"from_year": draw(st.integers(first, last))} | content)


def once(document: Document) -> Document:
    """A thread of a measure stands under one thing only."""
    seen: set[str] = set()
    for item in [*document.get("goals", ()), *document.get("objectives", ())]:
        item["indicators"] = [each for each in item["indicators"] if each["thread"] not in seen]
        seen |= {each["thread"] for each in item["indicators"]}
    return document


pairs = st.sampled_from(sorted(PARTS)).flatmap(lambda kind: st.tuples(documents(kind), documents(kind)))


@given(pairs)
@settings(max_examples=100, deadline=None)
def test_differences_applied_to_the_old_document_give_the_new_one(pair: tuple[Document, Document]) -> None:
    old, new = pair

    assert applied(old, compare(old, new)) == arranged(new)


@given(pairs)
@settings(max_examples=40, deadline=None)
def test_sums_of_money_foot(pair: tuple[Document, Document]) -> None:
    for table in compare(*pair).money:
        for index, total in enumerate(table.sums):
            of_year = [row.years[index] for row in [*table.rows, *table.unchanged]]
            assert sum(each.difference or 0 for each in of_year) == total.difference == total.new - total.old
            assert len(total.left_out) == sum(each.difference is None for each in of_year)


@given(pairs)
@settings(max_examples=20, deadline=None)
def test_document_does_not_differ_from_itself(pair: tuple[Document, Document]) -> None:
    comparison = compare(pair[0], pair[0])

    assert (comparison.is_empty, comparison.beside) == (True, [])


@pytest.mark.parametrize("seed", [1, 2])
def test_editions_of_a_municipality_follow_from_each_other(seed: int) -> None:
    municipality = invented_municipality(bodies=3, years=4, seed=seed, objectives=3, assignments=3, activities=2)
    editions: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for plan in municipality["plans"]:
        editions[plan["document"]["kind"], plan["document"]["owner"]["slug"]].append(plan["document"])

    compared = [(old, new) for found in editions.values() for old in found for new in found]

    assert len(compared) > 50
    for old, new in compared:
        assert applied(old, compare(old, new)) == arranged(new)


# Applying


def applied(old: Document, comparison: Comparison) -> Document:
    """The new document, as `arranged` writes it, from the old one and the differences alone."""
    before = items(old)
    gone = {(item.kind, item.key) for item in comparison.removed}
    fields = {
        key: deepcopy(dict(item.fields)) | {"above": item.above} for key, item in before.items() if key not in gone
    }
    fields |= {(item.kind, item.key): dict(item.fields) | {"above": item.above} for item in comparison.added}
    head = {key: value for key, value in old.items() if isinstance(value, (int, dict)) and key != "amounts"}
    for change in [*comparison.reworded, *comparison.reparented, *comparison.other, *comparison.beside]:
        whole = head if change.field in head else fields[change.item.kind, change.item.key]
        whole[change.field] = _changed(whole.get(change.field), change)
    for table in comparison.money:
        for row in table.rows:
            if (row.item.kind, row.item.key) in fields:
                _set_amounts(fields[row.item.kind, row.item.key]["amounts"], row.years)
    placed = [*comparison.added, *comparison.moved, *(change.item for change in comparison.reparented)]
    return _written(head, fields, _order(before, fields, placed))


def _changed(value: Any, change: Changed) -> Any:
    """A field that speaks of years changes in the years that the change names, and in no others."""
    if change.field not in ("targets", "changes", "amounts"):
        return change.new
    kept = {year: said for year, said in by_year(value).items() if year not in by_year_of(change.old)}
    whole = kept | by_year_of(change.new)
    if change.field == "changes":
        return [reason for year in sorted(whole) for reason in whole[year]]
    return {str(year): said for year, said in whole.items()}


def by_year_of(part: dict[int, Any]) -> dict[int, Any]:
    return {int(year): said for year, said in part.items()}


def _set_amounts(amounts: dict[str, int | None], changed: Any) -> None:
    for each in changed:
        amounts.pop(str(each.year), None)
        if not each.new.is_missing:
            amounts[str(each.year)] = each.new.value


Key = tuple[str, str]


def _order(before: dict[Key, Item], fields: dict[Key, dict[str, Any]], placed: list[Item]) -> list[Key]:
    """What is placed stands at its place among its own; the rest keeps its order around it."""
    groups: dict[tuple[str, Any], list[Key]] = defaultdict(list)
    for key, entry in fields.items():
        groups[key[0], _within(key[0], entry)].append(key)
    places = {(item.kind, item.key): item.index for item in placed}
    in_order: list[Key] = []
    for group in groups.values():
        left = sorted((key for key in group if key not in places), key=lambda key: before[key].index)
        for key in sorted((key for key in group if key in places), key=lambda key: places[key]):
            left.insert(places[key], key)
        in_order += left
    return in_order


def _within(kind: str, entry: dict[str, Any]) -> str:
    return entry["above"] or entry.get(ORDERED_WITHIN.get(kind, "")) or ""


def arranged(document: Document) -> Document:
    """The document without names, with its items as a list; those with no order between them stand in one of them."""
    found = items(document)
    head = {key: value for key, value in document.items() if isinstance(value, (int, dict))}
    fields = {key: dict(item.fields) | {"above": item.above} for key, item in found.items()}
    return _written(head, fields, list(found))


def _written(head: Document, fields: dict[Key, dict[str, Any]], order: list[Key]) -> Document:
    kinds = ["plan", *KINDS]
    order = sorted(order, key=lambda key: (kinds.index(key[0]), _within(key[0], fields[key])))
    listed = [(key, fields[key]) for key in order]
    written: Document = without_names({"head": head, "items": listed})
    return written
