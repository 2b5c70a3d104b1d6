from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plans import money_sentences
from plans.branches import Tie, counted
from plans.budget import in_order
from plans.choices import Chosen, Column, choose
from plans.divisions import Area, Division, amounts_of, divisions, undivided
from plans.models import Assignment, FrameAdjustment, MissionPlan, StrategicPlan
from plans.money import Explanation, Figure, FrameHistory, FrameLedger, received
from plans.views.budget import signed
from plans.years import ShownYear, shown
from styrmodell import typography
from styrmodell.context import steering_of
from styrmodell.models import Body
from styrmodell.publication import public


@public
def body_budget(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """What one body has for the year, why, and how it divides it; the budget's branches open from here."""
    this_year = shown(steering_of(request), year)
    body = get_object_or_404(Body, slug=slug)
    ledger = FrameLedger(body)
    history = FrameHistory(body, ledger)
    plan = StrategicPlan.objects.in_force(this_year.year).select_related("body", "decision__body").first()
    frame, before = history.frame(this_year.year), history.frame(this_year.year - 1)
    divided = divisions(this_year.year, ledger, body, before=amounts_of(this_year.year - 1))
    division = divided.get(body.pk) or undivided(body, this_year.year, ledger)
    is_budget = plan is not None and plan.from_year == this_year.year
    explanation = _explanation(body, plan, this_year.year, frame, before)
    moves = [Move.of(row, body, this_year) for row in history.adjusted(this_year.year)]
    return render(
        request,
        "budget/body.html",
        {
            "body": body,
            "body_url": this_year.url("body", body.slug),
            "year": this_year.year,
            "years": this_year.links("body_budget", body.slug),
            "url": this_year.url("body_budget", body.slug),
            "plan": plan,
            "kind": f"Budget {this_year.year}" if is_budget else f"Plan för {this_year.year}",
            "stamp": "" if is_budget else "Plan, inte budget",
            "onward": f"{typography.genitive(body.name)} alla år, mål och uppdrag",
            "lede": money_sentences.of_body(body, history.of_year(this_year.year)),
            "frame": frame,
            "before": before,
            "division": division,
            "areas": _areas(division, request.GET.dict(), this_year) if division.areas else None,
            "announce": _announce(division),
            "no_plan": _no_plan(body, this_year.year),
            "explanation": explanation,
            "moves": moves,
            "crumbs": [{"label": "Budget", "url": this_year.url("budget")}, {"label": body.name}],
            "is_example": body.is_example
            or any(each and each.is_example for each in (plan, division.plan, *(move.adjustment for move in moves))),
        },
    )


def _explanation(
    body: Body, plan: StrategicPlan | None, year: int, frame: Figure, before: Figure
) -> Explanation | None:
    """None where the change is not known. One query."""
    if plan is None or frame.value is None or before.value is None:
        return None
    changes = list(plan.frame_changes.filter(body=body, year=year))
    return in_order(Explanation(body, frame.value - before.value, changes))


@dataclass(frozen=True)
class Move:
    """What happened to the body's frame: positive when it got money; `other` is where it came from or went."""

    adjustment: FrameAdjustment
    amount: int
    other: Body | None
    other_url: str

    @property
    def is_received(self) -> bool:
        return self.amount > 0

    @classmethod
    def of(cls, row: FrameAdjustment, body: Body, this_year: ShownYear) -> "Move":
        other = row.source_body if row.body_id == body.pk else row.body
        url = this_year.url("body_budget", other.slug) if other else ""
        return cls(row, received(row, body), other, url)


@dataclass(frozen=True)
class AreaLine:
    """One area with its figures as they are set; `ties` are the assignments that are carried out within it."""

    area: Area
    id: str
    change: str
    bar: float
    bar_before: float | None
    is_negative: bool
    ties: list[Tie]


@dataclass(frozen=True)
class Areas:
    chosen: Chosen[Area]
    lines: list[AreaLine]
    change: str


def _areas(division: Division, asked: dict[str, str], this_year: ShownYear) -> Areas:
    positions = {area.allocation.pk: place for place, area in enumerate(division.areas)}
    columns = [
        Column[Area]("plan", "Verksamhetsområde", lambda area: positions[area.allocation.pk]),
        Column[Area]("fore", str(division.year - 1), lambda area: area.before.value, is_descending=True),
        Column[Area]("belopp", str(division.year), lambda area: area.figure.value, is_descending=True),
        Column[Area]("andring", "Ändring", lambda area: area.change, is_descending=True),
    ]
    chosen = choose(division.areas, columns, asked, anchor="fordelning")
    ties = _ties(division.plan, this_year) if division.plan else {}
    largest = max(abs(figure.value or 0) for area in division.areas for figure in (area.figure, area.before)) or 1
    changes = [area.change for area in division.areas if area.change is not None]
    return Areas(
        chosen=chosen,
        lines=[_area_line(area, largest, ties.get(area.allocation.pk, [])) for area in chosen.rows],
        change=signed(sum(changes)) if len(changes) == len(division.areas) else "",
    )


def _area_line(area: Area, largest: int, ties: list[Tie]) -> AreaLine:
    return AreaLine(
        area=area,
        id=area.public_id,
        change=signed(area.change),
        bar=100 * abs(area.figure.value or 0) / largest,
        bar_before=None if area.before.value is None else 100 * abs(area.before.value) / largest,
        is_negative=(area.figure.value or 0) < 0,
        ties=ties,
    )


def _ties(plan: MissionPlan, this_year: ShownYear) -> dict[int, list[Tie]]:
    """The assignments of the plan by the area that they are carried out within. Two queries."""
    ties: dict[int, list[Tie]] = defaultdict(list)
    assignments = Assignment.objects.filter(plan=plan, areas__isnull=False).distinct().with_number()
    for assignment in assignments.select_related("thread").prefetch_related("areas").order_by("position"):
        url = this_year.url("assignment", assignment.thread.public_id)
        for area in assignment.areas.all():
            text = f"uppdrag {assignment.number}" if assignment.number else assignment.title
            ties[area.pk].append(Tie(text, url))
    return ties


def _announce(division: Division) -> str:
    if not division.areas:
        return f"{typography.genitive(division.body.name)} ram är inte fördelad på områden."
    areas = counted(len(division.areas), "verksamhetsområde", "verksamhetsområden")
    return f"{areas} visas under {division.body}."


def _no_plan(body: Body, year: int) -> str:
    if body.kind == Body.Kind.CENTRAL:
        return "Det här är ingen nämnd. Pengarna fördelas till nämnderna under året."
    return f"{body} har ingen uppdragsplan för {year}, så ramen är inte fördelad på områden här."
