from datetime import date

import pytest

from plans import checklist
from plans.checklist import Finding
from plans.models import MissionPlan, StrategicPlan
from styrmodell.models import Body, Service
from styrmodell.typography import in_tkr
from tests import factories

pytestmark = pytest.mark.django_db

JUNE, OCTOBER, NOVEMBER = date(2021, 6, 16), date(2021, 10, 5), date(2021, 11, 24)


def strategic_plan_in_force(*, frame: int | None = None, of: Body | None = None, on: date = JUNE) -> StrategicPlan:
    """The council's, with one prioritised goal and a frame of the body for 2022."""
    plan = factories.strategic_plan(Body.objects.filter(kind=Body.Kind.COUNCIL).first())
    factories.prioritised_goal(plan)
    if of is not None:
        factories.frames(plan, of, {2022: frame})
    return factories.adopt(plan, on=on)


def test_plan_with_nothing_in_it_has_no_errors() -> None:
    assert checklist.errors(factories.mission_plan(), on=OCTOBER) == []
    assert checklist.errors(factories.operational_plan(), on=OCTOBER) == []
    assert checklist.errors(factories.strategic_plan(), on=OCTOBER) == []


def test_strategic_plan_of_another_than_the_council_is_found() -> None:
    plan = factories.strategic_plan(factories.body())

    assert checklist.errors(plan, on=JUNE) == [Finding("En strategisk plan antas av fullmäktige.")]


# Goals


def test_objective_of_a_prioritised_goal_is_right() -> None:
    strategic = strategic_plan_in_force()
    plan = factories.mission_plan()
    factories.objective(plan, strategic.goals.get().goal)

    assert checklist.errors(plan, on=OCTOBER) == []


def test_objective_of_a_goal_that_is_not_prioritised_is_found() -> None:
    strategic_plan_in_force()
    plan = factories.mission_plan()
    objective = factories.objective(plan, factories.goal("Kultur"), title="Fler böcker")

    assert checklist.errors(plan, on=OCTOBER) == [
        Finding(
            "Målet ”Fler böcker” bidrar till Kultur, som inte är prioriterat i strategisk plan 2022–2025.",
            objective.thread.public_id,
        )
    ]


def test_goals_are_not_asked_about_when_no_strategic_plan_is_known() -> None:
    strategic_plan_in_force(on=NOVEMBER)
    plan = factories.mission_plan()
    factories.objective(plan, factories.goal("Kultur"))

    assert checklist.errors(plan, on=OCTOBER) == []


def test_goals_are_those_of_the_strategic_plan_known_on_the_day() -> None:
    first = strategic_plan_in_force()
    plan = factories.mission_plan()
    factories.objective(plan, first.goals.get().goal)

    strategic_plan_in_force(on=NOVEMBER)

    assert checklist.errors(plan, on=OCTOBER) == []
    assert len(checklist.errors(plan, on=NOVEMBER)) == 1


# Departments


def test_assignment_to_departments_that_do_not_serve_the_body_is_found() -> None:
    plan = factories.mission_plan(factories.body("Socialnämnden"))
    stranger = factories.department(name="Skolförvaltningen")
    assignment = factories.assignment(factories.objective(plan), stranger)
    assignment.supporting.set([factories.department(name="Teknikförvaltningen")])

    assert checklist.errors(plan, on=OCTOBER) == [
        Finding(
            f"Uppdraget ”Byt till elbilar” går till {name}, som inte arbetar åt Socialnämnden.",
            assignment.thread.public_id,
        )
        for name in ("Skolförvaltningen", "Teknikförvaltningen")
    ]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "errors"),
    [
        (date(2025, 12, 31), None, 0),
        (None, date(2022, 1, 1), 0),
        (date(2026, 1, 1), None, 1),
        (None, date(2021, 12, 31), 1),
    ],
)
def test_department_serves_if_it_does_so_in_any_year_of_the_plan(
    valid_from: date | None, valid_to: date | None, errors: int
) -> None:
    plan = factories.mission_plan()
    mover = factories.department()
    Service.objects.create(department=mover, body=plan.body, valid_from=valid_from, valid_to=valid_to)
    factories.assignment(factories.objective(plan), mover)

    assert len(checklist.errors(plan, on=OCTOBER)) == errors


# Money


def plan_with_allocations(owner: Body, *amounts: int | None) -> MissionPlan:
    plan = factories.mission_plan(owner)
    for amount in amounts:
        factories.allocation(plan, {2022: amount})
    return plan


def test_allocations_up_to_the_frame_are_right() -> None:
    owner = factories.body()
    strategic_plan_in_force(frame=1000, of=owner)

    assert checklist.errors(plan_with_allocations(owner, 900, 200, -100, None), on=OCTOBER) == []


