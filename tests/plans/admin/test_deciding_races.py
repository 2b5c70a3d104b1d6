"""A plan is proposed as it was read, also when somebody saves at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from plans import drafts
from plans.models import MissionPlan
from tests import cast, factories
from tests.plans.admin.test_writing import path

pytestmark = pytest.mark.django_db(transaction=True)


def _until_the_other_waits(is_answered: threading.Event) -> None:
    """For what this connection holds, which PostgreSQL tells; it cannot be answered, since the save comes first."""
    if connection.vendor != "postgresql":
        is_answered.wait(timeout=1)
        return
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] or is_answered.wait(timeout=0.05):
                return


def test_proposal_waits_for_a_save_and_sees_it() -> None:
    factories.steering_model()
    town = cast.town()
    plan = factories.mission_plan(town.own)
    editor, client = town.people["editor"], Client()
    client.force_login(editor)
    is_held, is_answered = threading.Event(), threading.Event()

    def save() -> None:
        try:
            with drafts.writing(MissionPlan.objects.get(pk=plan.pk), by=editor):
                MissionPlan.objects.filter(pk=plan.pk).update(introduction="Inskrivet i sista stund.")
                is_held.set()
                _until_the_other_waits(is_answered)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        is_held.wait()
        client.post(path(plan, "foresla"), {"version": 0})
        is_answered.set()
        saving.result()
    plan.refresh_from_db()

    assert (plan.state, plan.version, plan.introduction) == ("draft", 1, "Inskrivet i sista stund.")
