"""When a review is opened and closed."""

from importlib import import_module

import pytest
from django.apps import apps

from plans import workflow
from plans.models import Plan, Review
from tests import factories
from tests.plans.before_decision import laying

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return laying.mission(factories.body())


def test_proposing_opens_it(plan: Plan) -> None:
    assert (Review.objects.get().plan, Review.objects.get().closed_at) == (plan, None)


def test_plan_that_comes_from_a_file_has_none() -> None:
    plan = factories.mission_plan(origin=Plan.Origin.IMPORT)

    workflow.propose(plan, by=None)

    assert not Review.objects.exists()


@pytest.mark.parametrize("way", ["adopt", "reject", "withdraw"])
def test_decision_and_withdrawal_close_it(plan: Plan, way: str) -> None:
    secretary, decision = factories.user("secretary"), factories.decision(plan.owner)
    match way:
        case "adopt":
            workflow.adopt(plan, decision=decision, by=secretary)
        case "reject":
            workflow.reject(plan, decision=decision, by=secretary)
        case "withdraw":
            workflow.give_back(plan, by=secretary, reason="Behövs inte.")
            workflow.withdraw(plan, by=factories.user("editor"))

    assert not Review.objects.get().is_open


def test_what_lay_before_reviews_were_opened_gets_one(plan: Plan) -> None:
    Review.objects.all().delete()

    import_module("plans.migrations.0005_reviews_of_what_lies").open_reviews(apps, None)

    opened = Review.objects.get()
    assert (opened.plan, opened.opened_at) == (plan, plan.proposed_at)
