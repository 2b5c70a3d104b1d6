"""The public export says what is adopted, and nothing that lets on that there is more."""

from typing import Any

import pytest

from plans import municipality_file, workflow
from plans.models import Plan, Thread
from tests import factories
from tests.municipalities import ROOT
from tests.plans.lillby import lillby, load, undone

pytestmark = pytest.mark.django_db

SECRET = "Hemligheten"


def public() -> str:
    return municipality_file.dumps(municipality_file.export(public=True))


def test_public_export_is_the_same_with_and_without_drafts() -> None:
    exports = []
    for name in ("adala", "adala-drafts"):
        with undone():
            path = ROOT / f"tests/data/{name}.json"
            municipality_file.load(path.read_bytes(), folder=path.parent)
            exports.append(public())

    assert exports[0] == exports[1]


def test_public_export_of_what_is_all_adopted_is_everything() -> None:
    load(lillby())

    assert public() == municipality_file.dumps(municipality_file.export())


def plans_that_are_not_adopted() -> None:
    """One in every state that is not adopted, of every kind, with a secret in all its texts."""
    draft = factories.strategic_plan(introduction=SECRET)
    factories.special_assignment(draft, title=SECRET)
    factories.investment(draft, {2022: 1}, title=SECRET)
    proposal = factories.mission_plan(introduction=SECRET, responsibility=SECRET, origin=Plan.Origin.IMPORT)
    factories.allocation(proposal, {2022: 1}, name=SECRET)
    factories.assignment(factories.objective(proposal, title=SECRET), title=SECRET)
    rejected = factories.operational_plan(introduction=SECRET, origin=Plan.Origin.IMPORT)
    factories.activity(rejected, title=SECRET)
    for plan in (proposal, rejected):
        workflow.propose(plan, by=factories.user("editor"))
    workflow.reject(rejected, decision=None, by=factories.user("secretary"))
    workflow.withdraw(factories.mission_plan(introduction=SECRET), by=factories.user("editor"))


def test_what_is_not_adopted_leaves_no_trace() -> None:
    load(lillby())
    adopted = {row["id"] for row in lillby()["threads"]}

    plans_that_are_not_adopted()

    exported = municipality_file.export(public=True)
    everything = municipality_file.export()
    assert SECRET not in municipality_file.dumps(exported)
    assert {row["id"] for row in exported["threads"]} == adopted
    assert [plan["state"] for plan in exported["plans"]] == ["adopted"] * 4
    assert sorted(plan["state"] for plan in everything["plans"]) == [
        *["adopted"] * 4, "draft", "proposed", "rejected", "withdrawn"
    ]  # fmt: skip


def test_thread_that_takes_over_from_one_that_was_never_adopted_does_not_say_so() -> None:
    load(lillby())
    Thread.objects.filter(public_id="o1lasande").update(continues=factories.thread("objective"))

    assert threads_of(municipality_file.export(public=True))["o1lasande"] is None


def test_thread_that_an_adopted_plan_names_is_told_so_that_the_file_can_be_read() -> None:
    factories.steering_model()
    unborn = factories.special_assignment(factories.strategic_plan()).thread
    plan = factories.mission_plan(responsibility="Allt")
    factories.assignment(factories.objective(plan), answers=unborn)
    factories.adopt(plan)

    exported = municipality_file.export(public=True)

    assert unborn.public_id in threads_of(exported)
    assert [plan["state"] for plan in exported["plans"]] == ["adopted"]


def threads_of(exported: dict[str, Any]) -> dict[str, str | None]:
    return {row["id"]: row["continues"] for row in exported["threads"]}
