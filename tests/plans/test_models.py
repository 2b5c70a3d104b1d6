from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from django.db.models import Model, ProtectedError
from django.db.models.base import ModelState

from plans.models import (
    AllocationAmount,
    Assignment,
    BudgetFrame,
    Comment,
    Disposal,
    FrameAdjustment,
    FrameChange,
    GoalIndicator,
    GoalTarget,
    InvestmentAdjustment,
    InvestmentAmount,
    InvestmentState,
    MissionPlan,
    MunicipalTotal,
    ObjectiveIndicator,
    ObjectiveTarget,
    OperationalPlan,
    Plan,
    PlanEvent,
    PublishedProposal,
    ReadMark,
    Review,
    Role,
    StrategicPlan,
    Thread,
    WarningAnswer,
    reference_to,
)
from plans.models.thread import new_public_id
from styrmodell.models import Body, Department
from tests import constraints, factories
from tests.styrmodell.test_models import ENDED

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 6, 16, 12, tzinfo=UTC)
KINDS: dict[str, type[Plan]] = {kind._meta.model_name: kind for kind in (StrategicPlan, MissionPlan, OperationalPlan)}


def again(saved: Any, **changes: object) -> Any:
    """A second row like the first, not saved."""
    other = copy(saved)
    other._state = ModelState()
    for name, value in {"pk": None, **changes}.items():
        setattr(other, name, value)
    return other


# Plans


def owner_of(kind: type[Plan]) -> Body | Department:
    return factories.department() if kind is OperationalPlan else factories.body()


def draft(kind: type[Plan], **fields: object) -> Plan:
    years = {"first_year": 2022, "last_year": 2022, "from_year": 2022}
    return kind(**{kind.OWNER: owner_of(kind), **years, **fields})


def adopted(kind: type[Plan], **fields: object) -> Plan:
    return factories.standing(kind, owner_of(kind), **fields)


def saved(thing: Any) -> Any:
    thing.save()
    return thing


def adopted_by_its_proposer(kind: type[Plan]) -> Plan:
    editor = factories.user("editor")
    return adopted(kind, origin="portal", proposed_by=editor, adopted_by=editor)


BREAKS_PLAN: dict[str, Callable[[type[Plan]], Plan]] = {
    "adopted_means_decided_and_sealed": lambda kind: adopted(kind, decision=None),
    "masking_has_reason": lambda kind: draft(kind, masked_at=NOW),
    "one_edition_per_revision": lambda kind: again(saved(adopted(kind)), sequence=2),
    "one_open_edition": lambda kind: again(saved(draft(kind)), state="proposed", stored_document="{}"),
    "one_place_in_the_chain": lambda kind: again(saved(adopted(kind)), first_year=2023, last_year=2023, from_year=2023),
    "only_adopted_is_revoked": lambda kind: draft(kind, revoked_by=factories.decision()),
    "proposal_is_frozen": lambda kind: draft(kind, state="proposed"),
    "recorded_by_someone_else": adopted_by_its_proposer,
    "speaks_within_its_period": lambda kind: draft(kind, from_year=2023),
    "state_is_known": lambda kind: draft(kind, state="lost"),
}


# What plans contain, and what is said of them


def thread_that_continues_itself() -> Thread:
    thread = factories.thread("objective")
    thread.continues = thread
    return thread


def goal_indicator() -> GoalIndicator:
    goal = factories.prioritised_goal(factories.strategic_plan())
    thread = factories.thread("indicator")
    return GoalIndicator.objects.create(plan=goal.plan, prioritised_goal=goal, thread=thread, title="Luft", unit="ppm")


def objective_indicator() -> ObjectiveIndicator:
    objective = factories.objective(factories.mission_plan())
    thread = factories.thread("indicator")
    return ObjectiveIndicator.objects.create(
        plan=objective.plan, objective=objective, thread=thread, title="Bilar", unit="antal"
    )


def prioritised_goal_of_the_same_goal() -> Model:
    item = factories.prioritised_goal(factories.strategic_plan())
    return again(item, thread=factories.thread("prioritised_goal"))


def frame_again() -> Model:
    frame = BudgetFrame(plan=factories.strategic_plan(), body=factories.body(), year=2022)
    return again(saved(frame), amount=1)


def change_again() -> Model:
    change = FrameChange(plan=factories.strategic_plan(), body=factories.body(), year=2022, cause="prices", amount=1)
    return again(saved(change), amount=2)


def assignment_without_reason() -> Model:
    return Assignment(plan=factories.mission_plan(), thread=factories.thread("assignment"), lead=factories.department())


def activity_due_before_it_starts() -> Model:
    item = factories.activity(factories.operational_plan())
    item.starts_on, item.due_on = date(2022, 2, 2), date(2022, 2, 1)
    return item


