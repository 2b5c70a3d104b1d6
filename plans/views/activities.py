from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plans import chain
from plans.models import Activity, Assignment
from plans.models.mission import AREAS
from plans.spoken import Spoken, spoken
from plans.views.assignments import special_answered
from plans.views.threads import thread_context
from plans.years import ShownYear, YearLink, shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def activity(request: HttpRequest, public_id: str, year: int | None = None) -> HttpResponse:
    steering = steering_of(request)
    this_year = shown(steering, year)
    items = Activity.objects.select_related(
        "thread", "assignment", "place", "plan__department", "plan__decision__department"
    )
    said: Spoken[Activity] = spoken(items, public_id, this_year.year)
    activity = said.item
    carried_out = _assignment_of(activity)
    assignment = carried_out.item if carried_out else None
    objective = assignment.objective if assignment else None
    special = special_answered(assignment, activity.plan.from_year) if assignment else None
    return render(
        request,
        "threads/activity.html",
        thread_context(request, said, this_year, "Aktivitet")
        | {
            "activity": activity,
            "years": [link for link in this_year.links("activity", public_id) if _is_shown(link, said, this_year)],
            "assignment": assignment,
            "is_assignment_in_force": carried_out.is_in_force if carried_out else False,
            "steps": chain.steps(
                this_year,
                steering,
                goal=objective.goal if objective else None,
                objective=objective,
                special=None if objective else special,
                assignment=assignment,
                activity=activity,
            ),
            "special": special,
            "special_url": this_year.url("special_assignment", special.thread.public_id) if special else "",
            "place_url": this_year.url("place", activity.place.slug) if activity.place else "",
            "department_url": this_year.url("department", activity.plan.department.slug),
            "ties": chain.area_ties(assignment, this_year) if assignment else [],
        },
    )


def _is_shown(link: YearLink, said: Spoken[Activity], this_year: ShownYear) -> bool:
    """An activity is of the years that it is planned for; the page shown is always among its links."""
    year = int(link.label)
    return year == this_year.year or any(year in item.plan.years for item in said.items)


def _assignment_of(activity: Activity) -> Spoken[Assignment] | None:
    """The assignment as it read in the activity's year; None where it has no adopted wording."""
    items = Assignment.objects.with_number().select_related(
        "objective__goal", "objective__thread", "thread", "plan__body"
    )
    try:
        said: Spoken[Assignment] = spoken(items, activity.assignment.public_id, activity.plan.from_year)
    except Http404:
        return None
    prefetch_related_objects([said.item], AREAS)
    return said
