from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from plans import unalterable, workflow
from plans.models import (
    Activity,
    AllocationAmount,
    Assignment,
    BudgetFrame,
    FrameAdjustment,
    GoalTarget,
    InvestmentState,
    MissionPlan,
    Objective,
    OperationalPlan,
    PlanEvent,
    SpecialAssignment,
    StrategicPlan,
    Thread,
)
from styrmodell.models import Decision
from tests import factories


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
        lambda: SpecialAssignment.bodies.through.objects.all().delete(),
        lambda: SpecialAssignment.bodies.through.objects.update(body_id=1),
        lambda: MissionPlan.objects.update(introduction="x"),
        lambda: StrategicPlan.objects.update(stored_document="{}"),
        lambda: OperationalPlan.objects.update(seal="x"),
        lambda: MissionPlan.objects.update(state="withdrawn"),
        lambda: MissionPlan.objects.all()._raw_delete(using="default"),
        lambda: Activity.objects.all().delete(),
        lambda: Activity.objects.all()._raw_delete(using="default"),
        lambda: GoalTarget.objects.all().delete(),
        lambda: replace_row("plans_activity"),
        lambda: replace_row("plans_operationalplan"),
        lambda: empty("plans_activity"),
        lambda: empty("plans_strategicplan"),
        lambda: empty("plans_planevent"),
        lambda: BudgetFrame.objects.create(plan=StrategicPlan.objects.first(), body_id=1, year=2099, amount=1),
    ],
)
def test_adopted_content_is_refused_a_change(act: Callable[[], object]) -> None:
    assert refused(act)


def replace_row(table: str) -> None:
    """What SQLite offers beside UPDATE; PostgreSQL has no such statement, so there the row is deleted."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608
        else:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def empty(table: str) -> None:
    """What PostgreSQL offers beside DELETE, with all that hangs on the table; SQLite has only DELETE."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the test has written waits to be checked
            cursor.execute(f"TRUNCATE {table} CASCADE")
        else:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.usefixtures("soderkoping")
@pytest.mark.parametrize(
    "act",
    [
        lambda: PlanEvent.objects.update(reason="x"),
        lambda: PlanEvent.objects.all().delete(),
        lambda: FrameAdjustment.objects.update(amount=1),
        lambda: FrameAdjustment.objects.all()._raw_delete(using="default"),
        lambda: InvestmentState.objects.update(reason="x"),
        lambda: InvestmentState.objects.all().delete(),
        lambda: Thread.objects.filter(kind="objective").update(kind="assignment"),
        lambda: Thread.objects.filter(public_id=Thread.objects.first().public_id).update(public_id="nyttnamn"),
        lambda: Decision.objects.update(date=date(2020, 1, 1)),
        lambda: Decision.objects.update(paragraph="§ 99"),
    ],
)
def test_what_is_recorded_once_is_refused_a_change(act: Callable[[], object]) -> None:
    assert refused(act)


def proposal() -> MissionPlan:
    plan = factories.mission_plan()
    factories.objective(plan)
    workflow.propose(plan, by=factories.user("editor"))
    return plan


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda plan: plan.objectives.update(title="x"),
        lambda plan: plan.objectives.all().delete(),
        factories.objective,
        lambda plan: MissionPlan.objects.update(responsibility="x"),
        lambda plan: MissionPlan.objects.update(stored_document="{}"),
        lambda plan: MissionPlan.objects.update(responsibility="x", state="adopted"),
        lambda plan: MissionPlan.objects.all()._raw_delete(using="default"),
    ],
)
def test_proposal_lies_frozen(act: Callable[[MissionPlan], object]) -> None:
    plan = proposal()

    assert refused(lambda: act(plan))


@pytest.mark.django_db
def test_returned_proposal_may_change_again() -> None:
    plan = proposal()
    MissionPlan.objects.update(state="draft")

    plan.objectives.update(title="Nytt")

    assert plan.objectives.get().title == "Nytt"


@pytest.mark.usefixtures("soderkoping")
def test_revocation_is_said_once() -> None:
    plan = MissionPlan.objects.filter(revoked_by=None).first()
    assert plan is not None
    MissionPlan.objects.filter(pk=plan.pk).update(revoked_by=plan.decision)

    assert refused(lambda: MissionPlan.objects.filter(pk=plan.pk).update(revoked_by=None))


@pytest.mark.django_db
def test_decision_that_nothing_rests_on_may_be_corrected() -> None:
    decision = factories.decision()

    Decision.objects.update(paragraph="§ 9")

    decision.refresh_from_db()
    assert decision.paragraph == "§ 9"


@pytest.mark.django_db
def test_every_refusal_stands_and_a_lifted_one_is_missed() -> None:
    assert unalterable.missing("default") == []

    with transaction.atomic():
        unalterable.lift()
        missing = unalterable.missing("default")
        transaction.set_rollback(True)

    assert missing == [refusal.name for refusal in unalterable.refusals()]


@pytest.mark.usefixtures("soderkoping")
def test_what_lies_outside_the_seal_may_change() -> None:
    plan = MissionPlan.objects.first()
    assert plan is not None

    MissionPlan.objects.filter(pk=plan.pk).update(version=7, revoked_by=plan.decision)

    plan.refresh_from_db()
    assert (plan.version, plan.revoked_by) == (7, plan.decision)
