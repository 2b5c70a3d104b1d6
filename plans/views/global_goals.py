from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from goals.models import GlobalGoal
from plans.branches import Below, Branch, counted, listed
from plans.global_goals import Service, chip, services
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def global_goals(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The seventeen, and which long-term goals serve each of them."""
    this_year = shown(steering_of(request), year)
    serving = services(this_year)
    lines = [(chip(goal, this_year), serving.get(goal.number, [])) for goal in GlobalGoal.objects.all()]
    served = sum(bool(of_goal) for _, of_goal in lines)
    return render(
        request,
        "global_goals/global_goals.html",
        {
            "year": this_year.year,
            "years": this_year.links("global_goals"),
            "lines": lines,
            "summary": f"Kommunens egna mål är knutna till {served} av {len(lines)} globala mål {this_year.year}.",
            "is_example": any(service.is_example for of_goal in serving.values() for service in of_goal),
        },
    )


@public
def global_goal(request: HttpRequest, number: int, year: int | None = None) -> HttpResponse:
    """One of them, with the long-term goals that serve it; each opens in place, level by level."""
    this_year = shown(steering_of(request), year)
    goal = get_object_or_404(GlobalGoal, number=number)
    serving = services(this_year).get(goal.number, [])
    return render(
        request,
        "global_goals/global_goal.html",
        {
            "goal": goal,
            "chip": chip(goal, this_year),
            "kind": f"Globalt mål {goal.number}",
            "year": this_year.year,
            "years": this_year.links("global_goal", goal.number),
            "lede": _lede(serving, this_year.year),
            "below": _below(goal, serving, this_year),
            "neighbours": _neighbours(goal, this_year),
            "crumbs": [{"label": "Globala mål", "url": this_year.url("global_goals")}, {"label": str(goal)}],
            "is_example": any(service.is_example for service in serving),
            "is_tie_example": any(service.is_example for service in serving),
        },
    )


def _lede(serving: list[Service], year: int) -> str:
    if not serving:
        return f"Inget av kommunens långsiktiga mål är knutet hit {year}."
    names = listed(service.goal.name for service in serving)
    return f"Kommunen arbetar med det genom {'målet' if len(serving) == 1 else 'målen'} {names}."


def _below(goal: GlobalGoal, serving: list[Service], this_year: ShownYear) -> Below:
    count = counted(len(serving), "långsiktigt mål", "långsiktiga mål")
    return Below(
        url=this_year.url("global_goal", goal.number),
        more=f"Visa {goal.name} på egen sida",
        announce=f"{count} visas under {goal.name}.",
        branches=[_branch(service, this_year.year) for service in serving],
        gap=""
        if serving
        else "Inget långsiktigt mål är knutet hit. Det betyder inte att ingenting görs, men att "
        "ingen har sagt att det görs för det här målet.",
    )


def _branch(service: Service, year: int) -> Branch:
    return Branch(
        id=f"mal-{service.goal.slug}",
        title=service.goal.name,
        by=", ".join(
            filter(None, ["" if service.is_prioritised else f"Inte prioriterat {year}", service.extent.below])
        ),
        count=service.extent.own,
        url=service.url,
        more=f"Visa målet {service.goal} på egen sida",
        sign=service.goal.sign,
        colour=service.goal.colour,
    )


def _neighbours(goal: GlobalGoal, this_year: ShownYear) -> dict[str, dict[str, str]]:
    near = GlobalGoal.objects.filter(number__in=(goal.number - 1, goal.number + 1))
    return {
        "previous" if other.number < goal.number else "next": {
            "label": str(other),
            "url": this_year.url("global_goal", other.number),
        }
        for other in near
    }
