"""The tree out of the plans in force: values instead of rows, since it can have thousands of lines."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from goals.models import LongTermGoal
from plans import chain
from plans.models import (
    Activity,
    Allocation,
    AllocationAmount,
    Assignment,
    BudgetFrame,
    MissionPlan,
    Objective,
    OperationalPlan,
    PrioritisedGoal,
    SpecialAssignment,
    StrategicPlan,
)
from plans.models.operational import when
from plans.tree.lines import Level, Line, Tag, Tree
from plans.tree.narrowing import INDIRECT, NO_MONEY, NOTHING_ABOVE, NOTHING_BELOW
from plans.years import ShownYear
from styrmodell import typography
from styrmodell.models import Department, Place


def overview(shown: ShownYear) -> Tree:
    """Goals and their objectives, which only count their assignments; what hangs on no objective is whole."""
    reader = _Reader(shown)
    under = reader.assignments.exclude(objective=None)
    counts = Counter(under.order_by().values_list("objective", flat=True))
    return reader.tree(
        reader.assignments.filter(objective=None),
        reader.activities.exclude(assignment__in=under.values("thread")),
        counts,
    )


def whole(shown: ShownYear) -> Tree:
    """Every line of the year."""
    reader = _Reader(shown)
    return reader.tree(reader.assignments, reader.activities)


class Owner(NamedTuple):
    """Whose plan something stands in; `facts` is what its lines say of it."""

    place: int
    slug: str
    name: str
    facts: str = ""


class _Reader:
    """The number of queries does not grow with the tree."""

    def __init__(self, shown: ShownYear) -> None:
        self.shown = shown
        self.bodies = _bodies(shown.year)
        self.departments = _departments(shown.year)
        self.department_names = _department_names()
        self.specials = _specials(shown.year)
        self.assignments: QuerySet[Assignment] = Assignment.objects.filter(plan__in=list(self.bodies))
        self.activities: QuerySet[Activity] = Activity.objects.filter(plan__in=list(self.departments))

    def tree(
        self, assignments: QuerySet[Assignment], activities: QuerySet[Activity], counts: Counter[int] | None = None
    ) -> Tree:
        """Of these assignments and activities; `counts` are of the assignments that are not read, by objective."""
        done = self._done(activities)
        under = self._under(assignments, done)  # takes what is done out of `done`, which leaves the orphans
        first = list(
            PrioritisedGoal.objects.in_force(self.shown.year).order_by("position").values_list("goal", flat=True)
        )
        objectives = self._objectives(under, counts, first)
        goals = {goal.pk: self._goal(goal, objectives[goal.pk], first) for goal in LongTermGoal.objects.all()}
        return Tree(
            goals=tuple(goals[pk] for pk in first),
            others=tuple(line for pk, line in goals.items() if pk not in first and line.lines),
            loose=tuple(under[None]),
            orphans=tuple(replace(line, has=line.has | {NOTHING_ABOVE}) for lines in done.values() for line in lines),
            known={
                "mal": [(line.id, line.title) for line in goals.values() if line.lines or NOTHING_BELOW in line.has],
                "organ": [(body.slug, body.name) for body in self.bodies.values()],
                "forvaltning": list(self.department_names.values()),
                "sarskilt-uppdrag": [(public_id, title) for public_id, title in self.specials.values()],
                "ort": list(Place.objects.values_list("slug", "name")),
            },
            is_whole=counts is None,
        )

    def _goal(self, goal: LongTermGoal, objectives: list[Line], prioritised: list[int]) -> Line:
        lacks = [] if objectives or goal.pk not in prioritised else [NOTHING_BELOW]
        return Line(
            Level.GOAL,
            goal.slug,
            goal.name,
            self.shown.url("goal", goal.slug),
            sign=goal.sign,
            colour=goal.colour,
            lines=tuple(objectives),
            shown=len(objectives),
            total=len(objectives),
            has=frozenset([("mal", goal.slug), *lacks]),
        )

    def _objectives(
        self, under: dict[int | None, list[Line]], counts: Counter[int] | None, prioritised: list[int]
    ) -> dict[int, list[Line]]:
        """By goal, in the order of the bodies."""
        url = self.shown.url_pattern("objective")
        indirect = _indirect(self.shown.year) if counts is None else {}
        found: dict[int, list[Line]] = defaultdict(list)
        for pk, plan, goal, position, title, public_id in self._in_order(
            Objective.objects.filter(plan__in=list(self.bodies)).values_list(
                "pk", "plan", "goal", "position", "title", "thread__public_id"
            )
        ):
            body = self.bodies[plan]
            total = len(under[pk]) if counts is None else counts[pk]
            lacks = [NOTHING_BELOW] * (not total) + [NOTHING_ABOVE] * (goal not in prioritised)
            found[goal].append(
                Line(
                    Level.OBJECTIVE,
                    public_id,
                    title,
                    url(public_id),
                    body.name,
                    body.facts,
                    str(position + 1),
                    lines=tuple(under[pk]),
                    shown=total,
                    total=total,
                    has=frozenset([("organ", body.slug), *indirect.get(pk, ()), *lacks]),
                )
            )
        return found

    def _in_order(self, rows: Iterable[tuple]) -> list[tuple]:
        """Rows with plan and position as their second and fourth value."""
        return sorted(rows, key=lambda row: (self.bodies[row[1]].place, row[3]))

    def _under(self, assignments: QuerySet[Assignment], done: dict[int, list[Line]]) -> dict[int | None, list[Line]]:
        """By objective, in the order of the bodies."""
        names = self.department_names
        planned = {department.slug for department in self.departments.values()}
        url = self.shown.url_pattern("assignment")
        money, supporting = _money(assignments, self.shown.year), _supporting(assignments)
        found: dict[int | None, list[Line]] = defaultdict(list)
        rows = assignments.values_list(
            "pk", "plan", "objective", "position", "objective__position", "title", "thread", "thread__public_id",
            "lead", "answers",
        )  # fmt: skip
        for pk, plan, objective, _, place, title, thread, public_id, lead, answers in self._in_order(rows):
            body, activities = self.bodies[plan], done.pop(thread, [])
            tags: list[Tag] = [("organ", body.slug), *(("forvaltning", names[by][0]) for by in (lead, *supporting[pk]))]
            if answers:
                tags.append(("sarskilt-uppdrag", self.specials[answers][0] if answers in self.specials else ""))
            if not activities and names[lead][0] in planned:
                tags.append(NOTHING_BELOW)
            if objective is None and answers not in self.specials:
                tags.append(NOTHING_ABOVE)
            if not any(is_money for _, is_money in money[pk]):
                tags.append(NO_MONEY)
            found[objective].append(
                Line(
                    Level.ASSIGNMENT,
                    public_id,
                    title,
                    url(public_id),
                    body.name,
                    chain.assignment_facts(names[lead][1], [text for text, _ in money[pk]]),
                    "" if objective is None else f"{place + 1}.{len(found[objective]) + 1}",
                    lines=tuple(activities),
                    shown=len(activities),
                    total=len(activities),
                    awaits_plan=names[lead][0] not in planned,
                    has=frozenset(tags),
                )
            )
        return found

    def _done(self, activities: QuerySet[Activity]) -> dict[int, list[Line]]:
        """By the assignment's thread, in the order of the departments."""
        url = self.shown.url_pattern("activity")
        rows = activities.values_list(
            "plan", "position", "assignment", "title", "thread__public_id", "unit", "starts_on", "due_on",
            "place__slug", "place__name",
        )  # fmt: skip
        found: dict[int, list[Line]] = defaultdict(list)
        for plan, _, assignment, title, public_id, unit, starts_on, due_on, place, place_name in sorted(
            rows, key=lambda row: (self.departments[row[0]].place, row[1])
        ):
            department = self.departments[plan]
            found[assignment].append(
                Line(
                    Level.ACTIVITY,
                    public_id,
                    title,
                    url(public_id),
                    department.name,
                    chain.activity_facts(unit, when(starts_on, due_on), place_name or "", department.name),
                    has=frozenset([("forvaltning", department.slug), *([("ort", place)] if place else [])]),
                )
            )
        return found


