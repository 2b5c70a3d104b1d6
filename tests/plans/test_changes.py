"""What a plan that is not adopted would change, for the pages before a decision."""

import copy
from datetime import date

import pytest
from django.template.loader import render_to_string

from plans import changes, revisions
from plans.document import document
from plans.models import FrameChange, StrategicPlan
from styrmodell.models import Body, Decision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Body:
    return factories.council()


@pytest.fixture
def body() -> Body:
    return factories.body(name="Socialnämnden", short_name="SN")


@pytest.fixture
def adopted(council: Body, body: Body) -> StrategicPlan:
    plan = factories.strategic_plan(council)
    factories.frames(plan, body, {2022: 1000, 2023: 1100, 2024: 1200, 2025: None})
    return factories.adopt(plan)


@pytest.fixture
def proposal(adopted: StrategicPlan, body: Body) -> StrategicPlan:
    plan = factories.strategic_plan(adopted.body, from_year=2023)
    factories.frames(plan, body, {2023: 1300, 2024: 1200, 2025: 1400})
    FrameChange.objects.create(plan=plan, body=body, year=2023, cause="volume", amount=250, text="Fler äldre.")
    return plan


def test_proposal_tells_the_frames_of_the_years_that_both_speak_for(
    adopted: StrategicPlan, proposal: StrategicPlan
) -> None:
    told = changes.between(adopted, proposal, document(proposal))

    assert told.frames is not None
    assert [(year.year, year.total.old, year.total.new) for year in told.frames.years] == [
        (2023, 1100, 1300),
        (2025, 0, 0),
    ]
    assert told.frames.years[1].total.left_out == ["Socialnämnden"]


def test_proposal_says_why_it_differs_from_the_year_before_and_what_it_leaves(
    adopted: StrategicPlan, proposal: StrategicPlan
) -> None:
    told = changes.between(adopted, proposal, document(proposal))

    assert told.frames is not None
    [step] = told.frames.steps
    assert (step.year_before, step.frames.total.difference, step.is_within) == (2022, 300, False)
    assert step.reasons is not None
    assert (step.reasons.causes, step.reasons.sums, step.reasons.unexplained) == (["volym"], [250], 50)


def test_new_things_of_a_proposal_lead_nowhere_and_the_rest_to_their_pages(council: Body) -> None:
    plan = factories.strategic_plan(council)
    factories.special_assignment(plan, council, title="Står kvar")
    factories.adopt(plan)
    proposal = factories.strategic_plan(council)
    kept = plan.special_assignments.get()
    factories.special_assignment(proposal, council, thread=kept.thread, title="Står kvar", text="Mer.")
    factories.special_assignment(proposal, council, number=2, position=2, title="Nytt")

    told = changes.between(plan, proposal, document(proposal))
    shown = render_to_string("changes/parts.html", {"changes": told})

    assert [(line.title, line.url) for line in told.added] == [("Nytt", "")]
    assert [each.line.url for each in told.reworded] == [f"/sarskilda-uppdrag/{kept.thread.public_id}/"]
    assert shown.count("<a ") == 1


def test_dates_are_told_in_the_order_that_they_come() -> None:
    plan = factories.operational_plan()
    activity = factories.activity(plan, starts_on=date(2022, 2, 1), due_on=date(2022, 12, 10))
    before = document(plan)
    plan.activities.filter(pk=activity.pk).update(starts_on=date(2022, 3, 1), due_on=date(2022, 12, 20))

    (told,) = changes.told(plan, before, document(plan)).other

    assert [value.label for value in told.values] == ["börjar", "klar"]


def test_measure_that_another_objective_took_over_is_told_in_words(body: Body) -> None:
    plan = factories.mission_plan(body)
    for place, title in enumerate(("Trygga barn", "Läsande barn")):
        factories.objective(plan, title=title, position=place)
    before = document(plan)
    after = copy.deepcopy(before)
    measure = {"thread": "m2222222", "title": "Andel", "unit": "procent", "targets": {}}
    for content, place in ((before, 0), (after, 1)):
        content["objectives"][place]["indicators"].append(measure)

    (told,) = changes.told(plan, before, after).moved

    assert [(value.label, value.old, value.new) for value in told.values] == [("mäter", "Trygga barn", "Läsande barn")]


def test_mission_plan_stands_against_the_frame_of_its_day(body: Body, adopted: StrategicPlan) -> None:
    plan = factories.mission_plan(body)
    area = factories.allocation(plan, {2022: 900, 2023: 900})
    factories.adopt(plan)
    proposal = factories.mission_plan(body)
    factories.allocation(proposal, {2022: 950, 2023: 900}, thread=area.thread)
    decision: Decision = factories.decision(adopted.body, on=plan.decision.date.replace(year=2022))
    factories.adjustment(body, 60, decision=decision)

    told = changes.between(plan, proposal, document(proposal))

    assert told.areas is not None
    assert [(year.year, year.old.value, year.new.value) for year in told.areas.frames[:2]] == [
        (2022, 1000, 1060),
        (2023, 1100, 1100),
    ]
    assert [year.difference for year in told.areas.left[:2]] == [10, 0]


def test_revision_without_changes_says_nothing(adopted: StrategicPlan) -> None:
    draft = revisions.revise(adopted, by=factories.user("editor"), within_period=True)

    told = changes.between(adopted, draft, document(draft))

    assert (told.counts, told.frames) == ([], None)
