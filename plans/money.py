"""Frames against allocations, and the change against last year. Everything is integer tkr, net cost."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from plans.in_force import is_made, speaking_for
from plans.models import (
    Allocation,
    BudgetFrame,
    FrameAdjustment,
    FrameChange,
    MissionPlan,
    MunicipalTotal,
    StrategicPlan,
)
from plans.undecided import UNDECIDED
from styrmodell import typography
from styrmodell.models import Body, cited


@dataclass(frozen=True)
class Figure:
    """An amount in tkr that may be missing (nobody has set it), undecided (value None), ended or a number.

    What has ended counts as zero, but nobody has decided a zero.
    """

    value: int | None = None
    is_missing: bool = False
    ended_on: date | None = None

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def kind(self) -> str:
        """Why there is no number: "missing", "undecided" or "ended"; "" when there is one, zero too."""
        if self.ended_on is not None:
            return "ended"
        if self.value is not None:
            return ""
        return "missing" if self.is_missing else "undecided"

    @property
    def text(self) -> str:
        """The number as it is set, "1 234"; "upphörde 30 juni 2023"; "" when there is neither."""
        if self.ended_on is not None:
            return f"upphörde {typography.long_date(self.ended_on)}"
        return "" if self.value is None else typography.tkr(self.value)


MISSING = Figure(is_missing=True)


def frame_of(body: Body, year: int, given: Figure) -> Figure:
    """What a plan gives the body: of one that ended before the year nothing is missing."""
    return Figure(0, ended_on=body.valid_to) if given.is_missing and body.has_ended_before(year) else given


WITHOUT_NUMBER = {"undecided": UNDECIDED, "missing": "uppgift saknas", "ended": "upphört"}
"""What is said where there is no number, by kind. Of several, the first kind speaks for all."""


@dataclass(frozen=True)
class Total:
    """The sum of what are numbers, or why there is none; `left_out` names what it is without, each with why."""

    figure: Figure
    left_out: list[str]

    @property
    def is_part(self) -> bool:
        """There is a sum, and it is not whole."""
        return bool(self.left_out) and not self.figure.kind

    @property
    def text(self) -> str:
        """As it is set, with a star where it is not whole."""
        return f"{self.figure.text}*" if self.is_part else self.figure.text


def total(named: Iterable[tuple[str, Figure]]) -> Total:
    rows = list(named)
    left_out = [f"{name} ({WITHOUT_NUMBER[each.kind]})" for name, each in rows if each.value is None]
    return Total(sum_of([each for _, each in rows]), left_out)


def sum_of(figures: Sequence[Figure]) -> Figure:
    """The sum of those that are numbers; where none is, why."""
    known = known_sum(figures)
    if known is not None or not figures:
        return Figure(known or 0)
    return min(figures, key=lambda figure: list(WITHOUT_NUMBER).index(figure.kind))


def known_sum(figures: Iterable[Figure]) -> int | None:
    """The sum of those that are numbers; None, not zero, where none is."""
    known = [figure.value for figure in figures if figure.value is not None and not figure.kind]
    return sum(known) if known else None


@dataclass(frozen=True)
class YearOfFrame:
    """What one body has for one year, and where it comes from."""

    year: int
    frame: Figure
    plan: StrategicPlan | None
    adjustments: list[FrameAdjustment] = field(default_factory=list)
    adjusted_by: int = 0
    change: int | None = None
    """Against the frame of the year before; None when either is not known."""

    @property
    def effective(self) -> int | None:
        """Frame plus what happened during the year; None when the frame is not known."""
        return None if self.frame.value is None else self.frame.value + self.adjusted_by

    @property
    def is_budget(self) -> bool:
        """A frame is budget in its plan's first year and plan after that."""
        return self.plan is not None and self.year == self.plan.from_year


def received(adjustment: FrameAdjustment, body: Body) -> int:
    """What the adjustment means for the body: positive when it got money, negative when it gave."""
    return adjustment.amount if adjustment.body_id == body.pk else -adjustment.amount


