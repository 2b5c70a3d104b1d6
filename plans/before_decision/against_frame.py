"""A proposal's money against the frame, read from its frozen document. Everything is integer tkr, net cost."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from plans import budget, money
from plans.document import Document
from plans.frame_comparison import in_order
from plans.models import Allocation, BudgetFrame, FrameChange, MissionPlan, Plan, StrategicPlan
from plans.money import MISSING, Balance, Figure, FrameHistory, FrameLedger, known_sum
from styrmodell.models import Body


@dataclass(frozen=True)
class Row:
    """`key` is the thread of an area, or the slug of a body; `note` says who pays where that is not the tax."""

    key: str
    name: str
    note: str
    figures: list[Figure]


@dataclass(frozen=True)
class AgainstFrame:
    """A mission plan's allocation. `left` is negative where more is allocated than there is, None where it is not
    known: nor is the frame, or some amount that could use up what is left.
    """

    years: list[int]
    rows: list[Row]
    allocated: list[int]
    frames: list[Figure]
    left: list[int | None]

    @property
    def without_frame(self) -> list[int]:
        """The years whose frame is not known."""
        return [year for year, frame in zip(self.years, self.frames, strict=True) if not frame.is_known]

    @property
    def undecided(self) -> list[tuple[int, list[str]]]:
        """The years for which some area's amount is not decided, and whose."""
        missing = [
            (year, [row.name for row in self.rows if row.figures[place].kind == "undecided"])
            for place, year in enumerate(self.years)
        ]
        return [(year, names) for year, names in missing if names]

    @property
    def above(self) -> list[tuple[int, int]]:
        """The years in which the allocation goes beyond the frame, with how much."""
        return [
            (year, -left) for year, left in zip(self.years, self.left, strict=True) if left is not None and left < 0
        ]

    @property
    def below(self) -> list[tuple[int, int]]:
        """The years in which something is left, with how much."""
        return [(year, left) for year, left in zip(self.years, self.left, strict=True) if left is not None and left > 0]


def allocation(content: Document, body: Body, *, on: date, ledger: FrameLedger | None = None) -> AgainstFrame:
    """What the areas get of the frame that is known on the day, adjustments counted. Three queries, or the ledger's."""
    years = list(range(content["from_year"], content["last_year"] + 1))
    rows = [
        Row(area["thread"], area["name"], _paid_by(area), [_figure(area["amounts"], year) for year in years])
        for area in content["areas"]
    ]
    history = FrameHistory(body, ledger)
    frames = [history.effective(year, on) for year in years]
    allocated = [sum(row.figures[place].value or 0 for row in rows) for place in range(len(years))]
    left = [_left(frame, allocated[place], [row.figures[place] for row in rows]) for place, frame in enumerate(frames)]
    return AgainstFrame(years, rows, allocated, frames, left)


def of_plan(plan: Plan, content: Document) -> AgainstFrame | None:
    """A mission plan's allocation against the frame as it was known at the decision, else as it is known now."""
    if not isinstance(plan, MissionPlan) or not content["areas"]:
        return None
    return allocation(content, plan.body, on=plan.decision.date if plan.decision else timezone.localdate())


def _left(frame: Figure, allocated: int, parts: list[Figure]) -> int | None:
    if frame.value is None or (allocated <= frame.value and any(part.kind == "undecided" for part in parts)):
        return None
    return frame.value - allocated


def _paid_by(area: Document) -> str:
    financing = Allocation.Financing(area["financing"])
    return "" if financing == Allocation.Financing.TAX else str(financing.label)


def _figure(amounts: dict[str, int | None], year: int) -> Figure:
    return Figure(amounts[str(year)]) if str(year) in amounts else MISSING


@dataclass(frozen=True)
class FrameLine:
    """A body's frame over the years, and in the first of them against the year before.

    `reasons` are (cause, tkr, words); `unexplained` is what they leave of the change, None when it is not known.
    """

    key: str
    name: str
    figures: list[Figure]
    before: Figure
    reasons: list[tuple[str, int, str]]

    @property
    def change(self) -> int | None:
        now, before = self.figures[0].value, self.before.value
        return None if now is None or before is None else now - before

    @property
    def percent(self) -> float | None:
        return budget.percent(self.change, self.before.value)

    @property
    def unexplained(self) -> int | None:
        return None if self.change is None else self.change - sum(amount for _, amount, _ in self.reasons)


@dataclass(frozen=True)
class Frames:
    """The frames of a strategic plan, in the order of the bodies; `balance` sets the first year's sum against what
    comes in. A sum has what is known; the change, those whose frame is known in both years.
    """

    years: list[int]
    lines: list[FrameLine]
    balance: Balance | None

    @property
    def totals(self) -> list[int | None]:
        return [known_sum(line.figures[place] for line in self.lines) for place in range(len(self.years))]

    @property
    def before(self) -> int | None:
        """The sum of the year before."""
        return known_sum(line.before for line in self.lines)

    @property
    def change(self) -> int | None:
        return known_sum(Figure(line.change) for line in self.lines)

    @property
    def percent(self) -> float | None:
        return budget.percent(self.change, known_sum(line.before for line in self.lines if line.change is not None))

    @property
    def not_compared(self) -> list[str]:
        """The bodies that the change is without."""
        return [line.name for line in self.lines if line.change is None]

    @property
    def unknown(self) -> list[tuple[int, list[str]]]:
        """The years whose sum is without somebody, and whom."""
        missing = [
            (year, [line.name for line in self.lines if not line.figures[place].is_known])
            for place, year in enumerate(self.years)
        ]
        return [(year, names) for year, names in missing if names]

    @property
    def addition(self) -> list[dict[str, str]]:
        """What comes in and what goes out; the last is the result."""
        if self.balance is None:
            return []
        lines = [*self.balance.lines, ("Resultat", self.balance.result)]
        return [{"label": label, "value": figure.text, "kind": figure.kind} for label, figure in _figures(lines)]


def _figures(lines: list[tuple[str, int | None]]) -> list[tuple[str, Figure]]:
    return [(label, Figure(amount)) for label, amount in lines]


def frames(content: Document, plan: StrategicPlan, *, on: date) -> Frames:
    """Three queries."""
    years = list(range(content["from_year"], content["last_year"] + 1))
    first = years[0]
    before = {
        frame.body.slug: Figure(frame.amount)
        for frame in BudgetFrame.objects.filter(
            plan__in=StrategicPlan.objects.in_force(first - 1, known_on=on), year=first - 1
        ).select_related("body")
    }
    bodies = {body.slug: body for body in Body.objects.filter(slug__in=[_slug(entry) for entry in content["frames"]])}
    lines = [
        FrameLine(
            key=_slug(entry),
            name=entry["body"]["name"],
            figures=[_figure(entry["amounts"], year) for year in years],
            before=before.get(_slug(entry), MISSING),
            reasons=[
                (str(FrameChange.Cause(change["cause"]).label), change["amount"], change["text"])
                for change in entry["changes"]
                if change["year"] == first
            ],
        )
        for entry in sorted(content["frames"], key=lambda entry: in_order(bodies[_slug(entry)]))
    ]
    total = sum(line.figures[0].value or 0 for line in lines)
    unknown = [bodies[line.key] for line in lines if not line.figures[0].is_known]
    return Frames(years, lines, money.balance(first, money.FrameTable(first, plan, [], total, unknown)))


def _slug(entry: Document) -> str:
    slug: str = entry["body"]["slug"]
    return slug