def _bodies(year: int) -> dict[int, Owner]:
    """By the plan that speaks for the year, in the order of the bodies."""
    frames = dict(
        BudgetFrame.objects.filter(plan__in=StrategicPlan.objects.in_force(year), year=year).values_list(
            "body", "amount"
        )
    )
    plans = MissionPlan.objects.in_force(year).order_by("body__position", "body__slug")
    decided = ("decision__body__short_name", "decision__date", "decision__paragraph")
    return {
        pk: Owner(place, slug, name, _body_facts(name, frames.get(body), decided_by, day, paragraph))
        for place, (pk, body, slug, name, decided_by, day, paragraph) in enumerate(
            plans.values_list("pk", "body", "body__slug", "body__name", *decided)
        )
    }


def _body_facts(name: str, frame: int | None, decided_by: str, day: date, paragraph: str) -> str:
    """ "Socialnämnden, ram 328 400 tkr · SN 2021-11-24 § 98"."""
    money = "" if frame is None else f", ram {typography.in_tkr(frame)}"
    return f"{name}{money} · {typography.citation(decided_by, day, paragraph)}"


def _departments(year: int) -> dict[int, Owner]:
    """By the plan that speaks for the year, in the order of the departments."""
    plans = OperationalPlan.objects.in_force(year).order_by("department__position", "department__slug")
    rows = plans.values_list("pk", "department__slug", "department__name")
    return {pk: Owner(place, slug, name) for place, (pk, slug, name) in enumerate(rows)}