SPEAKERS = ("body", "decision__body", "revoked_by")
SPOKEN_FOR = (
    "first_year", "last_year", "from_year", "sequence", "revision", "is_example",
    "body__name", "body__valid_from", "body__valid_to", *cited("decision"), "revoked_by__date",
)  # fmt: skip
"""What says for which years an edition speaks, its title and its decision; the text of all plans is not read for it."""
MOVES = (
    "kind", "year", "amount", "reason", "financing", "undoes", "is_example", *cited("decision"),
    *(f"{body}__{name}" for body in ("body", "source_body") for name in ("name", "slug", "position")),
    "decision__department__name",
)  # fmt: skip
SUMS = ("year", "amount", "body", "source_body", "decision__date")
"""What is told of an adjustment, and what is enough to sum it."""


class FrameLedger:
    """Everything that has decided the frames of one body, or of all. Each of its four parts is one query.

    With `adjusted_in`, only what happened during that year; with `is_summed`, the adjustments are read to be summed
    and not to be told of.
    """

    def __init__(self, body: Body | None = None, *, adjusted_in: int | None = None, is_summed: bool = False) -> None:
        self.body = body
        self.adjusted_in = adjusted_in
        self.is_summed = is_summed

    @cached_property
    def editions(self) -> list[StrategicPlan]:
        return list(StrategicPlan.objects.adopted().select_related(*SPEAKERS).only(*SPOKEN_FOR).order_by())

    @cached_property
    def amounts(self) -> dict[int, dict[tuple[int, int], int | None]]:
        """By body, then by plan and year."""
        frames = BudgetFrame.objects.filter(plan__in=self.editions).order_by()
        if self.body is not None:
            frames = frames.filter(body=self.body)
        amounts: dict[int, dict[tuple[int, int], int | None]] = defaultdict(dict)
        for key, plan, year, amount in frames.values_list("body", "plan", "year", "amount"):
            amounts[key][plan, year] = amount
        return amounts

    @cached_property
    def adjustments(self) -> list[FrameAdjustment]:
        made = FrameAdjustment.objects.all()
        if self.body is not None:
            made = made.filter(Q(body=self.body) | Q(source_body=self.body))
        if self.adjusted_in is not None:
            made = made.filter(year=self.adjusted_in)
        if self.is_summed:
            return list(made.select_related("decision").only(*SUMS))
        return list(made.select_related("decision__body", "decision__department", "body", "source_body").only(*MOVES))

    @cached_property
    def moves(self) -> dict[int | None, list[FrameAdjustment]]:
        """The adjustments of each body, whether it received or gave."""
        moves: dict[int | None, list[FrameAdjustment]] = defaultdict(list)
        for adjustment in self.adjustments:
            moves[adjustment.body_id].append(adjustment)
            moves[adjustment.source_body_id].append(adjustment)
        return moves

    @cached_property
    def bodies(self) -> dict[int, Body]:
        """All bodies in their order, by key."""
        return {body.pk: body for body in Body.objects.all()}

    def frame(self, body: Body, plan: StrategicPlan | None, year: int) -> Figure:
        """What the plan grants the body for the year."""
        granted = self.amounts[body.pk]
        return Figure(granted[plan.pk, year]) if plan and (plan.pk, year) in granted else MISSING


class FrameHistory:
    """What has decided a body's frame, for any year and any day of knowledge.

    Where `known_on` is given, only decisions made up to that day count.
    """

    def __init__(self, body: Body, ledger: FrameLedger | None = None) -> None:
        self.body = body
        self.ledger = ledger or FrameLedger(body)

    @property
    def years(self) -> list[int]:
        """The years that any strategic plan has spoken for."""
        return sorted({year for plan in self.ledger.editions for year in range(plan.from_year, plan.last_year + 1)})

    def plan(self, year: int, known_on: date | None = None) -> StrategicPlan | None:
        return speaking_for(self.ledger.editions, year, known_on=known_on)

    def frame(self, year: int, known_on: date | None = None) -> Figure:
        return self.ledger.frame(self.body, self.plan(year, known_on), year)

    def adjusted(self, year: int, known_on: date | None = None) -> list[FrameAdjustment]:
        return [row for row in self.ledger.moves[self.body.pk] if row.year == year and is_made(row.decision, known_on)]

    def effective(self, year: int, known_on: date | None = None) -> Figure:
        """Frame plus adjustments."""
        frame = self.frame(year, known_on)
        if frame.value is None:
            return frame
        return Figure(frame.value + sum(received(row, self.body) for row in self.adjusted(year, known_on)))

    def of_year(self, year: int) -> YearOfFrame:
        frame, adjustments = self.frame(year), self.adjusted(year)
        return YearOfFrame(
            year=year,
            frame=frame,
            plan=self.plan(year),
            adjustments=adjustments,
            adjusted_by=sum(received(adjustment, self.body) for adjustment in adjustments),
            change=difference(frame, self.frame(year - 1)),
        )


