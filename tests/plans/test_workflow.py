from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from plans import workflow
from plans.before_decision import publishing
from plans.document import canonical, document, seal
from plans.models import MissionPlan, Plan, PlanEvent, reference_to
from styrmodell.models import Body, Decision, Department, SteeringModel
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return factories.user("editor")


@pytest.fixture
def secretary() -> User:
    return factories.user("secretary")


@pytest.fixture
def steering_model() -> SteeringModel:
    return factories.steering_model()


@pytest.fixture
def draft() -> MissionPlan:
    """With one objective, so that there is something to freeze."""
    plan = factories.mission_plan()
    factories.objective(plan)
    return plan


@pytest.fixture
def proposal(draft: MissionPlan) -> MissionPlan:
    factories.propose(draft)
    return draft


@pytest.fixture
def adopted(proposal: MissionPlan, secretary: User) -> MissionPlan:
    workflow.adopt(proposal, decision=factories.decision(proposal.body), by=secretary)
    return proposal


def log(plan: Plan) -> list[tuple[str, User | None, Decision | None]]:
    return [(event.kind, event.by, event.decision) for event in PlanEvent.objects.filter(**reference_to(plan))]


def as_stored(plan: Plan) -> dict[str, Any]:
    return type(plan).objects.filter(pk=plan.pk).values().get()


def version() -> str:
    return SteeringModel.objects.get().publication_version


# Allowed


def test_propose_freezes_the_document(draft: MissionPlan, editor: User) -> None:
    workflow.propose(draft, by=editor)
    draft.refresh_from_db()

    assert (draft.state, draft.proposed_by, draft.stored_document) == ("proposed", editor, canonical(document(draft)))
    assert draft.proposed_at is not None
    assert log(draft) == [("proposed", editor, None)]


def test_adopt_seals_what_was_proposed(proposal: MissionPlan, editor: User, secretary: User) -> None:
    frozen = proposal.stored_document
    decision = factories.decision(proposal.body)

    workflow.adopt(proposal, decision=decision, by=secretary)
    proposal.refresh_from_db()

    assert (proposal.state, proposal.decision, proposal.adopted_by) == ("adopted", decision, secretary)
    assert (proposal.stored_document, proposal.seal) == (frozen, seal(frozen, previous=""))
    assert (proposal.revision, proposal.sequence, proposal.seal_format) == (1, 1, 1)
    assert proposal.adopted_at is not None
    assert log(proposal) == [("proposed", editor, None), ("adopted", secretary, decision)]


def test_revoke_marks_and_keeps_what_was_adopted(adopted: MissionPlan, secretary: User) -> None:
    before = as_stored(adopted)
    decision = factories.decision(adopted.body, on=date(2022, 3, 1))

    workflow.revoke(adopted, decision=decision, by=secretary)

    assert as_stored(adopted) == before | {"revoked_by_id": decision.pk}
    assert log(adopted)[-1] == ("revoked", secretary, decision)


def test_reject_closes_the_proposal(proposal: MissionPlan, secretary: User) -> None:
    before = as_stored(proposal)
    decision = factories.decision(proposal.body)

    workflow.reject(proposal, decision=decision, by=secretary)

    assert as_stored(proposal) == before | {"state": "rejected"}
    assert log(proposal)[-1] == ("rejected", secretary, decision)


def test_withdraw_closes_the_draft(draft: MissionPlan, editor: User) -> None:
    before = as_stored(draft)

    workflow.withdraw(draft, by=editor)

    assert as_stored(draft) == before | {"state": "withdrawn"}
    assert log(draft) == [("withdrawn", editor, None)]


def test_plan_from_a_file_is_adopted_by_nobody() -> None:
    plan = factories.mission_plan(origin=Plan.Origin.IMPORT)
    decision = factories.decision(plan.body)

    workflow.propose(plan, by=None)
    workflow.adopt(plan, decision=decision, by=None)

    assert log(plan) == [("proposed", None, None), ("adopted", None, decision)]