def _department_names() -> dict[int, tuple[str, str]]:
    """Slug and name."""
    return {pk: (slug, name) for pk, slug, name in Department.objects.values_list("pk", "slug", "name")}


def _specials(year: int) -> dict[int, tuple[str, str]]:
    """Public id and title of each special assignment in force, by its thread."""
    rows = SpecialAssignment.objects.in_force(year).order_by("position")
    return {
        thread: (public_id, title)
        for thread, public_id, title in rows.values_list("thread", "thread__public_id", "title")
    }


def _indirect(year: int) -> dict[int, list[Tag]]:
    """What each objective in force contributes to beside its own goal."""
    ties: dict[int, list[Tag]] = defaultdict(list)
    rows = Objective.objects.in_force(year).filter(indirect_goals__isnull=False).order_by()
    for objective, goal in rows.values_list("pk", "indirect_goals__slug"):
        ties[objective].append((INDIRECT, goal))
    return ties


def _supporting(assignments: QuerySet[Assignment]) -> dict[int, list[int]]:
    """The departments that each is done together with."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = assignments.filter(supporting__isnull=False).order_by()
    for assignment, department in rows.values_list("pk", "supporting"):
        found[assignment].append(department)
    return found


def _money(assignments: QuerySet[Assignment], year: int) -> dict[int, list[tuple[str, bool]]]:
    """The areas that each is carried out within, in words, and whether it is known what the area may cost."""
    rows = assignments.filter(areas__isnull=False).order_by("areas__position")
    areas = list(rows.values_list("pk", "areas", "areas__name", "areas__financing"))
    known = AllocationAmount.objects.filter(year=year, allocation__plan__in=MissionPlan.objects.in_force(year))
    amounts = dict(known.values_list("allocation", "amount"))
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for assignment, area, name, financing in areas:
        amount = amounts.get(area)
        found[assignment].append(
            (chain.within(name, amount, financing), amount is not None or financing != Allocation.Financing.TAX)
        )
    return found
