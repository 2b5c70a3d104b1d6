"""What has to be right before a plan can be proposed or adopted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans import money
from plans.models import AllocationAmount, MissionPlan, OperationalPlan, Plan, StrategicPlan
from styrmodell import typography
from styrmodell.models import Body, Department, Service
from styrmodell.typography import in_running_text


@dataclass(frozen=True)
class Finding:
    """Something that stops the plan, in a Swedish sentence; `thread` is the public id of the item, or ""."""

    message: str
    thread: str = ""


def errors(plan: Plan, *, on: date) -> list[Finding]:
    """Everything that stops the plan from being adopted on that day, in the order of the document."""
    match plan:
        case MissionPlan():
            return [*_unprioritised_goals(plan, on), *_departments_of_others(plan), *_above_frame(plan, on)]
        case OperationalPlan():
            return list(_assignments_of_others(plan, on))
        case StrategicPlan() if plan.body.kind != Body.Kind.COUNCIL:
            return [Finding("En strategisk plan antas av fullmäktige.")]
        case _:
            return []


def _unprioritised_goals(plan: MissionPlan, on: date) -> Iterator[Finding]:
    strategic = StrategicPlan.objects.in_force(plan.from_year, known_on=on).first()
    if strategic is None:
        return
    prioritised = set(strategic.goals.values_list("goal_id", flat=True))
    for objective in plan.objectives.select_related("goal", "thread"):
        if objective.goal_id not in prioritised:
            yield Finding(
                f"Målet ”{objective}” bidrar till {objective.goal}, som inte är prioriterat i "
                f"{in_running_text(strategic.title)}.",
                objective.thread.public_id,
            )


def _departments_of_others(plan: MissionPlan) -> Iterator[Finding]:
    serving = {
        service.department_id
        for service in Service.objects.filter(body=plan.body)
        if any(service.exists_in(year) for year in range(plan.from_year, plan.last_year + 1))
    }
    for assignment in plan.assignments.select_related("lead", "thread").prefetch_related("supporting"):
        for department in [assignment.lead, *assignment.supporting.all()]:
            if department.pk not in serving:
                yield Finding(
                    f"Uppdraget ”{assignment}” går till {department}, som inte arbetar åt {plan.body}.",
                    assignment.thread.public_id,
                )


def _above_frame(plan: MissionPlan, on: date) -> Iterator[Finding]:
    allocated: dict[int, int] = defaultdict(int)
    for row in AllocationAmount.objects.filter(allocation__plan=plan):
        allocated[row.year] += row.amount or 0
    history = money.FrameHistory(plan.body)
    for year in sorted(allocated):
        frame = history.effective(year, on).value
        if frame is not None and allocated[year] > frame:
            yield Finding(
                f"Fördelningen för {year} är {typography.tkr(allocated[year])} tkr, "
                f"men ramen är {typography.tkr(frame)} tkr."
            )


def _assignments_of_others(plan: OperationalPlan, on: date) -> Iterator[Finding]:
    given = set(
        MissionPlan.objects.in_force(plan.from_year, known_on=on)
        .filter(body__in=_served_bodies(plan.department, plan.from_year))
        .values_list("assignments__thread", flat=True)
    )
    for activity in plan.activities.select_related("thread"):
        if activity.assignment_id not in given:
            yield Finding(
                f"Aktiviteten ”{activity}” hör till ett uppdrag som {plan.department} inte har för {plan.from_year}.",
                activity.thread.public_id,
            )


def _served_bodies(department: Department, year: int) -> list[int]:
    return list(Service.objects.existing_in(year).filter(department=department).values_list("body", flat=True))
