from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans import citation
from plans.choices import Chosen, Column, Filter, alphabetical, choose
from plans.editions import label as edition_label
from plans.in_force import speaking_for
from plans.investments import (
    PAID,
    InvestmentLine,
    InvestmentSum,
    figures_of,
    investment_lines,
    summed,
    summed_by_body,
    summed_by_financing,
)
from plans.models import Investment, InvestmentAdjustment, InvestmentState, StrategicPlan
from plans.money import MISSING, WITHOUT_NUMBER, Figure
from plans.pillars import Pillars, pillars
from plans.spoken import Spoken, spoken
from plans.views.threads import thread_context
from plans.years import ShownYear, shown
from styrmodell import typography
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def investments(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The investment budget of the plan in force, over its years."""
    this_year = shown(steering_of(request), year)
    plan = (
        StrategicPlan.objects.in_force(this_year.year)
        .select_related("body", "decision__body", "investment_decision__body")
        .first()
    )
    years = list(range(this_year.year, plan.last_year + 1)) if plan else []
    lines = investment_lines(plan, years) if plan else []
    chosen = choose(lines, _columns(years), request.GET.dict(), anchor="objekt", filters=FILTERS) if lines else None
    return render(
        request,
        "investments/investments.html",
        {
            "year": this_year.year,
            "years": this_year.links("investments"),
            "plan": plan,
            "decision": (plan.investment_decision or plan.decision) if plan else None,
            "columns": [(each, "budget" if plan and each == plan.from_year else "plan") for each in years],
            "lede": _lede(lines, years) if lines else "",
            "by_body": summed_by_body(lines, years),
            "by_financing": summed_by_financing(lines, years),
            "total": summed("Summa", lines, years),
            "undecided": [line.investment.title for line in lines if line.has_unknown],
            "pillars": _pillars(lines, years),
            "chosen": chosen,
            "lines": [(line, _url(line.investment, this_year)) for line in chosen.rows] if chosen else [],
            "shown_total": _shown_total(chosen, years) if chosen else None,
            "heading": f"Investeringar {this_year.year}",
            "carried_over": [
                (row, line.investment.title, _url(line.investment, this_year))
                for line in lines
                for row in line.adjustments
                if row.year == this_year.year
            ],
            "citation": citation.of_table(
                request,
                plan,
                f"Investeringar {this_year.year}",
                "investeringar",
                decision=plan.investment_decision,
            )
            if plan
            else None,
            "crumbs": [{"label": "Budget", "url": this_year.url("budget")}, {"label": "Investeringar"}],
            "is_example": bool(plan and plan.is_example)
            or any(row.is_example for line in lines for row in [*line.adjustments, line.standing] if row),
        },
    )


def _shown_total(chosen: Chosen[InvestmentLine], years: Sequence[int]) -> InvestmentSum:
    return summed("Summa för urvalet" if chosen.is_narrowed else "Summa", chosen.rows, years)


def _url(investment: Investment, this_year: ShownYear) -> str:
    return this_year.url("investment", investment.thread.public_id)


def _columns(years: Sequence[int]) -> list[Column[InvestmentLine]]:
    return [
        Column("nr", "Nr", lambda line: line.investment.number),
        Column("namn", "Objekt", lambda line: alphabetical(line.investment.title)),
        Column("lage", "Läge", lambda line: _state_order(line.standing)),
        Column("belopp", str(years[0]), lambda line: line.figures[0].value, is_descending=True),
        Column("summa", f"{years[0]}–{years[-1]}", lambda line: line.total, is_descending=True),
    ]


def _state_order(standing: InvestmentState | None) -> int | None:
    return InvestmentState.State.values.index(standing.state) if standing else None


FILTERS = [
    Filter[InvestmentLine]("organ", "Organ", lambda line: [(line.investment.body.slug, line.investment.body.name)]),
    Filter[InvestmentLine](
        "finansiering",
        "Betalning",
        lambda line: [(line.investment.financing, PAID[Investment.Financing(line.investment.financing)])],
    ),
    Filter[InvestmentLine](
        "lage",
        "Läge",
        lambda line: [(line.standing.state, line.standing.get_state_display())] if line.standing else [],
    ),
    Filter[InvestmentLine](
        "ort",
        "Ort",
        lambda line: [(line.investment.place.slug, line.investment.place.name)] if line.investment.place else [],
    ),
]


def _lede(lines: Sequence[InvestmentLine], years: Sequence[int]) -> str:
    whole = summed("Summa", lines, years)
    first, total = whole.years[0].value, whole.total.value
    if first is None or total is None:
        return f"Vad kommunen ska bygga och köpa {years[0]} är inte beslutat."
    this_year = f"Kommunen ska bygga och köpa för {typography.in_tkr(first)} {years[0]}."
    if len(years) == 1:
        return this_year
    return f"{this_year} Till och med {years[-1]} är det {typography.in_tkr(total)}."


def _pillars(lines: Sequence[InvestmentLine], years: Sequence[int]) -> Pillars | None:
    """One pillar for each year, its parts by kind of financing."""
    return pillars(
        [
            (
                str(year),
                of_year.text or WITHOUT_NUMBER[of_year.kind],
                [
                    (
                        f"paid-{kind.value}",
                        sum(line.figures[place].value or 0 for line in lines if line.investment.financing == kind),
                    )
                    for kind in Investment.Financing
                ],
            )
            for place, (year, of_year) in enumerate(zip(years, summed("", lines, years).years, strict=True))
        ]
    )


@public
def investment(request: HttpRequest, public_id: str, year: int | None = None) -> HttpResponse:
    """One object: what it costs and where it stands, through the editions."""
    this_year = shown(steering_of(request), year)
    items = Investment.objects.select_related(
        "body", "place", "thread", "plan__body", "plan__decision__body", "plan__investment_decision__body"
    ).prefetch_related("amounts")
    said: Spoken[Investment] = spoken(items, public_id, this_year.year)
    item = said.item
    states = list(InvestmentState.objects.filter(investment=item.thread).select_related("decision__body"))
    adjustments = list(InvestmentAdjustment.objects.filter(investment=item.thread).select_related("decision__body"))
    years = sorted({amount.year for edition in said.items for amount in edition.amounts.all()})
    held = _years_of(said, years, adjustments)
    return render(
        request,
        "investments/investment.html",
        thread_context(request, said, this_year, f"Investering {item.number}")
        | {
            "investment": item,
            "decision": item.plan.investment_decision or item.plan.decision,
            "citation": citation.of_item(
                request, item, f"investering {item.number}", decision=item.plan.investment_decision
            ),
            "body_url": this_year.url("body_budget", item.body.slug),
            "investments_url": this_year.url("investments"),
            "paid": PAID[Investment.Financing(item.financing)],
            "standing": states[-1] if states else None,
            "states": states[::-1],
            "adjustments": adjustments,
            "amount_years": years,
            "amounts": _amounts(said, years),
            "held": held,
            "pillars": _own_pillars(held),
            "crumbs": [
                {"label": "Budget", "url": this_year.url("budget")},
                {"label": "Investeringar", "url": this_year.url("investments")},
                {"label": item.title},
            ],
            "is_example": item.plan.is_example
            or any(state.is_example for state in states)
            or any(row.is_example for row in adjustments),
        },
    )


@dataclass(frozen=True)
class AmountCell:
    """What one edition gives one year; no figure for a year that it does not speak for."""

    figure: Figure | None
    is_changed: bool


@dataclass(frozen=True)
class AmountRow:
    """The amounts of one edition, year by year."""

    label: str
    url: str
    cells: list[AmountCell]
    is_current: bool


def _amounts(said: Spoken[Investment], years: Sequence[int]) -> list[AmountRow]:
    rows = []
    before: dict[int, Figure] = {}
    for item in said.items:
        plan = item.plan
        spoken_for = range(plan.from_year, plan.last_year + 1)
        figures = dict(zip(spoken_for, figures_of(item, spoken_for), strict=True))
        cells = [
            AmountCell(figures.get(year), year in figures and year in before and figures[year] != before[year])
            for year in years
        ]
        rows.append(
            AmountRow(edition_label(plan), f"{plan.revision_url}#{item.thread.public_id}", cells, item == said.item)
        )
        before = figures
    return rows


@dataclass(frozen=True)
class YearOfInvestment:
    """What holds for one year: the amount of the edition that speaks for it, and what has been added since."""

    year: int
    figure: Figure
    added: int

    @property
    def now(self) -> Figure:
        return self.figure if self.figure.value is None else Figure(self.figure.value + self.added)


def _years_of(
    said: Spoken[Investment], years: Sequence[int], adjustments: Sequence[InvestmentAdjustment]
) -> list[YearOfInvestment]:
    """One query."""
    editions = list(StrategicPlan.objects.adopted().select_related("body"))
    by_plan = {item.plan_id: item for item in said.items}
    held = []
    for year in years:
        plan = speaking_for(editions, year)
        item = by_plan.get(plan.pk) if plan else None
        [figure] = figures_of(item, [year]) if item else [MISSING]
        held.append(YearOfInvestment(year, figure, sum(row.amount for row in adjustments if row.year == year)))
    return held


def _own_pillars(held: Sequence[YearOfInvestment]) -> Pillars | None:
    return pillars(
        [
            (
                str(each.year),
                each.now.text or WITHOUT_NUMBER[each.figure.kind],
                [("budget", each.figure.value or 0), ("added", each.added if each.figure.is_known else 0)],
            )
            for each in held
        ]
    )
