"""What has to be right before a plan can be proposed or adopted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans import money
from plans.models import AllocationAmount, MissionPlan, OperationalPlan, Plan, StrategicPlan
from styrmodell import typography
from styrmodell.models import Body, Decision, Department, Service
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


def wrong_maker(plan: Plan, decision: Decision) -> list[Finding]:
    """Whether someone without the right made the decision: the council decides the strategic plan, a body its
    own mission plan, the head of a department its operational plan.

    The head decides on delegation (kommunallagen 7:5); a body that the department serves may do it itself.
    """
    match plan:
        case OperationalPlan() if decision.body_id:
            is_own = plan.department.services.filter(body=decision.body_id).exists()
        case OperationalPlan():
            is_own = decision.department_id == plan.department_id
        case StrategicPlan():
            is_own = _is_of_council(decision)
        case _:
            is_own = decision.body_id == plan.owner.pk
    return [] if is_own else [Finding(f"{decision.made_by} kan inte anta {in_running_text(plan.owned_title)}.")]


def wrong_revocation(plan: Plan, decision: Decision) -> list[Finding]:
    """Whether the decision is older than the adoption, or made by someone without a say over the plan.

    The council may take back what a body has decided on its behalf.
    """
    findings = [] if _is_of_council(decision) else wrong_maker(plan, decision)
    if plan.decision and decision.date < plan.decision.date:
        findings.append(Finding("Beslutet att upphäva planen är äldre än beslutet som antog den."))
    return findings


def _is_of_council(decision: Decision) -> bool:
    return decision.body is not None and decision.body.kind == Body.Kind.COUNCIL


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
