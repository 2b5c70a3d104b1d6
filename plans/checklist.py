"""What has to be right before a plan can be proposed or adopted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from goals.models import LongTermGoal
from plans import money
from plans.models import (
    Activity,
    AllocationAmount,
    Assignment,
    BudgetFrame,
    MissionPlan,
    OperationalPlan,
    Plan,
    PlanEvent,
    Review,
    SpecialAssignment,
    StrategicPlan,
    WarningAnswer,
    reference_to,
)
from styrmodell import typography
from styrmodell.models import Body, Decision, Department, Service
from styrmodell.typography import NO_BREAK_SPACE, in_running_text


@dataclass(frozen=True)
class Finding:
    """Something that stops the plan or must be answered, in a Swedish sentence.

    `thread` is the public id of the item it is about, or ""; `key` names a warning, so that an answer to it can be
    found again.
    """

    message: str
    thread: str = ""
    key: str = ""


@dataclass(frozen=True)
class Checked:
    """What has to be mended before the plan is proposed, what has to be answered, and the answers given so far."""

    errors: list[Finding]
    warnings: list[tuple[Finding, WarningAnswer | None]]

    @property
    def unanswered(self) -> list[Finding]:
        return [finding for finding, answer in self.warnings if answer is None]

    @property
    def is_ready(self) -> bool:
        return not self.errors and not self.unanswered


class Around:
    """What stands around a plan on the day, and what it leaves unanswered: read once, however many ask."""

    def __init__(self, plan: Any, on: date) -> None:
        self.plan = plan
        self.on = on

    @cached_property
    def strategic(self) -> StrategicPlan | None:
        return StrategicPlan.objects.in_force(self.plan.from_year, known_on=self.on).first()

    @cached_property
    def prioritised(self) -> list[LongTermGoal]:
        """The goals that the council has prioritised, in its order."""
        items = self.strategic.goals.select_related("goal").order_by("position") if self.strategic else ()
        return [item.goal for item in items]

    @cached_property
    def frames(self) -> money.FrameHistory:
        return money.FrameHistory(self.plan.body)

    @cached_property
    def allocated(self) -> dict[int, int]:
        """What the plan's areas have been given, tkr by year; undecided amounts count as nothing."""
        rows = AllocationAmount.objects.filter(allocation__plan=self.plan).order_by().values_list("year")
        return {year: total or 0 for year, total in rows.annotate(total=Sum("amount"))}

    @cached_property
    def goals_without_objective(self) -> list[LongTermGoal]:
        """The prioritised goals that the plan has no objective for, not even an indirect one."""
        worked_with = set(self.plan.objectives.order_by().values_list("goal_id", flat=True))
        worked_with |= set(self.plan.objectives.order_by().values_list("indirect_goals", flat=True))
        return [goal for goal in self.prioritised if goal.pk not in worked_with]

    @cached_property
    def unanswered_specials(self) -> list[SpecialAssignment]:
        """The special assignments addressed to the body that no assignment of the plan answers."""
        if self.strategic is None:
            return []
        answered = self.plan.assignments.exclude(answers=None).values("answers")
        addressed = self.strategic.special_assignments.filter(bodies=self.plan.body).exclude(thread__in=answered)
        return list(addressed.select_related("thread").order_by("position"))


def check(plan: Plan, *, on: date) -> Checked:
    """The whole checklist of a plan in work."""
    return checked(Around(plan, on))


def checked(around: Around) -> Checked:
    plan = around.plan
    answers = {answer.key: answer for answer in WarningAnswer.objects.filter(**reference_to(plan))}
    return Checked(
        [*_unfinished(plan), *_errors(around)],
        [(finding, answers.get(finding.key)) for finding in _warnings(around)],
    )


def _unfinished(plan: Plan) -> Iterator[Finding]:
    """What a plan written in the portal must say; a plan from a file is as it was adopted."""
    if isinstance(plan, MissionPlan) and not plan.responsibility.strip():
        yield Finding("Ansvarsområdet är inte beskrivet.")


def _warnings(around: Around) -> Iterator[Finding]:
    match plan := around.plan:
        case MissionPlan():
            yield from _not_allocated(around)
            yield from _goals_without_objective(around)
            yield from _unanswered_specials(around)
            yield from _idle_assignments(plan)
            yield from _without_target(plan)
        case OperationalPlan():
            yield from _left_out(plan)
        case StrategicPlan():
            yield from _without_target(plan)
            yield from _without_frame(plan)


def _not_allocated(around: Around) -> Iterator[Finding]:
    for year in range(around.plan.from_year, around.plan.last_year + 1):
        frame, allocated = around.frames.effective(year, around.on).value, around.allocated.get(year, 0)
        if frame is not None and allocated < frame:
            left = typography.tkr(frame - allocated)
            yield Finding(f"{left}{NO_BREAK_SPACE}tkr av ramen för {year} är inte fördelade.", key=f"left-{year}")


def _goals_without_objective(around: Around) -> Iterator[Finding]:
    for goal in around.goals_without_objective:
        yield Finding(f"Inget mål i planen bidrar till {goal}.", key=f"goal-{goal.slug}")


def _unanswered_specials(around: Around) -> Iterator[Finding]:
    for special in around.unanswered_specials:
        yield Finding(
            f"Särskilt uppdrag {special.number}, ”{special}”, är inte besvarat.",
            key=f"special-{special.thread.public_id}",
        )