def frames_in_force(year: int, *, known_on: date) -> QuerySet[BudgetFrame]:
    """What the edition that spoke for the year, as far as was known on the day, gave each body for it."""
    return BudgetFrame.objects.filter(plan__in=StrategicPlan.objects.in_force(year, known_on=known_on), year=year)


def frames_over_years(body: Body) -> list[YearOfFrame]:
    """A body's frame for every year that a strategic plan speaks for, in order."""
    history = FrameHistory(body)
    return [history.of_year(year) for year in history.years]


def difference(now: Figure, before: Figure) -> int | None:
    """None when either is not known."""
    return None if now.value is None or before.value is None else now.value - before.value


@dataclass(frozen=True)
class FrameRow:
    """One body's line in the table of a year."""

    body: Body
    frame: Figure
    before: Figure
    share: float | None
    """Percent of the whole; None when the frame is not known."""
    bar: float
    """Percent of the largest frame, for the bar; 0 for what is unknown or negative."""
    series: str
    """Which colour of the series the body has: "1"–"8" or "rest"."""

    @property
    def change(self) -> int | None:
        return difference(self.frame, self.before)


@dataclass(frozen=True)
class FrameTable:
    """The frames of a year, largest first; `total` counts the known ones, `unknown` names the rest."""

    year: int
    plan: StrategicPlan
    rows: list[FrameRow]
    total: int
    unknown: list[Body]


def frames_of(year: int, ledger: FrameLedger | None = None) -> FrameTable | None:
    """All bodies' frames for a year; None when no strategic plan speaks for it. `ledger` is of all bodies."""
    ledger = ledger or FrameLedger()
    plan = speaking_for(ledger.editions, year)
    if plan is None:
        return None
    last = speaking_for(ledger.editions, year - 1)
    frames = [
        (body, frame, ledger.frame(body, last, year - 1))
        for body in ledger.bodies.values()
        if not (frame := ledger.frame(body, plan, year)).is_missing
    ]
    frames.sort(key=lambda each: (each[1].value is None, -(each[1].value or 0)))
    return FrameTable(
        year=year,
        plan=plan,
        rows=_rows(frames),
        total=sum(frame.value or 0 for _, frame, _ in frames),
        unknown=[body for body, frame, _ in frames if frame.value is None],
    )


SERIES_COLOURS = 8
SERIES_SHARE = 0.03
"""A body with less than this share of the whole has the colour of "the rest": nobody could tell it apart."""


def _rows(frames: list[tuple[Body, Figure, Figure]]) -> list[FrameRow]:
    """From each body's frame of the year and of the year before."""
    total = sum(frame.value or 0 for _, frame, _ in frames)
    largest = max((frame.value or 0 for _, frame, _ in frames), default=0)
    rows = []
    for place, (body, frame, before) in enumerate(frames, start=1):
        amount = frame.value or 0
        has_colour = place <= SERIES_COLOURS and amount > 0 and amount >= total * SERIES_SHARE
        rows.append(
            FrameRow(
                body=body,
                frame=frame,
                before=before,
                share=100 * amount / total if total > 0 and frame.is_known else None,
                bar=100 * amount / largest if largest > 0 and amount > 0 else 0,
                series=str(place) if has_colour and body.kind != Body.Kind.CENTRAL else "rest",
            )
        )
    return rows


@dataclass(frozen=True)
class Balance:
    """Whether the whole adds up for a budget year: lines (label, amount or None) and the result."""

    year: int
    lines: list[tuple[str, int | None]]
    result: int | None
    """None when something is not decided, so that the result cannot be computed."""
    is_example: bool


