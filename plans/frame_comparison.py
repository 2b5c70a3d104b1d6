"""What two documents of a strategic plan, or of a mission plan, do with the frames. Integer tkr, net cost.

It reads documents and not plans, so that a proposal can be compared as well as what is adopted.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.budget import ReasonTable, reason_table
from plans.document import Document
from plans.models import FrameChange
from plans.money import MISSING, Figure, FrameHistory, FrameRow, explained, frame_of
from plans.money_comparison import YearOfMoney, YearSum, common_years, year_sum
from plans.whole import WholeRow, WholeYear, budget_totals, over_years
from styrmodell.models import Body


@dataclass(frozen=True)
class BodyMoney:
    """One body's frame in two documents, or in two years; of what only one of them has the other is None."""

    body: Body
    money: YearOfMoney

    @property
    def is_changed(self) -> bool:
        return self.money.old != self.money.new


@dataclass(frozen=True)
class FramesOfYear:
    """All bodies side by side: those whose frame differs, and the sums of the others, of the central pots and of all.

    `central` is a part of `total`; None where no central pot has a frame.
    """

    year: int
    rows: list[BodyMoney]
    unchanged: list[BodyMoney]
    unchanged_sum: YearSum
    central: YearSum | None
    total: YearSum


@dataclass(frozen=True)
class YearStep:
    """From the year before into the year: `frames` side by side, and why they differ where the plan says so."""

    frames: FramesOfYear
    is_within: bool
    """Both years are of the new document; else the year before is of the old one."""
    reasons: ReasonTable | None

    @property
    def year_before(self) -> int:
        return self.frames.year - 1


@dataclass(frozen=True)
class FrameComparison:
    """`years` are those that both documents speak for, `wholes` those whose taxes and grants are known."""

    years: list[FramesOfYear]
    steps: list[YearStep]
    wholes: list[WholeYear]

    @property
    def whole_rows(self) -> list[WholeRow]:
        return over_years(self.wholes)

    @property
    def disagreements(self) -> list[str]:
        return [says for whole in self.wholes for says in whole.disagreements]


Frames = Mapping[str, Mapping[str, int | None]]
"""Amounts by year, by the body's slug."""


def frames_between(old: Document, new: Document, *, footing: Collection[int]) -> FrameComparison:
    """`footing` are the years whose sum may be held against the whole that is decided. Two queries."""
    bodies = {body.slug: body for body in Body.objects.all()}
    before, after = _frames(old), _frames(new)
    years = [
        _of_year(year, _side_by_side(bodies, _of(before, year, bodies), _of(after, year, bodies), year))
        for year in common_years(old, new)
    ]
    totals = budget_totals()
    wholes = [
        _whole(year, new, after, bodies, totals[year]) for year in _years(new) if year in footing and year in totals
    ]
    return FrameComparison([each for each in years if each.rows], list(_steps(old, new, bodies)), wholes)


def _frames(document: Document) -> Frames:
    return {entry["body"]["slug"]: entry["amounts"] for entry in document["frames"]}


def _years(document: Document) -> range:
    return range(document["from_year"], document["last_year"] + 1)


def _of(frames: Frames, year: int, bodies: Mapping[str, Body]) -> dict[str, Figure]:
    """The frames of a year. Bodies that the document gives nothing at all are not in it, unless they have ended."""
    given = {slug: Figure(of[str(year)]) if str(year) in of else MISSING for slug, of in frames.items()}
    return {
        slug: frame_of(body, year, given.get(slug, MISSING))
        for slug, body in bodies.items()
        if slug in given or body.has_ended_before(year)
    }


def _side_by_side(
    bodies: Mapping[str, Body], old: Mapping[str, Figure], new: Mapping[str, Figure], year: int
) -> list[BodyMoney]:
    """In the order of the bodies, the central pots last."""
    found = [
        BodyMoney(body, YearOfMoney(year, old.get(slug), new.get(slug)))
        for slug, body in bodies.items()
        if not _is_nothing(old.get(slug)) or not _is_nothing(new.get(slug))
    ]
    return sorted(found, key=lambda row: in_order(row.body))


