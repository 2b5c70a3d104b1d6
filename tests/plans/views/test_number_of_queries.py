from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client

from goals.models import Film, GlobalTie, LongTermGoal
from plans.models import (
    FrameChange,
    GoalTarget,
    InvestmentAdjustment,
    InvestmentState,
    ObjectiveTarget,
    SpecialAssignment,
    Thread,
)
from styrmodell.models import Body, CoreValue, Decision, Department, GoverningDocument, Outlook, Place, YearEvent
from tests import factories

pytestmark = pytest.mark.django_db

BUDGETS = {
    "/vardegrund/": 4,
    "/namnder/": 9,
    "/namnder/namnd-0/": 15,
    "/namnder/namnd-0/allt/": 28,
    "/rod-trad/": 18,
    "/rod-trad/?organ=namnd-0": 18,
    "/rod-trad/alla/": 19,
    "/vad-saknas/": 29,
    "/namnder/namnd-0/uppdragsplan/2022-2025/": 19,
    "/budget/": 11,
    "/budget/namnd-0/": 12,
    "/budget/2022/ramar.csv": 6,
    "/budget/2022/fordelning.csv": 8,
    "/budget/2022/justeringar.csv": 3,
    "/investeringar/": 7,
    "/investeringar/2022/investeringar.csv": 7,
    "/strategisk-plan/": 18,
    "/strategisk-plan/2022-2025/": 18,
    "/forvaltningar/": 5,
    "/forvaltningar/forvaltning-0/": 7,
    "/forvaltningar/forvaltning-0/verksamhetsplan/2022/": 10,
    "/beslut/": 3,
    "/beslut/2021/": 3,
    "/beslut/stort/": 14,
    "/globala-malen/": 8,
    "/globala-malen/1/": 9,
    "/styrdokument/": 3,
    "/styrdokument/policy-0/": 4,
    "/orter/": 7,
    "/orter/ort-0/": 9,
    "/om/": 3,
    "/om/ord/": 1,
    "/om/data/": 1,
    "/film/film-0/": 2,
}


@pytest.mark.parametrize("size", [1, 4])
@pytest.mark.parametrize(("address", "budget"), BUDGETS.items())
def test_number_of_queries_does_not_grow_with_the_data(
    client: Client,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    address: str,
    budget: int,
    size: int,
) -> None:
    town(size)

    with django_assert_num_queries(budget):
        response = client.get(address)

    assert response.status_code == 200


def town(size: int) -> None:
    """A municipality with `size` of everything, bound together in every way that the pages show."""
    factories.steering_model()
    council = factories.council(slug="fullmaktige")
    decision = factories.decision(council, slug="stort")
    bodies = [factories.body(slug=f"namnd-{number}") for number in range(size)]
    departments = [factories.department(serving=bodies, slug=f"forvaltning-{number}") for number in range(size)]
    goals = [factories.goal() for _ in range(size)]
    _base(bodies[0], decision, size)
    place = _around(goals, size)
    specials = _strategic(council, bodies, goals, decision, place)
    assignments = [thread for body in bodies for thread in _mission(body, departments[0], goals, specials)]
    _operational(departments[0], assignments, place)


def _base(body: Body, decision: Decision, size: int) -> None:
    for number in range(size):
        CoreValue.objects.create(slug=f"ord-{number}", name="Mod")
        Outlook.objects.create(slug=f"roll-{number}", name="Granne")
        GoverningDocument.objects.create(
            slug=f"policy-{number}", title="Policy", kind="policy", body=body, decision=decision
        )
        decision.prepared_by.add(factories.decision(body, on=date(2021, 5, 1)))
        factories.decision(body).prepared_by.add(decision)


def _around(goals: list[LongTermGoal], size: int) -> Place:
    """Places, global goals, films and the events of the year; the place that everything else names."""
    for number in range(size):
        global_goal = factories.global_goal(number + 1)
        for goal in goals:
            GlobalTie.objects.create(goal=goal, global_goal=global_goal)
        YearEvent.objects.create(slug=f"steg-{number}", title="Steg", who="Alla", month_from=1, month_to=2)
        Place.objects.create(slug=f"ort-{number}", name="Ort")
        Film.objects.create(
            slug=f"film-{number}", title="Film", seconds=1, video_path="f.webm", captions_path="f.vtt", transcript="F"
        )
    return Place.objects.get(slug="ort-0")


def _strategic(
    council: Body, bodies: list[Body], goals: list[LongTermGoal], decision: Decision, place: Place
) -> list[SpecialAssignment]:
    plan = factories.strategic_plan(council, investment_decision=decision)
    specials = []
    for number, (body, goal) in enumerate(zip(bodies, goals, strict=True), start=1):
        prioritised = factories.prioritised_goal(plan, goal, position=number)
        measure = factories.measure(prioritised, title="Luft")
        GoalTarget.objects.create(indicator=measure, year=2022, value=number)
        specials.append(factories.special_assignment(plan, *bodies, number=number, position=number))
        factories.frames(plan, body, {2022: 1000, 2023: 1001})
        FrameChange.objects.create(plan=plan, body=body, year=2023, cause="prices", amount=1)
        thread = factories.investment(plan, {2022: 10}, number=number, position=number, place=place).thread
        InvestmentState.objects.create(investment=thread, date=date(2021, 1, 1), state="ongoing", decision=decision)
        InvestmentAdjustment.objects.create(
            slug=f"ombudgetering-{number}",
            kind="carried_over",
            investment=thread,
            decision=decision,
            year=2022,
            amount=5,
        )
        factories.adjustment(body, 10, source=council, decision=decision)
    factories.adopt(plan, decision_made=decision)
    return specials


def _mission(
    body: Body, department: Department, goals: list[LongTermGoal], specials: list[SpecialAssignment]
) -> list[Thread]:
    plan = factories.mission_plan(body)
    threads = []
    for place, (goal, special) in enumerate(zip(goals, specials, strict=True)):
        area = factories.allocation(plan, {2022: 100}, position=place)
        objective = factories.objective(plan, goal, position=place)
        measure = factories.measure(objective, title="Bilar", unit="antal")
        ObjectiveTarget.objects.create(indicator=measure, year=2022, value=place)
        assignment = factories.assignment(objective, department, answers=special.thread, position=place)
        assignment.areas.add(area)
        assignment.supporting.add(department)
        factories.assignment(objective, department, position=place)
        threads.append(assignment.thread)
    factories.adopt(plan)
    return threads


def _operational(department: Department, assignments: list[Thread], place: Place) -> None:
    plan = factories.operational_plan(department)
    for position, thread in enumerate(assignments):
        factories.activity(plan, thread, position=position, place=place)
    factories.adopt(plan)
