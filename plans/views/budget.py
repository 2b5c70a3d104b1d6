from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans import citation, money_sentences
from plans.branches import Branch, counted, listed
from plans.budget import Events, Pot, YearOnYear, against_year_before, central_pots, events, reasons, row_percent
from plans.choices import Chosen, Column, Filter, alphabetical, choose
from plans.divisions import Division, divisions
from plans.investments import carried_over
from plans.models import FrameAdjustment
from plans.money import FrameLedger, FrameRow, FrameTable, frames_of
from plans.shares import hundred_kronor
from plans.undecided import UNDECIDED
from plans.whole import WholeYear, over_years, scales, sources, whole_over_years
from plans.years import ShownYear, YearLink, shown
from styrmodell import typography
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def budget(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Where the money goes in the year, why it differs from the year before, and who decided."""
    this_year = shown(steering_of(request), year)
    ledger = FrameLedger(adjusted_in=this_year.year)
    table = frames_of(this_year.year, ledger)
    if table is None:
        return render(
            request,
            "budget/none.html",
            {
                "heading": f"Budget {this_year.year}",
                "years": this_year.links("budget"),
            },
        )
    compared = against_year_before(table, ledger, ledger.bodies.values())
    wholes = whole_over_years(ledger, ledger.bodies)
    this_whole = next(whole for whole in wholes if whole.year == table.year)
    happened = events(table, ledger)
    divided = divisions(table.year, ledger)
    hundred = hundred_kronor(table.rows)
    asked = request.GET.dict()
    return render(
        request,
        "budget/budget.html",
        {
            "year": table.year,
            "years": year_links(this_year, wholes),
            "plan": table.plan,
            "heading": f"Budget {table.year}" if this_whole.is_budget else f"Plan för {table.year}",
            "stamp": "" if this_whole.is_budget else "Plan, inte budget",
            "lede": _lede(compared),
            "frames": _frames(compared, asked, this_year),
            "hundred": hundred,
            "shares": [(share, this_year.url("body_budget", share.row.body.slug)) for share in hundred.from_the_ridge]
            if hundred
            else [],
            "reasons": reasons(compared),
            "events": happened,
            "adjustments": _adjustments(happened, asked) if happened else None,
            "pots": [_pot(pot) for pot in central_pots(table, ledger) if pot.left is not None],
            "carried_over": [
                (row, title, this_year.url("investment", row.investment.public_id))
                for row, title in carried_over(table.plan, table.year)
            ],
            "branches": [_branch(row, divided.get(row.body.pk), this_year) for row in table.rows],
            "wholes": wholes,
            "whole_rows": over_years(wholes),
            "sources": sources(wholes),
            "disagreements": [says for whole in wholes for says in whole.disagreements],
            "scales": scales(this_whole, table.rows),
            "citation": citation.of_table(request, table.plan, f"Driftramar {table.year}", "ramar"),
            "investments_url": this_year.url("investments"),
            "changed_url": this_year.url("changed"),
            "is_example": _is_example(table, happened, wholes, divided),
        },
    )


def year_links(this_year: ShownYear, wholes: list[WholeYear]) -> list[YearLink]:
    """The years, each with what it is: a budget, or a plan that can still change."""
    planned = {whole.year for whole in wholes if not whole.is_budget}
    return [
        YearLink(f"{link.label}, plan" if int(link.label) in planned else link.label, link.url, link.is_current)
        for link in this_year.links("budget")
    ]


def _lede(compared: YearOnYear) -> str:
    table = compared.table
    total = typography.in_tkr(table.total)
    if table.unknown:
        names = listed(body.name for body in table.unknown)
        return f"De ramar som är beslutade för {table.year} är tillsammans {total} netto. {names} har ingen än."
    says = f"Kommunen får kosta {total} netto {table.year}."
    if compared.change is None or compared.not_compared:
        return says
    return f"{says} {money_sentences.difference(compared.change, table.year - 1)}"


@dataclass(frozen=True)
class FrameLine:
    """One body's line, with its figures as they are set; `change` and `percent` are "" where they cannot be known."""

    row: FrameRow
    url: str
    change: str
    percent: str
    share: str
    bar: float
    bar_before: float
    is_negative: bool


@dataclass(frozen=True)
class Frames:
    chosen: Chosen[FrameRow]
    lines: list[FrameLine]
    compared: YearOnYear
    total: str
    total_before: str
    change: str
    percent: str


def _frames(compared: YearOnYear, asked: dict[str, str], this_year: ShownYear) -> Frames:
    chosen = choose(compared.rows, _frame_columns(compared.table.year), asked, anchor="ramar")
    amounts = (abs(figure.value or 0) for row in compared.rows for figure in (row.frame, row.before))
    largest = max(amounts, default=0) or 1
    return Frames(
        chosen=chosen,
        lines=[_frame_line(row, largest, this_year) for row in chosen.rows],
        compared=compared,
        total=typography.tkr(compared.table.total),
        total_before=typography.tkr(compared.total_before),
        change=signed(compared.change),
        percent=signed_percent(compared.percent),
    )


def _frame_columns(year: int) -> list[Column[FrameRow]]:
    return [
        Column("ram", str(year), lambda row: row.frame.value, is_descending=True),
        Column("namn", "Organ", lambda row: alphabetical(row.body.name)),
        Column("fore", str(year - 1), lambda row: row.before.value, is_descending=True),
        Column("andring", "Ändring", lambda row: row.change, is_descending=True),
        Column("procent", "Procent", row_percent, is_descending=True),
    ]


def _frame_line(row: FrameRow, largest: int, this_year: ShownYear) -> FrameLine:
    return FrameLine(
        row=row,
        url=this_year.url("body_budget", row.body.slug),
        change=signed(row.change),
        percent=signed_percent(row_percent(row)),
        share="" if row.share is None else typography.decimal(row.share, 1),
        bar=100 * abs(row.frame.value or 0) / largest,
        bar_before=100 * abs(row.before.value or 0) / largest,
        is_negative=(row.frame.value or 0) < 0,
    )


def signed(amount: int | None) -> str:
    return "" if amount is None else typography.signed(amount)


def signed_percent(percent: float | None) -> str:
    return "" if percent is None else typography.signed_percent(percent)


def _adjustments(happened: Events, asked: dict[str, str]) -> Chosen[FrameAdjustment]:
    columns = [
        Column[FrameAdjustment]("datum", "Beslut", lambda row: (row.decision.date, row.pk)),
        Column[FrameAdjustment]("belopp", "Tkr", lambda row: row.amount, is_descending=True),
    ]
    by_body = Filter[FrameAdjustment](
        "organ", "Organ", lambda row: [(body.slug, body.name) for body in (row.body, row.source_body) if body]
    )
    return choose(happened.adjustments, columns, asked, anchor="under-aret", filters=[by_body])


def _branch(row: FrameRow, division: Division | None, this_year: ShownYear) -> Branch:
    amount = f"{row.frame.text}{typography.NO_BREAK_SPACE}tkr" if row.frame.is_known else UNDECIDED
    return Branch(
        id=row.body.slug,
        title=row.body.name,
        url=this_year.url("body_budget", row.body.slug),
        more=f"Visa {typography.genitive(row.body.name)} pengar på egen sida",
        by=says_of(division),
        count=amount,
        is_plain=True,
    )


def says_of(division: Division | None) -> str:
    """How far the body has divided its frame, in words; "" where it has no plan."""
    if division is None or not division.areas:
        return ""
    parts = [counted(len(division.areas), "verksamhetsområde", "verksamhetsområden")]
    if division.left is None:
        parts.append("allt är inte beslutat")
    elif division.left:
        amount = typography.in_tkr(abs(division.left))
        parts.append(f"{amount} ej fördelat" if division.left > 0 else f"{amount} mer än ramen")
    else:
        parts.append("allt är fördelat")
    if division.changed:
        parts.append("ramen ändrad efter antagandet")
    return ", ".join(parts)


def _pot(pot: Pot) -> str:
    whole = typography.in_tkr(pot.frame.value or 0)
    if not pot.given:
        return f"{pot.body}: inget av {whole} är utdelat."
    given, left = typography.in_tkr(pot.given), typography.in_tkr(pot.left or 0)
    return f"{pot.body}: av {whole} är {given} utdelade under året. {left} är kvar."


def _is_example(
    table: FrameTable, happened: Events | None, wholes: list[WholeYear], divided: dict[int, Division]
) -> bool:
    return (
        table.plan.is_example
        or any(row.is_example for row in (happened.adjustments if happened else []))
        or any(total.is_example for whole in wholes for total in whole.totals.values())
        or any(division.plan and division.plan.is_example for division in divided.values())
    )
