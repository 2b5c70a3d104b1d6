"""A small municipality with a person of every role, and plans in every state: what rights are tried on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from goals.models import LongTermGoal
from plans import workflow
from plans.models import MissionPlan, OperationalPlan, Plan, Role, StrategicPlan, Thread
from styrmodell.models import Body, Department
from tests import factories

STATES = ("draft", "proposed", "amending", "adopted", "revoked", "rejected", "withdrawn")
"""Of plans; "revoked" is adopted and taken back by a later decision."""
PLANS = ("strategic", "mission", "other mission", "operational", "other operational")
"""Every kind of plan and whose it is, as `Town.owners` has them."""
Rights = dict[str, str]
"""What somebody may do with a plan, in words, by the plan's state."""


def relations(
    *, writer: Rights, decider: Rights, head: Rights, reader: Rights, anyone: Rights
) -> dict[str, dict[str, Rights]]:
    """The rights of each person, and of a visitor, to each of `PLANS`."""
    given = {
        "editor": {"mission": writer, "operational": writer},
        "secretary": {"mission": decider},
        "head": {"operational": head},
        "councillor": {"mission": reader, "operational": reader},
        "other_editor": {"other mission": writer, "other operational": writer},
        "other_secretary": {"other mission": decider},
        "other_head": {"other operational": head},
        "other_councillor": {"other mission": reader, "other operational": reader},
        "council_secretary": {"strategic": decider},
        "council_member": dict.fromkeys(PLANS, reader),
        "board_member": dict.fromkeys(PLANS, reader),
        "steward": {"strategic": writer},
    }
    without: dict[str, dict[str, Rights]] = {
        name: {} for name in ("superuser", "nobody", "former", "coming", "disabled", "visitor")
    }
    everybody = given | without
    return {name: {whose: has.get(whose, anyone) for whose in PLANS} for name, has in everybody.items()}


@dataclass
class Town:
    """Everybody stands by the role they have: "editor" writes for `own`, "other_editor" for `other`."""

    council: Body
    board: Body
    own: Body
    other: Body
    department: Department
    other_department: Department
    people: dict[str, User] = field(default_factory=dict)

    def owners(self) -> dict[str, tuple[type[Plan], Body | Department]]:
        """Every kind of plan and whose it is: for `own`, or for the other committee."""
        return {
            "strategic": (StrategicPlan, self.council),
            "mission": (MissionPlan, self.own),
            "other mission": (MissionPlan, self.other),
            "operational": (OperationalPlan, self.department),
            "other operational": (OperationalPlan, self.other_department),
        }


def town() -> Town:
    own, other = factories.body("Socialnämnden"), factories.body("Barn- och utbildningsnämnden")
    made = Town(
        council=factories.council(),
        board=factories.body("Kommunstyrelsen", kind=Body.Kind.BOARD),
        own=own,
        other=other,
        department=factories.department(serving=[own]),
        other_department=factories.department(serving=[other], name="Utbildningsförvaltningen"),
    )
    made.people.update(_people(made))
    return made


def role(user: User, kind: str, place: Body | Department | None = None, **fields: Any) -> Role:
    where = {} if place is None else {"department" if isinstance(place, Department) else "body": place}
    return Role.objects.create(user=user, kind=kind, **where, **fields)


def _people(town: Town) -> Iterator[tuple[str, User]]:
    yesterday = timezone.localdate() - timedelta(days=1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    cast: dict[str, tuple[Any, ...]] = {
        "editor": ("editor", town.own),
        "secretary": ("secretary", town.own),
        "head": ("head", town.department),
        "councillor": ("councillor", town.own),
        "other_editor": ("editor", town.other),
        "other_secretary": ("secretary", town.other),
        "other_head": ("head", town.other_department),
        "other_councillor": ("councillor", town.other),
        "council_secretary": ("secretary", town.council),
        "council_member": ("councillor", town.council),
        "board_member": ("councillor", town.board),
        "steward": ("steward",),
    }
    for name, given in cast.items():
        person = User.objects.create(username=name)
        role(person, *given)
        yield name, person
    yield "superuser", User.objects.create(username="superuser", is_superuser=True, is_staff=True)
    yield "nobody", User.objects.create(username="nobody", is_staff=True)
    former = User.objects.create(username="former", is_staff=True)
    role(former, "editor", town.own, valid_to=yesterday)
    role(former, "steward", valid_to=yesterday)
    yield "former", former
    coming = User.objects.create(username="coming", is_staff=True)
    role(coming, "secretary", town.own, valid_from=tomorrow)
    yield "coming", coming
    disabled = User.objects.create(username="disabled", is_active=False, is_superuser=True)
    role(disabled, "steward")
    role(disabled, "editor", town.own)
    yield "disabled", disabled


def plan_in(state: str, kind: type[Plan], owner: Body | Department, year: int) -> Any:
    """A plan for the year that has come to its state by the workflow, with one item."""
    plan = _draft(kind, owner, year)
    _add_item(plan)
    if state != "draft":
        _move(plan, state)
    return plan


def _draft(kind: type[Plan], owner: Any, year: int) -> Any:
    makers: dict[type[Plan], Any] = {
        StrategicPlan: lambda: factories.strategic_plan(owner, first_year=year, last_year=year),
        MissionPlan: lambda: factories.mission_plan(owner, first_year=year, last_year=year),
        OperationalPlan: lambda: factories.operational_plan(owner, year),
    }
    return makers[kind]()


def _add_item(plan: Any) -> None:
    match plan:
        case StrategicPlan():
            factories.prioritised_goal(plan, _goal())
        case MissionPlan():
            factories.objective(plan, _goal())
        case OperationalPlan():
            factories.activity(plan, _given(plan))


def _goal() -> LongTermGoal:
    """The one goal that every plan is about."""
    return LongTermGoal.objects.first() or factories.goal()


def _given(plan: OperationalPlan) -> Thread:
    """An assignment that the department has for the year, from a mission plan of a body of its own."""
    giver = factories.body("Uppdragsnämnden")
    plan.department.services.create(body=giver)
    mission = factories.mission_plan(giver, first_year=plan.from_year, last_year=plan.from_year)
    assignment = factories.assignment(factories.objective(mission, _goal()), plan.department)
    factories.adopt(mission)
    return assignment.thread


def _move(plan: Plan, state: str) -> None:
    secretary, decision = factories.user("decider"), factories.decision(plan.owner)
    if state == "withdrawn":
        workflow.withdraw(plan, by=factories.user("writer"))
        return
    factories.propose(plan)
    match state:
        case "amending":
            workflow.open_for_amendment(plan, by=secretary)
        case "rejected":
            workflow.reject(plan, decision=decision, by=secretary)
        case "adopted" | "revoked":
            workflow.adopt(plan, decision=decision, by=secretary)
    if state == "revoked":
        workflow.revoke(plan, decision=factories.decision(plan.owner), by=secretary)
