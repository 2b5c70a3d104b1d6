"""Everything that a councillor needs before the decision, on one page or in one paper."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from plans import changes, paper
from plans.access import Access
from plans.before_decision import against_frame, gaps, marks, passages, proposal, remarks
from plans.before_decision.against_frame import AgainstFrame, Frames
from plans.before_decision.gaps import Gap
from plans.before_decision.marks import New
from plans.before_decision.passages import Chapter, Passage, Place
from plans.before_decision.proposal import CameBack
from plans.before_decision.remarks import Remark
from plans.branches import counted, listed
from plans.changes import Changes
from plans.document import Document
from plans.editions import Editions
from plans.models import Comment, MissionPlan, Plan, PlanEvent, ReadMark, Review, StrategicPlan, WarningAnswer
from styrmodell.models import Decision
from styrmodell.people import name_of
from styrmodell.typography import in_running_text, in_tkr, long_date


@dataclass(frozen=True)
class Answered:
    """A warning of the checklist, as far as it still can be told in words, and why the plan is right all the same."""

    warning: str
    answer: WarningAnswer


@dataclass(frozen=True)
class Outcome:
    """What was decided: in words, by which decision; `changes` is what the decision changed in the proposal."""

    sentence: str
    decision: Decision | None
    url: str
    changes: Changes | None


@dataclass(frozen=True)
class Text:
    """The proposal with what is said of each place; `whole` is itself as one thing to speak of, `gone` what is said of
    what this version no longer has.
    """

    chapters: list[Chapter]
    whole: Passage
    gone: list[Remark]


@dataclass(frozen=True)
class Pack:
    """`content` is the frozen document; `before` are the editions adopted before, the oldest first."""

    review: Review
    plan: Plan
    content: Document
    outcome: Outcome | None
    came_back: CameBack | None
    before: list[Plan]
    changes: Changes | None
    allocation: AgainstFrame | None
    frames: Frames | None
    gaps: list[Gap]
    answers: list[Answered]
    text: Text
    remarks: list[Remark]
    events: list[PlanEvent]
    prepared: list[Decision]
    new: New
    mark: ReadMark | None

    @property
    def last(self) -> Plan | None:
        """The edition that the proposal follows; None for the owner's first plan."""
        return self.before[-1] if self.before else None

    @property
    def state(self) -> str:
        return state_line(self.plan)

    @property
    def sentence(self) -> str:
        """What the body can decide."""
        return paper.sentence(self.plan)

    @property
    def summary(self) -> list[str]:
        return [
            *_proposed(self.plan, self.content),
            *_came_back(self.came_back),
            differs(self.last, self.changes.sentences if self.changes else []),
            *_costs(self.allocation, self.frames),
            _lacks(self.gaps),
        ]

    @property
    def open_remarks(self) -> int:
        return sum(1 for remark in self.remarks if remark.comment.state == "open")


def pack_of(review: Review, access: Access, now: datetime | None = None) -> Pack:
    """The number of queries does not grow with the plan or with what is said of it."""
    now = now or timezone.now()
    plan = review.plan
    events = proposal.events_of(plan)
    content = proposal.laid(plan, events)
    on = against_frame.known_on(plan, now)
    mark = marks.mark_of(review, access)
    since = mark.last_visit(now) if mark else None
    said = remarks.remarks(review, access, since)
    before = editions_before(plan)
    allocation = against_frame.allocation(content, plan.body, on=on) if isinstance(plan, MissionPlan) else None
    frames = against_frame.frames(content, plan, on=on) if isinstance(plan, StrategicPlan) else None
    missing = gaps.gaps(plan, content, allocation=allocation, frames=frames, on=on)
    return Pack(
        review=review,
        plan=plan,
        content=content,
        outcome=_outcome(plan, content, events),
        came_back=proposal.came_back(plan, events, content),
        before=before,
        changes=changes.between(before[-1], plan, content) if before else None,
        allocation=allocation,
        frames=frames,
        gaps=missing,
        answers=_answers(plan, missing),
        text=_text(content, said),
        remarks=said,
        events=events,
        prepared=_prepared(review, plan),
        new=marks.new_in(review, events, _comments(said), since, access),
        mark=mark,
    )


