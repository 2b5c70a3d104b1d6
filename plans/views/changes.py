from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from plans import citation
from plans.changes import Changes, between
from plans.document import stored
from plans.editions import Editions, adopted_word, comparison_url, label
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan
from plans.narrowed_changes import narrow
from plans.years import YearLink
from styrmodell.context import steering_of
from styrmodell.models import Body, Department
from styrmodell.publication import public


@public
def strategic_plan_changes(request: HttpRequest, **edition: Any) -> HttpResponse:
    return _changes(request, StrategicPlan, None, **edition)


@public
def mission_plan_changes(request: HttpRequest, slug: str, **edition: Any) -> HttpResponse:
    return _changes(request, MissionPlan, get_object_or_404(Body, slug=slug), **edition)


@public
def operational_plan_changes(request: HttpRequest, slug: str, **edition: Any) -> HttpResponse:
    return _changes(request, OperationalPlan, get_object_or_404(Department, slug=slug), **edition)


def _changes(
    request: HttpRequest,
    kind: type[Plan],
    owner: Body | Department | None,
    *,
    period: str,
    revision: int,
    other_period: str = "",
    other_revision: int | None = None,
) -> HttpResponse:
    """What one edition changed against the owner's edition before it, or against the one that is named."""
    editions = _editions(request, kind, owner)
    plan = editions.asked_for(period, revision)
    previous = editions.compared_with(plan, other_period, other_revision)
    if (address := comparison_url(plan, previous)) != request.path:
        return redirect(address, permanent=True)
    changes = between(previous, plan, stored(plan)) if previous else None
    return render(request, "changes/changes.html", _context(request, editions, plan, previous, changes))


def _editions(request: HttpRequest, kind: type[Plan], owner: Body | Department | None) -> Editions[Any]:
    """What they say is read of those that are compared alone."""
    steering = steering_of(request)
    plans = kind._default_manager.filter(**({kind.OWNER: owner} if owner else {})).defer("stored_document")
    return Editions(plans, steering.shown_year if steering else 0)


def _context(
    request: HttpRequest, editions: Editions[Any], plan: Plan, previous: Plan | None, changes: Changes | None
) -> dict[str, Any]:
    is_neighbour = previous == editions.before(plan)
    return {
        "plan": plan,
        "previous": previous,
        "previous_label": label(previous) if previous else "",
        "changes": changes,
        "lede": plan.edition if is_neighbour or not previous else f"{plan.edition}, jämförd med {label(previous)}",
        "narrowed": narrow(changes, request.GET.dict()) if changes else None,
        "is_neighbour": is_neighbour,
        "paper_url": f"{comparison_url(plan, previous)}handling/",
        "others": [
            YearLink(label(other), comparison_url(plan, other), other == previous)
            for other in editions.all
            if other != plan
        ],
        "citation": citation.of_changes(request, plan, previous) if previous else None,
        "adopted_label": f"{adopted_word(plan).capitalize()} av",
        "crumbs": [
            {"label": plan.owner.name, "url": plan.owner.get_absolute_url()},
            {"label": plan.edition, "url": plan.revision_url},
            {"label": "Vad som ändrades"},
        ],
        "is_example": plan.is_example or bool(previous and previous.is_example),
    }
