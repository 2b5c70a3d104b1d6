"""Which departments work for which bodies in a year, and what they have planned."""

from collections import defaultdict
from dataclasses import dataclass

from plans.models import Assignment, OperationalPlan
from plans.years import ShownYear
from styrmodell.models import Body, Department, Service
from styrmodell.models.lifetime import exists_in


@dataclass(frozen=True)
class Administration:
    """One department as seen from a body; `plan` is its operational plan in force, if it has one."""

    department: Department
    url: str
    plan: OperationalPlan | None


def of_body(body: Body, shown: ShownYear) -> list[Administration]:
    """The departments of one body. Two queries."""
    return by_body(shown, body=body).get(body.pk, [])


def by_body(shown: ShownYear, *, body: Body | None = None) -> dict[int, list[Administration]]:
    """The departments of every body, or of one, by the body's key. Two queries."""
    services = (
        Service.objects.existing_in(shown.year)
        .filter(exists_in(shown.year, prefix="department__"))
        .select_related("department")
        .order_by("department__position", "department__slug", "pk")
    )
    plans = plans_in_force(shown.year)
    if body is not None:
        services = services.filter(body=body)
    found: dict[int, dict[int, Administration]] = defaultdict(dict)
    for service in services:
        department = service.department
        url = shown.url("department", department.slug)
        found[service.body_id][department.pk] = Administration(department, url, plans.get(department.pk))
    return {body: list(departments.values()) for body, departments in found.items()}


NAMED = ("first_year", "last_year", "revision", "is_example", "department__slug", "department__name")
"""What a plan is named by and leads to."""


def plans_in_force(year: int) -> dict[int, OperationalPlan]:
    """The operational plans of the year, by the department's key."""
    plans = OperationalPlan.objects.in_force(year).select_related("department").only(*NAMED).order_by()
    return {plan.department_id: plan for plan in plans}


def led_by(department: Department, year: int) -> list[Assignment]:
    """What the bodies have asked the department to lead in the year, body by body; with number and activity count."""
    return list(
        Assignment.objects.in_force(year)
        .filter(lead=department)
        .with_number()
        .with_activity_count(year)
        .select_related("thread", "objective__thread", "plan__body")
        .order_by("plan__body__position", "plan__body__slug", "position")
    )