def test_allocations_above_the_frame_are_found() -> None:
    owner = factories.body()
    strategic_plan_in_force(frame=328_400, of=owner)

    assert checklist.errors(plan_with_allocations(owner, 328_400, 1), on=OCTOBER) == [
        Finding(f"Fördelningen för 2022 är {in_tkr(328_401)}, men ramen är {in_tkr(328_400)}.")
    ]


@pytest.mark.parametrize("is_missing", [True, False])
def test_allocations_of_a_frame_that_is_not_known_are_right(is_missing: bool) -> None:
    owner = factories.body()
    strategic_plan_in_force(frame=None, of=None if is_missing else owner)

    assert checklist.errors(plan_with_allocations(owner, 1_000_000), on=OCTOBER) == []


def test_frame_that_is_lowered_later_does_not_stop_the_plan() -> None:
    owner = factories.body()
    strategic_plan_in_force(frame=1000, of=owner)
    plan = plan_with_allocations(owner, 1000)

    strategic_plan_in_force(frame=900, of=owner, on=NOVEMBER)

    assert checklist.errors(plan, on=OCTOBER) == []
    assert len(checklist.errors(plan, on=NOVEMBER)) == 1


def test_frame_counts_what_was_added_and_taken_before_the_day() -> None:
    owner = factories.body()
    strategic_plan_in_force(frame=1000, of=owner)
    factories.adjustment(owner, 50, decision=factories.decision(on=JUNE))
    factories.adjustment(factories.body(), 20, source=owner, decision=factories.decision(on=NOVEMBER))
    plan = plan_with_allocations(owner, 1050)

    assert checklist.errors(plan, on=OCTOBER) == []
    assert len(checklist.errors(plan, on=NOVEMBER)) == 1


def test_revoking_the_strategic_plan_later_does_not_change_the_frame_of_the_day() -> None:
    owner = factories.body()
    strategic = strategic_plan_in_force(frame=900, of=owner)
    StrategicPlan.objects.update(revoked_by=factories.decision(strategic.body, on=NOVEMBER))
    plan = plan_with_allocations(owner, 1000)

    assert len(checklist.errors(plan, on=OCTOBER)) == 1
    assert checklist.errors(plan, on=NOVEMBER) == []


# Activities


def test_activity_of_an_assignment_that_the_department_has_is_right() -> None:
    mission = factories.mission_plan()
    assignment = factories.assignment(factories.objective(mission))
    factories.adopt(mission)
    plan = factories.operational_plan(assignment.lead)
    factories.activity(plan, assignment.thread)

    assert checklist.errors(plan, on=OCTOBER) == []


def test_activity_of_an_assignment_of_another_body_is_found() -> None:
    mission = factories.mission_plan()
    assignment = factories.assignment(factories.objective(mission))
    factories.adopt(mission)
    plan = factories.operational_plan(factories.department(name="Skolförvaltningen"))
    activity = factories.activity(plan, assignment.thread, title="Köp en bil")

    assert checklist.errors(plan, on=OCTOBER) == [
        Finding(
            "Aktiviteten ”Köp en bil” hör till ett uppdrag som Skolförvaltningen inte har för 2022.",
            activity.thread.public_id,
        )
    ]


def test_activity_of_an_assignment_that_is_not_adopted_is_found() -> None:
    assignment = factories.assignment(factories.objective(factories.mission_plan()))
    plan = factories.operational_plan(assignment.lead)
    factories.activity(plan, assignment.thread)

    assert len(checklist.errors(plan, on=OCTOBER)) == 1


def test_assignment_that_a_later_edition_drops_does_not_stop_the_plan() -> None:
    mission = factories.mission_plan()
    assignment = factories.assignment(factories.objective(mission))
    factories.adopt(mission)
    plan = factories.operational_plan(assignment.lead)
    factories.activity(plan, assignment.thread)

    factories.adopt(factories.mission_plan(mission.body), on=NOVEMBER)

    assert checklist.errors(plan, on=OCTOBER) == []
    assert len(checklist.errors(plan, on=NOVEMBER)) == 1


def test_assignment_of_a_plan_that_is_revoked_later_does_not_stop_the_plan() -> None:
    mission = factories.mission_plan()
    assignment = factories.assignment(factories.objective(mission))
    factories.adopt(mission)
    plan = factories.operational_plan(assignment.lead)
    factories.activity(plan, assignment.thread)

    MissionPlan.objects.update(revoked_by=factories.decision(mission.body, on=NOVEMBER))

    assert checklist.errors(plan, on=OCTOBER) == []
    assert len(checklist.errors(plan, on=NOVEMBER)) == 1
