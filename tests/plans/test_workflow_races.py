"""What comes of changes of state that are made at the same moment."""

from collections.abc import Callable

import pytest
from django.db import connection

from plans import search, workflow
from plans.models import MissionPlan, PlanEvent, SearchEntry
from tests import factories
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def adopting(proposal: MissionPlan) -> Callable[[], None]:
    decision, secretary = factories.decision(proposal.body), factories.user("secretary")
    return lambda: workflow.adopt(MissionPlan.objects.get(pk=proposal.pk), decision=decision, by=secretary)


def test_one_of_many_simultaneous_adoptions_succeeds() -> None:
    proposal = factories.mission_plan()
    factories.propose(proposal)

    many = 100 if connection.vendor == "postgresql" else 20  # SQLite makes every writer wait for the one before

    outcomes = at_once([adopting(proposal)] * many)

    assert outcomes == ["", *["Planen är antagen, inte förslag."] * (many - 1)]
    assert list(PlanEvent.objects.values_list("kind", flat=True)) == ["proposed", "adopted"]


def test_simultaneous_adoptions_of_one_owner_form_a_chain() -> None:
    owner = factories.body()
    plans = [factories.mission_plan(owner, first_year=year, last_year=year) for year in range(2022, 2028)]
    for plan in plans:
        factories.propose(plan)

    outcomes = at_once([adopting(plan) for plan in plans])

    chain = list(MissionPlan.objects.order_by("sequence"))
    assert outcomes == [""] * 6
    assert [plan.sequence for plan in chain] == [1, 2, 3, 4, 5, 6]
    assert [plan.previous_seal for plan in chain] == ["", *[plan.seal for plan in chain[:-1]]]


def test_index_made_by_many_at_once_is_made_once() -> None:
    factories.steering_model()
    plan = factories.mission_plan()
    factories.objective(plan, title="Fler cyklar till skolan")
    factories.adopt(plan)
    entries = search.rebuild()

    outcomes = at_once([search.rebuild] * 10)

    assert (outcomes, SearchEntry.objects.count()) == ([""] * 10, entries)
