from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans import citation, coverage, strategic_tables
from plans.chain import Step
from plans.editions import Editions, label
from plans.models import PrioritisedGoal, StrategicPlan
from plans.models.indicator import target_years
from plans.models.strategic import GOAL_MEASURES
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def strategic_plans(request: HttpRequest) -> HttpResponse:
    """The edition in force for the year that the portal shows."""
    this_year = shown(steering_of(request), None)
    editions = Editions(StrategicPlan.objects.select_related("investment_decision__body"), this_year.year)
    if editions.in_force is None:
        return render(
            request,
            "strategic_plans/none.html",
            {
                "year": this_year.year,
                "editions": editions.lines(),
                "is_example": any(plan.is_example for plan in editions.all),
            },
        )
    return _page(request, this_year, editions, editions.in_force, is_current=True)


@public
def strategic_plan(request: HttpRequest, period: str, revision: int | None = None) -> HttpResponse:
    """The latest adopted edition of the period, or one very revision of it."""
    this_year = shown(steering_of(request), None)
    editions = Editions(StrategicPlan.objects.select_related("investment_decision__body"), this_year.year)
    return _page(request, this_year, editions, editions.asked_for(period, revision), revision=revision)


def _page(
    request: HttpRequest,
    this_year: ShownYear,
    editions: Editions[StrategicPlan],
    plan: StrategicPlan,
    *,
    revision: int | None = None,
    is_current: bool = False,
) -> HttpResponse:
    """`revision` is given at the address of that very revision, `is_current` at that of whatever is in force."""
    steering = steering_of(request)
    this_year = this_year.at(editions.page_year(plan))
    goals = _goals(plan, this_year)
    specials = _specials(plan, this_year)
    granted = strategic_tables.Granted(plan)
    frames = strategic_tables.frames(granted)
    reasons = strategic_tables.reasons(granted)
    investments = strategic_tables.investments(plan)
    parts: list[tuple[Any, str, str]] = [
        (True, "Inledning", "inledning"),
        (goals, "Prioriterade mål", "mal"),
        (specials, "Särskilda uppdrag", "sarskilda"),
        (frames, "Driftramar", "ramar"),
        (reasons, "Varför ramarna ändras", "varfor"),
        (investments, "Investeringar", "investeringar"),
        (True, "Utgåvor och sigill", "utgavor"),
    ]
    return render(
        request,
        "strategic_plans/strategic_plan.html",
        {
            "plan": plan,
            "revision": revision,
            "is_current": is_current,
            "standing": editions.standing(plan),
            "editions": editions.lines(plan),
            "seal_text": editions.seal_text(plan),
            "changes_url": plan.changes_url if editions.before(plan) else "",
            "citation": citation.of_plan(request, plan),
            "frames_citation": citation.of_table(request, plan, "Driftramar", "ramar"),
            "investments_citation": citation.of_table(
                request, plan, "Investeringar", "investeringar", decision=plan.investment_decision
            ),
            "goals": goals,
            "specials": specials,
            "frames": frames,
            "reasons": reasons,
            "investments": investments,
            "contents": [{"label": label, "anchor": anchor} for content, label, anchor in parts if content],
            "steps": [
                Step("Vision", steering.vision if steering else "", reverse("home")),
                Step("Strategisk plan", plan.shown_period, state="current"),
                Step("Uppdragsplan", f"Nämnderna {this_year.year}", this_year.url("bodies"), "ahead"),
                Step("Verksamhetsplan", f"Förvaltningarna {this_year.year}", this_year.url("departments"), "ahead"),
            ],
            "year": this_year.year,
            "crumbs": [{"label": "Strategisk plan", "url": reverse("strategic_plans")}, {"label": label(plan)}],
            "is_example": plan.is_example,
        },
    )


def _goals(plan: StrategicPlan, this_year: ShownYear) -> list[tuple[PrioritisedGoal, str, list[int]]]:
    """Each with its address and the years of its targets. Four queries."""
    goals = plan.goals.select_related("thread", "goal").prefetch_related(GOAL_MEASURES).order_by("position")
    return [(item, this_year.url("goal", item.goal.slug), target_years(item.indicators.all())) for item in goals]


def _specials(plan: StrategicPlan, this_year: ShownYear) -> list[dict[str, Any]]:
    """The plan's special assignments, their addressees and who has answered in the year."""
    specials = plan.special_assignments.select_related("thread").prefetch_related("bodies").order_by("position")
    return [
        {
            "special": answered.special,
            "url": this_year.url("special_assignment", answered.special.thread.public_id),
            "bodies": [(answer.body, this_year.url("body", answer.body.slug)) for answer in answered.answers],
            "text": answered.text,
            "unanswered": answered.unanswered,
        }
        for answered in coverage.answers_to(list(specials), this_year.year)
    ]
