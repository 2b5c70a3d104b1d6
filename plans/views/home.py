from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans import money
from plans.branches import counted, listed
from plans.models import Objective, PrioritisedGoal
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import CoreValue, Decision, GoverningDocument, Outlook, SteeringModel
from styrmodell.publication import public

LATEST = 4


@public
def home(request: HttpRequest) -> HttpResponse:
    steering = steering_of(request)
    if steering is None:
        return render(request, "home/empty.html")
    this_year = shown(steering, None)
    frames = money.frames_of(this_year.year)
    goals = goal_lines(this_year)
    context = {
        "house": _house(steering, this_year.year),
        "goals": goals,
        "year": this_year.year,
        "year_text": str(this_year.year),
        "frames": frames,
        "balance": money.balance(this_year.year, frames) if frames else None,
        "decisions": Decision.objects.select_related("body", "department").order_by("-date", "-pk")[:LATEST],
    }
    return render(request, "home/home.html", context | {"is_example": _is_example(steering, context)})


def _is_example(steering: SteeringModel, context: dict[str, Any]) -> bool:
    frames, balance = context["frames"], context["balance"]
    return (
        steering.is_example
        or context["house"]["is_example"]
        or any(goal["is_example"] for goal in context["goals"])
        or any(decision.is_example for decision in context["decisions"])
        or bool(frames and frames.plan.is_example)
        or bool(balance and balance.is_example)
    )


def goal_lines(this_year: ShownYear) -> list[dict[str, Any]]:
    """The prioritised goals of the year with wording and number of objectives. Two queries."""
    counts = {
        row["goal"]: row["count"]
        for row in Objective.objects.in_force(this_year.year).order_by().values("goal").annotate(count=Count("pk"))
    }
    prioritised = PrioritisedGoal.objects.in_force(this_year.year).select_related("goal", "plan").order_by("position")
    return [
        {
            "slug": item.goal.slug,
            "name": item.goal.name,
            "sign": item.goal.sign,
            "colour": item.goal.colour,
            "wording": item.wording,
            "count": counted(counts.get(item.goal_id, 0), "nämndmål", "nämndmål"),
            "get_absolute_url": this_year.url("goal", item.goal.slug),
            "is_example": item.plan.is_example,
        }
        for item in prioritised
    ]


def _house(steering: SteeringModel, year: int) -> dict[str, Any]:
    values = reverse("values")
    core_values = list(CoreValue.objects.existing_in(year))
    outlooks = list(Outlook.objects.existing_in(year))
    documents = list(GoverningDocument.objects.existing_in(year))
    kinds = dict.fromkeys(GoverningDocument.KINDS_IN_PLURAL[document.kind] for document in documents)
    return {
        "vision": steering.vision,
        "vision_url": f"{values}#vision",
        "call": steering.call,
        "outlooks": [{"name": outlook.name, "url": f"{values}#{outlook.slug}"} for outlook in outlooks],
        "mission": steering.core_mission,
        "mission_url": f"{values}#huvuduppdrag",
        "values": [
            {"name": value.name, "question": value.question, "url": f"{values}#{value.slug}"} for value in core_values
        ],
        "documents": counted(len(documents), "styrdokument", "styrdokument") if documents else "",
        "document_kinds": listed(kinds),
        "documents_url": reverse("governing_documents"),
        "is_example": any(thing.is_example for thing in [*core_values, *outlooks, *documents]),
    }
