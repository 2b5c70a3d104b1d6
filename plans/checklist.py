"""What has to be right before a plan can be proposed or adopted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from goals.models import LongTermGoal
from plans import money
from plans.branches import listed
from plans.models import (
    Activity,
    AllocationAmount,
    Assignment,
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
from plans.money import Figure
from styrmodell import typography
from styrmodell.models import Body, Decision, Department, Service
from styrmodell.typography import in_running_text


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
        return list(addressed(self.strategic, self.plan.body).exclude(thread__in=answered))


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
            yield from _without_frame(around)
            yield from _undecided(plan)
            yield from _unexplained(around)


def _not_allocated(around: Around) -> Iterator[Finding]:
    for year in range(around.plan.from_year, around.plan.last_year + 1):
        frame, allocated = around.frames.effective(year, around.on).value, around.allocated.get(year, 0)
        if frame is not None and allocated < frame:
            yield not_allocated(frame - allocated, year)


def _goals_without_objective(around: Around) -> Iterator[Finding]:
    yield from map(without_objective, around.goals_without_objective)


def _unanswered_specials(around: Around) -> Iterator[Finding]:
    yield from map(unanswered, around.unanswered_specials)


def _idle_assignments(plan: MissionPlan) -> Iterator[Finding]:
    year = plan.from_year - 1
    kept = plan.assignments.filter(thread__in=idle_in(year, plan.body).values("thread"), lead__in=planned_in(year))
    for assignment in kept.select_related("thread"):
        yield idle(str(assignment), assignment.thread.public_id, year)


def _without_target(plan: MissionPlan | StrategicPlan) -> Iterator[Finding]:
    ahead = Count("targets", filter=Q(targets__value__isnull=False, targets__year__gte=plan.from_year))
    for indicator in plan.indicators.annotate(ahead=ahead).filter(ahead=0).select_related("thread"):
        yield without_target(str(indicator), indicator.thread.public_id)


def left_out(plan: OperationalPlan) -> list[Assignment]:
    """The assignments that the department leads in the year and the plan has no activity for."""
    return list(led(plan).exclude(thread__in=plan.activities.values("assignment")))


def _left_out(plan: OperationalPlan) -> Iterator[Finding]:
    yield from map(not_carried_out, left_out(plan))


def _without_frame(around: Around) -> Iterator[Finding]:
    plan = around.plan
    framed = plan.frames.filter(year=plan.from_year).values("body")
    for body in framed_before(plan.from_year, around.on).exclude(pk__in=framed):
        yield without_frame(body, plan.from_year)


def _undecided(plan: StrategicPlan) -> Iterator[Finding]:
    rows = plan.frames.filter(amount=None).select_related("body").order_by("body__position", "body", "year")
    for body, frames in groupby(rows, key=lambda frame: frame.body):
        yield undecided(body.slug, body.name, [frame.year for frame in frames])


def _unexplained(around: Around) -> Iterator[Finding]:
    plan, year = around.plan, around.plan.from_year
    before = dict(money.frames_in_force(year - 1, known_on=around.on).order_by().values_list("body", "amount"))
    reasons = defaultdict(list)
    for body, amount in plan.frame_changes.filter(year=year).order_by().values_list("body", "amount"):
        reasons[body].append(amount)
    for frame in plan.frames.filter(year=year).select_related("body").order_by("body__position", "body"):
        change = money.difference(Figure(frame.amount), Figure(before.get(frame.body_id)))
        rest = change is not None and money.unexplained(change, reasons[frame.body_id])
        if rest:
            yield unexplained(frame.body.slug, frame.body.name, year, rest)


# Each warning in its words, and what around the plan it asks about. Here they are asked of a draft's rows, in
# `before_decision.gaps` of a frozen document; an answer to a warning is found by its key.


def not_allocated(left: int, year: int) -> Finding:
    return Finding(f"{typography.in_tkr(left)} av ramen för {year} är inte fördelade.", key=f"left-{year}")


def without_objective(goal: LongTermGoal) -> Finding:
    return Finding(f"Inget mål i planen bidrar till {goal}.", key=f"goal-{goal.slug}")


def addressed(strategic: StrategicPlan, body: Body) -> QuerySet[SpecialAssignment]:
    """The special assignments to the body."""
    return strategic.special_assignments.filter(bodies=body).select_related("thread").order_by("position")


def unanswered(special: SpecialAssignment) -> Finding:
    message = f"Särskilt uppdrag {special.number}, ”{special}”, är inte besvarat."
    return Finding(message, key=f"special-{special.thread.public_id}")


def idle_in(year: int, body: Body) -> QuerySet[Assignment]:
    """The body's assignments that stood in force in the year and that nobody did anything for."""
    carried_out = Activity.objects.in_force(year).values("assignment")
    return Assignment.objects.in_force(year).filter(plan__body=body).exclude(thread__in=carried_out)


def planned_in(year: int) -> QuerySet[Department]:
    """The departments that had said what they would do in the year."""
    return Department.objects.filter(pk__in=OperationalPlan.objects.in_force(year).values("department"))


def idle(title: str, public_id: str, year: int) -> Finding:
    return Finding(f"Uppdraget ”{title}” hade ingen aktivitet {year}.", public_id, f"idle-{public_id}")


def without_target(title: str, public_id: str) -> Finding:
    """Of a measure that says nothing of any year to come."""
    return Finding(f"Måttet ”{title}” har inget målvärde.", public_id, f"target-{public_id}")


def led(plan: OperationalPlan) -> QuerySet[Assignment]:
    """The assignments that the department leads in the plan's year."""
    rows = Assignment.objects.in_force(plan.from_year).filter(lead=plan.department)
    return rows.select_related("thread", "plan__body").order_by("plan__body__position", "position")


def not_carried_out(assignment: Assignment) -> Finding:
    message = f"Uppdraget ”{assignment}” från {in_running_text(assignment.plan.body.name)} har ingen aktivitet."
    return Finding(message, key=f"left-out-{assignment.thread.public_id}")


def framed_before(year: int, on: date) -> QuerySet[Body]:
    """The bodies that had a frame the year before, as far as was known on the day."""
    framed = money.frames_in_force(year - 1, known_on=on).values("body")
    return Body.objects.existing_in(year).filter(pk__in=framed)


def without_frame(body: Body, year: int) -> Finding:
    return Finding(f"{body} har ingen ram för {year}.", key=f"frame-{body.slug}")


def undecided(slug: str, name: str, years: list[int]) -> Finding:
    message = f"Ramen för {in_running_text(name)} är inte beslutad för {listed(map(str, years))}."
    return Finding(message, key=f"undecided-{slug}")


def unexplained(slug: str, name: str, year: int, rest: int) -> Finding:
    """Of what the stated reasons leave of a frame's change against the year before; tkr."""
    message = (
        f"Ramen för {in_running_text(name)} {year}: {typography.signed(rest)} tkr av ändringen mot året före är inte "
        "förklarat."
    )
    return Finding(message, key=f"unexplained-{slug}")


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
    return [] if is_own else [Finding(f"{decision.made_by} kan inte anta {in_running_text(plan.owned_edition)}.")]


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
