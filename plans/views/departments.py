from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plans import administration, chain
from plans.branches import ActivityLine, Below, Group, counted
from plans.editions import Editions, none_in_force
from plans.models import Activity, Assignment, OperationalPlan
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import Body, Department, Service
from styrmodell.publication import public
from styrmodell.typography import in_running_text


@dataclass(frozen=True)
class DepartmentLine:
    department: Department
    url: str
    bodies: list[tuple[Body, str]]
    plan: OperationalPlan | None


@public
def departments(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The departments of the year, whom they work for and what they have planned."""
    this_year = shown(steering_of(request), year)
    plans = administration.plans_in_force(this_year.year)
    bodies: dict[int, list[tuple[Body, str]]] = {}
    for service in Service.objects.existing_in(this_year.year).select_related("body").order_by("body__position", "pk"):
        served = (service.body, this_year.url("body", service.body.slug))
        if served not in bodies.setdefault(service.department_id, []):
            bodies[service.department_id].append(served)
    lines = [
        DepartmentLine(
            department,
            this_year.url("department", department.slug),
            bodies.get(department.pk, []),
            plans.get(department.pk),
        )
        for department in Department.objects.existing_in(this_year.year)
    ]
    return render(
        request,
        "departments/departments.html",
        {
            "year": this_year.year,
            "years": this_year.links("departments"),
            "lines": lines,
            "crumbs": [
                {"label": "Nämnder och planer", "url": this_year.url("bodies")},
                {"label": "Förvaltningar"},
            ],
            "is_example": any(line.department.is_example or (line.plan and line.plan.is_example) for line in lines),
        },
    )


@public
def department(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """One department: whom it works for and when, what it is asked to lead, what it does this year."""
    this_year = shown(steering_of(request), year)
    department = get_object_or_404(Department, slug=slug)
    editions = Editions(OperationalPlan.objects.filter(department=department), this_year.year)
    plan = editions.in_force
    led = administration.led_by(department, this_year.year)
    return render(
        request,
        "departments/department.html",
        {
            "department": department,
            "year": this_year.year,
            "years": this_year.links("department", department.slug),
            "has_ended": department.valid_to is not None and not department.exists_in(this_year.year),
            "services": _services(department, this_year),
            "plan": plan,
            "no_plan": chain.not_planned(this_year)
            if department.exists_in(this_year.year)
            else none_in_force(department, OperationalPlan, this_year.year),
            "editions": editions.lines(plan),
            "below": _below(department, led, this_year),
            "activities": _activities(plan, this_year) if plan else [],
            "crumbs": [
                {"label": "Nämnder och planer", "url": this_year.url("bodies")},
                {"label": "Förvaltningar", "url": this_year.url("departments")},
                {"label": department.name},
            ],
            "is_example": department.is_example
            or any(plan.is_example for plan in [*editions.all, *(assignment.plan for assignment in led)]),
        },
    )


def _services(department: Department, this_year: ShownYear) -> list[tuple[Service, str, bool]]:
    """Each with the body's address and whether it holds in the year; the present ones first."""
    services = department.services.select_related("body").order_by("body__position", "pk")
    lines = [
        (service, this_year.url("body", service.body.slug), service.exists_in(this_year.year)) for service in services
    ]
    return sorted(lines, key=lambda line: not line[2])


def _below(department: Department, led: list[Assignment], this_year: ShownYear) -> Below:
    by_body: dict[Body, list[Assignment]] = {}
    for assignment in led:
        by_body.setdefault(assignment.plan.body, []).append(assignment)
    return Below(
        url=this_year.url("department", department.slug),
        more=f"Visa {department} på egen sida",
        announce=f"{counted(len(led), 'uppdrag', 'uppdrag')} visas under {department}.",
        groups=[
            Group(
                f"Från {in_running_text(body.name)}",
                [chain.assignment_branch(assignment, this_year) for assignment in assignments],
                note=assignments[0].plan.title,
            )
            for body, assignments in by_body.items()
        ],
        empty="" if led else f"Ingen uppdragsplan för {this_year.year} ger förvaltningen något uppdrag att leda.",
    )


def _activities(plan: OperationalPlan, this_year: ShownYear) -> list[ActivityLine]:
    activities = Activity.objects.filter(plan=plan).select_related("thread", "place").order_by("position")
    return [chain.activity_line(activity, this_year) for activity in activities]
