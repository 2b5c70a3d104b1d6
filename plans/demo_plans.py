"""Plans in work for the demo accounts, so that every role has something to do: invented, and marked as examples."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from plans import checklist, drafts, paper, revisions, workflow
from plans.before_decision import commenting, passages, proposal, publishing
from plans.before_decision.passages import Place
from plans.models import (
    Activity,
    Allocation,
    Assignment,
    MissionPlan,
    OperationalPlan,
    Plan,
    Review,
    Role,
    StrategicPlan,
    Thread,
    WarningAnswer,
    reference_to,
)
from styrmodell.models import SteeringModel

ANSWER = "Vi tar upp det i arbetet med nästa års plan."
MEETING = (12, 14)
"""Month and day, late in the year that the steering model shows: the proposals are for the year after."""
MOVED = 150
"""Tkr that a proposal moves between two areas."""
QUESTION = "Räcker pengarna till det här när priserna stiger?"
REPLY = "Ja, beloppet är uppräknat. Uträkningen ligger i tjänsteskrivelsen."
WISH = "Skriv gärna ut när det ska vara klart, så att vi kan följa upp det."
"""What is said of the proposals: by a councillor, an editor, and a councillor again."""


def create() -> list[Plan]:
    """For each body with an editor: a draft of the next edition, a revision and a department's plan proposed.

    For the council a proposed revision of its plan. Something is said of what is proposed.
    """
    year = SteeringModel.objects.get().shown_year
    made: list[Plan] = []
    for role in Role.objects.filter(kind=Role.Kind.EDITOR).select_related("user", "body"):
        latest = MissionPlan.objects.in_force(year).filter(body=role.body).first()
        if latest is not None:
            made += _of_body(latest, role.user, year)
    steward = Role.objects.filter(kind=Role.Kind.STEWARD).select_related("user").first()
    strategic = StrategicPlan.objects.in_force(year).first()
    if steward and strategic:
        made.append(_proposed_revision(strategic, steward.user))
    for review in Review.objects.all():
        publishing.convene(review=review, on=date(year, *MEETING))
        _talk_about(review)
    return made


def _talk_about(review: Review) -> None:
    """A question that is answered and a wish that is not, where somebody reads the plan."""
    plan = review.plan
    roles = Role.objects.filter(body=getattr(plan, "body", None)).select_related("user")
    councillor = roles.filter(kind=Role.Kind.COUNCILLOR).first()
    editor = roles.filter(kind=Role.Kind.EDITOR).first()
    if councillor is None or editor is None:
        return
    money, work = list(_spoken_of(review))
    asked = commenting.comment(review=review, place=money, text=QUESTION, by=councillor.user)
    commenting.answer(to=asked, text=REPLY, by=editor.user, settles=True)
    commenting.comment(review=review, place=work, text=WISH, by=councillor.user)


def _spoken_of(review: Review) -> Iterator[Place]:
    """The first area's first year, and the first assignment; the whole where there is none."""
    content = proposal.laid(review.plan, proposal.events_of(review.plan))
    found = passages.places(content, paper.chapters(content))
    for part, place in (("areas", str(content["from_year"])), ("assignments", "")):
        item = next(iter(content.get(part, ())), None)
        inside = found[item["thread"]] if item else found[passages.WHOLE]
        yield next((one for one in inside if one.field == place), inside[0])


def _of_body(latest: MissionPlan, editor: User, year: int) -> list[Plan]:
    made: list[Plan] = [_proposed_revision(latest, editor), _draft(latest, editor)]
    for department in latest.body.departments.distinct()[:1]:
        plan = revisions.begin_operational(department, year + 1, by=editor)
        with drafts.writing(plan, by=editor):
            _move_to_its_year(plan)
            _speak_of_its_years(plan, str(year))
        made.append(_proposed(plan, editor))
    return made


def _move_to_its_year(plan: OperationalPlan) -> None:
    """The same days a year later."""
    days = {
        activity.thread_id: (activity.starts_on, activity.due_on)
        for activity in Activity.objects.in_force(plan.from_year - 1).filter(plan__department=plan.department)
    }
    for activity in plan.activities.filter(thread__in=days):
        activity.starts_on, activity.due_on = (_a_year_later(day) for day in days[activity.thread_id])
        activity.save(update_fields=["starts_on", "due_on"])


def _speak_of_its_years(plan: Plan, before: str) -> None:
    """Its introduction begins as the last one did, of its own years; what was new then is not told again."""
    says = plan.introduction.partition("\n\n")[0]
    plan.introduction = says.replace(before, plan.shown_period)
    plan.save(update_fields=["introduction"])


def _a_year_later(day: date | None) -> date | None:
    return day and day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _draft(latest: MissionPlan, editor: User) -> MissionPlan:
    """Next year's plan with one new assignment, not finished."""
    plan: MissionPlan = revisions.revise(latest, by=editor)
    with drafts.writing(plan, by=editor):
        _speak_of_its_years(plan, latest.shown_period)
        first = plan.assignments.first()
        if first:
            _new_assignment(plan, first, "Berätta två gånger om året hur det går med målet")
    return plan


def _proposed_revision(latest: Any, by: User) -> Plan:
    """A revision within the period, with a sentence that says so; a committee's changes more than that."""
    plan: Plan = revisions.revise(latest, by=by, within_period=True)
    with drafts.writing(plan, by=by):
        plan.introduction = f"{plan.introduction}\n\nPlanen ses över inför {plan.from_year}.".strip()
        plan.save(update_fields=["introduction"])
        if isinstance(plan, MissionPlan):
            _change_something(plan)
    return _proposed(plan, by)


def _change_something(plan: MissionPlan) -> None:
    """An assignment says more, another is new, and a little money moves between the first two areas."""
    first = plan.assignments.first()
    if first:
        first.text = f"{first.text} Nämnden får veta hur det går två gånger om året.".strip()
        first.save(update_fields=["text"])
        _new_assignment(plan, first, "Gör planens mål kända för alla som arbetar i förvaltningen")
    for area, moved in zip(
        plan.allocations.filter(financing=Allocation.Financing.TAX)[:2], (-MOVED, MOVED), strict=False
    ):
        area.amounts.filter(year=plan.from_year).update(amount=F("amount") + moved)


def _new_assignment(plan: MissionPlan, beside: Assignment, title: str) -> None:
    """Last in the plan, under the same objective and to the same department as another."""
    Assignment.objects.create(
        plan=plan,
        thread=Thread.objects.create(kind=Thread.Kind.ASSIGNMENT),
        objective=beside.objective,
        answers=None if beside.objective else beside.answers,
        position=plan.assignments.count(),
        title=title,
        lead=beside.lead,
    )


def _proposed(plan: Plan, by: User) -> Plan:
    for finding in checklist.check(plan, on=timezone.localdate()).unanswered:
        WarningAnswer.objects.create(**reference_to(plan), key=finding.key, text=ANSWER, by=by)
    with suppress(workflow.Refused):  # a plan that does not add up stays a draft, with its checklist
        workflow.propose(plan, by=by)
    return plan
