from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plans import chain, citation, money
from plans.branches import ActivityLine, counted, listed
from plans.clauses import Clauses, clauses
from plans.editions import none_in_force
from plans.investments import InvestmentLine, investment_lines
from plans.models import Activity, MissionPlan, StrategicPlan
from plans.money import YearOfFrame, allocation_table
from plans.pillars import frame_pillars
from plans.views.bodies import adjustments_of, lede_of, specials_of
from plans.views.mission_plans import allocated, area_lines
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import Body
from styrmodell.publication import public


@public
def body_in_full(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """Everything of one body in one year, to read and to print: objectives, measures, what is done, money."""
    this_year = shown(steering_of(request), year)
    body = get_object_or_404(Body, slug=slug)
    strategic = StrategicPlan.objects.in_force(this_year.year).select_related("body", "decision__body").first()
    plan = (
        MissionPlan.objects.in_force(this_year.year).filter(body=body).select_related("body", "decision__body").first()
    )
    areas = money.areas_of(plan) if plan else []
    content = clauses(plan, this_year, areas, _activities(plan, this_year)) if plan else None
    table = allocation_table(plan, areas=areas) if plan else None
    frames = [row for row in money.frames_over_years(body) if not row.frame.is_missing or row.adjustments]
    specials = specials_of(body, this_year)
    investments = _investments(body, strategic, this_year)
    return render(
        request,
        "bodies/in_full.html",
        {
            "body": body,
            "body_url": this_year.url("body", body.slug),
            "year": this_year.year,
            "years": this_year.links("body_in_full", body.slug),
            "lede": lede_of(body, frames, this_year.year),
            "plan": plan,
            "no_plan": _no_plan(body, strategic, this_year),
            "councils_plan": strategic if body.kind == Body.Kind.COUNCIL else None,
            "clauses": content,
            "holds": _holds(content) if content else "",
            "specials": specials,
            "frames": frames,
            "pillars": frame_pillars(frames),
            "budget_url": this_year.url("body_budget", body.slug),
            "adjustments": adjustments_of(body, frames, this_year),
            "table": table,
            "areas": area_lines(table, this_year.year) if table else [],
            "allocated": allocated(table) if table else [],
            "table_citation": citation.of_table(request, plan, "Fördelning av ramen", "fordelning") if plan else None,
            "investments": investments,
            "contents": _contents(content, specials, frames, table is not None, investments),
            "crumbs": [
                {"label": "Nämnder och planer", "url": this_year.url("bodies")},
                {"label": body.name, "url": this_year.url("body", body.slug)},
                {"label": "Allt på en sida"},
            ],
            "is_example": body.is_example
            or any(each is not None and each.is_example for each in (plan, strategic, *(row.plan for row in frames))),
        },
    )


def _no_plan(body: Body, strategic: StrategicPlan | None, this_year: ShownYear) -> str:
    """What there is to say where the body has no mission plan."""
    if body.kind == Body.Kind.CENTRAL:
        return "Det här är ingen nämnd. Pengarna hör inte till någon än, och därför finns ingen plan."
    if body.kind == Body.Kind.COUNCIL and strategic:
        return "Kommunfullmäktige har ingen uppdragsplan. Det styr alla andra genom den strategiska planen."
    return none_in_force(body, MissionPlan, this_year.year)


def _activities(plan: MissionPlan, this_year: ShownYear) -> dict[int, list[ActivityLine]]:
    """What is done in the year for each assignment of the plan, by its thread. One query."""
    lines: dict[int, list[ActivityLine]] = defaultdict(list)
    activities = (
        Activity.objects.in_force(this_year.year)
        .filter(assignment__in=plan.assignments.values("thread"))
        .select_related("thread", "place", "plan__department")
        .order_by("plan__department__position", "plan__department__slug", "position")
    )
    for activity in activities:
        lines[activity.assignment_id].append(chain.activity_line(activity, this_year, by=activity.plan.department.name))
    return lines


def _investments(body: Body, strategic: StrategicPlan | None, this_year: ShownYear) -> list[tuple[InvestmentLine, str]]:
    """What the body builds and buys, with the amount of the year."""
    lines = investment_lines(strategic, [this_year.year]) if strategic else []
    return [
        (line, this_year.url("investment", line.investment.thread.public_id))
        for line in lines
        if line.investment.body_id == body.pk
    ]


def _holds(content: Clauses) -> str:
    """ "4 mål, 9 mått, 11 uppdrag och 20 aktiviteter"."""
    assignments = [*content.free, *(each for objective in content.objectives for each in objective.assignments)]
    numbers = [
        (len(content.objectives), "mål", "mål"),
        (sum(len(objective.indicators) for objective in content.objectives), "mått", "mått"),
        (len(assignments), "uppdrag", "uppdrag"),
        (sum(len(each.activities) for each in assignments), "aktivitet", "aktiviteter"),
    ]
    return listed(counted(*each) for each in numbers if each[0])


def _contents(
    content: Clauses | None,
    specials: Sequence[Any],
    frames: Sequence[YearOfFrame],
    has_table: bool,
    investments: Sequence[Any],
) -> list[dict[str, Any]]:
    objectives = [
        {"number": item.number, "label": item.text, "anchor": item.id}
        for item in (content.objectives if content else [])
    ]
    parts: list[tuple[object, dict[str, Any]]] = [
        (True, {"label": "Mål och uppdrag", "anchor": "mal", "parts": objectives}),
        (content and content.free, {"label": "Uppdrag utan eget mål", "anchor": "utan-mal"}),
        (specials, {"label": "Särskilda uppdrag", "anchor": "sarskilda"}),
        (frames, {"label": "Ram år för år", "anchor": "ram"}),
        (has_table, {"label": "Fördelning av ramen", "anchor": "fordelning"}),
        (investments, {"label": "Investeringar", "anchor": "investeringar"}),
    ]
    return [part for is_there, part in parts if is_there]
