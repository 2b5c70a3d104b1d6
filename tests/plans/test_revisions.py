"""The next edition begins from the last."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from plans import revisions
from plans.document import document
from plans.models import MissionPlan, OperationalPlan, Plan, PlanEvent, StrategicPlan, reference_to
from plans.workflow import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steering")]

BEGUN = "Det finns redan ett utkast eller förslag för perioden."


@pytest.fixture
def steering() -> None:
    factories.steering_model()


@pytest.fixture
def editor() -> User:
    return factories.user("handläggaren")


@pytest.fixture
def last() -> MissionPlan:
    """Adopted for 2022–2025, with something of everything."""
    plan = factories.mission_plan(introduction="Så här tänker vi.")
    objective = factories.objective(plan)
    factories.assignment(objective)
    factories.allocation(plan, {2022: 5, 2023: 6, 2025: None})
    return factories.adopt(plan)


def period(plan: Plan) -> tuple[int, int, int]:
    return plan.first_year, plan.last_year, plan.from_year


def without_years(plan: Plan) -> dict[str, Any]:
    return {
        name: value for name, value in document(plan).items() if name not in ("first_year", "last_year", "from_year")
    }


def test_next_edition_has_the_same_threads_and_words(last: MissionPlan, editor: User) -> None:
    draft = revisions.revise(last, by=editor)

    before, after = without_years(last), without_years(MissionPlan.objects.get(pk=draft.pk))
    before["areas"][0]["amounts"] = {"2023": 6, "2025": None}  # 2022 lies before the new period
    assert after == before
    assert (period(draft), draft.state, draft.edited_by) == ((2023, 2026, 2023), "draft", editor)
    assert list(PlanEvent.objects.filter(**reference_to(draft)).values_list("kind", "by")) == [("started", editor.pk)]


def test_edition_within_the_period_keeps_it(last: MissionPlan, editor: User) -> None:
    draft = revisions.revise(last, by=editor, within_period=True)

    assert period(draft) == (2022, 2025, 2023)
    assert document(draft)["areas"][0]["amounts"] == {"2022": 5, "2023": 6, "2025": None}


def test_last_year_of_a_period_is_revised_within_it(editor: User) -> None:
    last = factories.adopt(factories.mission_plan(from_year=2025))

    assert period(revisions.revise(last, by=editor, within_period=True)) == (2022, 2025, 2025)


def test_frames_and_their_causes_outside_the_new_period_are_dropped(editor: User) -> None:
    plan = factories.strategic_plan()
    owner = factories.body()
    factories.frames(plan, owner, {2022: 1, 2023: 2})
    for year in (2022, 2023):
        plan.frame_changes.create(body=owner, year=year, cause="prices", amount=1)
    factories.investment(plan, {2022: 3, 2023: 4})
    factories.prioritised_goal(plan)
    factories.special_assignment(plan, owner)
    last = factories.adopt(plan)

    draft = revisions.revise(last, by=editor)

    assert list(draft.frames.values_list("year", "amount")) == [(2023, 2)]
    assert list(draft.frame_changes.values_list("year", flat=True)) == [2023]
    assert list(draft.investments.get().amounts.values_list("year", "amount")) == [(2023, 4)]
    for relation in ("goals", "special_assignments", "investments"):
        assert getattr(draft, relation).get().thread == getattr(last, relation).get().thread


def test_one_edition_of_a_period_is_open_at_a_time(last: MissionPlan, editor: User) -> None:
    first = revisions.revise(last, by=editor)

    with pytest.raises(Refused) as refused:
        revisions.revise(last, by=editor)

    assert str(refused.value) == BEGUN
    assert list(MissionPlan.objects.open()) == [first]
    assert PlanEvent.objects.filter(kind="started").count() == 1


def test_first_plan_of_a_body_begins_from_its_responsibility(editor: User) -> None:
    owner = factories.body(responsibility="Nämnden ansvarar för skolan.")

    draft = revisions.begin(MissionPlan, owner, 2023, by=editor)

    assert (period(draft), draft.responsibility) == ((2023, 2026, 2023), "Nämnden ansvarar för skolan.")


def test_first_strategic_plan_begins_empty(editor: User) -> None:
    draft = revisions.begin(StrategicPlan, factories.council(), 2023, by=editor)

    assert (period(draft), draft.introduction) == ((2023, 2026, 2023), "")


# Operational plans


def test_operational_plan_takes_over_what_still_has_an_assignment(editor: User) -> None:
    owner = factories.body()
    department = factories.department(serving=[owner])
    mission = factories.mission_plan(owner, last_year=2022)
    kept = factories.assignment(factories.objective(mission), department)
    ended = factories.assignment(factories.objective(mission, position=1), department)
    factories.adopt(mission)
    last = factories.operational_plan(department, 2022)
    days = {"starts_on": date(2022, 2, 1), "due_on": date(2022, 9, 30)}
    activity = factories.activity(last, kept.thread, title="Upphandla bilar", **days)
    factories.activity(last, ended.thread, title="Något annat", position=1)
    factories.adopt(last)
    following = factories.mission_plan(owner, first_year=2023, last_year=2023)
    factories.assignment(factories.objective(following), department, thread=kept.thread)
    factories.adopt(following)

    draft = revisions.begin_operational(department, 2023, by=editor)

    assert [(one.title, one.thread, one.assignment, one.due_on) for one in draft.activities.all()] == [
        ("Upphandla bilar", activity.thread, kept.thread, None)
    ]
    assert (period(draft), draft.state) == ((2023, 2023, 2023), "draft")


def test_first_operational_plan_begins_empty(editor: User) -> None:
    draft = revisions.begin_operational(factories.department(), 2023, by=editor)

    assert (period(draft), draft.activities.count()) == ((2023, 2023, 2023), 0)


def test_one_operational_plan_of_a_year_is_open_at_a_time(editor: User) -> None:
    department = factories.department()
    revisions.begin_operational(department, 2023, by=editor)

    with pytest.raises(Refused) as refused:
        revisions.begin_operational(department, 2023, by=editor)

    assert (str(refused.value), OperationalPlan.objects.count()) == (BEGUN, 1)


def test_assignments_are_those_that_the_department_leads_or_supports() -> None:
    owner = factories.body()
    department, other = factories.department(serving=[owner]), factories.department(serving=[owner])
    mission = factories.mission_plan(owner)
    objective = factories.objective(mission)
    led = factories.assignment(objective, department)
    supported = factories.assignment(objective, other, position=1)
    supported.supporting.add(department)
    factories.assignment(objective, other, position=2)
    factories.adopt(mission)

    assert list(revisions.assignments_of(department, 2022).order_by("position")) == [led, supported]


# What an edition follows


def test_last_adopted_is_the_owners_latest(last: MissionPlan, editor: User) -> None:
    factories.adopt(factories.mission_plan())  # of another body
    draft = revisions.revise(last, by=editor)

    assert (revisions.last_adopted(draft), revisions.last_adopted(last)) == (last, None)
