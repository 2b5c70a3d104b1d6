"""The working page of one plan: its state, what is missing, and its content in the order of the finished document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify

from plans import checklist, comparison, document_items, drafts, revisions, strategic_tables
from plans.admin import officials
from plans.admin.fields import PublicLine
from plans.admin.officials import Asked, asked_plan, path_of, require
from plans.admin.parts import PARTS, SLUGS, Part, identity, slug_of
from plans.document import PREFETCH, Document, document, stored
from plans.models import (
    MissionPlan,
    OperationalPlan,
    Plan,
    PlanEvent,
    Review,
    StrategicPlan,
    reference_to,
)
from plans.money import AllocationTable, Figure, allocation_table
from plans.undecided import UNDECIDED
from plans.workflow import Refused
from styrmodell import typography
from styrmodell.models import Department

PART_OF_DOCUMENT = {
    "objective": "objectives",
    "indicator": "indicators",
    "assignment": "assignments",
    "area": "areas",
    "activity": "activities",
    "prioritised_goal": "goals",
    "special_assignment": "special_assignments",
    "investment": "investments",
}


@dataclass(frozen=True)
class Entry:
    """One item on the page; `status` is "nytt", "ändrat" or "oförändrat", "" where there is nothing before."""

    id: str
    title: str
    facts: str
    url: str
    status: str
    before: str
    below: list["Entry"] = field(default_factory=list)
    add_url: str = ""
    add: str = ""


@dataclass(frozen=True)
class Section:
    part: Part
    entries: list[Entry]
    ended: list[str]
    add_url: str
    order_url: str
    heading: str


@officials.reading
def show(request: Asked, kind: str, pk: int) -> HttpResponse:
    plan = asked_plan(request, kind, pk)
    if plan.is_adopted and not request.access.may_follow(plan):
        return redirect(plan.revision_url)
    if officials.reads_only_the_proposal(request, plan):
        return redirect(path_of(plan, "plan_paper"))
    return page(request, plan)


def page(request: Asked, plan: Any, *, status: int = 200) -> HttpResponse:
    """The working page as it stands; 409 when what was pressed on it came too late."""
    rights = _rights(request, plan)
    around = checklist.Around(plan, timezone.localdate())
    return render(
        request,
        "admin/plans/plan.html",
        officials.context(
            request,
            title=plan.owned_edition,
            plan=plan,
            kind=slug_of(plan),
            rights=rights,
            checked=checklist.checked(around) if plan.is_open else None,
            opened=drafts.fingerprint(drafts.answers(plan)),
            sections=_sections(plan, may_write=rights["write"]),
            table=_table(around),
            frames=strategic_tables.frames(strategic_tables.Granted(plan)) if isinstance(plan, StrategicPlan) else None,
            **_missing(around),
            events=list(PlanEvent.objects.filter(**reference_to(plan)).select_related("by").order_by("-at", "-pk")[:3]),
            returned=_returned(plan),
            last=revisions.last_adopted(plan) if plan.is_open else None,
            review=_review(request, plan),
            urls={name: path_of(plan, f"plan_{name}") for name in ACTIONS},
            grid_url=path_of(plan, "plan_grid") if rights["write"] else "",
            texts=[
                (plan._meta.get_field(name).verbose_name, getattr(plan, name))
                for name in ("responsibility", "introduction")
                if hasattr(plan, name)
            ],
            crumbs=officials.crumbs(plan),
        ),
        status=status,
    )


def _rights(request: Asked, plan: Plan) -> dict[str, bool]:
    return {name: getattr(request.access, f"may_{name}")(plan) for name in RIGHTS}


ACTIONS = (
    "texts", "answers", "propose", "withdraw", "give_back", "decide", "revoke", "mask", "preview",
    "paper", "history", "changes",
)  # fmt: skip


RIGHTS = ("follow", "write", "propose", "decide", "revoke", "revise", "mask")


def _table(around: checklist.Around) -> AllocationTable | None:
    return allocation_table(around.plan, around.frames) if isinstance(around.plan, MissionPlan) else None


def _missing(around: checklist.Around) -> dict[str, Any]:
    """What waits for an answer, where the answer is written."""
    plan = around.plan
    if isinstance(plan, MissionPlan) and plan.is_open:
        return {"specials": around.unanswered_specials, "goals": around.goals_without_objective}
    if isinstance(plan, OperationalPlan) and plan.is_open:
        return {"left_out": checklist.left_out(plan)}
    return {}


def _review(request: Asked, plan: Plan) -> Review | None:
    """Where the plan lies before a decision, if it ever was proposed and the person may read it there."""
    review = Review.objects.filter(**reference_to(plan)).first()
    return review if review and request.access.may_read(review) else None


def _returned(plan: Plan) -> PlanEvent | None:
    """Why the plan came back, while it is being written again; or why it was not confirmed."""
    if plan.state == Plan.State.REJECTED:
        rejected = PlanEvent.objects.filter(**reference_to(plan), kind=PlanEvent.Kind.REJECTED)
        return rejected.exclude(reason="").last()
    if plan.state != Plan.State.DRAFT:
        return None
    moves = PlanEvent.objects.filter(**reference_to(plan)).exclude(kind=PlanEvent.Kind.EDITED)
    latest = moves.exclude(kind__in=SHOWN_TO_ALL).order_by("at", "pk").last()
    came_back = (PlanEvent.Kind.RETURNED, PlanEvent.Kind.REFERRED_BACK)
    return latest if latest and latest.kind in came_back else None


SHOWN_TO_ALL = (PlanEvent.Kind.PUBLISHED, PlanEvent.Kind.UNPUBLISHED)
"""What moves a copy of the plan, and not the plan."""


def _sections(plan: Plan, *, may_write: bool) -> list[Section]:
    whole = type(plan)._default_manager.prefetch_related(*PREFETCH[type(plan)]).get(pk=plan.pk)
    last = revisions.last_adopted(plan)
    old, new = (stored(last), document(whole)) if last else ({}, {})
    before, now = document_items.items(old), document_items.items(new)
    changed = _changed(old, new) if last else set()

    def entry(part: Part, item: Any) -> Entry:
        kind = PART_OF_DOCUMENT.get(part.kind, "")
        key = (kind, identity(item))
        status, worded = "", ""
        if last and kind:
            status = "nytt" if key not in before else "ändrat" if key in changed else "oförändrat"
            worded = before[key].title if key in before and before[key].title != str(item) else ""
        return Entry(
            id=identity(item),
            title=str(item),
            facts=_facts(item),
            url=path_of(plan, "plan_item", part.slug, identity(item)) if may_write else "",
            status=status,
            before=worded,
            below=[entry(under, one) for under in _below(plan, part) for one in _of(whole, under, item)],
            **_adding(plan, part, item, may_write),
        )

    return [
        Section(
            part=part,
            entries=[entry(part, item) for item in getattr(whole, part.relation).all()],
            ended=[
                item.title
                for key, item in before.items()
                if key[0] == PART_OF_DOCUMENT.get(part.kind, "") and key not in now
            ],
            add_url=path_of(plan, "plan_item_new", part.slug) if may_write else "",
            order_url=path_of(plan, "plan_item_order", part.slug) if may_write and part.is_ordered else "",
            heading=part.many.capitalize(),
        )
        for part in PARTS[type(plan)]
        if not part.under
    ]


def _below(plan: Plan, part: Part) -> list[Part]:
    return [under for under in PARTS[type(plan)] if under.under and under.under[1] == part.slug]


def _of(whole: Any, under: Part, item: Any) -> list[Any]:
    """The items of a part that stand under one item; read already with the whole plan."""
    relation = under.relation
    return list(getattr(item, relation).all()) if hasattr(item, relation) else []


def _adding(plan: Plan, part: Part, item: Any, may_write: bool) -> dict[str, str]:
    below = _below(plan, part)
    if not below or not may_write:
        return {}
    return {
        "add_url": f"{path_of(plan, 'plan_item_new', below[0].slug)}?{part.slug}={identity(item)}",
        "add": below[0].new,
    }


def _changed(old: Document, new: Document) -> set[tuple[str, str]]:
    differences = comparison.compare(old, new)
    items = [change.item for change in differences.reworded]
    items += [change.item for change in [*differences.reparented, *differences.other]]
    items += [row.item for table in differences.money for row in table.rows]
    return {(item.kind, item.key) for item in items}


def _facts(item: Any) -> str:
    """What an official needs to recognise an item by, beside its title."""
    match type(item).__name__:
        case "Objective":
            return f"bidrar till {item.goal}"
        case "Assignment":
            objective = f"under ”{item.objective}”" if item.objective else "svarar på särskilt uppdrag"
            return f"{item.lead}, {objective}"
        case "Activity":
            return ", ".join(filter(None, [item.unit, item.when]))
        case "PrioritisedGoal":
            return str(item.wording)
        case "SpecialAssignment":
            return f"nummer {item.number}, riktas till {', '.join(body.short_name for body in item.bodies.all())}"
        case "Investment":
            return "; ".join([f"nummer {item.number}, {item.body}", *_by_year(item)])
        case "FrameChange":
            return ": ".join(filter(None, [f"{typography.signed(item.amount)} tkr", item.text]))
        case _:
            return str(getattr(item, "unit", "") or getattr(item, "text", "") or "")[:120]


def _by_year(item: Any) -> list[str]:
    """What an investment may cost: "2023: 1 200 tkr, 2024: inte beslutat"."""
    rows = sorted(item.amounts.all(), key=lambda row: row.year)
    amounts = [f"{row.year}: {_in_words(Figure(row.amount))}" for row in rows]
    return [", ".join(amounts)] if amounts else []


def _in_words(figure: Figure) -> str:
    return UNDECIDED if figure.value is None else typography.in_tkr(figure.value)


# Beginning


@officials.posting
def begin(request: Asked) -> HttpResponse:
    """The next edition of a plan, or a department's plan for a year."""
    try:
        plan = _begun(request)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:index")
    messages.success(request, f"Utkastet till {typography.in_running_text(plan.owned_edition)} är påbörjat.")
    return redirect(path_of(plan))


