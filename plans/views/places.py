from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plans import chain
from plans.branches import ActivityLine, counted, listed
from plans.investments import InvestmentLine, investment_lines
from plans.models import Activity, Investment, StrategicPlan
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import Department, Place
from styrmodell.publication import public


@dataclass(frozen=True)
class PlaceLine:
    """`has` says how much of the year's work names the place; "" for none."""

    place: Place
    url: str
    has: str


@public
def places(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The places of the municipality, and what of the year's work names each."""
    this_year = shown(steering_of(request), year)
    lines = _lines(this_year)
    return render(
        request,
        "places/places.html",
        {
            "year": this_year.year,
            "years": this_year.links("places"),
            "lines": lines,
            "is_example": any(line.has for line in lines) and _shows_examples(this_year.year),
        },
    )


def _lines(this_year: ShownYear) -> list[PlaceLine]:
    activities = _count_by_place(Activity.objects.in_force(this_year.year))
    investments = _count_by_place(Investment.objects.in_force(this_year.year))
    return [
        PlaceLine(
            place,
            this_year.url("place", place.slug),
            _has(activities.get(place.pk, 0), investments.get(place.pk, 0)),
        )
        for place in Place.objects.all()
    ]


def _count_by_place(items: QuerySet[Activity] | QuerySet[Investment]) -> dict[int, int]:
    return dict(items.exclude(place=None).order_by().values_list("place").annotate(Count("pk")))


def _has(activities: int, investments: int) -> str:
    found = ((activities, "aktivitet", "aktiviteter"), (investments, "investering", "investeringar"))
    return listed(counted(*one) for one in found if one[0])


def _shows_examples(year: int) -> bool:
    return any(
        items.in_force(year).exclude(place=None).filter(plan__is_example=True).exists()
        for items in (Activity.objects, Investment.objects)
    )


@public
def place(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """What is done and built at one place in the year."""
    this_year = shown(steering_of(request), year)
    place = get_object_or_404(Place, slug=slug)
    activities = list(
        Activity.objects.in_force(this_year.year)
        .filter(place=place)
        .select_related("thread", "place", "plan__department")
        .order_by("plan__department__position", "plan__department__slug", "position")
    )
    investments = _investments(place, this_year.year)
    return render(
        request,
        "places/place.html",
        {
            "place": place,
            "year": this_year.year,
            "years": this_year.links("place", place.slug),
            "lede": _lede(_has(len(activities), len(investments)), this_year.year),
            "departments": _by_department(activities, this_year),
            "investments": [
                (line, this_year.url("investment", line.investment.thread.public_id)) for line in investments
            ],
            "crumbs": [{"label": "Orter", "url": this_year.url("places")}, {"label": place.name}],
            "is_example": any(activity.plan.is_example for activity in activities)
            or any(line.investment.plan.is_example for line in investments),
        },
    )


def _lede(has: str, year: int) -> str:
    return (
        f"{has[:1].upper()}{has[1:]} {year} gäller just den här platsen."
        if has
        else f"Inget {year} gäller just den här platsen."
    )


def _investments(place: Place, year: int) -> list[InvestmentLine]:
    """With the amount of the year."""
    plan = StrategicPlan.objects.in_force(year).first()
    lines = investment_lines(plan, [year]) if plan else []
    return [line for line in lines if line.investment.place == place]


def _by_department(
    activities: list[Activity], this_year: ShownYear
) -> list[tuple[Department, str, list[ActivityLine]]]:
    lines: dict[Department, list[ActivityLine]] = defaultdict(list)
    for activity in activities:
        lines[activity.plan.department].append(chain.activity_line(activity, this_year))
    return [
        (department, this_year.url("department", department.slug), of_department)
        for department, of_department in lines.items()
    ]
