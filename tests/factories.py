"""What tests are about, made with as little as each thing needs. Whatever is not asked for is plain and new."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from goals.models import GlobalGoal, LongTermGoal
from plans import checklist, workflow
from plans.models import (
    Activity,
    Allocation,
    AllocationAmount,
    Assignment,
    BudgetFrame,
    FrameAdjustment,
    GoalIndicator,
    Investment,
    InvestmentAmount,
    MissionPlan,
    Objective,
    ObjectiveIndicator,
    OperationalPlan,
    Plan,
    PrioritisedGoal,
    SpecialAssignment,
    StrategicPlan,
    Thread,
    WarningAnswer,
    reference_to,
)
from styrmodell.models import Body, Decision, Department, Place, Service, SteeringModel

PROPOSED_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""Before every decision of the tests."""
ADOPTION_DAY = date(2021, 6, 16)

_number = count(1)


def _slug(word: str) -> str:
    return f"{word}-{next(_number)}"


# The municipality


def steering_model(**fields: Any) -> SteeringModel:
    given = {"name": "Provby kommun", "code": "9999", "vision": "Allt provat", "core_mission": "Att pröva"}
    return SteeringModel.objects.create(pk=1, **{**given, "shown_year": 2022, **fields})


def body(name: str = "Socialnämnden", **fields: Any) -> Body:
    given = {"slug": _slug("organ"), "name": name, "short_name": "N", "kind": Body.Kind.COMMITTEE}
    return Body.objects.create(**{**given, **fields})


def council(**fields: Any) -> Body:
    return body("Kommunfullmäktige", kind=Body.Kind.COUNCIL, **fields)


def department(*, serving: Iterable[Body] = (), name: str = "Socialförvaltningen", **fields: Any) -> Department:
    made = Department.objects.create(**{"slug": _slug("forvaltning"), "name": name, **fields})
    for one in serving:
        Service.objects.create(department=made, body=one)
    return made


def decision(by: Body | Department | None = None, *, on: date = ADOPTION_DAY, **fields: Any) -> Decision:
    maker = by or body()
    given = {"department": maker} if isinstance(maker, Department) else {"body": maker}
    return Decision.objects.create(**{"slug": _slug("beslut"), "title": "Beslut", "date": on, **given, **fields})


def place(name: str = "Mogata") -> Place:
    return Place.objects.create(slug=_slug("ort"), name=name)


def goal(name: str = "God miljö", **fields: Any) -> LongTermGoal:
    given = {"slug": _slug("mal"), "name": name, "sign": "leaf", "colour": LongTermGoal.Colour.MOSS}
    return LongTermGoal.objects.create(**{**given, **fields})


def global_goal(number: int) -> GlobalGoal:
    return GlobalGoal.objects.create(
        number=number, name="Mål", colour="#000000", text_colour="#FFFFFF", uri="http://metadata.un.org/sdg/1"
    )


def user(name: str) -> User:
    """The person of that name, who is one and the same however often asked for."""
    return User.objects.get_or_create(username=name)[0]


def thread(kind: str) -> Thread:
    return Thread.objects.create(kind=kind)


# Plans


def strategic_plan(owner: Body | None = None, **fields: Any) -> StrategicPlan:
    return _plan(StrategicPlan, owner or council(), **fields)


def mission_plan(owner: Body | None = None, **fields: Any) -> MissionPlan:
    return _plan(MissionPlan, owner or body(), **{"responsibility": "Nämnden ansvarar för omsorgen.", **fields})


def operational_plan(owner: Department | None = None, year: int = 2022, **fields: Any) -> OperationalPlan:
    return _plan(OperationalPlan, owner or department(), first_year=year, last_year=year, **fields)


def _plan(kind: type[Any], owner: Body | Department, **fields: Any) -> Any:
    """2022–2025 from its first year, if nothing else is said."""
    years = {"first_year": 2022, "last_year": 2025} | fields
    return kind.objects.create(**{kind.OWNER: owner, "from_year": years["first_year"], **years})


def propose(plan: Plan) -> None:
    """The editor answers what the checklist asks and proposes, long ago."""
    for finding in checklist.check(plan, on=timezone.localdate()).unanswered:
        WarningAnswer.objects.create(**reference_to(plan), key=finding.key, text="Det är meningen.", by=user("editor"))
    workflow.propose(plan, by=user("editor"))
    own = type(plan).objects.filter(pk=plan.pk)
    own.update(state="draft")  # since a proposal lies frozen
    own.update(state="proposed", proposed_at=PROPOSED_AT)
    plan.refresh_from_db()


