from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans import chain
from plans.chain import Step
from plans.divisions import paid_by
from plans.models import Activity, Allocation, Assignment, SpecialAssignment
from plans.models.mission import AREAS
from plans.money import MISSING, Figure
from plans.spoken import Spoken, spoken
from plans.views.threads import thread_context
from plans.years import shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def assignment(request: HttpRequest, public_id: str, year: int | None = None) -> HttpResponse:
    steering = steering_of(request)
    this_year = shown(steering, year)
    items = (
        Assignment.objects.with_number()
        .with_activity_count(this_year.year)
        .select_related(
            "objective__goal",
            "objective__thread",
            "lead",
            "thread",
            "plan__body",
            "plan__decision__body",
        )
    )
    said: Spoken[Assignment] = spoken(items, public_id, this_year.year)
    assignment = said.item
    prefetch_related_objects([assignment], AREAS)
    objective = assignment.objective
    special = special_answered(assignment, this_year.year)
    activities = chain.activities_of(assignment, this_year.year)
    return render(
        request,
        "threads/assignment.html",
        thread_context(request, said, this_year, f"Uppdrag {assignment.number}".strip())
        | {
            "assignment": assignment,
            "objective": objective,
            "steps": chain.steps(
                this_year,
                steering,
                goal=objective.goal if objective else None,
                objective=objective,
                special=None if objective else special,
                assignment=assignment,
                ahead=[_ahead(assignment, activities, this_year.year)],
            ),
            "special": special,
            "special_url": this_year.url("special_assignment", special.thread.public_id) if special else "",
            "departments": [
                (department, this_year.url("department", department.slug))
                for department in [assignment.lead, *assignment.supporting.only("slug", "name")]
            ],
            "body_url": this_year.url("body", assignment.plan.body.slug),
            "below": chain.below_assignment(assignment, activities, this_year),
            "money": _money(assignment),
        },
    )


def special_answered(assignment: Assignment, year: int) -> SpecialAssignment | None:
    """The special assignment as it reads in the year, else as it last read."""
    if assignment.answers_id is None:
        return None
    worded = SpecialAssignment.objects.adopted().with_speaks(year).filter(thread=assignment.answers_id).order_by()
    read = worded.select_related("thread", "plan").only(
        "number", "title", "thread__public_id", "plan__from_year", "plan__sequence"
    )
    return max(read, key=lambda item: (item.speaks, item.plan.from_year, item.plan.sequence), default=None)


def _ahead(assignment: Assignment, activities: list[Activity], year: int) -> Step:
    if len(activities) == 1:
        return Step("Aktivitet", activities[0].title, "#nedanfor", "ahead")
    if not activities and chain.no_longer(assignment, year):
        return Step("Aktivitet", f"Ingen {year}", "#nedanfor", "ahead")
    return chain.ahead_of([assignment], year)


def _paid_by(area: Allocation, figures: list[Figure]) -> str:
    """Who pays, where the zeros do not mean that there is no money."""
    return "" if any(figure.value for figure in figures) else paid_by(area, Figure(0))


@dataclass(frozen=True)
class AreaMoney:
    name: str
    url: str
    financing: str
    figures: list[Figure]


@dataclass(frozen=True)
class Money:
    """The areas that the assignment is carried out within, over the years of its plan. Never its own money."""

    years: range
    rows: list[AreaMoney]


def _money(assignment: Assignment) -> Money | None:
    areas = assignment.areas.all()
    if not areas:
        return None
    years = range(assignment.plan.from_year, assignment.plan.last_year + 1)
    rows = []
    for area in areas:
        amounts = {row.year: Figure(row.amount) for row in area.amounts.all()}
        figures = [amounts.get(year, MISSING) for year in years]
        rows.append(AreaMoney(area.name, chain.area_url(assignment, area), _paid_by(area, figures), figures))
    return Money(years, rows)
