"""The money of one edition of the strategic plan: frames, reasons for their change, investments."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from plans.branches import listed
from plans.investments import InvestmentLine, investment_lines
from plans.models import BudgetFrame, FrameChange, StrategicPlan
from plans.models.plan import speaking_for
from plans.money import MISSING, Figure, Total, difference, frame_of, total, unexplained
from styrmodell.models import Body

CAUSES = FrameChange.Cause.values


@dataclass(frozen=True)
class Column:
    """A year of the plan; the first is budget, the others plan."""

    year: int
    kind: str


@dataclass(frozen=True)
class BodyFrames:
    body: Body
    figures: list[Figure]


@dataclass(frozen=True)
class FramesOverYears:
    columns: list[Column]
    rows: list[BodyFrames]
    sums: list[Total]

    @property
    def left_out(self) -> list[tuple[int, str]]:
        """The years whose sum is not whole, with what it is without."""
        return [
            (column.year, listed(each.left_out))
            for column, each in zip(self.columns, self.sums, strict=True)
            if each.is_part
        ]


def columns(plan: StrategicPlan) -> list[Column]:
    years = range(plan.from_year, plan.last_year + 1)
    return [Column(year, "budget" if year == plan.from_year else "plan") for year in years]


class Granted:
    """What an edition grants the bodies, for the tables to read from. Two queries."""

    def __init__(self, plan: StrategicPlan) -> None:
        self.plan = plan
        self.bodies = {body.pk: body for body in Body.objects.all()}
        """In their order."""
        self.amounts = _amounts(plan.frames.all())


def frames(granted: Granted) -> FramesOverYears | None:
    """The bodies' frames for the years that the edition speaks for, largest first."""
    heads = columns(granted.plan)
    with_frames = {body for body, _ in granted.amounts}
    rows = [
        BodyFrames(body, [frame_of(body, head.year, granted.amounts.get((key, head.year), MISSING)) for head in heads])
        for key, body in granted.bodies.items()
        if key in with_frames
    ]
    rows.sort(key=lambda row: -(row.figures[0].value or 0))
    sums = [total((row.body.name, row.figures[index]) for row in rows) for index in range(len(heads))]
    return FramesOverYears(heads, rows, sums) if rows else None


@dataclass(frozen=True)
class Reasons:
    """Why a body's frame of the year differs from the year before; None where either is not known."""

    body: Body
    year: int
    before: Figure
    now: Figure
    changes: list[FrameChange]

    @property
    def year_before(self) -> int:
        return self.year - 1

    @cached_property
    def difference(self) -> int | None:
        return difference(self.now, self.before)

    @cached_property
    def unexplained(self) -> int:
        """What the stated reasons leave; 0 where it cannot be known."""
        return 0 if self.difference is None else unexplained(self.difference, [one.amount for one in self.changes])


def reasons(granted: Granted) -> list[Reasons]:
    """For every year and body with stated reasons, in their order. Two queries."""
    plan = granted.plan
    stated: dict[tuple[int, int], list[FrameChange]] = defaultdict(list)
    for change in plan.frame_changes.order_by("year", "pk"):
        stated[change.year, change.body_id].append(change)
    first = min([plan.from_year, *(year for year, _ in stated)])
    known = _amounts_before(range(first - 1, plan.from_year)) | granted.amounts
    return [
        Reasons(
            body=body,
            year=year,
            before=frame_of(body, year - 1, known.get((key, year - 1), MISSING)),
            now=frame_of(body, year, known.get((key, year), MISSING)),
            changes=sorted(stated[year, key], key=lambda change: CAUSES.index(change.cause)),
        )
        for year in sorted({year for year, _ in stated})
        for key, body in granted.bodies.items()
        if (year, key) in stated
    ]


def _amounts_before(years: Iterable[int]) -> dict[tuple[int, int], Figure]:
    """What the edition in force each year says of it. One query."""
    asked = Q()
    for year in years:
        asked |= Q(plan__in=speaking_for(StrategicPlan, year), year=year)
    return _amounts(BudgetFrame.objects.filter(asked))


def _amounts(frames: QuerySet[BudgetFrame]) -> dict[tuple[int, int], Figure]:
    """By body and year."""
    amounts = frames.order_by().values_list("body", "year", "amount")
    return {(body, year): Figure(amount) for body, year, amount in amounts}


@dataclass(frozen=True)
class Investments:
    columns: list[Column]
    rows: list[InvestmentLine]
    sums: list[Total]

    @property
    def undecided(self) -> list[str]:
        """What the sums leave out: "Albogaskolan", "Ny simhall (2026)"."""
        return [_left_out(row, self.columns) for row in self.rows if not all(fig.is_known for fig in row.figures)]


def _left_out(row: InvestmentLine, heads: list[Column]) -> str:
    years = [str(head.year) for head, figure in zip(heads, row.figures, strict=True) if not figure.is_known]
    return row.investment.title if row.is_undecided else f"{row.investment.title} ({', '.join(years)})"


def investments(plan: StrategicPlan) -> Investments | None:
    """The investment budget of the edition, with where each object stands now. Four queries."""
    heads = columns(plan)
    rows = investment_lines(plan, [head.year for head in heads])
    if not rows:
        return None
    sums = [total((row.investment.title, row.figures[index]) for row in rows) for index in range(len(heads))]
    return Investments(heads, rows, sums)
