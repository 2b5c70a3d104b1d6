"""What lies before the bodies, and what was decided lately, for whoever looks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from plans.access import Access
from plans.before_decision import against_frame, marks, pack, proposal
from plans.before_decision.marks import New
from plans.branches import listed
from plans.comparison import compare
from plans.document import Document, stored
from plans.editions import number_in_work
from plans.models import Comment, MissionPlan, Plan, PlanEvent, ReadMark, Review, StrategicPlan
from plans.models.reference import FIELDS
from plans.money import FrameLedger
from styrmodell.typography import in_tkr

REMEMBERED = 10
"""How many decided ones the list keeps."""
OWNERS = [f"{field}__{kind.OWNER}" for kind, field in FIELDS.items()]
ASKED_BY = {"body": "organ", "department": "forvaltning"}
"""What an address asks for the matters of an owner by: a body and a department may have the same slug."""
DECISIONS = [f"{field}__decision__{maker}" for field in FIELDS.values() for maker in ("body", "department")]


@dataclass(frozen=True)
class Matter:
    """One proposal in the list; `changes` and `money` are sentences, `comments` counts the open ones."""

    review: Review
    plan: Plan
    state: str
    changes: str
    money: str
    is_above_frame: bool
    comments: int
    new: New
    is_read: bool

    @property
    def owner(self) -> str:
        return str(self.plan.owner.name)

    @property
    def query(self) -> str:
        """ "organ=socialnamnden", which asks for what is its owner's."""
        return f"{ASKED_BY[self.plan.OWNER]}={self.plan.owner.slug}"


@dataclass(frozen=True)
class Meeting:
    """What is decided on one day; `day` is None for what has no day yet."""

    day: date | None
    matters: list[Matter]


@dataclass(frozen=True)
class Lying:
    meetings: list[Meeting]
    decided: list[Matter]

    @property
    def matters(self) -> list[Matter]:
        return [*(matter for meeting in self.meetings for matter in meeting.matters), *self.decided]


def lying(access: Access, now: datetime | None = None) -> Lying:
    """By day of meeting, what has no day last. The number of queries does not grow with what lies there."""
    now = now or timezone.now()
    mine = access.reviews().select_related(*OWNERS, *DECISIONS)
    open_ones = list(mine.filter(closed_at=None))
    decided = list(mine.exclude(closed_at=None).order_by("-closed_at", "-pk")[:REMEMBERED])
    reviews = [*open_ones, *decided]
    read = _Read(reviews, access, now)
    return _by_meeting([read.matter(review) for review in reviews])


def narrowed(everything: Lying, query: str) -> Lying:
    """Only what belongs to one body or department, as `Matter.query`; "" is everyone."""
    return _by_meeting([matter for matter in everything.matters if query in ("", matter.query)])


def _by_meeting(found: list[Matter]) -> Lying:
    by_day: dict[date | None, list[Matter]] = defaultdict(list)
    for matter in found:
        if matter.review.is_open:
            by_day[matter.review.meeting_on].append(matter)
    days = sorted(by_day, key=lambda day: (day is None, day or date.max))
    return Lying(
        [Meeting(day, by_day[day]) for day in days],
        [matter for matter in found if not matter.review.is_open],
    )


class _Read:
    """Everything that the matters are told from, read at once."""

    def __init__(self, reviews: list[Review], access: Access, now: datetime) -> None:
        self.access, self.now = access, now
        self.plans = {review.pk: review.plan for review in reviews}
        number_in_work(self.plans.values())
        self.events = _events(self.plans)
        self.comments = _comments(reviews)
        self.marks = {mark.review_id: mark for mark in ReadMark.objects.filter(review__in=reviews, by=access.person.pk)}
        self.before = _editions_before(list(self.plans.values()))
        has_missions = any(isinstance(plan, MissionPlan) for plan in self.plans.values())
        self.ledger = FrameLedger() if has_missions else None

    def matter(self, review: Review) -> Matter:
        plan, comments, mark = self.plans[review.pk], self.comments[review.pk], self.marks.get(review.pk)
        content = proposal.laid(plan, self.events[review.pk])
        money, is_above = _money(plan, content, self.ledger, self.now)
        since = mark.last_visit(self.now) if mark else None
        return Matter(
            review=review,
            plan=plan,
            state=pack.state_line(plan),
            changes=_differs(self.before.get(plan), content),
            money=money,
            is_above_frame=is_above,
            comments=sum(one.state == Comment.State.OPEN for one in comments),
            new=marks.new_in(review, self.events[review.pk], comments, since, self.access),
            is_read=bool(mark and mark.read_at),
        )