def test_plan_from_a_file_keeps_the_names_of_its_day() -> None:
    plan = factories.mission_plan(origin=Plan.Origin.IMPORT)
    content = document(plan) | {"owner": {"slug": plan.body.slug, "name": "Sociala centralnämnden"}}

    workflow.propose(plan, by=None, content=content)

    assert plan.stored_document == canonical(content)


# Refused

ACTIONS: dict[str, Callable[[Plan], None]] = {
    "propose": lambda plan: workflow.propose(plan, by=factories.user("editor")),
    "adopt": lambda plan: workflow.adopt(plan, decision=factories.decision(plan.owner), by=factories.user("secretary")),
    "revoke": lambda plan: workflow.revoke(
        plan, decision=factories.decision(plan.owner), by=factories.user("secretary")
    ),
    "reject": lambda plan: workflow.reject(
        plan, decision=factories.decision(plan.owner), by=factories.user("secretary")
    ),
    "refer_back": lambda plan: workflow.refer_back(
        plan, decision=factories.decision(plan.owner), by=factories.user("secretary"), reason="Gör om"
    ),
    "postpone": lambda plan: workflow.postpone(
        plan, decision=factories.decision(plan.owner), by=factories.user("secretary")
    ),
    "give_back": lambda plan: workflow.give_back(plan, by=factories.user("secretary"), reason="Gör om"),
    "open_for_amendment": lambda plan: workflow.open_for_amendment(plan, by=factories.user("secretary")),
    "withdraw": lambda plan: workflow.withdraw(plan, by=factories.user("editor")),
}
ASKED_OF = dict.fromkeys(ACTIONS, "proposed") | {"propose": "draft", "revoke": "adopted", "withdraw": "draft"}
WORD = {
    "draft": "utkast",
    "proposed": "förslag",
    "adopted": "antagen",
    "rejected": "avslagen",
    "withdrawn": "indragen",
}


def plan_in(state: str) -> MissionPlan:
    plan = factories.mission_plan()
    if state == "adopted":
        factories.adopt(plan)
    elif state in ("proposed", "rejected"):
        factories.propose(plan)
    if state in ("rejected", "withdrawn"):
        ACTIONS["reject" if state == "rejected" else "withdraw"](plan)
    return plan


@pytest.mark.parametrize(
    ("action", "state"), [(action, state) for action in ACTIONS for state in WORD if state != ASKED_OF[action]]
)
def test_plan_in_another_state_is_refused(action: str, state: str) -> None:
    plan = plan_in(state)
    before, logged = as_stored(plan), log(plan)

    with pytest.raises(workflow.Refused) as refused:
        ACTIONS[action](plan)

    assert str(refused.value) == f"Planen är {WORD[state]}, inte {WORD[ASKED_OF[action]]}."
    assert (as_stored(plan), log(plan)) == (before, logged)


def test_state_is_asked_of_the_database_and_not_of_what_was_read_before(draft: MissionPlan, editor: User) -> None:
    read_before = MissionPlan.objects.get(pk=draft.pk)
    workflow.withdraw(draft, by=editor)

    with pytest.raises(workflow.Refused):
        workflow.propose(read_before, by=editor)

    assert as_stored(draft)["state"] == "withdrawn"


def test_plan_that_is_revoked_cannot_be_revoked_again(adopted: MissionPlan, secretary: User) -> None:
    first = factories.decision(adopted.body)
    workflow.revoke(adopted, decision=first, by=secretary)

    with pytest.raises(workflow.Refused) as refused:
        workflow.revoke(adopted, decision=factories.decision(adopted.body), by=secretary)

    assert str(refused.value) == "Planen är redan upphävd."
    assert as_stored(adopted)["revoked_by_id"] == first.pk


