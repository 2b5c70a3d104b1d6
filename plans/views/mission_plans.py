from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans import administration, citation
from plans.administration import Administration
from plans.branches import listed
from plans.chain import Step, objective_word
from plans.clauses import Clauses, clauses
from plans.editions import Editions
from plans.models import Allocation, MissionPlan, StrategicPlan
from plans.money import AllocationTable, AreaRow, Figure, FrameHistory, FrameLedger, allocation_table, areas_of
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import Body
from styrmodell.publication import public


@public
def mission_plan(request: HttpRequest, slug: str, period: str, revision: int | None = None) -> HttpResponse:
    """The latest adopted edition of the period, or one very revision of it."""
    steering = steering_of(request)
    this_year = shown(steering, None)
    editions = Editions(MissionPlan.objects.filter(body__slug=slug), this_year.year)
    plan = editions.asked_for(period, revision)
    body: Body = plan.body
    this_year = this_year.at(editions.page_year(plan))
    areas = areas_of(plan)
    content = clauses(plan, this_year, areas)
    departments = administration.of_body(body, this_year)
    history = FrameHistory(body, FrameLedger(body, is_summed=True))
    table = allocation_table(plan, history, areas)
    return render(
        request,
        "mission_plans/mission_plan.html",
        {
            "plan": plan,
            "revision": revision,
            "body": body,
            "body_url": this_year.url("body", body.slug),
            "objective_word": objective_word(body),
            "standing": editions.standing(plan),
            "editions": editions.lines(plan),
            "seal_text": editions.seal_text(plan),
            "changes_url": plan.changes_url if editions.before(plan) else "",
            "citation": citation.of_plan(request, plan),
            "table_citation": citation.of_table(request, plan, "Fördelning av ramen", "fordelning"),
            "clauses": content,
            "table": table,
            "allocated": allocated(table) if table else [],
            "areas": area_lines(table, this_year.year) if table else [],
            "departments": departments,
            "contents": _contents(plan, content, has_table=table is not None),
            "steps": [
                *_steps(steering.vision if steering else "", history.plan(this_year.year), plan, this_year),
                _ahead(plan, departments, this_year),
            ],
            "year": this_year.year,
            "crumbs": [
                {"label": "Nämnder och planer", "url": this_year.url("bodies")},
                {"label": body.name, "url": this_year.url("body", body.slug)},
                {"label": plan.edition},
            ],
            "is_example": plan.is_example,
        },
    )


@dataclass(frozen=True)
class AreaLine:
    """An area in the table; `bar` is percent of the largest, `financing` stands instead of zeros."""

    id: str
    name: str
    text: str
    figures: list[Figure]
    financing: str
    bar: float
    is_negative: bool


def area_lines(table: AllocationTable, year: int) -> list[AreaLine]:
    """The bars show the year, or the first of the plan's."""
    column = table.years.index(year) if year in table.years else 0
    amounts = [row.figures[column].value or 0 for row in table.rows]
    largest = max(abs(amount) for amount in amounts) or 1
    return [
        AreaLine(
            id=row.area.thread.public_id,
            name=row.area.name,
            text=row.area.text,
            figures=row.figures,
            financing=_other_financing(row),
            bar=100 * abs(amount) / largest,
            is_negative=amount < 0,
        )
        for row, amount in zip(table.rows, amounts, strict=True)
    ]


def _other_financing(row: AreaRow) -> str:
    """Who pays, where the zeros do not mean that there is no money."""
    has_amount = any(figure.value for figure in row.figures)
    is_tax = row.area.financing == Allocation.Financing.TAX
    return "" if has_amount or is_tax else str(row.area.get_financing_display())


def allocated(table: AllocationTable) -> list[Figure]:
    """The sum of each year; unknown where no area that shows amounts has one for it."""
    rows = [row for row in table.rows if not _other_financing(row)] or table.rows
    columns = zip(*(row.figures for row in rows), strict=True)
    return [
        Figure(total) if any(figure.is_known for figure in column) else column[0]
        for column, total in zip(columns, table.allocated, strict=True)
    ]


def _contents(plan: MissionPlan, content: Clauses, *, has_table: bool) -> list[dict[str, Any]]:
    objectives = [{"number": item.number, "label": item.text, "anchor": item.id} for item in content.objectives]
    parts: list[dict[str, Any]] = [
        {"label": "Ansvar och inledning", "anchor": "inledning"},
        {"label": "Mål och uppdrag", "anchor": "mal", "parts": objectives},
    ]
    if content.free:
        parts.append({"label": "Uppdrag utan eget mål", "anchor": "utan-mal"})
    if has_table:
        parts.append({"label": "Fördelning av ramen", "anchor": "fordelning"})
    return [*parts, {"label": "Utgåvor och sigill", "anchor": "utgavor"}]


def _steps(vision: str, above: StrategicPlan | None, plan: MissionPlan, this_year: ShownYear) -> list[Step]:
    return [
        Step("Vision", vision, reverse("home")),
        Step("Strategisk plan", above.shown_period, above.get_absolute_url())
        if above
        else Step("Strategisk plan", f"Ingen för {this_year.year}", state="gap"),
        Step("Uppdragsplan", plan.body.name, state="current"),
    ]


def _ahead(plan: MissionPlan, departments: list[Administration], this_year: ShownYear) -> Step:
    """Nothing is awaited of a plan that is revoked, or of a year gone by."""
    is_awaited = not (plan.is_revoked or this_year.has_gone_by)
    planned = [department for department in departments if department.plan]
    if not planned and departments:
        return Step(
            "Verksamhetsplan",
            f"Ingen för {this_year.year}" + (" än" if is_awaited else ""),
            "#forvaltningar",
            "ahead",
        )
    if not planned:
        return Step("Verksamhetsplan", f"Ingen för {this_year.year}", state="gap")
    names = listed(item.department.name for item in planned)
    url = planned[0].plan.get_absolute_url() if len(planned) == 1 and planned[0].plan else "#forvaltningar"
    return Step("Verksamhetsplan", f"{names} {this_year.year}", url, "ahead")
