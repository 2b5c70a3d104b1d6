"""The whole that the frames are a part of: taxes, grants, financial net, net cost and result. Integer tkr."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plans.in_force import speaking_for
from plans.models import MunicipalTotal, StrategicPlan
from plans.money import MISSING, Figure, FrameLedger, FrameRow
from styrmodell import typography
from styrmodell.models import Body, Decision, cited

Kind = MunicipalTotal.Kind


@dataclass(frozen=True)
class WholeYear:
    """One year of the municipality's economy. Costs are negative, as they are stored and set."""

    year: int
    is_budget: bool
    totals: dict[str, MunicipalTotal]
    net_cost: int
    """The known frames of the year, below zero."""
    unknown: list[str]
    """The bodies whose frame is not decided, in their order; the net cost is without them."""

    def figure(self, kind: Kind) -> Figure:
        return Figure(self.totals[kind].amount) if kind in self.totals else MISSING

    @property
    def result(self) -> int | None:
        """None when something is not decided, so that it cannot be computed."""
        parts = [self.figure(kind).value for kind in (Kind.TAXES, Kind.GRANTS, Kind.FINANCIAL_NET)]
        known = [part for part in parts if part is not None]
        return sum(known) + self.net_cost if len(known) == len(parts) and not self.unknown else None

    @property
    def margin(self) -> float | None:
        """The result in percent of taxes and grants."""
        taxes, grants = self.figure(Kind.TAXES).value, self.figure(Kind.GRANTS).value
        if self.result is None or not taxes or grants is None:
            return None
        return 100 * self.result / (taxes + grants)

    @property
    def disagreements(self) -> list[str]:
        """Where the decided total is another than what the frames and totals sum to."""
        computed = [(Kind.NET_COST, self.net_cost if not self.unknown else None), (Kind.RESULT, self.result)]
        return [
            f"{_capital(kind)} {self.year} är enligt beslutet {typography.tkr(decided)} tkr, "
            f"men delarna blir tillsammans {typography.tkr(own)} tkr."
            for kind, own in computed
            if own is not None and (decided := self.figure(kind).value) is not None and decided != own
        ]


def whole_over_years(ledger: FrameLedger, bodies: Mapping[int, Body]) -> list[WholeYear]:
    """Every year that a strategic plan is in force for. One query."""
    totals = budget_totals()
    years = sorted({year for plan in ledger.editions for year in plan.years})
    plans = [(year, plan) for year in years if (plan := speaking_for(ledger.editions, year))]
    return [_whole_year(year, plan, totals.get(year, {}), ledger, bodies) for year, plan in plans]


def budget_totals() -> dict[int, dict[str, MunicipalTotal]]:
    """What is decided of the whole, by year and kind. One query."""
    totals: dict[int, dict[str, MunicipalTotal]] = {}
    stored = MunicipalTotal.objects.filter(basis=MunicipalTotal.Basis.BUDGET)
    decided = ("decision__body", "decision__department")
    columns = ("year", "kind", "amount", "is_example", *cited("decision"))
    for total in stored.select_related(*decided).only(*columns):
        totals.setdefault(total.year, {})[total.kind] = total
    return totals


def _whole_year(
    year: int,
    plan: StrategicPlan,
    totals: dict[str, MunicipalTotal],
    ledger: FrameLedger,
    bodies: Mapping[int, Body],
) -> WholeYear:
    frames = {body: amounts[plan.pk, year] for body, amounts in ledger.amounts.items() if (plan.pk, year) in amounts}
    return WholeYear(
        year=year,
        is_budget=year == plan.from_year,
        totals=totals,
        net_cost=-sum(amount or 0 for amount in frames.values()),
        unknown=[body.name for key, body in bodies.items() if key in frames and frames[key] is None],
    )