@pytest.mark.parametrize("by", ["editor", None])
def test_adoption_recorded_by_its_proposer_or_by_nobody_is_refused(
    proposal: MissionPlan, steering_model: SteeringModel, by: str | None
) -> None:
    before, logged, published = as_stored(proposal), log(proposal), version()

    with pytest.raises(workflow.Refused) as refused:
        workflow.adopt(proposal, decision=factories.decision(proposal.body), by=factories.user(by) if by else None)

    assert str(refused.value) == "Den som föreslog planen kan inte själv föra in beslutet."
    assert (as_stored(proposal), log(proposal), version()) == (before, logged, published)


def test_adoption_of_a_plan_with_errors_is_refused_with_all_of_them(
    draft: MissionPlan, secretary: User, steering_model: SteeringModel
) -> None:
    stranger = factories.department(name="Skolförvaltningen", serving=[draft.body])
    for title in ("Läs mer", "Räkna mer"):
        factories.assignment(draft.objectives.get(), stranger, title=title)
    factories.propose(draft)
    stranger.services.all().delete()
    before, logged, published = as_stored(draft), log(draft), version()

    with pytest.raises(workflow.Refused) as refused:
        workflow.adopt(draft, decision=factories.decision(draft.body), by=secretary)

    assert [finding.message for finding in refused.value.findings] == [
        f"Uppdraget ”{title}” går till Skolförvaltningen, som inte arbetar åt Socialnämnden."
        for title in ("Läs mer", "Räkna mer")
    ]
    assert (as_stored(draft), log(draft), version()) == (before, logged, published)


def test_draft_that_is_not_finished_is_not_proposed(editor: User) -> None:
    council, body = factories.council(), factories.body()
    strategic = factories.strategic_plan(council)
    factories.prioritised_goal(strategic, factories.goal("God miljö"))
    factories.adopt(strategic)
    plan = factories.mission_plan(body, responsibility="")

    with pytest.raises(workflow.Refused) as refused:
        workflow.propose(plan, by=editor)

    assert [finding.message for finding in refused.value.findings] == [
        "Ansvarsområdet är inte beskrivet.",
        "Inget mål i planen bidrar till God miljö.",
    ]
    assert MissionPlan.objects.get().state == "draft"


# The body's other ways


def test_returned_proposal_is_a_draft_again_and_keeps_what_was_proposed(proposal: MissionPlan, secretary: User) -> None:
    frozen = proposal.stored_document

    workflow.give_back(proposal, by=secretary, reason="Målet saknar mått.")

    event = PlanEvent.objects.filter(**reference_to(proposal)).last()
    assert event is not None
    assert proposal.state == "draft"
    assert (event.kind, event.by, event.reason, event.document_before) == (
        "returned",
        secretary,
        "Målet saknar mått.",
        frozen,
    )


def test_body_refers_back_with_its_decision(proposal: MissionPlan, secretary: User) -> None:
    decision = factories.decision(proposal.body)

    workflow.refer_back(proposal, decision=decision, by=secretary, reason="Räkna om.")

    assert proposal.state == "draft"
    assert log(proposal)[-1] == ("referred_back", secretary, decision)


def test_postponed_proposal_lies_as_it_lay(proposal: MissionPlan, secretary: User) -> None:
    before, decision = as_stored(proposal), factories.decision(proposal.body)

    workflow.postpone(proposal, decision=decision, by=secretary)

    assert as_stored(proposal) == before
    assert log(proposal)[-1] == ("postponed", secretary, decision)


def test_proposal_is_adopted_as_the_minutes_word_it(proposal: MissionPlan, secretary: User) -> None:
    proposed = proposal.stored_document
    workflow.open_for_amendment(proposal, by=secretary)
    proposal.objectives.update(title="Som protokollet säger")

    workflow.adopt(proposal, decision=factories.decision(proposal.body), by=secretary)

    amending = PlanEvent.objects.get(kind="amending")
    assert proposal.stored_document == canonical(document(MissionPlan.objects.get()))
    assert "Som protokollet säger" in proposal.stored_document
    assert (amending.by, amending.document_before) == (secretary, proposed)