def _comments(said: list[Remark]) -> list[Comment]:
    return [one.comment for remark in said for one in (remark.first, *remark.answers)]


def state_line(plan: Plan) -> str:
    """What the proposal is now; while it is written again, what it was when it was sent back."""
    if plan.state == Plan.State.DRAFT:
        return "Återlämnat: skrivs om"
    return paper.state_line(plan)


def state_on_paper(plan: Plan) -> str:
    """A paper holds the proposal as it was laid, also where the plan is adopted or being adopted in other words."""
    if plan.state in (Plan.State.AMENDING, Plan.State.ADOPTED):
        return paper.state_line(plan, as_proposed=True)
    return state_line(plan)


def _text(content: Document, said: list[Remark]) -> Text:
    read = paper.chapters(content)
    found = passages.places(content, read)
    by_anchor, gone = _by_anchor(said, found)
    return Text(passages.chapters(read, found, by_anchor), passages.whole(found, by_anchor), gone)


def _by_anchor(said: list[Remark], found: dict[str, list[Place]]) -> tuple[dict[str, list[Remark]], list[Remark]]:
    """What is said of each place by its anchor, and what is said of places that are there no more."""
    anchors = {place.key: place.anchor for places in found.values() for place in places}
    by_anchor: dict[str, list[Remark]] = {}
    gone = []
    for remark in said:
        anchor = anchors.get(remark.key)
        if anchor is None:
            gone.append(remark)
        else:
            by_anchor.setdefault(anchor, []).append(remark)
    return by_anchor, gone


def editions_before(plan: Plan) -> list[Plan]:
    """The owner's adopted editions that the plan comes after, the oldest first. One query."""
    editions = Editions(type(plan)._default_manager.filter(**{plan.OWNER: plan.owner}), plan.from_year).all
    return [each for each in editions if plan.sequence is None or (each.sequence or 0) < plan.sequence]


# In short


def _proposed(plan: Plan, content: Document) -> list[str]:
    years = f"{content['first_year']}–{content['last_year']}"
    period = years if content["first_year"] != content["last_year"] else str(content["first_year"])
    who = f" av {name_of(plan.proposed_by)}" if plan.proposed_by else ""
    when = long_date(timezone.localdate(plan.proposed_at)) if plan.proposed_at else ""
    name = plan.owned_edition.replace(plan.shown_period, period)
    comma = plan.numbered("")[:1]
    return [
        f"{name}{comma} lades fram {when}{who} och ska gälla från {content['from_year']}.",
        f"Planen har {listed(_holds(content))}.",
    ]


def _holds(content: Document) -> list[str]:
    kinds = (
        ("goals", "prioriterat mål", "prioriterade mål"),
        ("special_assignments", "särskilt uppdrag", "särskilda uppdrag"),
        ("objectives", "nämndmål", "nämndmål"),
        ("assignments", "uppdrag", "uppdrag"),
        ("activities", "aktivitet", "aktiviteter"),
        ("areas", "verksamhetsområde", "verksamhetsområden"),
        ("investments", "investering", "investeringar"),
    )
    return [counted(len(content[part]), one, many) for part, one, many in kinds if part in content]


def _came_back(sent_back: CameBack | None) -> list[str]:
    if sent_back is None:
        return []
    day = long_date(timezone.localdate(sent_back.event.at))
    word = "återremitterat" if sent_back.event.kind == PlanEvent.Kind.REFERRED_BACK else "återlämnat"
    if sent_back.changes is None:
        return [f"Det är {word} {day} och skrivs om."]
    count = sum(number for _, number in sent_back.changes.counts)
    since = counted(count, "ändring", "ändringar") if count else "inget i innehållet ändrat"
    return [f"Det blev {word} {day} och har kommit tillbaka med {since}."]