def _idle_assignments(plan: MissionPlan) -> Iterator[Finding]:
    """Assignments that stood in force last year and that no department did anything for."""
    year = plan.from_year - 1
    before = set(Assignment.objects.in_force(year).filter(plan__body=plan.body).values_list("thread", flat=True))
    planned = OperationalPlan.objects.in_force(year).values_list("department", flat=True)
    carried_out = set(Activity.objects.in_force(year).values_list("assignment", flat=True))
    for assignment in plan.assignments.select_related("thread").filter(thread__in=before, lead__in=planned):
        if assignment.thread_id not in carried_out:
            yield Finding(
                f"Uppdraget ”{assignment}” hade ingen aktivitet {year}.",
                assignment.thread.public_id,
                f"idle-{assignment.thread.public_id}",
            )


def _without_target(plan: MissionPlan | StrategicPlan) -> Iterator[Finding]:
    """Measures that say nothing of any year to come."""
    ahead = Count("targets", filter=Q(targets__value__isnull=False, targets__year__gte=plan.from_year))
    for indicator in plan.indicators.annotate(ahead=ahead).filter(ahead=0).select_related("thread"):
        public_id = indicator.thread.public_id
        yield Finding(f"Måttet ”{indicator}” har inget målvärde.", public_id, f"target-{public_id}")


def left_out(plan: OperationalPlan) -> list[Assignment]:
    """The assignments that the department leads in the year and the plan has no activity for."""
    done = plan.activities.values("assignment")
    led = Assignment.objects.in_force(plan.from_year).filter(lead=plan.department).exclude(thread__in=done)
    return list(led.select_related("thread", "plan__body").order_by("plan__body__position", "position"))


def _left_out(plan: OperationalPlan) -> Iterator[Finding]:
    for assignment in left_out(plan):
        public_id = assignment.thread.public_id
        yield Finding(
            f"Uppdraget ”{assignment}” från {in_running_text(assignment.plan.body.name)} har ingen aktivitet.",
            key=f"left-out-{public_id}",
        )


def _without_frame(plan: StrategicPlan) -> Iterator[Finding]:
    """Bodies that had a frame in the edition before and have none for the first year of this one."""
    before = BudgetFrame.objects.filter(
        plan__in=StrategicPlan.objects.in_force(plan.from_year - 1), year=plan.from_year - 1
    ).values("body")
    framed = plan.frames.filter(year=plan.from_year).values("body")
    for body in Body.objects.existing_in(plan.from_year).filter(pk__in=before).exclude(pk__in=framed):
        yield Finding(f"{body} har ingen ram för {plan.from_year}.", key=f"frame-{body.slug}")


def errors(plan: Plan, *, on: date) -> list[Finding]:
    """Everything that stops the plan from being adopted on that day, in the order of the document."""
    return _errors(Around(plan, on))


def _errors(around: Around) -> list[Finding]:
    match plan := around.plan:
        case MissionPlan():
            return [*_unprioritised_goals(around), *_departments_of_others(plan), *_above_frame(around)]
        case OperationalPlan():
            return list(_assignments_of_others(plan, around.on))
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


def wrong_decision(plan: Plan, decision: Decision) -> list[Finding]:
    """Whether the decision cannot be what was decided about the proposal: made by someone without the right, made
    before there was one, or recorded already as the decision that did something else with it.

    A proposal laid in the portal after its body met has the day of that meeting, when the secretary has set it.
    What a file brings was decided long before it came here.
    """
    findings = wrong_maker(plan, decision)
    if plan.origin == Plan.Origin.IMPORT:
        return findings
    proposed = plan.proposed_at and timezone.localdate(plan.proposed_at)
    if proposed and decision.date < proposed and not _meets_on(plan, decision.date):
        findings.append(
            Finding(
                f"Beslutet är från {decision.date}, men planen föreslogs först {proposed}. Välj ett senare beslut, "
                "eller sätt sammanträdets dag till den dagen om planen lades in i portalen efteråt."
            )
        )
    for event in PlanEvent.objects.filter(**reference_to(plan), decision=decision)[:1]:
        findings.append(Finding(f"Genom det beslutet blev planen {event.get_kind_display()}. Välj ett annat beslut."))
    return findings


def _meets_on(plan: Plan, day: date) -> bool:
    """Whether the secretary has set the day for the plan's meeting."""
    return Review.objects.filter(**reference_to(plan), meeting_on=day).exists()


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


def _unprioritised_goals(around: Around) -> Iterator[Finding]:
    if around.strategic is None:
        return
    others = around.plan.objectives.exclude(goal__in=around.prioritised)
    for objective in others.select_related("goal", "thread"):
        yield Finding(
            f"Målet ”{objective}” bidrar till {objective.goal}, som inte är prioriterat i "
            f"{in_running_text(around.strategic.title)}.",
            objective.thread.public_id,
        )


def _departments_of_others(plan: MissionPlan) -> Iterator[Finding]:
    serving = {
        service.department_id
        for service in Service.objects.filter(body=plan.body)
        if any(service.exists_in(year) for year in range(plan.from_year, plan.last_year + 1))
    }
    others = Department.objects.exclude(pk__in=serving)
    given = plan.assignments.filter(Q(lead__in=others) | Q(pk__in=_supported_by(others)))
    for assignment in given.select_related("lead", "thread").prefetch_related("supporting"):
        for department in [assignment.lead, *assignment.supporting.all()]:
            if department.pk not in serving:
                yield Finding(
                    f"Uppdraget ”{assignment}” går till {department}, som inte arbetar åt {plan.body}.",
                    assignment.thread.public_id,
                )


def _supported_by(departments: QuerySet[Department]) -> QuerySet[Any]:
    return Assignment.supporting.through.objects.filter(department__in=departments).values("assignment")


def _above_frame(around: Around) -> Iterator[Finding]:
    for year, allocated in sorted(around.allocated.items()):
        frame = around.frames.effective(year, around.on).value
        if frame is not None and allocated > frame:
            yield Finding(
                f"Fördelningen för {year} är {typography.in_tkr(allocated)}, men ramen är {typography.in_tkr(frame)}."
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
