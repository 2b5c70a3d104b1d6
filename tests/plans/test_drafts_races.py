"""What comes of writing in a draft at the same moment."""

from collections.abc import Callable

import pytest

from plans import drafts, workflow
from plans.models import MissionPlan, PlanEvent
from tests import factories
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_simultaneous_saves_follow_on_each_other() -> None:
    plan, editor = factories.mission_plan(), factories.user("editor")

    def save() -> None:
        held = MissionPlan.objects.get(pk=plan.pk)
        with drafts.writing(held, by=editor):
            held.introduction += "x"
            held.save(update_fields=["introduction"])

    outcomes = at_once([save] * 10)
    plan.refresh_from_db()

    assert outcomes == [""] * 10
    assert (plan.introduction, plan.version, PlanEvent.objects.count()) == ("x" * 10, 10, 10)


def test_nothing_is_saved_after_the_proposal_is_frozen() -> None:
    plan, editor = factories.mission_plan(), factories.user("editor")

    def saving(text: str) -> Callable[[], None]:
        def save() -> None:
            held = MissionPlan.objects.get(pk=plan.pk)
            with drafts.writing(held, by=editor):
                held.introduction = text
                held.save(update_fields=["introduction"])

        return save

    def propose() -> None:
        workflow.propose(MissionPlan.objects.get(pk=plan.pk), by=editor)

    outcomes = at_once([*(saving(f"Text {number}.") for number in range(8)), propose])
    plan.refresh_from_db()

    assert set(outcomes) <= {"", "Planen är förslag och kan inte ändras."}
    assert f'"introduction":"{plan.introduction}"' in plan.stored_document
