from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans import chain, coverage
from plans.branches import Below, Group
from plans.models import SpecialAssignment
from plans.spoken import Spoken, spoken
from plans.views.threads import thread_context
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def special_assignments(request: HttpRequest, year: int | None = None) -> HttpResponse:
    this_year = shown(steering_of(request), year)
    answered = coverage.special_assignments(this_year.year)
    plan = answered[0].special.plan if answered else None
    return render(
        request,
        "special_assignments/special_assignments.html",
        {
            "year": this_year.year,
            "years": this_year.links("special_assignments"),
            "plan": plan,
            "answered": [
                (answer, this_year.url("special_assignment", answer.special.thread.public_id)) for answer in answered
            ],
            "is_example": bool(plan and plan.is_example),
        },
    )


@public
def special_assignment(request: HttpRequest, public_id: str, year: int | None = None) -> HttpResponse:
    steering = steering_of(request)
    this_year = shown(steering, year)
    items = SpecialAssignment.objects.select_related("thread", "plan__body", "plan__decision__body")
    said: Spoken[SpecialAssignment] = spoken(items, public_id, this_year.year)
    prefetch_related_objects([said.item], "bodies")
    answering = coverage.answering([said.item], this_year.year).with_activity_count(this_year.year)
    [answered] = coverage.answered([said.item], answering)
    return render(
        request,
        "special_assignments/special_assignment.html",
        thread_context(request, said, this_year, f"Särskilt uppdrag {said.item.number}")
        | {
            "special": said.item,
            "all_url": this_year.url("special_assignments"),
            "answered": answered,
            "addressees": [(answer, this_year.url("body", answer.body.slug)) for answer in answered.answers],
            "steps": chain.steps(this_year, steering, special=said.item),
            "below": _below(answered, this_year),
        },
    )


def _below(answered: coverage.Answered, this_year: ShownYear) -> Below:
    """The assignments that answer, by body. Needs `with_activity_count`."""
    special = answered.special
    given = [answer for answer in answered.answers if answer.assignments]
    return Below(
        url=this_year.url("special_assignment", special.thread.public_id),
        more=f"Visa särskilt uppdrag {special.number} på egen sida",
        announce=f"{answered.text}.",
        groups=[
            Group(
                heading=answer.body.name,
                branches=[chain.assignment_branch(assignment, this_year) for assignment in answer.assignments],
            )
            for answer in given
        ],
        gap="" if given else "Inget organ har gett ett uppdrag för detta.",
    )