def differs(last: Plan | None, sentences: list[str]) -> str:
    """What the proposal changes in the edition that it follows; `sentences` as `Comparison.sentences`."""
    if last is None:
        return "Det är den första planen, så det finns ingen tidigare att jämföra med."
    edition = in_running_text(last.edition)
    if not sentences:
        return f"Inget skiljer sig från {edition}."
    return " ".join([f"Det här skiljer sig från {edition}.", *sentences])


def _costs(allocation: AgainstFrame | None, frames: Frames | None) -> list[str]:
    if allocation and allocation.rows:
        return _against_frame(allocation)
    if frames and frames.lines:
        year, total = frames.years[0], frames.totals[0].figure.value
        if total is None:
            return [f"Ramarna för {year} är inte beslutade."]
        told = [f"Ramarna för {year} är tillsammans {in_tkr(total)}{_after_the_sum(frames)}."]
        if frames.balance and frames.balance.result is not None:
            told.append(f"Mot skatter och bidrag ger det ett resultat på {in_tkr(frames.balance.result)}.")
        return told
    return ["Planen fördelar inga pengar."]


def _after_the_sum(frames: Frames) -> str:
    """What the sum is without; of a whole one, how much it has changed where every body is compared."""
    total, change = frames.totals[0], frames.change
    if total.is_part:
        return f", utan {listed(total.left_out)}"
    if frames.not_compared or not change:
        return ""
    return f", {in_tkr(abs(change))} {'mer' if change > 0 else 'mindre'} än året före"


def _against_frame(money: AgainstFrame) -> list[str]:
    above = listed(f"{in_tkr(over)} {year}" for year, over in money.above)
    below = listed(f"{in_tkr(left)} {year}" for year, left in money.below)
    unknown = listed(str(year) for year in money.without_frame)
    undecided = listed(str(year) for year, _ in money.undecided)
    told = [f"För {money.years[0]} fördelas {in_tkr(money.allocated[0])}."]
    if above:
        told.append(f"Det är mer än ramen: {above}.")
    if below:
        told.append(f"Ej fördelat: {below}.")
    if unknown:
        told.append(f"Ramen är inte känd för {unknown}.")
    if undecided:
        told.append(f"Något belopp är inte beslutat för {undecided}.")
    return told if above or below or unknown or undecided else [*told, "Hela ramen är fördelad alla år."]


def _lacks(missing: list[Gap]) -> str:
    return f"Det som saknas: {listed(gap.heading for gap in missing)}." if missing else "Inget saknas."


# What was decided, and what prepared it


def _outcome(plan: Plan, content: Document, events: list[PlanEvent]) -> Outcome | None:
    match plan.state:
        case Plan.State.ADOPTED:
            differences = proposal.became(plan, content)
            how = "med ändringar" if differences else "som den var föreslagen"
            verb = "fastställdes" if plan.OWNER == "department" else "antogs"
            return Outcome(f"Planen {verb} {how}.", plan.decision, plan.revision_url, differences)
        case Plan.State.REJECTED:
            decided = [event.decision for event in events if event.kind == PlanEvent.Kind.REJECTED]
            return Outcome("Förslaget avslogs.", decided[-1] if decided else None, "", None)
        case Plan.State.WITHDRAWN:
            return Outcome("Förslaget drogs tillbaka.", None, "", None)
        case _:
            return None


def _answers(plan: Plan, missing: list[Gap]) -> list[Answered]:
    """The answers in the order of what is missing; last those whose warning is no more."""
    words = {lack.key: lack.text for gap in missing for lack in gap.lacks if lack.key}
    given = {answer.key: answer for answer in plan.warninganswers.select_related("by")}  # type: ignore[attr-defined]
    order = [key for key in words if key in given] + [key for key in given if key not in words]
    return [Answered(words.get(key, ""), given[key]) for key in order]


def _prepared(review: Review, plan: Plan) -> list[Decision]:
    """Those that the secretary or the adopting decision says prepared it; those on the way stand among the events."""
    said = Q(pk__in=review.prepared_by.all())
    if plan.decision:
        said |= Q(pk__in=plan.decision.prepared_by.all())
    return list(Decision.objects.filter(said).select_related("body", "department").order_by("date", "pk"))
