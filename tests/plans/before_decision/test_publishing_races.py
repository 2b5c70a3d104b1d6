"""What comes of publishing a proposal at the moment that something happens to its plan."""

from collections.abc import Callable
from datetime import date

import pytest

from plans import workflow
from plans.before_decision import publishing
from plans.models import MissionPlan, Review
from tests import factories
from tests.plans.before_decision import laying
from tests.plans.test_workflow_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_publishing_and_postponing_never_wait_for_each_other() -> None:
    factories.steering_model()
    plan, secretary = factories.mission_plan(), factories.user("secretary")
    factories.propose(plan)
    review = laying.review_of(plan)

    def publish(day: int) -> Callable[[], None]:
        def act() -> None:
            held = Review.objects.get(pk=review.pk)
            publishing.publish(review=held, meeting_on=date(2026, 12, day), papers_url="", by=secretary)

        return act

    def postpone() -> Callable[[], None]:
        decision = factories.decision(plan.owner)
        return lambda: workflow.postpone(MissionPlan.objects.get(pk=plan.pk), decision=decision, by=secretary)

    assert at_once([act for day in range(1, 9) for act in (publish(day), postpone())]) == [""] * 16
