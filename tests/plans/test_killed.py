"""A process that dies in the middle of a write leaves what was before, or what comes after; never something between."""

import os
import re
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from plans import drafts, workflow
from plans.document import document
from plans.models import MissionPlan, Role
from tests import factories
from tests.plans.lillby import undone, whole_database

pytestmark = pytest.mark.django_db(transaction=True)
POINTS = 17
"""Of each write: 51 in all."""
UNLIKE = re.compile(r"datetime\.\w+\([^()]*(\([^()]*\))?[^()]*\)|'publication_version': '\w+'|'(id|\w+_id)': \d+")


def proposal() -> MissionPlan:
    plan = draft()
    factories.propose(plan)
    return plan


def draft() -> MissionPlan:
    factories.steering_model()
    plan = factories.mission_plan()
    for number in range(3):
        factories.assignment(factories.objective(plan, position=number))
    return plan


def adopt() -> Callable[[], object]:
    plan = proposal()
    decision, secretary = factories.decision(plan.body), factories.user("secretary")
    return lambda: workflow.adopt(MissionPlan.objects.get(pk=plan.pk), decision=decision, by=secretary)


def save() -> Callable[[], object]:
    plan, editor = draft(), factories.user("editor")
    Role.objects.create(user=editor, kind=Role.Kind.EDITOR, body=plan.body)
    client = Client()
    client.force_login(editor)
    address = f"/admin/planer/uppdragsplan/{plan.pk}/texter/"
    opened = client.get(address).context["opened"]
    typed = {"responsibility": "Något nytt", "introduction": "Något mer", "opened": opened}
    return lambda: client.post(address, typed)


def replace() -> Callable[[], object]:
    """What importing a workbook does."""
    plan, editor = draft(), factories.user("editor")
    content = document(plan)
    content["objectives"] = content["objectives"][:1]
    content["assignments"] = content["assignments"][:1]
    return lambda: drafts.replace(plan, content, by=editor, new_threads={})


class Counted:
    """Counts the questions asked of the database; before number `last` the process ends, as by `kill -9`."""

    def __init__(self, last: int | None = None) -> None:
        self.last = last
        self.asked = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        if self.asked == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.asked += 1
        return execute(*question)


def tried(act: Callable[[], object]) -> tuple[int, str]:
    """How many questions the write asks, and what comes of it; nothing of it remains."""
    with undone(), connection.execute_wrapper(counted := Counted()):
        act()
        after = told()
    return counted.asked, after


def told() -> str:
    """The whole database but for when and by which chance: numbers, moments and the published version."""
    return UNLIKE.sub("", str(whole_database()))


def is_killed(act: Callable[[], object], *, before: int | None = None) -> bool:
    """Whether the write died, in a process and on a connection of its own."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        with connection.execute_wrapper(Counted(before)):
            act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("write", [adopt, save, replace])
def test_killed_write_is_whole_or_not_at_all(write: Callable[[], Callable[[], object]]) -> None:
    act = write()
    before = told()
    total, after = tried(act)
    assert total > POINTS

    for point in range(POINTS):
        died = is_killed(act, before=total * point // POINTS)
        assert told() in (before, after)
        if not died or told() == after:  # the write was whole; what remained was to answer
            break

    assert before != after