@dataclass(frozen=True)
class Cell:
    """A figure as it is set, or why there is none (amount.html)."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class WholeRow:
    label: str
    cells: list[Cell]
    is_sum: bool = False


def over_years(wholes: Sequence[WholeYear]) -> list[WholeRow]:
    """The table of the whole, a column for each year. A net cost that is not whole has a star."""
    rows = [
        WholeRow(
            _capital(kind), [Cell(figure.text, figure.kind) for figure in (whole.figure(kind) for whole in wholes)]
        )
        for kind in (Kind.TAXES, Kind.GRANTS, Kind.FINANCIAL_NET)
    ]
    rows.append(
        WholeRow(
            "Nettokostnad", [Cell(f"{typography.tkr(each.net_cost)}{'*' if each.unknown else ''}") for each in wholes]
        )
    )
    results = [Cell(typography.tkr(each.result) if each.result is not None else UNCOUNTABLE) for each in wholes]
    rows.append(WholeRow("Budgeterat resultat", results, is_sum=True))
    margins = [typography.decimal(each.margin, 1) if each.margin is not None else UNCOUNTABLE for each in wholes]
    rows.append(WholeRow("Resultat i procent av skatter och bidrag", [Cell(margin) for margin in margins]))
    if any(Kind.TAX_RATE in each.totals for each in wholes):
        rows.append(WholeRow("Skattesats, kronor per hundralapp", [_tax_rate(each) for each in wholes]))
    return rows


UNCOUNTABLE = "kan inte räknas"


def _capital(kind: Kind) -> str:
    return str(kind.label).capitalize()


def _tax_rate(whole: WholeYear) -> Cell:
    figure = whole.figure(Kind.TAX_RATE)
    return Cell(typography.decimal(figure.value / 100, 2) if figure.value is not None else "", figure.kind)


@dataclass(frozen=True)
class Source:
    """A decision, and the years whose totals it set."""

    decision: Decision
    years: list[int]


def sources(wholes: Iterable[WholeYear]) -> list[Source]:
    years: dict[Decision, dict[int, None]] = {}
    for whole in wholes:
        for total in whole.totals.values():
            if total.decision:
                years.setdefault(total.decision, {})[whole.year] = None
    return [Source(decision, list(found)) for decision, found in years.items()]


@dataclass(frozen=True)
class Part:
    """A part of what comes in or goes out; `start` and `width` are percent of the longer of the two."""

    label: str
    tkr: str
    look: str
    start: float
    width: float


@dataclass(frozen=True)
class Side:
    label: str
    parts: list[Part]
    total: int


@dataclass(frozen=True)
class Scales:
    """What comes in against what goes out, equally long when everything is known."""

    sides: list[Side]

    @property
    def is_even(self) -> bool:
        return len({side.total for side in self.sides}) == 1


def scales(whole: WholeYear, rows: Iterable[FrameRow]) -> Scales | None:
    """None when neither taxes nor grants are known.

    What lessens a cost stands among what comes in: a frame that gives a surplus, a financial net above zero. A
    result below zero stands there too, since it is paid with what was saved before.
    """
    if whole.figure(Kind.TAXES).value is None or whole.figure(Kind.GRANTS).value is None:
        return None
    amounts: list[tuple[str, int, str]] = [
        (_capital(kind), whole.figure(kind).value or 0, look)
        for kind, look in ((Kind.TAXES, "taxes"), (Kind.GRANTS, "grants"))
    ]
    amounts += [(row.body.name, -(row.frame.value or 0), f"series-{row.series}") for row in rows]
    amounts.append(("Finansnetto", whole.figure(Kind.FINANCIAL_NET).value or 0, "financial"))
    result = whole.result or 0
    amounts.append(("Budgeterat överskott" if result > 0 else "Budgeterat underskott", -result, "result"))
    incoming = [(label, amount, look) for label, amount, look in amounts if amount > 0]
    outgoing = [(label, -amount, look) for label, amount, look in amounts if amount < 0]
    longest = max(_total(incoming), _total(outgoing))
    return Scales([_side("Pengar in", incoming, longest), _side("Pengar ut", outgoing, longest)])


def _total(amounts: Sequence[tuple[str, int, str]]) -> int:
    return sum(amount for _, amount, _ in amounts)


def _side(label: str, amounts: Sequence[tuple[str, int, str]], longest: int) -> Side:
    parts = []
    laid = 0
    for name, amount, look in amounts:
        parts.append(Part(name, typography.tkr(amount), look, 100 * laid / longest, 100 * amount / longest))
        laid += amount
    return Side(label, parts, laid)
