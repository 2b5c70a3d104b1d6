"""The budget of one year: the frames against the year before, and what has happened to them since."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plans.in_force import speaking_for
from plans.models import FrameAdjustment, FrameChange
from plans.money import (
    MISSING,
    Explanation,
    Figure,
    FrameLedger,
    FrameRow,
    FrameTable,
    explanations,
    frame_of,
    received,
)
from styrmodell.models import Body


@dataclass(frozen=True)
class YearOnYear:
    """The frames of a year against the year before, with those that only the year before had.

    The change is counted on the bodies whose frame is known in both years; `not_compared` names the others.
    """

    table: FrameTable
    rows: list[FrameRow]

    @property
    def before_year(self) -> int:
        return self.table.year - 1

    @property
    def total_before(self) -> int:
        return sum(row.before.value or 0 for row in self.rows)

    @property
    def change(self) -> int | None:
        changes = [row.change for row in self.rows if row.change is not None]
        return sum(changes) if changes else None

    @property
    def percent(self) -> float | None:
        return percent(self.change, sum(row.before.value or 0 for row in self.rows if row.change is not None))

    @property
    def not_compared(self) -> list[Body]:
        return [row.body for row in self.rows if row.change is None]


def percent(change: int | None, before: int | None) -> float | None:
    """Percent of what was before; None where that is not known or not more than zero."""
    return 100 * change / before if change is not None and before is not None and before > 0 else None


def row_percent(row: FrameRow) -> float | None:
    return percent(row.change, row.before.value)


def against_year_before(table: FrameTable, ledger: FrameLedger, bodies: Iterable[Body]) -> YearOnYear:
    """`bodies` are those that may have had a frame the year before without having one now."""
    present = {row.body for row in table.rows}
    last = speaking_for(ledger.editions, table.year - 1)
    gone = [
        FrameRow(body, frame_of(body, table.year, MISSING), before, share=None, bar=0, series="rest")
        for body in bodies
        if body not in present and not (before := ledger.frame(body, last, table.year - 1)).is_missing
    ]
    return YearOnYear(table, [*table.rows, *gone])


@dataclass(frozen=True)
class ReasonRow:
    """Why one body's frame differs: an amount for each cause of the table, and what nobody has explained."""

    explanation: Explanation
    amounts: list[int]


@dataclass(frozen=True)
class ReasonTable:
    """Causes × bodies. `others` is the change of the bodies without any stated reason, together `total`."""

    causes: list[str]
    rows: list[ReasonRow]
    others: list[FrameRow]

    @property
    def ended(self) -> list[FrameRow]:
        """Those of the others that have ended, which says why."""
        return [row for row in self.others if row.frame.ended_on]

    @property
    def unspoken(self) -> list[FrameRow]:
        return [row for row in self.others if not row.frame.ended_on]

    @property
    def sums(self) -> list[int]:
        return [sum(row.amounts[index] for row in self.rows) for index in range(len(self.causes))]

    @property
    def unexplained(self) -> int:
        return sum(row.explanation.unexplained for row in self.rows)

    @property
    def without_reason(self) -> int:
        return self.unexplained + self.others_change

    @property
    def others_change(self) -> int:
        return sum(row.change or 0 for row in self.others)

    @property
    def total(self) -> int:
        return sum(row.explanation.difference for row in self.rows) + self.others_change


def reasons(compared: YearOnYear) -> ReasonTable | None:
    """None when the plan gives no reasons for the year. One query."""
    return reason_table(compared.rows, explanations(compared.table))


def reason_table(rows: Iterable[FrameRow], given: Iterable[Explanation]) -> ReasonTable | None:
    """The explanations of some of the rows; None when there are none."""
    explained = [in_order(explanation) for explanation in given]
    if not explained:
        return None
    stated = {change.cause for explanation in explained for change in explanation.changes}
    causes = [cause for cause in FrameChange.Cause if cause in stated]
    with_reasons = {explanation.body for explanation in explained}
    return ReasonTable(
        causes=[str(cause.label) for cause in causes],
        rows=[
            ReasonRow(
                explanation,
                [sum(row.amount for row in explanation.changes if row.cause == cause) for cause in causes],
            )
            for explanation in explained
        ],
        others=[row for row in rows if row.body not in with_reasons and row.change],
    )


def in_order(explanation: Explanation) -> Explanation:
    """The causes in the order of the table."""
    causes = FrameChange.Cause.values
    return replace(explanation, changes=sorted(explanation.changes, key=lambda change: causes.index(change.cause)))


@dataclass(frozen=True)
class ChangedFrame:
    """What has happened to one body's frame during the year, by kind in the order of the table."""

    body: Body
    frame: Figure
    moved: list[int]

    @property
    def now(self) -> Figure:
        return Figure(self.frame.value + sum(self.moved)) if self.frame.value is not None else self.frame


@dataclass(frozen=True)
class Events:
    """What has happened to the frames during the year. `untouched` are the frames that nothing happened to."""

    kinds: list[str]
    rows: list[ChangedFrame]
    untouched: int
    adjustments: list[FrameAdjustment]

    @property
    def sums(self) -> list[int]:
        return [sum(row.moved[index] for row in self.rows) for index in range(len(self.kinds))]

    @property
    def total(self) -> int:
        """The frames as they were adopted; those that are not known are not in it."""
        return self.untouched + sum(row.frame.value or 0 for row in self.rows)

    @property
    def total_now(self) -> int:
        return self.total + sum(self.sums)


def events(table: FrameTable, ledger: FrameLedger) -> Events | None:
    """None when nothing has happened."""
    adjustments = [row for row in ledger.adjustments if row.year == table.year]
    if not adjustments:
        return None
    kinds = [kind for kind in FrameAdjustment.Kind if any(row.kind == kind for row in adjustments)]
    touched = {body for row in adjustments for body in (row.body, row.source_body) if body}
    frames = {row.body: row.frame for row in table.rows}
    in_order = [body for body in frames if body in touched] + sorted(touched - frames.keys(), key=_place)
    return Events(
        kinds=[str(kind.label) for kind in kinds],
        rows=[
            ChangedFrame(
                body,
                frames.get(body, MISSING),
                [
                    sum(
                        received(row, body)
                        for row in ledger.moves[body.pk]
                        if (row.kind, row.year) == (kind, table.year)
                    )
                    for kind in kinds
                ],
            )
            for body in in_order
        ],
        untouched=sum(row.frame.value or 0 for row in table.rows if row.body not in touched),
        adjustments=adjustments,
    )


def _place(body: Body) -> tuple[int, str]:
    return body.position, body.slug


@dataclass(frozen=True)
class Pot:
    """Money that belongs to no one yet, and how much of it has been given out during the year."""

    body: Body
    frame: Figure
    given: int

    @property
    def left(self) -> int | None:
        return None if self.frame.value is None else self.frame.value - self.given


def central_pots(table: FrameTable, ledger: FrameLedger) -> list[Pot]:
    return [
        Pot(
            row.body,
            row.frame,
            -sum(received(move, row.body) for move in ledger.moves[row.body.pk] if move.year == table.year),
        )
        for row in table.rows
        if row.body.kind == Body.Kind.CENTRAL
    ]
