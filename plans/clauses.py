"""A mission plan as clauses to read: numbered objectives, and under each its assignments."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch

from goals.models import LongTermGoal
from plans.branches import ActivityLine, Tie, counted, listed
from plans.chain import area_text
from plans.models import Allocation, Assignment, MissionPlan, Objective, ObjectiveIndicator, SpecialAssignment
from plans.models.mission import OBJECTIVE_MEASURES
from plans.years import ShownYear
from styrmodell.models import Department
from styrmodell.typography import in_running_text

SIGN = ("name", "sign", "colour", "slug")
ASSIGNMENT = (
    "plan", "position", "title", "text", "objective__position", "thread__public_id", "lead__name", "answers__public_id",
)  # fmt: skip
"""What is told of a goal that an objective stands under, and of an assignment."""
NOT_SHOWN: Mapping[int, list[ActivityLine]] = {}


@dataclass(frozen=True)
class GoalSign:
    name: str
    sign: str
    colour: str
    get_absolute_url: str
    is_indirect: bool = False


@dataclass(frozen=True)
class Reference:
    text: str
    url: str


@dataclass(frozen=True)
class AssignmentClause:
    id: str
    number: str
    text: str
    says: str
    get_absolute_url: str
    facts: str
    answers: list[Reference]
    ties: list[Tie]
    """To the areas further down on the same page."""
    gap: str = ""
    activities: list[ActivityLine] = field(default_factory=list)


@dataclass(frozen=True)
class ObjectiveClause:
    id: str
    number: str
    text: str
    says: str
    get_absolute_url: str
    goals: list[GoalSign]
    indicators: list[ObjectiveIndicator]
    measured: str
    assignments: list[AssignmentClause] = field(default_factory=list)
    gap: str = ""


@dataclass(frozen=True)
class Clauses:
    """`free` are the assignments that stand under no objective."""

    objectives: list[ObjectiveClause]
    free: list[AssignmentClause]
    years: range


def clauses(
    plan: MissionPlan,
    shown: ShownYear,
    areas: list[Allocation],
    activities: Mapping[int, list[ActivityLine]] = NOT_SHOWN,
) -> Clauses:
    """The plan's objectives and assignments as they are read in a year. The number of queries is constant.

    `areas` are the plan's (`money.areas_of`). `activities` are what is done for each assignment, by its thread, where
    they are to be read too.
    """
    assignments = _assignments(plan, shown.year)
    within = _within(plan, areas)
    numbers = _special_numbers(assignments, shown.year)
    by_objective: dict[int | None, list[AssignmentClause]] = {}
    for item in assignments:
        by_objective.setdefault(item.objective_id, []).append(
            _assignment(item, numbers, within[item.pk], shown, activities.get(item.thread_id, []))
        )
    objectives = (
        plan.objectives.select_related("thread", "goal")
        .only("plan", "position", "title", "text", "thread__public_id", *(f"goal__{column}" for column in SIGN))
        .prefetch_related(Prefetch("indirect_goals", LongTermGoal.objects.only(*SIGN)), OBJECTIVE_MEASURES)
        .order_by("position")
    )
    return Clauses(
        objectives=[_objective(item, by_objective.get(item.pk, []), shown) for item in objectives],
        free=by_objective.get(None, []),
        years=range(plan.from_year, plan.last_year + 1),
    )


def _assignments(plan: MissionPlan, year: int) -> list[Assignment]:
    return list(
        plan.assignments.all()
        .with_number()
        .with_activity_count(year)
        .select_related("thread", "lead", "answers")
        .only(*ASSIGNMENT)
        .prefetch_related(Prefetch("supporting", Department.objects.only("name")))
        .order_by("position")
    )


def _within(plan: MissionPlan, areas: list[Allocation]) -> dict[int, list[Allocation]]:
    """The areas that each assignment is carried out within, by its key. One query."""
    by_key = {area.pk: area for area in areas}
    ties = Assignment.areas.through.objects.filter(allocation__in=by_key).order_by("allocation__position")
    within: dict[int, list[Allocation]] = defaultdict(list)
    for assignment, area in ties.values_list("assignment", "allocation"):
        within[assignment].append(by_key[area])
    return within


def _special_numbers(assignments: list[Assignment], year: int) -> dict[int, int]:
    """The number of each special assignment that is answered, by its thread, in the strategic plan of the year."""
    answered = [assignment.answers_id for assignment in assignments if assignment.answers_id]
    specials = SpecialAssignment.objects.in_force(year).filter(thread__in=answered)
    return dict(specials.values_list("thread", "number"))


def _objective(item: Objective, assignments: list[AssignmentClause], shown: ShownYear) -> ObjectiveClause:
    return ObjectiveClause(
        id=item.thread.public_id,
        number=item.number,
        text=item.title,
        says=item.text,
        get_absolute_url=shown.url("objective", item.thread.public_id),
        goals=[
            _sign(item.goal, shown),
            *(_sign(goal, shown, is_indirect=True) for goal in item.indirect_goals.all()),
        ],
        indicators=list(item.indicators.all()),
        measured=f"Mått för mål {item.number}",
        assignments=assignments,
        gap="" if assignments else "Målet har inget uppdrag.",
    )


def _sign(goal: LongTermGoal, shown: ShownYear, *, is_indirect: bool = False) -> GoalSign:
    return GoalSign(goal.name, goal.sign, goal.colour, shown.url("goal", goal.slug), is_indirect)


def _assignment(
    item: Assignment,
    numbers: dict[int, int],
    areas: list[Allocation],
    shown: ShownYear,
    activities: list[ActivityLine],
) -> AssignmentClause:
    return AssignmentClause(
        id=item.thread.public_id,
        number=item.number,
        text=item.title,
        says=item.text,
        get_absolute_url=shown.url("assignment", item.thread.public_id),
        facts=_facts(item),
        answers=_answers(item, numbers, shown),
        ties=[Tie(area_text(area, shown.year), f"#{area.thread.public_id}") for area in areas],
        gap=f"Ingen aktivitet {shown.year}." if item.has_operational_plan and not item.activity_count else "",
        activities=activities,
    )


def _facts(item: Assignment) -> str:
    """ "Till socialförvaltningen, tillsammans med serviceförvaltningen. 2 aktiviteter." """
    lead = f"Till {in_running_text(item.lead.name)}"
    others = listed(in_running_text(department.name) for department in item.supporting.all())
    count = f" {counted(item.activity_count, 'aktivitet', 'aktiviteter')}." if item.activity_count else ""
    return f"{lead}, tillsammans med {others}.{count}" if others else f"{lead}.{count}"


def _answers(item: Assignment, numbers: dict[int, int], shown: ShownYear) -> list[Reference]:
    if item.answers is None or item.answers_id is None:
        return []
    number = numbers.get(item.answers_id)
    text = f"särskilt uppdrag {number}" if number else "ett särskilt uppdrag"
    return [Reference(text, shown.url("special_assignment", item.answers.public_id))]
