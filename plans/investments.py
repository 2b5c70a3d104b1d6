"""The investment budget: objects, amounts over the years, where each stands. Everything is integer tkr.

An amount is missing, undecided or a number, as a frame is; below zero when sales exceed the cost.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from plans.models import Investment, InvestmentAdjustment, InvestmentAmount, InvestmentState, StrategicPlan
from plans.money import MISSING, Figure, sum_of
from styrmodell import typography
from styrmodell.models import cited

PAID = {
    Investment.Financing.TAX: "med skatt",
    Investment.Financing.FEE: "med taxor",
    Investment.Financing.DEVELOPMENT: "genom exploatering",
}
"""How it is said that an object is paid for: "betalas med skatt"."""


@dataclass(frozen=True)
class InvestmentLine:
    """One object; `figures` in the order of the table's years, `standing` is the latest that is said of its state."""

    investment: Investment
    figures: list[Figure]
    standing: InvestmentState | None
    adjustments: list[InvestmentAdjustment]

    @property
    def state(self) -> str:
        """In words: "pågår sedan 15 februari 2021"; "" when nobody has said."""
        if self.standing is None:
            return ""
        return f"{self.standing.get_state_display()} sedan {typography.long_date(self.standing.date)}"

    @property
    def reason(self) -> str:
        return self.standing.reason if self.standing else ""

    @property
    def is_paused(self) -> bool:
        return self.standing is not None and self.standing.state == InvestmentState.State.PAUSED

    @property
    def is_undecided(self) -> bool:
        """No year has an amount."""
        return all(figure.value is None for figure in self.figures)

    @property
    def has_unknown(self) -> bool:
        return any(figure.value is None for figure in self.figures)

    @property
    def total(self) -> int | None:
        """Over the years; None when nothing is decided."""
        return None if self.is_undecided else sum(figure.value or 0 for figure in self.figures)


@dataclass(frozen=True)
class InvestmentSum:
    """The sum of some objects, year by year and over the years; `look` is the class of its colour, where it has one.

    A year in which nothing of theirs is decided has no sum.
    """

    label: str
    years: list[Figure]
    count: int
    look: str = ""

    @property
    def total(self) -> Figure:
        return sum_of(self.years)


OBJECT = (
    "plan", "number", "title", "text", "financing", "thread__public_id", "thread__kind", "body__name", "body__slug",
    "place__name", "place__slug",
)  # fmt: skip
ADDED = (
    "year", "kind", "amount", "reason", "financing", "undoes", "is_example", "investment", *cited("decision"),
    "decision__department__name",
)  # fmt: skip
"""What is told of an object, and of what is added to it."""


def investment_lines(plan: StrategicPlan, years: Sequence[int]) -> list[InvestmentLine]:
    """The objects of an edition in its order. Four queries."""
    objects = list(plan.investments.select_related("thread", "body", "place").only(*OBJECT).order_by("position"))
    amounts: dict[int, dict[int, Figure]] = defaultdict(dict)
    granted = InvestmentAmount.objects.filter(investment__in=objects).order_by()
    for item, year, amount in granted.values_list("investment", "year", "amount"):
        amounts[item][year] = Figure(amount)
    threads = [item.thread_id for item in objects]
    standings = {
        state.investment_id: state
        for state in InvestmentState.objects.filter(investment__in=threads).order_by("date", "pk")
    }
    adjustments: dict[int, list[InvestmentAdjustment]] = defaultdict(list)
    made = InvestmentAdjustment.objects.filter(investment__in=threads)
    for row in made.select_related("decision__body", "decision__department").only(*ADDED):
        adjustments[row.investment_id].append(row)
    return [
        InvestmentLine(
            item,
            [amounts[item.pk].get(year, MISSING) for year in years],
            standings.get(item.thread_id),
            adjustments.get(item.thread_id, []),
        )
        for item in objects
    ]


def figures_of(investment: Investment, years: Iterable[int]) -> list[Figure]:
    """Needs amounts prefetched."""
    amounts = {row.year: Figure(row.amount) for row in investment.amounts.all()}
    return [amounts.get(year, MISSING) for year in years]


def summed(label: str, lines: Sequence[InvestmentLine], years: Sequence[int], look: str = "") -> InvestmentSum:
    """`years` are those that the lines have figures for."""
    columns = [sum_of([line.figures[place] for line in lines]) for place in range(len(years))]
    return InvestmentSum(label, columns, len(lines), look)


def summed_by_body(lines: Iterable[InvestmentLine], years: Sequence[int]) -> list[InvestmentSum]:
    """The largest over the years first."""
    groups: dict[str, list[InvestmentLine]] = defaultdict(list)
    for line in lines:
        groups[line.investment.body.name].append(line)
    return sorted(
        (summed(name, group, years) for name, group in groups.items()), key=lambda each: -(each.total.value or 0)
    )


def summed_by_financing(lines: Iterable[InvestmentLine], years: Sequence[int]) -> list[InvestmentSum]:
    """In the order of the kinds of financing; those that pay for nothing are left out."""
    groups: dict[str, list[InvestmentLine]] = defaultdict(list)
    for line in lines:
        groups[line.investment.financing].append(line)
    return [
        summed(PAID[kind], groups[kind], years, f"paid-{kind.value}") for kind in Investment.Financing if kind in groups
    ]


def carried_over(plan: StrategicPlan, year: int) -> list[tuple[InvestmentAdjustment, str]]:
    """What has been added to the year, with the title of the object, in the order of the plan. One query."""
    added = (
        InvestmentAdjustment.objects.filter(year=year, investment__investment_items__plan=plan)
        .select_related("investment", "decision__body", "decision__department")
        .only(*ADDED)
        .annotate(title=F("investment__investment_items__title"))
        .order_by("investment__investment_items__position", "decision__date", "pk")
    )
    return [(row, row.title) for row in added]