def balance(year: int, net_cost: FrameTable) -> Balance | None:
    """Taxes, grants and financial net against the frames of the year; None when no totals are stored."""
    totals = {
        total.kind: total
        for total in MunicipalTotal.objects.filter(
            year=year,
            basis=MunicipalTotal.Basis.BUDGET,
            kind__in=[
                MunicipalTotal.Kind.TAXES,
                MunicipalTotal.Kind.GRANTS,
                MunicipalTotal.Kind.FINANCIAL_NET,
            ],
        )
    }
    if not totals:
        return None
    kinds = [MunicipalTotal.Kind.TAXES, MunicipalTotal.Kind.GRANTS, MunicipalTotal.Kind.FINANCIAL_NET]
    lines = [(str(kind.label).capitalize(), totals[kind].amount if kind in totals else None) for kind in kinds]
    known = [amount for _, amount in lines if amount is not None]
    can_be_computed = len(known) == len(lines) and not net_cost.unknown
    return Balance(
        year=year,
        lines=[*lines, ("Nettokostnad", -net_cost.total)],
        result=sum(known) - net_cost.total if can_be_computed else None,
        is_example=any(total.is_example for total in totals.values()),
    )


@dataclass(frozen=True)
class AreaRow:
    """One area of activity over the years of a plan; `figures` in the order of the table's years."""

    area: Allocation
    figures: list[Figure]


@dataclass(frozen=True)
class AllocationTable:
    """How a body has divided its frame, area by area, over the years of its mission plan."""

    years: list[int]
    rows: list[AreaRow]
    allocated: list[int]
    frames: list[Figure]
    """The frame as it was when the plan was adopted, with the adjustments of that day."""
    left: list[int | None]
    """What is not allocated; None when the frame or some area's amount is not known."""
    frame_changed: list[int | None]
    """How much the frame has changed since the plan was adopted, per year; None when it has not."""

    @property
    def has_left(self) -> bool:
        return any(self.left)

    @property
    def has_changed_frame(self) -> bool:
        return any(self.frame_changed)


def areas_of(plan: MissionPlan) -> list[Allocation]:
    """In order, with thread and amounts. Two queries."""
    return list(plan.allocations.select_related("thread").prefetch_related("amounts"))


def allocation_table(
    plan: MissionPlan, history: FrameHistory | None = None, areas: list[Allocation] | None = None
) -> AllocationTable | None:
    """None when the plan has no areas. `history` (of the body) and `areas` are given where they have been read already.

    The number of queries does not grow with the data.
    """
    areas = areas_of(plan) if areas is None else areas
    if not areas:
        return None
    years = list(range(plan.from_year, plan.last_year + 1))
    rows = [_area_row(area, years) for area in areas]
    allocated = [sum(row.figures[index].value or 0 for row in rows) for index in range(len(years))]
    history = history or FrameHistory(plan.body, FrameLedger(plan.body, is_summed=True))
    decided_on = plan.decision.date if plan.decision else None
    at_adoption = [history.effective(year, decided_on) for year in years]
    now = [history.effective(year) for year in years]
    return AllocationTable(
        years=years,
        rows=rows,
        allocated=allocated,
        frames=at_adoption,
        left=[
            None if frame.value is None or _has_undecided(rows, index) else frame.value - allocated[index]
            for index, frame in enumerate(at_adoption)
        ],
        frame_changed=[difference(new, old) or None for new, old in zip(now, at_adoption, strict=True)],
    )


def _has_undecided(rows: list[AreaRow], index: int) -> bool:
    return any(row.figures[index].kind == "undecided" for row in rows)


def _area_row(area: Allocation, years: list[int]) -> AreaRow:
    amounts = {row.year: Figure(row.amount) for row in area.amounts.all()}
    return AreaRow(area, [amounts.get(year, MISSING) for year in years])


def unexplained(difference: int, reasons: Iterable[int]) -> int:
    """What the stated reasons leave of the difference between a frame and that of the year before."""
    return difference - sum(reasons)


@dataclass(frozen=True)
class Explanation:
    """Why a body's frame differs from the year before; `unexplained` is what the stated reasons leave."""

    body: Body
    difference: int
    changes: list[FrameChange]

    @cached_property
    def unexplained(self) -> int:
        return unexplained(self.difference, [change.amount for change in self.changes])


def explanations(table: FrameTable) -> list[Explanation]:
    """One for every body whose frame has stated reasons in the table's plan. One query."""
    return explained(table.rows, table.plan.frame_changes.filter(year=table.year).order_by("pk"))


def explained(rows: Iterable[FrameRow], reasons: Iterable[FrameChange]) -> list[Explanation]:
    """The reasons of each body whose change is known."""
    stated: dict[int, list[FrameChange]] = defaultdict(list)
    for change in reasons:
        stated[change.body_id].append(change)
    return [
        Explanation(row.body, row.change, stated[row.body.pk])
        for row in rows
        if row.body.pk in stated and row.change is not None
    ]
