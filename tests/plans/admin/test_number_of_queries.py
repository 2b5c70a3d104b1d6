"""The officials' pages ask as much of the database whatever stands in the plan."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goals.models import LongTermGoal
from plans.models import MissionPlan, ObjectiveTarget, Role
from styrmodell.models import Body, Department
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = {
    "": 43,
    "texter/": 10,
    "belopp/": 12,
    "mal/ny/": 12,
    "foresla/": 7,
    "forhandsvisning/": 39,
    "handling/": 19,
    "andringar/": 7,
    "historik/": 8,
}


def bodies(number: int) -> list[Body]:
    """Each with a department and a frame in the one strategic plan."""
    strategic = factories.strategic_plan()
    factories.prioritised_goal(strategic)
    found = [factories.body() for _ in range(number)]
    for body in found:
        factories.department(serving=[body])
        factories.frames(strategic, body, dict.fromkeys(range(2022, 2026), 1000))
    factories.adopt(strategic)
    return found


def draft(body: Body, objectives: int) -> MissionPlan:
    """Next year's edition, with as many objectives and four assignments, two measures and an area to each."""
    (goal,) = LongTermGoal.objects.all()
    department = Department.objects.get(services__body=body)
    plan = factories.mission_plan(body, from_year=2023)
    for _ in range(objectives):
        objective = factories.objective(plan, goal)
        area = factories.allocation(plan, dict.fromkeys(range(2022, 2026), 1))
        for _ in range(4):
            factories.assignment(objective, department).areas.add(area)
        for _ in range(2):
            indicator = factories.measure(objective)
            ObjectiveTarget.objects.create(indicator=indicator, year=2023, value=1)
    Role.objects.create(user=factories.user("editor"), kind=Role.Kind.EDITOR, body=body)
    return plan


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("tail", PAGES)
def test_number_of_queries_is_fixed(client: Client, tail: str) -> None:
    factories.steering_model()
    counts = []
    for body, objectives in zip(bodies(2), (2, 8), strict=True):
        plan = draft(body, objectives)
        client.force_login(factories.user("editor"))
        address = f"/admin/planer/uppdragsplan/{plan.pk}/{tail}"
        client.get(address)
        counts.append(queries(client, address))
        Role.objects.all().delete()

    assert counts == [PAGES[tail]] * 2


REFERENCE = [
    "styrmodell/decision/",
    "styrmodell/decision/add/",
    "styrmodell/governingdocument/add/",
    "plans/frameadjustment/",
    "plans/frameadjustment/add/",
    "plans/investmentadjustment/add/",
]


def test_reference_data_asks_as_much_however_many_decisions_there_are(client: Client) -> None:
    factories.steering_model()
    Role.objects.create(user=factories.user("steward"), kind=Role.Kind.STEWARD)
    client.force_login(factories.user("steward"))
    counts = []
    for number in (1, 4):
        for _ in range(number):
            factories.adjustment(factories.body(), 1, source=factories.body())
            factories.decision(factories.department())
        for address in REFERENCE:
            client.get(f"/admin/{address}")
        counts.append({address: queries(client, f"/admin/{address}") for address in REFERENCE})

    assert counts[0] == counts[1]


def test_the_page_of_a_decision_asks_as_much_however_many_were_made(client: Client) -> None:
    factories.steering_model()
    factories.propose(plan := factories.mission_plan(body := factories.body()))
    Role.objects.create(user=factories.user("secretary"), kind=Role.Kind.SECRETARY, body=body)
    client.force_login(factories.user("secretary"))
    client.get(address := f"/admin/planer/uppdragsplan/{plan.pk}/beslut/")
    counts = []
    for number in (1, 4):
        for _ in range(number):
            factories.decision(body)
        counts.append(queries(client, address))

    assert counts[0] == counts[1]