def in_order(body: Body) -> tuple[bool, int]:
    """What bodies with frames are sorted by: the central pots come last."""
    return body.kind == Body.Kind.CENTRAL, body.position


def _is_nothing(figure: Figure | None) -> bool:
    return figure is None or figure.kind in ("missing", "ended")


def _of_year(year: int, rows: list[BodyMoney]) -> FramesOfYear:
    unchanged = [row for row in rows if not row.is_changed]
    central = [row for row in rows if row.body.kind == Body.Kind.CENTRAL]
    return FramesOfYear(
        year=year,
        rows=[row for row in rows if row.is_changed],
        unchanged=unchanged,
        unchanged_sum=_sum(year, unchanged),
        central=_sum(year, central) if central else None,
        total=_sum(year, rows),
    )


def _sum(year: int, rows: Iterable[BodyMoney]) -> YearSum:
    return year_sum(year, [(row.body.name, row.money) for row in rows])


def _steps(old: Document, new: Document, bodies: Mapping[str, Body]) -> Iterable[YearStep]:
    """Into the first year of the new document, and into every year that it gives reasons for."""
    reasons = [
        FrameChange(body=bodies[entry["body"]["slug"]], **change)
        for entry in new["frames"]
        for change in entry["changes"]
    ]
    for year in _years(new):
        is_within = year - 1 in _years(new)
        before = new if is_within else old
        stated = [reason for reason in reasons if reason.year == year]
        if year - 1 in _years(before) and (stated or year == new["from_year"]):
            were, are = _of(_frames(before), year - 1, bodies), _of(_frames(new), year, bodies)
            rows = _side_by_side(bodies, were, are, year)
            lines = [_line(row) for row in rows]
            yield YearStep(_of_year(year, rows), is_within, reason_table(lines, explained(lines, stated)))


def _line(row: BodyMoney) -> FrameRow:
    """A body that is only in one of the years had, or has, nothing in the other."""
    nothing = Figure(0)
    return FrameRow(row.body, row.money.new or nothing, row.money.old or nothing, share=None, bar=0, series="rest")


def _whole(year: int, new: Document, frames: Frames, bodies: Mapping[str, Body], totals: dict[str, Any]) -> WholeYear:
    given = _of(frames, year, bodies)
    return WholeYear(
        year=year,
        is_budget=year == new["from_year"],
        totals=totals,
        net_cost=-sum(figure.value or 0 for figure in given.values()),
        unknown=[body.name for slug, body in bodies.items() if slug in given and given[slug].kind == "undecided"],
    )


# Mission plans


@dataclass(frozen=True)
class AreaComparison:
    """The frame that the areas share, and what is not allocated, in the years that both documents speak for."""

    frames: list[YearOfMoney]
    left: list[YearOfMoney]

    @property
    def above(self) -> list[int]:
        """The years in which the new document allocates more than there is."""
        return [each.year for each in self.left if each.new and (each.new.value or 0) < 0]


def areas_between(
    old: Document, new: Document, body: Body, *, old_day: date | None, new_day: date | None
) -> AreaComparison:
    """Each against the frame as it was known on its day; None is what is known now. Three queries."""
    history = FrameHistory(body)
    years = common_years(old, new)
    frames = [YearOfMoney(year, history.effective(year, old_day), history.effective(year, new_day)) for year in years]
    return AreaComparison(frames, [_left(frame, old, new) for frame in frames])


def _left(frame: YearOfMoney, old: Document, new: Document) -> YearOfMoney:
    return YearOfMoney(
        frame.year, _not_allocated(frame.old, old, frame.year), _not_allocated(frame.new, new, frame.year)
    )


def _not_allocated(frame: Figure | None, document: Document, year: int) -> Figure:
    """Not known where the frame or some area's amount is not."""
    amounts = [area["amounts"].get(str(year), 0) for area in document["areas"]]
    if frame is None or frame.value is None or None in amounts:
        return Figure()
    return Figure(frame.value - sum(amounts))
