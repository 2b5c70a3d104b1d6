"""The tables of money as rows to take away, each row with its unit, its source and whether it is an example."""

from collections.abc import Iterator

from plans.budget import against_year_before, row_percent
from plans.csv_files import Row, Table
from plans.divisions import amounts_of, divisions
from plans.editions import label
from plans.investments import investment_lines
from plans.models import Plan, StrategicPlan
from plans.money import WITHOUT_NUMBER, FrameHistory, FrameLedger, frames_of
from styrmodell import typography
from styrmodell.models import Decision

UNIT = "tkr"
SOURCE = ("Källa", "Beslut", "Beslutsdatum", "Diarienummer", "Sida", "Exempel")
KNOWN = {"": "beslutat", **WITHOUT_NUMBER}


def frames(year: int) -> Table:
    """Every body's frame against the year before, and what has happened to it since."""
    heads = (
        "År", "Budget eller plan", "Organ", "Organets beteckning", "Enhet", "Ram", "Besked", "Ram året före",
        "Ändring", "Ändring i procent", "Andel i procent", "Ändrat under året", "Ram efter ändringar", *SOURCE,
    )  # fmt: skip
    return Table(heads, list(_frames(year)))


def _frames(year: int) -> Iterator[Row]:
    ledger = FrameLedger(is_summed=True)
    table = frames_of(year, ledger)
    if table is None:
        return
    source = _source(table.plan, table.plan.decision)
    for row in against_year_before(table, ledger, ledger.bodies.values()).rows:
        now = FrameHistory(row.body, ledger).effective(year).value
        moved = None if now is None or row.frame.value is None else now - row.frame.value
        yield (
            year, _kind(table.plan, year), row.body.name, row.body.slug, UNIT,
            None if row.frame.kind else row.frame.value, KNOWN[row.frame.kind], row.before.value, row.change,
            row_percent(row), row.share, moved, now, *source,
        )  # fmt: skip


def areas(year: int) -> Table:
    """How the bodies have divided their frames. What is not allocated has a row of its own, so that the rows foot."""
    heads = (
        "År", "Organ", "Organets beteckning", "Sort", "Verksamhetsområde", "Områdets nummer", "Betalas", "Enhet",
        "Belopp", "Besked", "Belopp året före", "Ändring", *SOURCE,
    )  # fmt: skip
    return Table(heads, list(_areas(year)))


def _areas(year: int) -> Iterator[Row]:
    divided = divisions(year, FrameLedger(is_summed=True), before=amounts_of(year - 1)).values()
    for division in sorted(divided, key=lambda division: (division.body.position, division.body.slug)):
        plan = division.plan
        if plan is None:
            continue
        start = (year, division.body.name, division.body.slug)
        source = _source(plan, plan.decision)
        for area in division.areas:
            allocation = area.allocation
            yield (
                *start, "verksamhetsområde", allocation.name, area.public_id,
                allocation.get_financing_display(), UNIT, area.figure.value, KNOWN[area.figure.kind],
                area.before.value, area.change, *source,
            )  # fmt: skip
        if division.left:
            yield (
                *start, "ej fördelat", "Ej fördelat", "", "", UNIT, division.left, KNOWN[""], None, None, *source
            )  # fmt: skip


def adjustments(year: int) -> Table:
    """What has happened to the frames during the year. Each row is a whole move: `Från` gave what `Till` got."""
    heads = (
        "År", "Sort", "Till", "Till, beteckning", "Från", "Från, beteckning", "Enhet", "Belopp", "Skäl",
        "Finansiering", "Återtar en tidigare", *SOURCE,
    )  # fmt: skip
    rows: list[Row] = [
        (
            year, row.get_kind_display(), row.body.name, row.body.slug,
            row.source_body.name if row.source_body else "", row.source_body.slug if row.source_body else "", UNIT,
            row.amount, row.reason, row.financing, row.undoes_id is not None, "",
            *_decided(row.decision), row.is_example,
        )
        for row in FrameLedger().adjustments
        if row.year == year
    ]  # fmt: skip
    return Table(heads, rows)


def investments(year: int) -> Table:
    """The objects of the plan in force, a row for each year from this one that the plan speaks for."""
    heads = (
        "Objekt", "Objektets nummer", "Beständigt nummer", "Organ", "Organets beteckning", "Betalas", "Ort", "Läge",
        "Läge sedan", "Skäl", "År", "Budget eller plan", "Enhet", "Belopp", "Besked", "Tillagt under året", *SOURCE,
    )  # fmt: skip
    return Table(heads, list(_investments(year)))


def _investments(year: int) -> Iterator[Row]:
    plan = (
        StrategicPlan.objects.in_force(year)
        .select_related("body", "decision__body", "investment_decision__body")
        .first()
    )
    if plan is None:
        return
    years = range(year, plan.last_year + 1)
    source = _source(plan, plan.investment_decision or plan.decision)
    for line in investment_lines(plan, years):
        item, standing = line.investment, line.standing
        start = (
            item.title, item.number, item.thread.public_id, item.body.name, item.body.slug,
            item.get_financing_display(), item.place.name if item.place else "",
            standing.get_state_display() if standing else "", standing.date if standing else None, line.reason,
        )  # fmt: skip
        for each, figure in zip(years, line.figures, strict=True):
            added = sum(row.amount for row in line.adjustments if row.year == each)
            yield (*start, each, _kind(plan, each), UNIT, figure.value, KNOWN[figure.kind], added, *source)


def _kind(plan: StrategicPlan, year: int) -> str:
    return "budget" if plan.from_year == year else "plan"


def _source(plan: Plan, decision: Decision | None) -> Row:
    """Plan, decision, the page of this very revision, and whether it is an example."""
    decided = _decided(decision) if decision else ("", None, "", "")
    return (f"{plan._meta.verbose_name} {label(plan)}".capitalize(), *decided[:3], plan.revision_url, plan.is_example)


def _decided(decision: Decision) -> Row:
    made_by = decision.made_by.replace(typography.NO_BREAK_SPACE, " ")
    return (made_by, decision.date, decision.diary_number, decision.get_absolute_url())