def adjustment(**fields: Any) -> FrameAdjustment:
    given = {"decision": factories.decision(), "year": 2022, "kind": "supplementary", "financing": "Lån", "amount": 1}
    return FrameAdjustment(**{**given, "body": factories.body(), **fields})


def reallocation_to_itself() -> Model:
    body = factories.body()
    return adjustment(kind="reallocation", body=body, source_body=body)


def investment_adjustment(**fields: Any) -> Model:
    given = {"decision": factories.decision(), "year": 2022, "kind": "supplementary", "amount": 1}
    return InvestmentAdjustment(**{**given, "investment": factories.thread("investment"), "financing": "Lån", **fields})


def state_again() -> Model:
    state = InvestmentState(investment=factories.thread("investment"), date=date(2022, 1, 1), state="ongoing")
    return again(saved(state), state="done")


def total_again() -> Model:
    return again(saved(MunicipalTotal(year=2022, kind="taxes", basis="budget")), amount=1)


def review() -> Review:
    return saved(Review(**reference_to(factories.mission_plan())))


def review_again(make_plan: Callable[[], Plan]) -> Model:
    return again(saved(Review(**reference_to(make_plan()))), public_id=new_public_id())


def read_mark_again() -> Model:
    return again(saved(ReadMark(review=review(), by=factories.user("councillor"))))


def answer(plan: Plan, text: str = "Det är meningen.") -> WarningAnswer:
    return WarningAnswer(**reference_to(plan), key="left-2022", text=text, by=factories.user("editor"))


def answer_again(make_plan: Callable[[], Plan]) -> Model:
    return again(saved(answer(make_plan())))


def role_again() -> Model:
    return again(saved(Role(user=factories.user("steward"), kind="steward")))


BREAKS_ITEM: dict[str, Callable[[], Model]] = {
    "activity_is_due_after_it_starts": activity_due_before_it_starts,
    "activity_thread_once_in_plan": lambda: again(factories.activity(factories.operational_plan())),
    "allocation_thread_once_in_plan": lambda: again(factories.allocation(factories.mission_plan(), {})),
    "allocationamount_once_a_year": lambda: AllocationAmount(
        allocation=factories.allocation(factories.mission_plan(), {2022: 1}), year=2022
    ),
    "assignment_has_a_reason": assignment_without_reason,
    "assignment_thread_once_in_plan": lambda: again(
        factories.assignment(factories.objective(factories.mission_plan()))
    ),
    "budgetframe_once_a_year": frame_again,
    "comment_has_a_state_unless_it_answers": lambda: Comment(
        review=review(), by=factories.user("councillor"), text="Varför?", state=""
    ),
    "comment_is_moved_by_someone": lambda: Comment(
        review=review(), by=factories.user("councillor"), text="Varför?", moved_at=NOW
    ),
    "comment_says_something": lambda: Comment(review=review(), by=factories.user("councillor")),
    "disposal_names_its_decision": lambda: Disposal(by=factories.user("steward"), count=0, reviews="", digest=""),
    "frameadjustment_moves_between_two": reallocation_to_itself,
    "frameadjustment_moves_money": lambda: adjustment(amount=0),
    "frameadjustment_source_fits_its_kind": lambda: adjustment(kind="reallocation"),
    "frameadjustment_supplement_is_financed": lambda: adjustment(financing=""),
    "framechange_cause_once": change_again,
    "goalindicator_thread_once_in_plan": lambda: again(goal_indicator()),
    "goaltarget_once_a_year": lambda: again(saved(GoalTarget(indicator=goal_indicator(), year=2022)), value=1),
    "investment_number_once_in_plan": lambda: again(
        factories.investment(factories.strategic_plan()), thread=factories.thread("investment")
    ),
    "investment_thread_once_in_plan": lambda: again(factories.investment(factories.strategic_plan()), number=2),
    "investmentadjustment_moves_money": lambda: investment_adjustment(amount=0),
    "investmentadjustment_supplement_is_financed": lambda: investment_adjustment(financing=""),
    "investmentamount_once_a_year": lambda: InvestmentAmount(
        investment=factories.investment(factories.strategic_plan(), {2022: 1}), year=2022
    ),
    "investmentstate_one_a_day": state_again,
    "investmentstate_pause_has_reason": lambda: InvestmentState(
        investment=factories.thread("investment"), date=date(2022, 1, 1), state="paused"
    ),
    "municipaltotal_once_a_year": total_again,
    "objective_thread_once_in_plan": lambda: again(factories.objective(factories.mission_plan())),
    "objectiveindicator_thread_once_in_plan": lambda: again(objective_indicator()),
    "objectivetarget_once_a_year": lambda: again(
        saved(ObjectiveTarget(indicator=objective_indicator(), year=2022)), value=1
    ),
    "operationalplan_is_for_one_year": lambda: draft(OperationalPlan, last_year=2023),
    "planevent_is_about_one_plan": lambda: PlanEvent(kind="edited"),
    "prioritisedgoal_goal_once_in_plan": prioritised_goal_of_the_same_goal,
    "prioritisedgoal_thread_once_in_plan": lambda: again(
        factories.prioritised_goal(factories.strategic_plan()), goal=factories.goal()
    ),
    "publishedproposal_says_something": lambda: PublishedProposal(
        review=review(), at=NOW, by=factories.user("secretary"), meeting_on=NOW.date()
    ),
    "readmark_once_a_reader": read_mark_again,
    "review_is_about_one_plan": lambda: Review(
        strategic_plan=factories.strategic_plan(), mission_plan=factories.mission_plan()
    ),
    "warninganswer_is_about_one_plan": lambda: WarningAnswer(key="x", text="x", by=factories.user("editor")),
    "warninganswer_says_something": lambda: answer(factories.mission_plan(), text=""),
    **{
        f"warninganswer_once_in_{plan_of.__name__}": partial(answer_again, plan_of)
        for plan_of in (factories.strategic_plan, factories.mission_plan, factories.operational_plan)
    },
    **{
        f"review_once_of_{name}": partial(review_again, getattr(factories, name))
        for name in ("strategic_plan", "mission_plan", "operational_plan")
    },
    "role_ends_after_it_begins": lambda: Role(user=factories.user("steward"), kind="steward", **ENDED),
    "role_given_once": role_again,
    "role_has_its_place": lambda: Role(user=factories.user("head"), kind="head", body=factories.body()),
    "specialassignment_number_is_positive": lambda: again(
        factories.special_assignment(factories.strategic_plan()), number=0, thread=factories.thread("objective")
    ),
    "specialassignment_number_once_in_plan": lambda: again(
        factories.special_assignment(factories.strategic_plan()), thread=factories.thread("special_assignment")
    ),
    "specialassignment_thread_once_in_plan": lambda: again(
        factories.special_assignment(factories.strategic_plan()), number=2
    ),
    "thread_does_not_continue_itself": thread_that_continues_itself,
}

