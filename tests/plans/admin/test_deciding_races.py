"""A plan is proposed as it was read, also when somebody saves at the same moment."""

import pytest
from django.test import Client

from plans import drafts
from plans.models import MissionPlan
from tests import cast, factories
from tests.plans.admin.test_writing import path
from tests.racing import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def test_proposal_waits_for_a_save_and_sees_it() -> None:
    factories.steering_model()
    town = cast.town()
    plan = factories.mission_plan(town.own)
    editor, client = town.people["editor"], Client()
    client.force_login(editor)

    def save() -> None:
        with drafts.writing(MissionPlan.objects.get(pk=plan.pk), by=editor):
            MissionPlan.objects.filter(pk=plan.pk).update(introduction="Inskrivet i sista stund.")

    meanwhile(save, lambda: client.post(path(plan, "foresla"), {"version": 0}))
    plan.refresh_from_db()

    assert (plan.state, plan.version, plan.introduction) == ("draft", 1, "Inskrivet i sista stund.")
