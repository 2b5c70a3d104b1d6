from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goals.models import LongTermGoal
from plans import chain
from plans.branches import Branch, counted, listed
from plans.models import (
    Activity,
    Assignment,
    MissionPlan,
    Objective,
    OperationalPlan,
    PrioritisedGoal,
    StrategicPlan,
)
from plans.views.home import goal_lines
from plans.years import ShownYear, shown
from styrmodell import typography
from styrmodell.context import steering_of
from styrmodell.models import Department
from styrmodell.publication import public


@public
def red_thread(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The whole tree from the vision: goals that open in place, and what hangs on no goal of the year."""
    this_year = shown(steering_of(request), year)
    loose = _without_objective(this_year.year)
    return render(
        request,
        "red_thread/red_thread.html",
        {
            "year": this_year.year,
            "years": this_year.links("red_thread"),
            "outline_url": this_year.url("outline"),
            "goals": [
                Branch(
                    id=f"mal-{number}",
                    title=line["name"],
                    url=line["get_absolute_url"],
                    more=f"Visa målet {line['name']} på egen sida",
                    count=line["count"],
                    sign=line["sign"],
                    colour=line["colour"],
                )
                for number, line in enumerate(goal_lines(this_year), start=1)
            ],
            "others": [
                Branch(
                    id=goal.slug,
                    title=goal.name,
                    url=this_year.url("goal", goal.slug),
                    more=f"Visa målet {goal} på egen sida",
                    count=counted(goal.objective_count, "nämndmål", "nämndmål"),
                    sign=goal.sign,
                    colour=goal.colour,
                )
                for goal in _not_prioritised(this_year.year)
            ],
            "loose": [
                chain.assignment_branch(assignment, this_year, by=assignment.plan.body.name) for assignment in loose
            ],
            "is_example": _is_example(this_year.year),
        },
    )


def _not_prioritised(year: int) -> QuerySet[Any]:
    """Goals that objectives in force contribute to though no strategic plan in force does; with `objective_count`."""
    return (
        LongTermGoal.objects.filter(objectives__in=Objective.objects.in_force(year))
        .exclude(pk__in=PrioritisedGoal.objects.in_force(year).values("goal"))
        .annotate(objective_count=Count("objectives"))
    )


def _is_example(year: int) -> bool:
    """Whether any plan in force is an example. One query."""
    examples = [
        kind.objects.in_force(year).filter(is_example=True).order_by().values("pk")
        for kind in (StrategicPlan, MissionPlan, OperationalPlan)
    ]
    return examples[0].union(*examples[1:]).exists()


def _without_objective(year: int) -> list[Assignment]:
    """Assignments that only answer a special assignment."""
    return list(
        Assignment.objects.in_force(year)
        .filter(objective=None)
        .with_number()
        .with_activity_count(year)
        .select_related("thread", "plan__body")
        .order_by("plan__body__position", "position")
    )


@dataclass(frozen=True)
class Line:
    """One line of the outline, with what hangs below it."""

    title: str
    url: str
    facts: str
    lines: list["Line"]


@public
def outline(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The whole chain of a year as one text, to read and to print."""
    this_year = shown(steering_of(request), year)
    return render(
        request,
        "red_thread/outline.html",
        {
            "year": this_year.year,
            "years": this_year.links("outline"),
            "tree_url": this_year.url("red_thread"),
            "lines": _outline(this_year),
            "not_planned": _not_planned(this_year),
            "is_example": _is_example(this_year.year),
        },
    )


def _not_planned(this_year: ShownYear) -> str:
    """Whose operational plan of the year is yet to come, among those that lead assignments. One query."""
    leads = Department.objects.filter(led_assignments__in=Assignment.objects.in_force(this_year.year)).exclude(
        pk__in=OperationalPlan.objects.in_force(this_year.year).values("department")
    )
    names = [typography.in_running_text(department.name) for department in leads.distinct()]
    return f"{chain.not_planned(this_year)} Det gäller {listed(names)}." if names else ""


def _outline(this_year: ShownYear) -> list[Line]:
    """Goals, objectives, assignments and activities in five queries."""
    activities = _activity_lines(this_year)
    under: dict[int | None, list[Assignment]] = defaultdict(list)
    assignments = Assignment.objects.in_force(this_year.year).select_related("thread", "lead", "plan__body")
    for assignment in assignments.order_by("plan__body__position", "position"):
        under[assignment.objective_id].append(assignment)

    def assignment_line(assignment: Assignment) -> Line:
        return Line(
            assignment.title,
            this_year.url("assignment", assignment.thread.public_id),
            f"{assignment.plan.body} → {assignment.lead}",
            activities[assignment.thread_id],
        )

    objectives: dict[int, list[Line]] = defaultdict(list)
    found = Objective.objects.in_force(this_year.year).select_related("thread", "plan__body")
    for objective in found.order_by("plan__body__position", "position"):
        objectives[objective.goal_id].append(
            Line(
                objective.title,
                this_year.url("objective", objective.thread.public_id),
                objective.plan.body.name,
                [assignment_line(assignment) for assignment in under[objective.pk]],
            )
        )

    def goal_line(goal: LongTermGoal, note: str = "") -> Line:
        count = counted(len(objectives[goal.pk]), "nämndmål", "nämndmål")
        return Line(goal.name, this_year.url("goal", goal.slug), f"{count}{note}", objectives[goal.pk])

    prioritised = PrioritisedGoal.objects.in_force(this_year.year).select_related("goal").order_by("position")
    lines = [goal_line(item.goal) for item in prioritised]
    lines += [goal_line(goal, f", inte prioriterat {this_year.year}") for goal in _not_prioritised(this_year.year)]
    if under[None]:
        lines.append(Line("Uppdrag utan eget mål", "", "", [assignment_line(loose) for loose in under[None]]))
    return lines


def _activity_lines(this_year: ShownYear) -> dict[int, list[Line]]:
    lines: dict[int, list[Line]] = defaultdict(list)
    activities = Activity.objects.in_force(this_year.year).select_related("thread", "plan__department")
    for activity in activities.order_by("plan__department__position", "position"):
        lines[activity.assignment_id].append(
            Line(
                activity.title, this_year.url("activity", activity.thread.public_id), activity.plan.department.name, []
            )
        )
    return lines
