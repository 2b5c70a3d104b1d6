"""What a proposal lacks is what the checklist warned of, and more."""

import pytest
from django.utils import timezone

from goals.models import LongTermGoal
from plans import checklist
from plans.before_decision import against_frame, gaps
from plans.document import document
from plans.models import FrameChange, MissionPlan, Plan, StrategicPlan
from tests import cast, factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def found(plan: Plan) -> list[gaps.Gap]:
    content = document(plan)
    allocation = against_frame.allocation(content, plan.body, on=TODAY()) if isinstance(plan, MissionPlan) else None
    frames = against_frame.frames(content, plan, on=TODAY()) if isinstance(plan, StrategicPlan) else None
    return gaps.gaps(plan, content, allocation=allocation, frames=frames, on=TODAY())


def keyed(plan: Plan) -> set[tuple[str, str]]:
    return {(lack.key, lack.text) for gap in found(plan) for lack in gap.lacks if lack.key}


def warned(plan: Plan) -> set[tuple[str, str]]:
    return {(finding.key, finding.message) for finding, _ in checklist.check(plan, on=TODAY()).warnings}


@pytest.fixture
def town() -> cast.Town:
    """With a strategic plan for 2022 and on: two goals, one of them without a measure, and a special assignment."""
    factories.steering_model()
    town = cast.town()
    strategic = factories.strategic_plan(town.council)
    factories.prioritised_goal(strategic, factories.goal("God hälsa"))
    factories.prioritised_goal(strategic, factories.goal("God miljö"))
    factories.special_assignment(strategic, town.own)
    factories.frames(strategic, town.own, dict.fromkeys(range(2022, 2026), 1000))
    factories.adopt(strategic)
    return town


def test_mission_plan_lacks_what_the_checklist_warns_of(town: cast.Town) -> None:
    plan = factories.mission_plan(town.own)
    objective = factories.objective(plan, factories.goal("Något annat"))
    factories.allocation(plan, dict.fromkeys(range(2022, 2026), 600))
    factories.measure(objective)

    assert keyed(plan) == warned(plan)
    assert [gap.heading for gap in found(plan)] == [
        "2 prioriterade mål utan nämndmål",
        "1 särskilt uppdrag utan svar",
        "1 nämndmål utan uppdrag",
        "1 mått utan målvärde",
        "4 år med pengar som inte är fördelade",
    ]


def test_idle_assignment_is_the_checklists(town: cast.Town) -> None:
    first = factories.mission_plan(town.own)
    assignment = factories.assignment(factories.objective(first, LongTermGoal.objects.first()), town.department)
    factories.adopt(first)
    operational = factories.operational_plan(town.department, 2022)
    other = factories.assignment(
        factories.objective(factories.mission_plan(town.other), LongTermGoal.objects.first()), town.department
    )
    factories.activity(operational, other.thread)
    plan = factories.mission_plan(town.own, first_year=2023, last_year=2026)
    objective = factories.objective(plan)
    factories.assignment(objective, town.department, thread=assignment.thread)

    assert keyed(plan) == warned(plan)


def test_operational_plan_lacks_what_the_checklist_warns_of(town: cast.Town) -> None:
    mission = factories.mission_plan(town.own)
    objective = factories.objective(mission, LongTermGoal.objects.first())
    done, left = factories.assignment(objective, town.department), factories.assignment(objective, town.department)
    factories.adopt(mission)
    plan = factories.operational_plan(town.department)
    factories.activity(plan, done.thread)

    assert keyed(plan) == warned(plan)
    assert {key for key, _ in keyed(plan)} == {f"left-out-{left.thread.public_id}"}


def test_strategic_plan_lacks_what_the_checklist_warns_of(town: cast.Town) -> None:
    plan = factories.strategic_plan(town.council, first_year=2023, last_year=2026)
    factories.prioritised_goal(plan)
    factories.frames(plan, town.other, {2023: None, 2024: 5, 2025: None})
    factories.frames(plan, town.board, {2023: 5, 2024: None})

    assert keyed(plan) == warned(plan)
    assert [gap.heading for gap in found(plan)] == [
        "1 prioriterat mål utan mått",
        "1 organ utan ram",
        "2 organ vars ramar inte är beslutade",
    ]


def test_change_of_a_frame_that_its_reasons_do_not_explain_is_the_checklists(town: cast.Town) -> None:
    plan = factories.strategic_plan(town.council, first_year=2023, last_year=2024)
    factories.prioritised_goal(plan)
    factories.frames(plan, town.own, {2023: 1100, 2024: 2000})
    FrameChange.objects.create(plan=plan, body=town.own, year=2023, cause="volume", amount=130)
    FrameChange.objects.create(plan=plan, body=town.own, year=2024, cause="volume", amount=7)

    assert keyed(plan) == warned(plan)
    assert [(gap.heading, [lack.text for lack in gap.lacks]) for gap in found(plan)][1:] == [
        (
            "1 ändrad ram som inte är förklarad",
            ["Ramen för socialnämnden 2023: −30 tkr av ändringen mot året före är inte förklarat."],
        )
    ]
