"""Who may what with plans: the whole table, asked in both ways, as a question about one plan and as a list."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plans.access import Access, access_of
from plans.models import MissionPlan, OperationalPlan, Plan
from styrmodell.models import Service
from tests import cast, factories

pytestmark = pytest.mark.django_db

ASK: dict[str, tuple[Callable[[Access], Any], Callable[[Access], Any]]] = {
    "see": (lambda access: access.visible, lambda access: access.may_see),
    "follow": (lambda access: access.followable, lambda access: access.may_follow),
    "write": (lambda access: access.writable, lambda access: access.may_write),
    "frozen": (lambda access: access.frozen, lambda access: access.is_frozen_for),
    "propose": (lambda access: access.proposable, lambda access: access.may_propose),
    "decide": (lambda access: access.decidable, lambda access: access.may_decide),
    "revoke": (lambda access: access.revocable, lambda access: access.may_revoke),
    "revise": (lambda access: access.revisable, lambda access: access.may_revise),
    "mask": (lambda access: access.maskable, lambda access: access.may_mask),
}

# What each relation to a plan gives, by the plan's state.

WRITER = {
    "draft": "see follow write propose",
    "proposed": "see follow frozen",
    "amending": "see follow frozen",
    "adopted": "see follow frozen revise",
    "revoked": "see follow frozen revise",
    "rejected": "see follow frozen",
    "withdrawn": "see follow frozen",
}
DECIDER = {
    "draft": "see follow",
    "proposed": "see follow decide",
    "amending": "see follow write decide",
    "adopted": "see follow revoke",
    "revoked": "see follow",
    "rejected": "see follow",
    "withdrawn": "see follow",
}
READER = {
    "draft": "",
    "proposed": "see",
    "amending": "see",
    "adopted": "see",
    "revoked": "see",
    "rejected": "see",
    "withdrawn": "",
}
ANYONE = {
    "draft": "",
    "proposed": "",
    "amending": "",
    "adopted": "see",
    "revoked": "see",
    "rejected": "",
    "withdrawn": "",
}
RELATIONS = cast.relations(writer=WRITER, decider=DECIDER, head=DECIDER, reader=READER, anyone=ANYONE)
STEWARD = ANYONE | {"adopted": "see follow mask", "revoked": "see follow mask"}
RELATIONS["steward"] = dict.fromkeys(cast.PLANS, STEWARD) | {
    "strategic": {state: f"{rights} mask" for state, rights in WRITER.items()}
}


def rights(access: Access, plans: dict[str, Plan]) -> dict[str, str]:
    """What the person may do with each plan, in words; fails where predicate and list disagree."""
    kinds = {type(plan) for plan in plans.values()}
    listed = {name: {plan for kind in kinds for plan in lists(access)(kind)} for name, (lists, _) in ASK.items()}
    found = {}
    for key, plan in plans.items():
        asked = [name for name, (_, asks) in ASK.items() if asks(access)(plan)]
        assert asked == [name for name in ASK if plan in listed[name]], key
        found[key] = " ".join(asked)
    return found


@pytest.fixture
def town() -> cast.Town:
    return cast.town()


@pytest.fixture
def plans(town: cast.Town) -> dict[str, Plan]:
    return {
        f"{whose}, {state}": cast.plan_in(state, kind, owner, 2022 + number)
        for whose, (kind, owner) in town.owners().items()
        for number, state in enumerate(cast.STATES)
    }


def test_every_right_of_every_role_to_every_plan_in_every_state(town: cast.Town, plans: dict[str, Plan]) -> None:
    people: dict[str, User | AnonymousUser] = {**town.people, "visitor": AnonymousUser()}

    found = {name: rights(Access(person), plans) for name, person in people.items()}

    assert found == {
        name: {f"{whose}, {state}": to[whose][state] for whose in cast.PLANS for state in cast.STATES}
        for name, to in RELATIONS.items()
    }


def test_for_whom_each_may_begin_a_plan() -> None:
    town = cast.town()
    owners = {
        "council": town.council,
        "board": town.board,
        "own": town.own,
        "other": town.other,
        "department": town.department,
        "other department": town.other_department,
    }

    found = {
        name: [place for place, owner in owners.items() if Access(person).may_write_for(owner)]
        for name, person in town.people.items()
    }

    assert {name: places for name, places in found.items() if places} == {
        "editor": ["own", "department"],
        "other_editor": ["other", "other department"],
        "steward": ["council"],
    }


def test_who_has_any_role() -> None:
    people = cast.town().people

    without = {name for name, person in people.items() if not Access(person).has_any}

    assert without == {"superuser", "nobody", "former", "coming", "disabled"}


def test_role_holds_from_its_first_day_to_its_last() -> None:
    person = factories.user("handläggaren")
    cast.role(person, "editor", factories.body(), valid_from=date(2024, 3, 1), valid_to=date(2024, 3, 31))

    days = [date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1)]

    assert [Access(person, on=day).has_any for day in days] == [False, True, True, False]


def test_editor_writes_for_departments_that_serve_the_body_today() -> None:
    town = cast.town()
    plan = factories.operational_plan(town.department)
    editor = town.people["editor"]
    before = Access(editor).may_write(plan)
    yesterday = timezone.localdate() - timedelta(days=1)

    Service.objects.filter(department=town.department).update(valid_to=yesterday)

    assert (before, Access(editor).may_write(plan)) == (True, False)


def test_roles_add_up() -> None:
    town = cast.town()
    editor = town.people["editor"]
    cast.role(editor, "secretary", town.other)
    mine, others = factories.mission_plan(town.own), factories.mission_plan(town.other)

    assert rights(Access(editor), {"own": mine, "other": others}) == {
        "own": "see follow write propose",
        "other": "see follow",
    }


def test_roles_and_departments_are_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    town = cast.town()

    with django_assert_num_queries(2):
        access = Access(town.people["editor"])
        found = [access.may_write_for(one) for one in (town.department, town.other_department, town.own)]

    assert found == [True, False, True]


def test_access_is_read_once_for_each_request() -> None:
    request = RequestFactory().get("/")
    request.user = factories.user("handläggaren")

    assert access_of(request) is access_of(request)


def test_lists_hold_only_plans_of_their_kind() -> None:
    town = cast.town()
    mission, operational = factories.mission_plan(town.own), factories.operational_plan(town.department)

    access = Access(town.people["editor"])

    assert list(access.writable(MissionPlan)) == [mission]
    assert list(access.writable(OperationalPlan)) == [operational]