BROKEN: dict[str, Callable[[], Model]] = {
    **{
        f"plans_{name}_{rule}": partial(make, kind)
        for name, kind in KINDS.items()
        for rule, make in BREAKS_PLAN.items()
    },
    **{f"plans_{rule}": make for rule, make in BREAKS_ITEM.items()},
}


def test_every_constraint_has_a_case() -> None:
    assert sorted(BROKEN) == constraints.names("plans")


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_is_kept_by_the_database(name: str) -> None:
    constraints.assert_database_refuses(BROKEN[name](), name)


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_is_told_in_swedish(name: str) -> None:
    constraints.assert_validation_says_why(BROKEN[name](), name)


# More ways to break the rules that have many parts


@pytest.mark.parametrize(
    "missing",
    [
        {"decision": None},
        {"revision": None},
        {"sequence": None},
        {"seal_format": None},
        {"adopted_at": None},
        {"seal": ""},
        {"stored_document": ""},
    ],
)
def test_adopted_plan_without_a_part_of_its_adoption_is_refused(missing: dict[str, Any]) -> None:
    constraints.assert_database_refuses(
        adopted(MissionPlan, **missing), "plans_missionplan_adopted_means_decided_and_sealed"
    )


@pytest.mark.parametrize(
    "part", [{"revision": 1}, {"sequence": 1}, {"seal_format": 1}, {"adopted_at": NOW}, {"seal": "0" * 64}]
)
def test_draft_with_a_part_of_an_adoption_is_refused(part: dict[str, Any]) -> None:
    constraints.assert_database_refuses(
        draft(MissionPlan, **part), "plans_missionplan_adopted_means_decided_and_sealed"
    )


def test_plan_adopted_in_the_portal_by_nobody_is_refused() -> None:
    nobody = adopted(MissionPlan, origin="portal", proposed_by=factories.user("editor"))

    constraints.assert_database_refuses(nobody, "plans_missionplan_recorded_by_someone_else")


def test_thread_that_a_plan_words_cannot_be_deleted() -> None:
    item = factories.objective(factories.mission_plan())

    with pytest.raises(ProtectedError):
        item.thread.delete()


def test_public_id_begins_with_a_letter_and_fits_the_file() -> None:
    ids = [new_public_id() for _ in range(200)]

    assert [one for one in ids if not (one[0].isalpha() and one.isalnum() and one.islower() and len(one) == 8)] == []
