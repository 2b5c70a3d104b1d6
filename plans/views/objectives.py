from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans import chain
from plans.branches import counted
from plans.chain import Step
from plans.global_goals import chips_of
from plans.models import Assignment, Objective
from plans.models.indicator import target_years
from plans.models.mission import OBJECTIVE_MEASURES
from plans.spoken import Spoken, spoken
from plans.views.threads import thread_context
from plans.years import shown
from styrmodell.context import steering_of
from styrmodell.publication import public


@public
def objective(request: HttpRequest, public_id: str, year: int | None = None) -> HttpResponse:
    steering = steering_of(request)
    this_year = shown(steering, year)
    items = Objective.objects.select_related("goal", "thread", "plan__body", "plan__decision__body")
    said: Spoken[Objective] = spoken(items, public_id, this_year.year)
    objective = said.item
    prefetch_related_objects([objective], OBJECTIVE_MEASURES)
    assignments = chain.assignments_under(objective, this_year.year)
    return render(
        request,
        "threads/objective.html",
        thread_context(request, said, this_year, f"{chain.objective_word(objective.plan.body)} {objective.number}")
        | {
            "objective": objective,
            "word": chain.objective_word(objective.plan.body),
            "steps": chain.steps(
                this_year, steering, goal=objective.goal, objective=objective, ahead=_ahead(assignments, this_year.year)
            ),
            "body_url": this_year.url("body", objective.plan.body.slug),
            "goal_url": this_year.url("goal", objective.goal.slug),
            "indirect_goals": [
                (goal, this_year.url("goal", goal.slug))
                for goal in objective.indirect_goals.only("slug", "name", "sign", "colour")
            ],
            "indicators": objective.indicators.all(),
            "target_years": target_years(objective.indicators.all()),
            "global_goals": chips_of(objective.goal, this_year),
            "below": chain.below_objective(objective, assignments, this_year),
        },
    )


def _ahead(assignments: list[Assignment], year: int) -> list[Step]:
    if not assignments:
        return [Step("Uppdrag", "Inget uppdrag är givet", state="gap")]
    return [
        Step("Uppdrag", counted(len(assignments), "uppdrag", "uppdrag"), "#nedanfor", "ahead"),
        chain.ahead_of(assignments, year),
    ]