@pytest.mark.parametrize(
    "act",
    [
        lambda plan, **given: workflow.refer_back(plan, reason="x", **given),
        workflow.postpone,
        workflow.reject,
    ],
)
def test_decision_of_another_body_moves_nothing(
    proposal: MissionPlan, secretary: User, act: Callable[..., None]
) -> None:
    before = as_stored(proposal)

    with pytest.raises(workflow.Refused):
        act(proposal, decision=factories.decision(factories.body("Skolnämnden")), by=secretary)

    assert as_stored(proposal) == before


DECIDING: dict[str, Callable[[Plan, Decision], None]] = {
    "adopt": lambda plan, decision: workflow.adopt(plan, decision=decision, by=factories.user("secretary")),
    "reject": lambda plan, decision: workflow.reject(plan, decision=decision, by=factories.user("secretary")),
    "postpone": lambda plan, decision: workflow.postpone(plan, decision=decision, by=factories.user("secretary")),
    "refer_back": lambda plan, decision: workflow.refer_back(
        plan, decision=decision, by=factories.user("secretary"), reason="Gör om"
    ),
}


@pytest.mark.parametrize("act", DECIDING)
def test_decision_older_than_the_proposal_is_not_about_it(draft: MissionPlan, editor: User, act: str) -> None:
    workflow.propose(draft, by=editor)
    proposed = timezone.localdate()
    day = proposed - timedelta(days=1)
    before = as_stored(draft)

    with pytest.raises(workflow.Refused) as refused:
        DECIDING[act](draft, factories.decision(draft.body, on=day))

    assert str(refused.value) == (
        f"Beslutet är från {day}, men planen föreslogs först {proposed}. Välj ett senare beslut, "
        "eller sätt sammanträdets dag till den dagen om planen lades in i portalen efteråt."
    )
    assert as_stored(draft) == before


@pytest.mark.parametrize("act", DECIDING)
def test_proposal_laid_after_its_meeting_has_that_day_once_it_is_set(
    draft: MissionPlan, editor: User, act: str
) -> None:
    workflow.propose(draft, by=editor)
    met = timezone.localdate() - timedelta(days=1)
    other_day = factories.decision(draft.body, on=met - timedelta(days=1))
    publishing.convene(review=draft.reviews.get(), on=met)

    with pytest.raises(workflow.Refused, match="Välj ett senare beslut"):
        DECIDING[act](draft, other_day)
    DECIDING[act](draft, factories.decision(draft.body, on=met))

    assert PlanEvent.objects.order_by("pk").last().decision.date == met  # type: ignore[union-attr]


def test_decision_of_the_day_of_the_proposal_is(draft: MissionPlan, editor: User) -> None:
    workflow.propose(draft, by=editor)

    DECIDING["adopt"](draft, factories.decision(draft.body, on=timezone.localdate()))

    assert draft.is_adopted


@pytest.mark.parametrize("act", DECIDING)
@pytest.mark.parametrize(("first", "word"), [("postpone", "bordlagd"), ("refer_back", "återremitterad")])
def test_decision_does_one_thing_with_a_proposal(proposal: MissionPlan, first: str, word: str, act: str) -> None:
    decision = factories.decision(proposal.body)
    DECIDING[first](proposal, decision)
    if first == "refer_back":
        factories.propose(proposal)
    before = as_stored(proposal)

    with pytest.raises(workflow.Refused) as refused:
        DECIDING[act](proposal, decision)

    assert str(refused.value) == f"Genom det beslutet blev planen {word}. Välj ett annat beslut."
    assert as_stored(proposal) == before


def test_change_that_cannot_be_logged_is_undone(adopted: MissionPlan, steering_model: SteeringModel) -> None:
    before, logged, published = as_stored(adopted), log(adopted), version()
    nobody_we_know = User(username="not saved")

    with pytest.raises(ValueError, match="unsaved related object"):
        workflow.revoke(adopted, decision=factories.decision(adopted.body), by=nobody_we_know)

    assert (as_stored(adopted), log(adopted), version()) == (before, logged, published)


