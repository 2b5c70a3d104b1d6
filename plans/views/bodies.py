from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plans import administration, chain, coverage, money, money_sentences
from plans.administration import Administration
from plans.branches import Below, Group, counted
from plans.editions import Editions, none_in_force
from plans.models import Assignment, FrameAdjustment, MissionPlan, Objective, Plan, SpecialAssignment, StrategicPlan
from plans.money import MISSING, Figure, YearOfFrame
from plans.pillars import frame_pillars
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import Body, Decision, Service
from styrmodell.publication import public

LATEST = 5
GROUPS = (
    ("Fullmäktige, styrelse och nämnder", (Body.Kind.COUNCIL, Body.Kind.BOARD, Body.Kind.COMMITTEE)),
    ("Revision och bolag", (Body.Kind.AUDIT, Body.Kind.COMPANY)),
    ("Pengar som ingen nämnd har än", (Body.Kind.CENTRAL,)),
)


@dataclass(frozen=True)
class BodyLine:
    """One body in the list of a year; `plan` is the one in force, `no_plan` says why there is none."""

    body: Body
    url: str
    frame: Figure
    plan: Plan | None
    no_plan: str
    departments: list[Administration]


@public
def bodies(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The bodies that exist in the year, by kind, and those that have ended."""
    this_year = shown(steering_of(request), year)
    known = list(Body.objects.select_related("continued_by"))
    lines = _lines([body for body in known if body.exists_in(this_year.year)], this_year)
    groups = [(heading, [line for line in lines if line.body.kind in kinds]) for heading, kinds in GROUPS]
    ended = [body for body in known if body.valid_to and not body.exists_in(this_year.year)]
    return render(
        request,
        "bodies/bodies.html",
        {
            "year": this_year.year,
            "years": this_year.links("bodies"),
            "groups": [(heading, of_group) for heading, of_group in groups if of_group],
            "former": [(body, this_year.url("body", body.slug), _continues(body, this_year)) for body in ended],
            "departments_url": this_year.url("departments"),
            "is_example": any(line.body.is_example or (line.plan and line.plan.is_example) for line in lines),
        },
    )


def _lines(existing: list[Body], this_year: ShownYear) -> list[BodyLine]:
    table = money.frames_of(this_year.year)
    frames = {row.body.pk: row.frame for row in table.rows} if table else {}
    plans: dict[int, Plan] = {
        plan.body_id: plan
        for plan in MissionPlan.objects.in_force(this_year.year).select_related("body").defer("stored_document")
    }
    if table:
        plans.setdefault(table.plan.body_id, table.plan)
    departments = administration.by_body(this_year)
    return [
        BodyLine(
            body=body,
            url=this_year.url("body", body.slug),
            frame=frames.get(body.pk, MISSING),
            plan=plans.get(body.pk),
            no_plan=_no_plan(body, this_year.year),
            departments=departments.get(body.pk, []),
        )
        for body in existing
    ]


def _no_plan(body: Body, year: int) -> str:
    if body.kind == Body.Kind.COUNCIL:
        return f"Ingen strategisk plan för {year}"
    if body.kind in (Body.Kind.CENTRAL, Body.Kind.COMPANY):
        return "Ska inte ha någon plan" if body.kind == Body.Kind.CENTRAL else "Bolag har ingen uppdragsplan"
    return f"Ingen uppdragsplan för {year}"


def _continues(body: Body, this_year: ShownYear) -> tuple[Body, str] | None:
    return (body.continued_by, this_year.url("body", body.continued_by.slug)) if body.continued_by else None


def lede_of(body: Body, frames: list[YearOfFrame], year: int) -> str:
    """The money of the year; "" where the body has no frame of its own."""
    of_year = next((row for row in frames if row.year == year and not row.frame.is_missing), None)
    return money_sentences.of_body(body, of_year) if of_year else ""


@public
def body(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """One body: what it answers for, its money over the years, its plan, its departments."""
    this_year = shown(steering_of(request), year)
    body = get_object_or_404(Body.objects.select_related("continued_by"), slug=slug)
    owned = StrategicPlan if body.kind == Body.Kind.COUNCIL else MissionPlan
    editions: Editions[Any] = Editions(owned._default_manager.filter(body=body), this_year.year)
    plan = editions.in_force
    frames = money.frames_over_years(body)
    told = [row for row in frames if not row.frame.is_missing or row.adjustments]
    decisions = list(Decision.objects.filter(body=body).select_related("body")[:LATEST])
    documents = list(body.governing_documents.select_related("body", "decision__body"))
    return render(
        request,
        "bodies/body.html",
        {
            "body": body,
            "year": this_year.year,
            "years": this_year.links("body", body.slug),
            "continues_in": _continues(body, this_year),
            "continued": [(other, this_year.url("body", other.slug)) for other in body.continues.all()],
            "has_ended": body.valid_to is not None and not body.exists_in(this_year.year),
            "is_central": body.kind == Body.Kind.CENTRAL,
            "lede": lede_of(body, frames, this_year.year),
            "plan": plan,
            "no_plan": none_in_force(body, owned, this_year.year),
            "editions": editions.lines(plan),
            "below": _below(body, plan, this_year) if isinstance(plan, MissionPlan) else None,
            "frames": told,
            "pillars": frame_pillars(told),
            "full_url": this_year.url("body_in_full", body.slug),
            "budget_url": this_year.url("body_budget", body.slug),
            "adjustments": adjustments_of(body, frames, this_year),
            "specials": specials_of(body, this_year),
            "services": _services(body, this_year),
            "documents": documents,
            "decisions": decisions,
            "crumbs": [{"label": "Nämnder och planer", "url": this_year.url("bodies")}, {"label": body.name}],
            "is_example": any(
                [
                    body.is_example,
                    *(edition.is_example for edition in editions.all),
                    *(row.plan.is_example for row in frames if row.plan),
                    *(decision.is_example for decision in decisions),
                    *(document.is_example for document in documents),
                ]
            ),
        },
    )


def _below(body: Body, plan: MissionPlan, this_year: ShownYear) -> Below:
    """The body's objectives by long-term goal, and the assignments that stand under none."""
    objectives = (
        plan.objectives.select_related("thread", "goal")
        .with_assignment_count()
        .order_by("goal__position", "goal__slug", "position")
    )
    by_goal: dict[str, list[Objective]] = {}
    for objective in objectives:
        by_goal.setdefault(objective.goal.name, []).append(objective)
    groups = [
        Group(goal, [chain.objective_branch(objective, this_year) for objective in of_goal])
        for goal, of_goal in by_goal.items()
    ]
    free = (
        Assignment.objects.filter(plan=plan, objective=None)
        .with_number()
        .with_activity_count(this_year.year)
        .select_related("thread")
        .order_by("position")
    )
    if branches := [chain.assignment_branch(assignment, this_year) for assignment in free]:
        groups.append(Group("Uppdrag utan eget mål", branches))
    count = counted(sum(len(of_goal) for of_goal in by_goal.values()), "mål", "mål")
    return Below(
        url=this_year.url("body", body.slug),
        more=f"Visa {body} på egen sida",
        announce=f"{count} visas under {body}.",
        groups=groups,
        empty="" if groups else "Planen har varken mål eller uppdrag.",
    )


@dataclass(frozen=True)
class AdjustmentLine:
    """What happened to the body's frame during a year: positive when it got money."""

    adjustment: FrameAdjustment
    amount: int
    other: Body | None
    other_url: str


def adjustments_of(body: Body, frames: list[money.YearOfFrame], this_year: ShownYear) -> list[AdjustmentLine]:
    lines = []
    for row in frames:
        for adjustment in row.adjustments:
            other = adjustment.source_body if adjustment.body_id == body.pk else adjustment.body
            url = this_year.url("body", other.slug) if other else ""
            lines.append(AdjustmentLine(adjustment, money.received(adjustment, body), other, url))
    return lines


def specials_of(body: Body, this_year: ShownYear) -> list[dict[str, Any]]:
    """The council's assignments to the body, and what it has given its departments because of each. Two queries."""
    addressed = SpecialAssignment.objects.in_force(this_year.year).filter(bodies=body)
    specials = list(addressed.select_related("thread").order_by("position"))
    own = coverage.answering(specials, this_year.year).filter(plan__body=body)
    given: dict[int | None, list[Assignment]] = {}
    for assignment in own:
        given.setdefault(assignment.answers_id, []).append(assignment)
    return [
        {
            "special": special,
            "url": this_year.url("special_assignment", special.thread.public_id),
            "assignments": [
                (assignment, this_year.url("assignment", assignment.thread.public_id))
                for assignment in given.get(special.thread_id, [])
            ],
        }
        for special in specials
    ]


def _services(body: Body, this_year: ShownYear) -> list[tuple[Service, str]]:
    """Every department that has worked for the body, the present ones first."""
    services = body.services.select_related("department").order_by("department__position", "department__slug")
    return sorted(
        ((service, this_year.url("department", service.department.slug)) for service in services),
        key=lambda pair: not pair[0].exists_in(this_year.year),
    )
