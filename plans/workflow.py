"""From draft to adopted: the only writers of a plan's state.

Every change is one transaction with its log row. `by` is None only when a file is loaded (origin `import`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from plans import checklist, search
from plans.document import SEAL_FORMAT, Document, canonical, document, seal
from plans.models import Plan, PlanEvent, Review, reference_to
from styrmodell import publication
from styrmodell.models import Decision


class Refused(Exception):
    """A change of state that the rules do not allow; `findings` says why, in Swedish."""

    def __init__(self, *findings: checklist.Finding) -> None:
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = findings


@transaction.atomic
def propose(plan: Plan, *, by: User | None, content: Document | None = None) -> None:
    """Freeze the document and lay the draft before its decision; one that comes back keeps its review.

    `content` is given when a file is loaded: the document with the names of its day. Raises Refused when the
    checklist of a plan written in the portal finds errors, or warnings that nobody has answered.
    """
    _lock(plan, Plan.State.DRAFT)
    if plan.origin == Plan.Origin.PORTAL:
        checked = checklist.check(plan, on=timezone.localdate())
        if not checked.is_ready:
            raise Refused(*checked.errors, *checked.unanswered)
    plan.stored_document = canonical(content or document(plan))
    plan.state = Plan.State.PROPOSED
    plan.proposed_by = by
    plan.proposed_at = timezone.now()
    plan.save(update_fields=["stored_document", "state", "proposed_by", "proposed_at"])
    _log(plan, PlanEvent.Kind.PROPOSED, by)
    if plan.origin == Plan.Origin.PORTAL:
        Review.objects.update_or_create(**reference_to(plan), defaults={"closed_at": None})


@transaction.atomic
def adopt(plan: Plan, *, decision: Decision, by: User | None) -> None:
    """Make the frozen proposal true by the decision, number it and seal it.

    A proposal opened for amendment is frozen anew, as the minutes word it. Raises Refused when the plan is neither,
    when the one who proposed it records the decision, when the decision is not one that can adopt the plan, or
    when the checklist finds errors.
    """
    _lock_owner(plan)
    _lock(plan, Plan.State.PROPOSED, Plan.State.AMENDING)
    if plan.origin == Plan.Origin.PORTAL and (by is None or by == plan.proposed_by):
        raise Refused(checklist.Finding("Den som föreslog planen kan inte själv föra in beslutet."))
    if errors := [*checklist.wrong_decision(plan, decision), *checklist.errors(plan, on=decision.date)]:
        raise Refused(*errors)
    if plan.state == Plan.State.AMENDING:
        plan.stored_document = canonical(document(plan))
    _number_and_seal(plan)
    plan.state = Plan.State.ADOPTED
    plan.decision = decision
    plan.adopted_by = by
    plan.adopted_at = timezone.now()
    plan.save()
    _log(plan, PlanEvent.Kind.ADOPTED, by, decision=decision)
    _close_review(plan)
    _publish(by)


@transaction.atomic
def give_back(plan: Plan, *, by: User, reason: str) -> None:
    """Return the proposal to draft, for the reason that its writers read. Raises Refused."""
    _lock(plan, Plan.State.PROPOSED)
    _move(plan, Plan.State.DRAFT)
    _log(plan, PlanEvent.Kind.RETURNED, by, reason=reason, document_before=plan.stored_document)


@transaction.atomic
def refer_back(plan: Plan, *, decision: Decision, by: User, reason: str) -> None:
    """The body wants it done again (återremiss). Raises Refused."""
    _lock(plan, Plan.State.PROPOSED)
    _refuse_wrong_decision(plan, decision)
    _move(plan, Plan.State.DRAFT)
    _log(plan, PlanEvent.Kind.REFERRED_BACK, by, decision, reason=reason, document_before=plan.stored_document)
    _publish(by)
    _await_another_meeting(plan)


@transaction.atomic
def postpone(plan: Plan, *, decision: Decision, by: User) -> None:
    """The body decides another day (bordläggning); the proposal lies as it lay. Raises Refused."""
    _lock(plan, Plan.State.PROPOSED)
    _refuse_wrong_decision(plan, decision)
    _log(plan, PlanEvent.Kind.POSTPONED, by, decision)
    _publish(by)
    _await_another_meeting(plan)


@transaction.atomic
def open_for_amendment(plan: Plan, *, by: User) -> None:
    """Let the secretary word the proposal as the minutes say before it is adopted. Raises Refused.

    Who writes the minutes in may then record the adoption alone: it is the body that has amended, the minutes are
    public, and a second pair of eyes would be asked to repeat the first. What was proposed stays in the log, every
    change with who made it, and the difference is shown to all who write or decide the plan.
    """
    _lock(plan, Plan.State.PROPOSED)
    _move(plan, Plan.State.AMENDING)
    _log(plan, PlanEvent.Kind.AMENDING, by, document_before=plan.stored_document)


@transaction.atomic
def revoke(plan: Plan, *, decision: Decision, by: User | None) -> None:
    """Mark an adopted plan as revoked by a later decision; its page stays. Raises Refused."""
    _lock(plan, Plan.State.ADOPTED)
    if plan.is_revoked:
        raise Refused(checklist.Finding("Planen är redan upphävd."))
    if errors := checklist.wrong_revocation(plan, decision):
        raise Refused(*errors)
    plan.revoked_by = decision
    plan.save(update_fields=["revoked_by"])
    _log(plan, PlanEvent.Kind.REVOKED, by, decision=decision)
    _publish(by)


@transaction.atomic
def reject(plan: Plan, *, decision: Decision | None, by: User | None, reason: str = "") -> None:
    """The body says no; a head says why. `decision` is None only when a file is loaded. Raises Refused."""
    _lock(plan, Plan.State.PROPOSED)
    if decision is not None:
        _refuse_wrong_decision(plan, decision)
    _move(plan, Plan.State.REJECTED)
    _log(plan, PlanEvent.Kind.REJECTED, by, decision=decision, reason=reason)
    _close_review(plan)
    if decision is not None:
        _publish(by)


@transaction.atomic
def withdraw(plan: Plan, *, by: User | None) -> None:
    """Take back a draft for good; what it said stays in the log. Raises Refused."""
    _lock(plan, Plan.State.DRAFT)
    _move(plan, Plan.State.WITHDRAWN)
    _log(plan, PlanEvent.Kind.WITHDRAWN, by)
    _close_review(plan)


@contextmanager
def as_if_adopted(plan: Plan) -> Iterator[None]:
    """Within it the plan stands as if it were adopted today, for looking at; nothing of that remains."""
    with transaction.atomic():
        if not (plan.stored_document and plan.state == Plan.State.PROPOSED):
            plan.stored_document = canonical(document(plan))
        today = timezone.localdate()
        made = {plan.OWNER: plan.owner, "title": "Inte beslutad än", "date": today, "is_example": plan.is_example}
        if plan.OWNER == "body":
            made["paragraph"] = "§ fylls i senare"
        plan.decision = Decision.objects.create(slug=f"inte-beslutad-{plan.KIND}-{plan.pk}", **made)
        _number_and_seal(plan)
        plan.state, plan.origin, plan.adopted_at = Plan.State.ADOPTED, Plan.Origin.IMPORT, timezone.now()
        type(plan).objects.filter(pk=plan.pk).update(state=Plan.State.DRAFT)
        plan.save()
        yield
        transaction.set_rollback(True)


def _refuse_wrong_decision(plan: Plan, decision: Decision) -> None:
    if errors := checklist.wrong_decision(plan, decision):
        raise Refused(*errors)


def _move(plan: Plan, state: Plan.State) -> None:
    plan.state = state
    plan.save(update_fields=["state"])


def _lock(plan: Plan, *expected: Plan.State) -> None:
    """Hold the plan's row to the end of the transaction and see it as it is now."""
    plan.refresh_from_db(from_queryset=type(plan).objects.select_for_update())
    if plan.state not in expected:
        raise Refused(checklist.Finding(f"Planen är {plan.get_state_display()}, inte {expected[0].label}."))


