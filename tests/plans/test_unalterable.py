from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from plans import unalterable
from plans.models import (
    Activity,
    AllocationAmount,
    Assignment,
    BudgetFrame,
    GoalTarget,
    MissionPlan,
    Objective,
    OperationalPlan,
    SpecialAssignment,
    StrategicPlan,
)


def refused(act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return unalterable.MESSAGE in str(error)
    return False


def test_every_table_of_a_plan_is_guarded() -> None:
    tables = {guard.table for guard in unalterable.guarded()}

    assert tables == {
        "plans_prioritisedgoal",
        "plans_goalindicator",
        "plans_goaltarget",
        "plans_specialassignment",
        "plans_specialassignment_bodies",
        "plans_budgetframe",
        "plans_framechange",
        "plans_investment",
        "plans_investmentamount",
        "plans_objective",
        "plans_objective_indirect_goals",
        "plans_objectiveindicator",
        "plans_objectivetarget",
        "plans_allocation",
        "plans_allocationamount",
        "plans_assignment",
        "plans_assignment_supporting",
        "plans_assignment_areas",
        "plans_activity",
    }


@pytest.mark.usefixtures("soderkoping")
@pytest.mark.parametrize(
    "act",
    [
        lambda: Objective.objects.update(title="x"),
        lambda: Assignment.objects.filter(position=0).update(position=9),
        lambda: AllocationAmount.objects.update(amount=1),
        lambda: BudgetFrame.objects.update(amount=1),
        lambda: GoalTarget.objects.update(value=1),
        lambda: Activity.objects.update(due_on=None),
        lambda: SpecialAssignment.objects.first().bodies.clear() if connection.vendor == "postgresql" else _move_link(),
        lambda: MissionPlan.objects.update(introduction="x"),
        lambda: StrategicPlan.objects.update(stored_document="{}"),
        lambda: OperationalPlan.objects.update(seal="x"),
        lambda: MissionPlan.objects.update(state="withdrawn"),
        lambda: BudgetFrame.objects.create(plan=StrategicPlan.objects.first(), body_id=1, year=2099, amount=1),
    ],
)
def test_adopted_content_is_refused_a_change(act: Callable[[], object]) -> None:
    assert refused(act)


def _move_link() -> None:
    SpecialAssignment.bodies.through.objects.update(body_id=1)


@pytest.mark.usefixtures("soderkoping")
def test_adopted_content_is_refused_deletion_where_the_database_can_tell_it_from_emptying() -> None:
    assert refused(lambda: Activity.objects.all().delete()) == (connection.vendor == "postgresql")


@pytest.mark.usefixtures("soderkoping")
def test_what_lies_outside_the_seal_may_change() -> None:
    plan = MissionPlan.objects.first()
    assert plan is not None

    MissionPlan.objects.filter(pk=plan.pk).update(version=7, revoked_by=plan.decision)

    plan.refresh_from_db()
    assert (plan.version, plan.revoked_by) == (7, plan.decision)
