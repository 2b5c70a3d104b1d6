"""Who may see and do what with plans: one answer for lists, pages and actions.

Each right is a condition on plans; the predicate asks the same condition about one plan, so the two never disagree.
What is adopted is public and asks for no right. The superuser has none by that alone.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from plans.models import Comment, MissionPlan, OperationalPlan, Plan, Review, Role, StrategicPlan
from plans.models.reference import FIELDS
from styrmodell.models import Body, Department, Service

Person = AbstractBaseUser | AnonymousUser
P = TypeVar("P", bound=Plan)

NONE = Q(pk__in=[])
ALL = ~NONE  # an empty Q would vanish beside an "or"
LAID = (Plan.State.PROPOSED, Plan.State.AMENDING, Plan.State.ADOPTED, Plan.State.REJECTED)
"""The states in which a proposal lies before its body, or has been decided."""
READ_ALL_PROPOSALS = (Body.Kind.COUNCIL, Body.Kind.BOARD)
"""The council decides and the board prepares: their members read every body's proposals."""


class Access:
    """What one person may see and do today, read in at most three queries."""

    def __init__(self, person: Person, on: date | None = None) -> None:
        self.on = on or timezone.localdate()
        self.person = person
        self.roles: list[Role] = []
        if person.is_active:  # a visitor never is
            held = Role.objects.filter(user_id=person.pk).select_related("body", "department")
            self.roles = [role for role in held if _holds(role, self.on)]
        self._served: dict[int, set[int]] | None = None

    @property
    def has_any(self) -> bool:
        return bool(self.roles)

    @property
    def is_steward(self) -> bool:
        return any(role.kind == Role.Kind.STEWARD for role in self.roles)

    @property
    def reads_all_proposals(self) -> bool:
        return any(
            role.kind == Role.Kind.COUNCILLOR and role.body is not None and role.body.kind in READ_ALL_PROPOSALS
            for role in self.roles
        )

    def bodies(self, *kinds: Role.Kind) -> set[int]:
        """The keys of the bodies that the person has one of the roles in."""
        return {role.body_id for role in self.roles if role.kind in kinds and role.body_id is not None}

    @property
    def headed(self) -> set[int]:
        """The keys of the departments that the person is head of."""
        return {role.department_id for role in self.roles if role.department_id is not None}

    # Rights as conditions

    def visible(self, kind: type[P]) -> QuerySet[P]:
        """Adopted plans, and those in work that the person writes, decides or reads.

        Who only reads sees what was proposed, also while the minutes are written in.
        """
        seen = Q(state=Plan.State.ADOPTED) | self._of_writer(kind) | self._of_decider(kind)
        return _of(kind, seen | Q(state__in=["proposed", "amending", "rejected"]) & self._of_reader(kind))

    def followable(self, kind: type[P]) -> QuerySet[P]:
        """Plans whose making the person sees: what is written in them now, and who has written what and why.

        The steward follows what is adopted, since it may have to be masked.
        """
        adopted = Q(state=Plan.State.ADOPTED) if self.is_steward else NONE
        return _of(kind, self._of_writer(kind) | self._of_decider(kind) | adopted)

    def writable(self, kind: type[P]) -> QuerySet[P]:
        """Drafts that the person writes, and proposals opened for amendment that the person decides."""
        return _of(
            kind, Q(state=Plan.State.DRAFT) & self._of_writer(kind) | Q(state="amending") & self._of_decider(kind)
        )

    def frozen(self, kind: type[P]) -> QuerySet[P]:
        """Plans that the person writes and that lie fast now: what was typed too late is shown, and not saved."""
        return _of(kind, ~Q(state=Plan.State.DRAFT) & self._of_writer(kind))

    def proposable(self, kind: type[P]) -> QuerySet[P]:
        return _of(kind, Q(state=Plan.State.DRAFT) & self._of_writer(kind))

    def decidable(self, kind: type[P]) -> QuerySet[P]:
        """Proposals that the person may return or record the decision about."""
        return _of(kind, Q(state__in=["proposed", "amending"]) & self._of_decider(kind))

    def revocable(self, kind: type[P]) -> QuerySet[P]:
        """Adopted plans that the person may record a revocation of."""
        return _of(kind, Q(state=Plan.State.ADOPTED, revoked_by=None) & self._of_decider(kind))

    def revisable(self, kind: type[P]) -> QuerySet[P]:
        """Adopted plans that the person may begin the next edition of."""
        return _of(kind, Q(state=Plan.State.ADOPTED) & self._of_writer(kind))

    def maskable(self, kind: type[P]) -> QuerySet[P]:
        """Plans that the person may take personal data out of, and with them others of the same owner."""
        return self.followable(kind) if self.is_steward else kind._default_manager.none()

    # Rights before a decision. What lies there stays frozen, so whoever might read it may read it afterwards too.
    # Each is asked of all reviews, or of `one` alone.

    def reviews(self, one: Review | None = None) -> QuerySet[Review]:
        """Proposals with their comments: for those who write or decide the plan, and for readers while it is laid."""
        return self._reviews(
            lambda kind: self._of_writer(kind) | self._of_decider(kind) | Q(state__in=LAID) & self._of_reader(kind),
            one,
        )

    def heard(self) -> QuerySet[Review]:
        """Proposals that the person reads whenever they are laid: what was typed while one was sent back is shown
        again, and nothing else of it.
        """
        return self._reviews(self._of_reader, None)

    def commentable(self, one: Review | None = None) -> QuerySet[Review]:
        """Whoever reads a proposal may say something of it until it is decided."""
        return self.reviews(one).filter(closed_at=None)

    def answerable(self, one: Review | None = None) -> QuerySet[Review]:
        """Those who write or decide the plan answer."""
        return self._reviews(lambda kind: self._of_writer(kind) | self._of_decider(kind), one).filter(closed_at=None)

    def resolvable(self, on: Review | None = None) -> QuerySet[Comment]:
        """One's own comments, and those on plans that one writes or decides; answers follow what they answer."""
        mine = Q(by_id=self.person.pk, review__in=self.commentable(on))
        return Comment.objects.filter(mine | Q(review__in=self.answerable(on)), answers=None)

    def convenable(self, one: Review | None = None) -> QuerySet[Review]:
        """Open ones whose meeting the person keeps."""
        return self._reviews(self._of_decider, one).filter(closed_at=None)

    def publishable(self, one: Review | None = None) -> QuerySet[Review]:
        """Those that the person may publish with the meeting's papers: only what lies before a body that meets."""
        lying = Q(state__in=[Plan.State.PROPOSED, Plan.State.AMENDING])
        return self._reviews(lambda kind: lying & self._of_secretary(kind), one)

    def unpublishable(self, one: Review | None = None) -> QuerySet[Review]:
        """Published ones that the person may take down, also after the decision."""
        return self._reviews(self._of_secretary, one).filter(published__isnull=False)

    def may_read(self, review: Review) -> bool:
        return self.reviews(review).exists()

    def may_comment(self, review: Review) -> bool:
        return self.commentable(review).exists()

    def may_answer(self, review: Review) -> bool:
        return self.answerable(review).exists()

    def may_resolve(self, comment: Comment) -> bool:
        return self.resolvable(comment.review).filter(pk=comment.pk).exists()

    def may_convene(self, review: Review) -> bool:
        return self.convenable(review).exists()

    def may_publish(self, review: Review) -> bool:
        return self.publishable(review).exists()

    def may_unpublish(self, review: Review) -> bool:
        return self.unpublishable(review).exists()

    @property
    def may_dispose(self) -> bool:
        """Comments are disposed of by the steward."""
        return self.is_steward

    # Rights as predicates

    def may_see(self, plan: Plan) -> bool:
        return self._may(self.visible, plan)

    def may_follow(self, plan: Plan) -> bool:
        return self._may(self.followable, plan)

    def may_write(self, plan: Plan) -> bool:
        return self._may(self.writable, plan)

    def is_frozen_for(self, plan: Plan) -> bool:
        return self._may(self.frozen, plan)

    def may_propose(self, plan: Plan) -> bool:
        return self._may(self.proposable, plan)

    def may_decide(self, plan: Plan) -> bool:
        return self._may(self.decidable, plan)

    def may_revoke(self, plan: Plan) -> bool:
        return self._may(self.revocable, plan)

    def may_revise(self, plan: Plan) -> bool:
        return self._may(self.revisable, plan)

    def may_mask(self, plan: Plan) -> bool:
        return self._may(self.maskable, plan)

    def may_write_for(self, owner: Body | Department) -> bool:
        """Whether the person writes the owner's plans: the council's are the steward's."""
        if isinstance(owner, Department):
            return bool(self.departments_of(Role.Kind.EDITOR) & {owner.pk})
        if owner.kind == Body.Kind.COUNCIL:
            return self.is_steward
        return owner.pk in self.bodies(Role.Kind.EDITOR)

    def departments_of(self, *kinds: Role.Kind) -> set[int]:
        """The keys of the departments that today serve a body the person has one of the roles in."""
        if self._served is None:
            self._served = {}
            for service in Service.objects.all():
                if _holds(service, self.on):
                    self._served.setdefault(service.body_id, set()).add(service.department_id)
        return set().union(*(self._served.get(body, set()) for body in self.bodies(*kinds)))

    def _may(self, right: Callable[[Any], QuerySet[Any]], plan: Plan) -> bool:
        return right(type(plan)).filter(pk=plan.pk).exists()

    def _reviews(self, condition: Callable[[type[Plan]], Q], one: Review | None) -> QuerySet[Review]:
        """Those whose plans meet the condition, of every kind or of the one's own."""
        of_any = NONE
        kinds: dict[Any, str] = FIELDS
        for kind, field in kinds.items():
            if one is None or isinstance(one.plan, kind):
                of_any |= Q(**{f"{field}__in": _of(kind, condition(kind)).values("pk")})
        found = Review.objects.filter(of_any)
        return found if one is None else found.filter(pk=one.pk)

    # Whose plans

    def _of_writer(self, kind: type[Plan]) -> Q:
        if kind is StrategicPlan:
            return ALL if self.is_steward else NONE
        if kind is MissionPlan:
            return Q(body__in=self.bodies(Role.Kind.EDITOR))
        return Q(department__in=self.departments_of(Role.Kind.EDITOR))

    def _of_decider(self, kind: type[Plan]) -> Q:
        return Q(department__in=self.headed) if kind is OperationalPlan else self._of_secretary(kind)

    def _of_secretary(self, kind: type[Plan]) -> Q:
        """Of bodies alone: a head decides without a meeting."""
        return NONE if kind is OperationalPlan else Q(body__in=self.bodies(Role.Kind.SECRETARY))

    def _of_reader(self, kind: type[Plan]) -> Q:
        if self.reads_all_proposals:
            return ALL
        if kind is OperationalPlan:
            return Q(department__in=self.departments_of(Role.Kind.COUNCILLOR))
        return Q(body__in=self.bodies(Role.Kind.COUNCILLOR))


def access_of(request: HttpRequest) -> Access:
    """What the one who asks may do, read once for each request."""
    if "access" not in request.__dict__:
        request.__dict__["access"] = Access(request.user)
    access: Access = request.__dict__["access"]
    return access


def _of(kind: type[P], condition: Q) -> QuerySet[P]:
    return kind._default_manager.filter(condition)


def _holds(row: Any, on: date) -> bool:
    """Whether a role or a service holds on the day."""
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on)