def _lock_owner(plan: Plan) -> None:
    """Editions of one owner are adopted one at a time, since they form a chain."""
    type(plan.owner).objects.select_for_update().get(pk=plan.owner.pk)


def _await_another_meeting(plan: Plan) -> None:
    Review.objects.filter(**reference_to(plan)).update(meeting_on=None)


def _close_review(plan: Plan) -> None:
    Review.objects.filter(**reference_to(plan)).update(closed_at=timezone.now())


def _number_and_seal(plan: Plan) -> None:
    adopted = type(plan).objects.adopted().filter(**{plan.OWNER: plan.owner})
    previous = adopted.order_by("sequence").last()
    plan.sequence = previous.sequence + 1 if previous else 1
    plan.revision = plan.next_revision()
    plan.previous_seal = previous.seal if previous else ""
    plan.seal_format = SEAL_FORMAT
    plan.seal = seal(plan.stored_document, previous=plan.previous_seal)


def _publish(by: User | None) -> None:
    """Let the public see it, and find it, also a decision alone; what a file brings is indexed when all stands."""
    publication.advance()
    if by is not None:
        search.rebuild()


def _log(plan: Plan, kind: str, by: User | None, decision: Decision | None = None, **said: str) -> None:
    PlanEvent.objects.create(**reference_to(plan), kind=kind, by=by, decision=decision, **said)