def _begun(request: Asked) -> Any:
    if slug := request.POST.get("forvaltning"):
        department = get_object_or_404(Department, slug=slugify(slug))
        require(request.access.may_write_for(department), request)
        return revisions.begin_operational(department, _year(request), by=request.user)
    kind, key = request.POST.get("sort", ""), request.POST.get("plan", "")
    plan = asked_plan(request, kind, int(key)) if kind in SLUGS and key.isdecimal() and len(key) < 15 else None
    if plan is None:
        raise Http404("Planen finns inte.")
    require(request.access.may_revise(plan), request)
    return revisions.revise(plan, by=request.user, within_period="under-perioden" in request.POST)


def _year(request: HttpRequest) -> int:
    text = request.POST.get("ar", "")
    if not re.fullmatch(r"20[0-9]{2}", text):
        raise Http404("Året finns inte.")
    return int(text)


# Answers to warnings


@dataclass(frozen=True)
class Answer:
    """A sentence about a warning, as it was typed; `theirs` is what somebody else has saved meanwhile."""

    key: str
    question: str
    text: str
    theirs: str = ""
    error: str = ""


@officials.posting
def answers(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Why the plan is right although the checklist warns, a sentence each."""
    plan = asked_plan(request, kind, pk)
    officials.require_writing(request, plan)
    try:
        with drafts.writing(plan, by=request.user):
            stored = drafts.answers(plan)
            is_stale = request.POST.get("opened") != drafts.fingerprint(stored)
            typed = list(_answered(plan, request.POST, stored if is_stale else {}))
            is_saved = not is_stale and not any(answer.error for answer in typed)
            if is_saved:
                drafts.answer(plan, {answer.key: answer.text for answer in typed}, by=request.user)
    except Refused as refused:
        raise officials.Frozen(plan) from refused
    if is_saved:
        messages.success(request, "Svaren är sparade.")
        return redirect(path_of(plan) + "#checklista")
    return render(
        request,
        "admin/plans/answers.html",
        officials.context(
            request,
            title="Svar på checklistan",
            plan=plan,
            answers=typed,
            is_stale=is_stale,
            opened=drafts.fingerprint(stored),
            crumbs=officials.crumbs(plan, "Svar på checklistan"),
        ),
        status=409 if is_stale else 422,
    )


def _answered(plan: Plan, posted: QueryDict, theirs: dict[str, str]) -> Iterator[Answer]:
    """The warnings that something was sent about; where nothing was written, with what others have."""
    for finding, _ in checklist.check(plan, on=timezone.localdate()).warnings:
        text, key = posted.get(f"svar-{finding.key}"), finding.key
        if text is None:
            continue
        try:
            sentence = PublicLine(required=False, max_length=500).clean(text)
        except ValidationError as error:
            yield Answer(key, finding.message, text, error=error.messages[0])
        else:
            saved = theirs.get(key, "")
            yield Answer(key, finding.message, sentence or saved, saved if saved != sentence else "")