def _differs(last: Plan | None, content: Document) -> str:
    return pack.differs(last, compare(stored(last), content).sentences if last else [])


def _events(plans: dict[int, Plan]) -> dict[int, list[PlanEvent]]:
    """By the review's key. One query."""
    of_any = Q(pk__in=[])
    for kind, field in FIELDS.items():
        of_any |= Q(**{f"{field}__in": [plan.pk for plan in plans.values() if isinstance(plan, kind)]})
    found: dict[tuple[str, int], list[PlanEvent]] = defaultdict(list)
    for event in PlanEvent.objects.filter(of_any).exclude(kind=PlanEvent.Kind.EDITED).order_by("at", "pk"):
        for field in FIELDS.values():
            found[field, getattr(event, f"{field}_id")].append(event)
    return {review: found[plan.KIND, plan.pk] for review, plan in plans.items()}


def _comments(reviews: list[Review]) -> dict[int, list[Comment]]:
    found: dict[int, list[Comment]] = defaultdict(list)
    for comment in Comment.objects.filter(review__in=reviews).defer("text"):
        found[comment.review_id].append(comment)
    return found


def _editions_before(plans: list[Plan]) -> dict[Plan, Plan]:
    """The edition that each plan follows, where there is one. One query for each kind of plan."""
    found: dict[Plan, Plan] = {}
    for kind in {type(plan): None for plan in plans}:
        mine = [plan for plan in plans if type(plan) is kind]
        owners = [plan.owner.pk for plan in mine]
        adopted = kind._default_manager.adopted().filter(**{f"{kind.OWNER}__in": owners}).select_related(kind.OWNER)
        editions = sorted(adopted, key=lambda edition: edition.sequence)
        for plan in mine:
            earlier = [edition for edition in editions if _is_before(edition, plan)]
            if earlier:
                found[plan] = earlier[-1]
    return found


def _is_before(edition: Any, plan: Any) -> bool:
    if edition.owner != plan.owner or edition == plan:
        return False
    return plan.sequence is None or edition.sequence < plan.sequence


def _money(plan: Plan, content: Document, ledger: FrameLedger | None, now: datetime) -> tuple[str, bool]:
    """In a sentence whether the money is within the frame, and whether it is not."""
    if isinstance(plan, StrategicPlan):
        year = str(content["from_year"])
        total = sum(entry["amounts"].get(year) or 0 for entry in content["frames"])
        return (f"Ramar för {year}: {in_tkr(total)}." if total else ""), False
    if not isinstance(plan, MissionPlan) or not content["areas"]:
        return "", False
    money = against_frame.allocation(content, plan.body, on=against_frame.known_on(plan, now), ledger=ledger)
    if money.above:
        return f"Över ramen: {listed(f'{in_tkr(over)} {year}' for year, over in money.above)}.", True
    if money.below:
        return f"Ej fördelat: {listed(f'{in_tkr(left)} {year}' for year, left in money.below)}.", False
    if money.without_frame:
        return "Ramen är inte känd alla år.", False
    if money.undecided:
        return "Alla belopp är inte beslutade.", False
    return "Hela ramen är fördelad.", False


def owners(found: Iterable[Matter]) -> list[tuple[str, str]]:
    """Query and name of everyone whose proposals lie there, each once."""
    return sorted({(matter.query, matter.owner) for matter in found}, key=lambda one: one[1])