@pytest.mark.parametrize(
    ("make", "made_by"),
    [
        (factories.mission_plan, lambda plan: factories.body("Skolnämnden")),
        (factories.mission_plan, lambda plan: factories.council()),
        (factories.mission_plan, lambda plan: factories.department(serving=[plan.body])),
        (factories.strategic_plan, lambda plan: factories.body()),
        (factories.operational_plan, lambda plan: factories.department()),
        (factories.operational_plan, lambda plan: factories.body("Skolnämnden")),
    ],
)
def test_adoption_by_the_decision_of_another_is_refused(
    make: Callable[[], Plan], made_by: Callable[[Any], Body | Department]
) -> None:
    plan = make()
    factories.propose(plan)
    decision = factories.decision(made_by(plan))

    with pytest.raises(workflow.Refused) as refused:
        workflow.adopt(plan, decision=decision, by=factories.user("secretary"))

    assert str(refused.value).startswith(f"{decision.made_by} kan inte anta ")


def test_body_may_decide_the_plan_of_a_department_that_serves_it() -> None:
    body = factories.body()
    plan = factories.operational_plan(factories.department(serving=[body]))

    factories.adopt(plan, decision_made=factories.decision(body))

    assert plan.state == "adopted"


def test_council_may_revoke_what_a_body_has_adopted(adopted: MissionPlan, secretary: User) -> None:
    workflow.revoke(adopted, decision=factories.decision(factories.council()), by=secretary)

    assert adopted.is_revoked


@pytest.mark.parametrize(
    ("decision_made", "reason"),
    [
        (lambda plan: factories.decision(), "kan inte anta"),
        (lambda plan: factories.decision(plan.body, on=date(2020, 1, 1)), "äldre än beslutet som antog den"),
    ],
)
def test_revocation_by_another_or_before_the_adoption_is_refused(
    adopted: MissionPlan, secretary: User, decision_made: Callable[[MissionPlan], Decision], reason: str
) -> None:
    with pytest.raises(workflow.Refused, match=reason):
        workflow.revoke(adopted, decision=decision_made(adopted), by=secretary)

    assert not adopted.is_revoked


# Numbers and the publication version


def test_revision_counts_within_the_period_and_sequence_within_the_owner() -> None:
    owner, other = factories.body(), factories.body()

    plans = [
        factories.adopt(factories.mission_plan(owner, first_year=2021, last_year=2024)),
        factories.adopt(factories.mission_plan(owner, first_year=2022, last_year=2025)),
        factories.adopt(factories.mission_plan(owner, first_year=2021, last_year=2024, from_year=2022)),
        factories.adopt(factories.mission_plan(other, first_year=2021, last_year=2024)),
    ]

    assert [(plan.sequence, plan.revision) for plan in plans] == [(1, 1), (2, 1), (3, 2), (1, 1)]


def test_proposal_that_is_rejected_leaves_no_gap_in_the_numbers(proposal: MissionPlan, secretary: User) -> None:
    workflow.reject(proposal, decision=factories.decision(proposal.body), by=secretary)

    adopted = factories.adopt(factories.mission_plan(proposal.body))

    assert (adopted.sequence, adopted.revision) == (1, 1)


@pytest.mark.parametrize(
    ("action", "moved"),
    [
        ("propose", False), ("adopt", True), ("revoke", True), ("reject", True), ("refer_back", True),
        ("postpone", True), ("give_back", False), ("open_for_amendment", False), ("withdraw", False),
    ],
)  # fmt: skip
def test_publication_version_moves_when_the_public_sees_a_change(
    steering_model: SteeringModel, action: str, moved: bool
) -> None:
    plan = plan_in(ASKED_OF[action])
    before = version()

    ACTIONS[action](plan)

    assert (version() != before) is moved
