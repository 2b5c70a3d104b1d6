"""Writing in a draft: one transaction with its log row, and nothing when the plan lies frozen."""

import json

import pytest
from django.contrib.auth.models import User

from plans import drafts, workflow
from plans.document import document
from plans.models import MissionPlan, PlanEvent, WarningAnswer
from tests import factories

pytestmark = pytest.mark.django_db

FROZEN = ["proposed", "adopted", "rejected", "withdrawn"]


@pytest.fixture
def editor() -> User:
    return factories.user("handläggaren")


@pytest.fixture
def plan() -> MissionPlan:
    return factories.mission_plan()


def freeze(plan: MissionPlan, state: str) -> None:
    if state == "withdrawn":
        workflow.withdraw(plan, by=factories.user("editor"))
        return
    factories.steering_model()
    if state == "adopted":
        factories.adopt(plan)
        return
    factories.propose(plan)
    if state == "rejected":
        workflow.reject(plan, decision=factories.decision(plan.body), by=factories.user("secretary"))


def test_change_is_logged_with_what_was_and_what_is(plan: MissionPlan, editor: User) -> None:
    kept = factories.objective(plan, title="Renare luft")
    changed = factories.objective(plan, title="Tystare gator", position=1)

    with drafts.writing(plan, by=editor):
        changed.title = "Tysta gator"
        changed.save()
    plan.refresh_from_db()
    event = PlanEvent.objects.get()
    before, after = json.loads(event.document_before), json.loads(event.document_after)

    assert (event.kind, event.by, plan.version, plan.edited_by) == ("edited", editor, 1, editor)
    assert [one["title"] for one in before["objectives"]] == ["Tystare gator"]
    assert [one["title"] for one in after["objectives"]] == ["Tysta gator"]
    assert kept.thread.public_id not in event.document_after
    assert before.keys() == after.keys() == {"objectives"}


def test_nothing_changed_is_not_logged(plan: MissionPlan, editor: User) -> None:
    with drafts.writing(plan, by=editor):
        pass
    plan.refresh_from_db()

    assert (plan.version, plan.edited_by, PlanEvent.objects.count()) == (0, None, 0)


def test_failure_midway_leaves_nothing(plan: MissionPlan, editor: User) -> None:
    def fail_midway() -> None:
        with drafts.writing(plan, by=editor):
            factories.objective(plan)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_midway()

    assert (plan.objectives.count(), PlanEvent.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", FROZEN)
def test_frozen_plan_is_not_written_in(state: str, plan: MissionPlan, editor: User) -> None:
    objective = factories.objective(plan)
    stale = MissionPlan.objects.get()
    freeze(plan, state)
    events = PlanEvent.objects.count()
    words = {"proposed": "förslag", "adopted": "antagen", "rejected": "avslagen", "withdrawn": "indragen"}
    told = []

    for write in (
        lambda: drafts.remove(stale, objective, by=editor),
        lambda: drafts.reorder(stale, "objectives", [], by=editor),
        lambda: drafts.answer(stale, {"left-2022": "Det är meningen."}, by=editor),
        lambda: drafts.replace(stale, document(stale), by=editor, new_threads={}),
    ):
        stale.state = "draft"  # as it was when the page was opened
        with pytest.raises(workflow.Refused) as refused:
            write()
        told.append(str(refused.value))

    assert told == [f"Planen är {words[state]} och kan inte ändras."] * 4
    assert PlanEvent.objects.count() == events


def test_proposal_opened_for_amendment_is_written_in(plan: MissionPlan, editor: User) -> None:
    objective = factories.objective(plan)
    factories.propose(plan)
    workflow.open_for_amendment(plan, by=editor)

    drafts.remove(plan, objective, by=editor)

    assert plan.objectives.count() == 0


def test_items_not_named_keep_their_order_last(plan: MissionPlan, editor: User) -> None:
    made = {title: factories.objective(plan, title=title, position=place) for place, title in enumerate("ABCD")}

    drafts.reorder(plan, "objectives", [made["D"].thread.public_id, "okänd", made["B"].thread.public_id], by=editor)

    assert list(plan.objectives.order_by("position").values_list("title", "position")) == [
        ("D", 0),
        ("B", 1),
        ("A", 2),
        ("C", 3),
    ]


def test_content_is_replaced_by_the_same_content(plan: MissionPlan, editor: User) -> None:
    objective = factories.objective(plan)
    factories.assignment(objective)
    factories.allocation(plan, {2022: 5, 2023: None})
    content = document(MissionPlan.objects.get())

    drafts.replace(plan, content, by=editor, new_threads={})

    assert document(MissionPlan.objects.get()) == content
    assert PlanEvent.objects.count() == 0


def test_answer_is_kept_changed_and_taken_away(plan: MissionPlan, editor: User) -> None:
    said = []
    for text in ("Först.", "Sedan.", "Sedan.", ""):
        drafts.answer(plan, {"left-2022": text}, by=editor)
        said.append(list(WarningAnswer.objects.values_list("key", "text")))

    assert said == [[("left-2022", "Först.")], [("left-2022", "Sedan.")], [("left-2022", "Sedan.")], []]
    assert list(PlanEvent.objects.values_list("reason", flat=True)) == [
        "Svar på varning: Först.",
        "Svar på varning: Sedan.",
        "Svar på varning: borttaget",
    ]


def test_fingerprint_differs_with_any_value() -> None:
    values = [{}, {"a": ""}, {"a": "1"}, {"a": ["1"]}, {"b": "1"}, {"a": "1", "b": ""}]

    assert len({drafts.fingerprint(one) for one in values}) == len(values)
    assert drafts.fingerprint({"a": "1", "b": "2"}) == drafts.fingerprint({"b": "2", "a": "1"})