def adopt(plan: Plan, *, on: date = ADOPTION_DAY, decision_made: Decision | None = None) -> Any:
    """Adopt the draft as the portal does: the editor proposes, the secretary records the decision."""
    propose(plan)
    workflow.adopt(plan, decision=decision_made or decision(plan.owner, on=on), by=user("secretary"))
    return plan


def standing(kind: type[Plan], owner: Body | Department, **fields: Any) -> Any:
    """An adopted edition for 2022, not saved, as a file would leave it; no workflow has made it or checked it."""
    years = {"first_year": 2022, "last_year": 2022, "from_year": 2022}
    sealed = {"revision": 1, "sequence": 1, "stored_document": "{}", "seal": "0" * 64, "seal_format": 1}
    decided = {"state": "adopted", "origin": "import", "adopted_at": datetime(2021, 6, 16, tzinfo=UTC)}
    if "decision" not in fields:
        fields["decision"] = decision(owner)
    return kind(**{kind.OWNER: owner, **years, **sealed, **decided, **fields})


# What plans contain


def prioritised_goal(plan: StrategicPlan, of: LongTermGoal | None = None, **fields: Any) -> PrioritisedGoal:
    given = {"thread": thread("prioritised_goal"), "goal": of or goal(), "wording": "Miljön blir bättre."}
    return PrioritisedGoal.objects.create(plan=plan, **{**given, **fields})


def special_assignment(plan: StrategicPlan, *bodies: Body, **fields: Any) -> SpecialAssignment:
    given = {"thread": thread("special_assignment"), "number": 1, "title": "Minska sjukfrånvaron"}
    made = SpecialAssignment.objects.create(plan=plan, **{**given, **fields})
    made.bodies.set(bodies)
    return made


def frames(plan: StrategicPlan, owner: Body, amounts: dict[int, int | None]) -> None:
    BudgetFrame.objects.bulk_create(
        BudgetFrame(plan=plan, body=owner, year=year, amount=amount) for year, amount in amounts.items()
    )


def adjustment(to: Body, amount: int, *, source: Body | None = None, **fields: Any) -> FrameAdjustment:
    """A reallocation from the source, or a supplementary appropriation when there is none."""
    given = {"slug": _slug("justering"), "decision": decision(), "year": 2022, "financing": "Lägre resultat."}
    kind = FrameAdjustment.Kind.REALLOCATION if source else FrameAdjustment.Kind.SUPPLEMENTARY
    return FrameAdjustment.objects.create(
        **{**given, "kind": kind, "body": to, "source_body": source, "amount": amount, **fields}
    )


def investment(plan: StrategicPlan, amounts: dict[int, int | None] | None = None, **fields: Any) -> Investment:
    given = {"thread": thread("investment"), "number": 1, "title": "Ny skola", "financing": Investment.Financing.TAX}
    made = Investment.objects.create(plan=plan, **{**given, "body": plan.body, **fields})
    InvestmentAmount.objects.bulk_create(
        InvestmentAmount(investment=made, year=year, amount=amount) for year, amount in (amounts or {}).items()
    )
    return made


def objective(plan: MissionPlan, contributes_to: LongTermGoal | None = None, **fields: Any) -> Objective:
    given = {"thread": thread("objective"), "goal": contributes_to or goal(), "title": "Renare luft"}
    return Objective.objects.create(plan=plan, **{**given, **fields})


def allocation(plan: MissionPlan, amounts: dict[int, int | None], **fields: Any) -> Allocation:
    made = Allocation.objects.create(plan=plan, **{"thread": thread("area"), "name": "Hemtjänst", **fields})
    AllocationAmount.objects.bulk_create(
        AllocationAmount(allocation=made, year=year, amount=amount) for year, amount in amounts.items()
    )
    return made


def measure(of: PrioritisedGoal | Objective, **fields: Any) -> Any:
    """Of a goal or an objective, without targets."""
    given = {"thread": thread("indicator"), "title": "Andel", "unit": "procent"} | fields
    if isinstance(of, Objective):
        return ObjectiveIndicator.objects.create(plan=of.plan, objective=of, **given)
    return GoalIndicator.objects.create(plan=of.plan, prioritised_goal=of, **given)


def assignment(under: Objective, lead: Department | None = None, **fields: Any) -> Assignment:
    """Led by a department that serves the body, if no other is named."""
    leads = lead or department(serving=[under.plan.body])
    given = {"thread": thread("assignment"), "title": "Byt till elbilar", "lead": leads}
    return Assignment.objects.create(plan=under.plan, objective=under, **{**given, **fields})


def activity(plan: OperationalPlan, carries_out: Thread | None = None, **fields: Any) -> Activity:
    given = {"thread": thread("activity"), "title": "Upphandla bilar"}
    return Activity.objects.create(plan=plan, assignment=carries_out or thread("assignment"), **{**given, **fields})
