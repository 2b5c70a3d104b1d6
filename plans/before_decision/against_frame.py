"""A proposal's money against the frame, read from its frozen document. Everything is integer tkr, net cost."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from plans import budget, money
from plans.branches import listed
from plans.document import Document
from plans.frame_comparison import in_order
from plans.models import Allocation, FrameChange, MissionPlan, Plan, StrategicPlan
from plans.money import MISSING, Balance, Figure, FrameHistory, FrameLedger, Total, frame_of, known_sum, sum_of, total
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
    return allocation(content, plan.body, on=known_on(plan))


def known_on(plan: Plan, now: datetime | None = None) -> date:
    """The day whose knowledge a plan is held against: that of its decision, else today."""
    return plan.decision.date if plan.decision else timezone.localdate(now)


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

    `key` is "" for one that only had a frame the year before: the text has no such line. `reasons` are (cause, tkr,
    words); `unexplained` is what they leave of the change, None when it is not known.
    """

    key: str
    name: str
    figures: list[Figure]
    before: Figure
    reasons: list[tuple[str, int, str]]

    @property
    def change(self) -> int | None:
        return money.difference(self.figures[0], self.before)

    @property
    def percent(self) -> float | None:
        return budget.percent(self.change, self.before.value)

    @property
    def unexplained(self) -> int | None:
        return None if self.change is None else money.unexplained(self.change, [one for _, one, _ in self.reasons])

    @property
    def ended(self) -> str:
        """ "upphörde 30 juni 2023", where that is reason enough."""
        return self.figures[0].text if self.figures[0].kind == "ended" and not self.reasons else ""


@dataclass(frozen=True)
class Frames:
    """The frames of a strategic plan, in the order of the bodies; `balance` sets the first year's sum against what
    comes in. The change is counted on those whose frame is known in both years.
    """

    years: list[int]
    lines: list[FrameLine]
    balance: Balance | None

    @property
    def totals(self) -> list[Total]:
        return [total((line.name, line.figures[place]) for line in self.lines) for place in range(len(self.years))]

    @property
    def before(self) -> Figure:
        """The sum of the year before, of those that had a frame then."""
        return sum_of([line.before for line in self.lines])

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
    def explained(self) -> list[FrameLine]:
        """Those whose frame changes, or that say why it would."""
        return [line for line in self.lines if line.reasons or line.change]

    @property
    def left_out(self) -> list[tuple[int, str]]:
        """The years whose sum is not whole, with what it is without."""
        sums = zip(self.years, self.totals, strict=True)
        return [(year, listed(each.left_out)) for year, each in sums if each.is_part]

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
    """With those that only the year before had. Three queries."""
    years = list(range(content["from_year"], content["last_year"] + 1))
    given = {entry["body"]["slug"]: entry for entry in content["frames"]}
    before = _frames_of(years[0] - 1, on)
    bodies = sorted(Body.objects.filter(slug__in=given.keys() | before.keys()), key=in_order) if given else []
    lines = [_frame_line(body, years, given.get(body.slug), before.get(body.slug, MISSING)) for body in bodies]
    net_cost = sum(line.figures[0].value or 0 for line in lines)
    unknown = [body for body, line in zip(bodies, lines, strict=True) if line.figures[0].kind == "undecided"]
    return Frames(years, lines, money.balance(years[0], money.FrameTable(years[0], plan, [], net_cost, unknown)))


def _frames_of(year: int, on: date) -> dict[str, Figure]:
    """By the body's slug, as they were known on the day."""
    granted = money.frames_in_force(year, known_on=on).values_list("body__slug", "amount")
    return {slug: Figure(amount) for slug, amount in granted}


def _frame_line(body: Body, years: list[int], entry: Document | None, before: Figure) -> FrameLine:
    """`entry` is what the document says of the body's frame, None where it says nothing."""
    given = entry or {"amounts": {}, "changes": []}
    return FrameLine(
        key=body.slug if entry else "",
        name=entry["body"]["name"] if entry else body.name,
        figures=[frame_of(body, year, _figure(given["amounts"], year)) for year in years],
        before=frame_of(body, years[0] - 1, before),
        reasons=[
            (str(FrameChange.Cause(change["cause"]).label), change["amount"], change["text"])
            for change in given["changes"]
            if change["year"] == years[0]
        ],
    )
