from dataclasses import dataclass
from itertools import takewhile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from goals.models import LongTermGoal
from goals.screening import screening
from plans import chain, citation, coverage
from plans.branches import Tie, counted
from plans.chain import Step
from plans.global_goals import chips_by_goal, chips_of
from plans.goal_money import GoalMoney, goal_money
from plans.models import Objective, PrioritisedGoal, SpecialAssignment
from plans.models.indicator import target_years
from plans.models.strategic import GOAL_MEASURES
from plans.money import Figure
from plans.views.home import goal_lines
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import cited
from styrmodell.publication import public


@public
def goals(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The goals that are prioritised in the year, and those of other terms."""
    this_year = shown(steering_of(request), year)
    chips = chips_by_goal(this_year)
    lines = [line | {"global_goals": chips.get(line["slug"])} for line in goal_lines(this_year)]
    names = {line["name"] for line in lines}
    others = [goal for goal in LongTermGoal.objects.all() if goal.name not in names]
    return render(
        request,
        "goals/goals.html",
        {
            "year": this_year.year,
            "years": this_year.links("goals"),
            "goals": lines,
            "specials_url": this_year.url("special_assignments"),
            "others": [
                {
                    "name": goal.name,
                    "sign": goal.sign,
                    "colour": goal.colour,
                    "count": _lifetime(goal),
                    "get_absolute_url": this_year.url("goal", goal.slug),
                }
                for goal in others
            ],
            "is_example": any(line["is_example"] for line in lines) or any(goal.is_example for goal in others),
        },
    )


def _lifetime(goal: LongTermGoal) -> str:
    """ "2019–2022", "från 2023", "till 2022"; "" where nothing is known."""
    first, last = goal.valid_from and goal.valid_from.year, goal.valid_to and goal.valid_to.year
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    return f"från {first}" if first else f"till {last}" if last else ""


@public
def goal(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    steering = steering_of(request)
    this_year = shown(steering, year)
    goal = get_object_or_404(LongTermGoal, slug=slug)
    prioritised = _prioritised(goal, this_year.year)
    objectives = chain.objectives_of(goal, this_year.year)
    tied = goal_money(goal, this_year.year)
    indirect = _indirect(goal, this_year.year)
    global_goals = chips_of(goal, this_year)
    films = [screening(film) for film in goal.films.all()]
    return render(
        request,
        "goals/goal.html",
        {
            "goal": goal,
            "prioritised": prioritised,
            "plan": prioritised.plan if prioritised else None,
            "wording_note": _wording_note(prioritised) if prioritised else "",
            "citation": citation.of_item(request, prioritised, "prioriterat mål") if prioritised else None,
            "indicators": prioritised.indicators.all() if prioritised else [],
            "target_years": target_years(prioritised.indicators.all()) if prioritised else [],
            "films": films,
            "easy_url": "#lattlast" if goal.easy_text else "",
            "not_prioritised": _not_prioritised(goal, this_year.year),
            "year": this_year.year,
            "years": this_year.links("goal", goal.slug),
            "steps": chain.steps(
                this_year, steering, goal=goal, ahead=_ahead(objectives) if goal.exists_in(this_year.year) else []
            ),
            "below": chain.below_goal(goal, objectives, this_year),
            "indirect": [(objective, this_year.url("objective", objective.thread.public_id)) for objective in indirect],
            "money": tied,
            "areas": _area_lines(tied, this_year),
            "specials": _specials(goal, this_year),
            "global_goals": global_goals,
            "is_example": goal.is_example
            or global_goals.is_example
            or any(film.is_example for film in films)
            or any(item.plan.is_example for item in [*objectives, *indirect, *([prioritised] if prioritised else [])]),
        },
    )


PLAN = ("first_year", "last_year", "revision", "sequence", "is_example", "body__name", *cited("decision"))
"""What is told of the plan that words the goal."""


def _prioritised(goal: LongTermGoal, year: int) -> PrioritisedGoal | None:
    return (
        PrioritisedGoal.objects.in_force(year)
        .filter(goal=goal)
        .select_related("plan__body", "plan__decision__body", "thread")
        .only("wording", "thread__public_id", *(f"plan__{column}" for column in PLAN))
        .prefetch_related(GOAL_MEASURES)
        .first()
    )


def _wording_note(prioritised: PrioritisedGoal) -> str:
    """Since when the wording has stood, through the editions that prioritise the goal."""
    earlier = list(
        PrioritisedGoal.objects.adopted()
        .filter(goal=prioritised.goal, plan__sequence__lt=prioritised.plan.sequence)
        .order_by("-plan__sequence")
        .values_list("wording", "plan__from_year")
    )
    if not earlier:
        return "Ny i den här planen"
    same = [since for _, since in takewhile(lambda worded: worded[0] == prioritised.wording, earlier)]
    return f"Oförändrad sedan {same[-1]}" if same else "Ändrad i den här utgåvan"


@dataclass(frozen=True)
class AreaMoney:
    """An area that assignments under the goal are carried out within; `paid_by` stands instead of a zero."""

    name: str
    body: str
    url: str
    ties: list[Tie]
    figure: Figure
    paid_by: str


def _area_lines(money: GoalMoney, this_year: ShownYear) -> list[AreaMoney]:
    return [
        AreaMoney(
            name=row.area.name,
            body=row.body.name,
            url=f"{this_year.url('body_budget', row.body.slug)}#{row.area.thread.public_id}",
            ties=[
                Tie(f"uppdrag {each.number}", this_year.url("assignment", each.thread.public_id))
                for each in row.assignments
            ],
            figure=row.figure,
            paid_by=row.paid_by,
        )
        for row in money.areas
    ]


def _not_prioritised(goal: LongTermGoal, year: int) -> str:
    """Why the goal has no wording in the year: it has ended, or no plan prioritises it."""
    if goal.valid_from and goal.valid_to and not goal.exists_in(year):
        return f"Målet gällde {goal.valid_from.year}–{goal.valid_to.year}."
    return f"Målet är inte prioriterat {year}."


def _ahead(objectives: list[Objective]) -> list[Step]:
    """How much hangs below the goal, level by level."""
    if not objectives:
        return [Step("Nämndmål", "Ingen nämnd har tagit upp målet", state="gap")]
    bodies = len({objective.plan.body_id for objective in objectives})
    assignments = sum(objective.assignment_count for objective in objectives)
    return [
        Step("Nämndmål", f"{len(objectives)} mål hos {counted(bodies, 'organ', 'organ')}", "#vem-gor-vad", "ahead"),
        Step("Uppdrag", counted(assignments, "uppdrag", "uppdrag"), "#vem-gor-vad", "ahead")
        if assignments
        else Step("Uppdrag", "inga", state="gap"),
    ]


def _indirect(goal: LongTermGoal, year: int) -> list[Objective]:
    """Objectives that mainly belong to other goals."""
    return list(
        Objective.objects.in_force(year)
        .filter(indirect_goals=goal)
        .select_related("goal", "plan__body", "thread")
        .only("title", "goal__name", "thread__public_id", "plan__is_example", "plan__body__name")
        .order_by("plan__body__position", "position")
    )


def _specials(goal: LongTermGoal, this_year: ShownYear) -> list[tuple[coverage.Answered, str]]:
    """The special assignments that are answered under the goal's objectives, with their addresses."""
    answered = (
        Objective.objects.in_force(this_year.year)
        .filter(goal=goal, assignments__answers__isnull=False)
        .values("assignments__answers")
    )
    specials = (
        SpecialAssignment.objects.in_force(this_year.year)
        .filter(thread__in=answered)
        .select_related("thread")
        .prefetch_related("bodies")
        .order_by("position")
    )
    return [
        (answer, this_year.url("special_assignment", answer.special.thread.public_id))
        for answer in coverage.answers_to(list(specials), this_year.year)
    ]
