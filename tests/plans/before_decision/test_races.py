"""What comes of what is done with a proposal at the moment that something happens to its plan."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User

from plans import workflow
from plans.before_decision import commenting, disposing, publishing
from plans.before_decision.passages import Place
from plans.models import Comment, Disposal, MissionPlan, PublishedProposal, Review
from tests import factories
from tests.plans.before_decision import laying
from tests.racing import at_once, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review() -> Review:
    factories.steering_model()
    plan = factories.mission_plan()
    factories.propose(plan)
    return laying.review_of(plan)


@pytest.fixture
def secretary() -> User:
    return factories.user("secretary")


def publishing_on(day: int, review: Review, by: User) -> Callable[[], None]:
    meeting_on = date(2026, 12, day)
    return lambda: publishing.publish(review=anew(review), meeting_on=meeting_on, papers_url="", by=by)


def anew(review: Review) -> Review:
    return Review.objects.get(pk=review.pk)


def plan_of(review: Review) -> MissionPlan:
    return MissionPlan.objects.get(pk=review.plan.pk)


def rejecting(review: Review, by: User) -> Callable[[], None]:
    decision = factories.decision(review.plan.owner)
    return lambda: workflow.reject(plan_of(review), decision=decision, by=by)


def test_publishing_and_postponing_never_wait_for_each_other(review: Review, secretary: User) -> None:
    def postpone() -> Callable[[], None]:
        decision = factories.decision(review.plan.owner)
        return lambda: workflow.postpone(plan_of(review), decision=decision, by=secretary)

    assert at_once([act for day in range(1, 9) for act in (publishing_on(day, review, secretary), postpone())]) == (
        [""] * 16
    )


def test_what_is_given_back_is_not_published(review: Review, secretary: User) -> None:
    outcome = meanwhile(
        lambda: workflow.give_back(plan_of(review), by=secretary, reason="Gör om."),
        publishing_on(1, review, secretary),
    )

    assert outcome == "Bara det som ligger för beslut kan publiceras."
    assert not PublishedProposal.objects.exists()


def test_meeting_is_not_set_once_the_matter_is_decided(review: Review, secretary: User) -> None:
    outcome = meanwhile(
        rejecting(review, secretary), lambda: publishing.convene(review=anew(review), on=date(2026, 12, 1))
    )

    assert (outcome, anew(review).meeting_on) == ("Ärendet är redan avgjort.", None)


def test_nothing_is_said_once_the_matter_is_decided(review: Review, secretary: User) -> None:
    whole = Place("", "", "", "")

    outcome = meanwhile(
        rejecting(review, secretary),
        lambda: commenting.comment(review=anew(review), place=whole, text="Varför?", by=secretary),
    )

    assert outcome == "Ärendet är avgjort, så det går inte längre att lämna synpunkter."
    assert not Comment.objects.exists()


def test_comments_are_disposed_of_once(review: Review, secretary: User) -> None:
    laying.say(review)
    rejecting(review, secretary)()
    digest = disposing.export([anew(review)]).digest

    def dispose() -> None:
        disposing.dispose(reviews=[anew(review)], digest=digest, grounds="Gallringsbeslut", by=secretary)

    assert meanwhile(dispose, dispose) == "Synpunkterna är inte längre desamma som i exporten. Hämta en ny export."
    assert Disposal.objects.count() == 1
