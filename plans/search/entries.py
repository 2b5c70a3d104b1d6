"""Everything public that a search can find. Of plans, what adopted editions say; nothing else is read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Model

from goals.models import Film, GlobalGoal, LongTermGoal
from plans.branches import listed
from plans.in_force import planned_years, speaking_for
from plans.models import (
    Activity,
    Allocation,
    Assignment,
    GoalIndicator,
    Investment,
    MissionPlan,
    Objective,
    ObjectiveIndicator,
    OperationalPlan,
    Plan,
    PrioritisedGoal,
    SpecialAssignment,
    StrategicPlan,
)
from plans.models.search import FIRST_YEAR, LAST_YEAR, SearchEntry
from styrmodell import typography
from styrmodell.models import Body, Decision, Department, GoverningDocument, Place

Level = SearchEntry.Level

KEPT: frozenset[type[Model]] = frozenset(
    [LongTermGoal, GlobalGoal, Film, Body, Department, Place, Decision, GoverningDocument]
)
"""The reference data that entries tell of, in their own or in what plans say. No other changes the index."""

SPOKEN = frozenset(
    [
        *(Level.GOAL, Level.SPECIAL_ASSIGNMENT, Level.OBJECTIVE, Level.ASSIGNMENT, Level.ACTIVITY, Level.AREA),
        *(Level.INVESTMENT, Level.PLAN),
    ]
)
"""Levels of what plans say, which is in force or not."""


@dataclass(frozen=True)
class Found:
    """An entry without its stems and facts; `beside` is found too, and not shown."""

    entry: SearchEntry
    who: tuple[object, ...] = ()
    details: tuple[object, ...] = ()
    beside: str = ""
    order: tuple[int, ...] = ()

    @property
    def facts(self) -> str:
        """Who, when, and what else, on one line."""
        return " · ".join(str(fact) for fact in (*self.who, self._years, *self.details) if fact)

    @property
    def _years(self) -> str:
        first, last = self.entry.from_year, self.entry.last_year
        if self.entry.level not in SPOKEN or not FIRST_YEAR < first <= last:
            return ""
        return str(first) if first == last else f"{first}–{last}"


def everything() -> list[Found]:
    """What spoke latest first, then by level, owner and place in the plan."""
    adopted = AdoptedPlans()
    found = [
        *_goals(adopted),
        *_strategic_items(adopted),
        *_mission_items(adopted),
        *_activities(adopted),
        *_plans(adopted),
        *_organisation(),
        *_decisions(),
        *_documents(),
        *_elsewhere(),
    ]
    levels = list(Level)
    return sorted(
        found,
        key=lambda one: (-one.entry.last_year, levels.index(Level(one.entry.level)), *one.order, one.entry.thing),
    )


class AdoptedPlans:
    """The adopted plans of all kinds, and the years that each speaks for."""

    def __init__(self) -> None:
        years = planned_years()
        self.plans: dict[tuple[str, int], Plan] = {}
        self.spans: dict[tuple[str, int], tuple[int, int]] = {}
        for kind in (StrategicPlan, MissionPlan, OperationalPlan):
            plans = kind._default_manager.adopted().select_related(kind.OWNER, "decision").defer("stored_document")
            of_owner: defaultdict[int, list[Plan]] = defaultdict(list)
            for plan in plans:
                self.plans[kind.KIND, plan.pk] = plan
                of_owner[plan.owner.pk].append(plan)
            for editions in of_owner.values():
                self._span(kind.KIND, editions, years)

    def _span(self, kind: str, editions: list[Plan], years: range) -> None:
        for year in years:
            if plan := speaking_for(editions, year):
                first, _ = self.spans.get((kind, plan.pk), (year, year))
                self.spans[kind, plan.pk] = (first, year)

    def of(self, item: Any) -> Plan:
        return self.plans[type(item)._meta.get_field("plan").related_model.KIND, item.plan_id]

    def wordings(
        self, items: Iterable[Any], same: Callable[[Any], int], describe: Callable[[Any, Plan], Found]
    ) -> Iterator[Found]:
        """What is said of each thing, edition after edition; what is said again is said once."""
        in_order = sorted(items, key=lambda item: (same(item), self.of(item).from_year, self.of(item).sequence))
        for _, of_thing in groupby(in_order, key=same):
            yield from _joined([self.dated(describe(item, self.of(item)), self.of(item)) for item in of_thing])

    def dated(self, found: Found, plan: Plan) -> Found:
        """What is said of the plan that says it."""
        found.entry.from_year, found.entry.last_year = self.spans.get((plan.KIND, plan.pk), (plan.from_year, 0))
        found.entry.is_revoked = plan.is_revoked
        found.entry.is_example |= plan.is_example
        return found


CONTENT = ("title", "text", "above", "body_id", "place_id", "is_example")


def _joined(wordings: list[Found]) -> Iterator[Found]:
    """Wordings that stand unchanged from one edition to the next become one."""
    pending: Found | None = None
    for wording in wordings:
        if pending and _is_same(pending, wording):
            _prolong(wording.entry, pending.entry)
        elif pending:
            pending.entry.is_reworded = True
            yield pending
        pending = wording
    if pending:
        yield pending


def _is_same(earlier: Found, later: Found) -> bool:
    """Also where one of them spoke for no year; never across years that neither spoke for."""
    around = [(each.who, each.details, each.beside) for each in (earlier, later)]
    same = all(getattr(earlier.entry, name) == getattr(later.entry, name) for name in CONTENT)
    adjoin = earlier.entry.last_year + 1 == later.entry.from_year
    return same and around[0] == around[1] and (adjoin or 0 in (earlier.entry.last_year, later.entry.last_year))


def _prolong(entry: SearchEntry, earlier: SearchEntry) -> None:
    if earlier.last_year == 0:
        return
    entry.from_year = earlier.from_year
    if entry.last_year == 0:
        entry.last_year, entry.is_revoked = earlier.last_year, earlier.is_revoked


def _thing(level: str, name: object) -> str:
    return f"{level}/{name}"


def _by_thread(item: Any) -> int:
    thread: int = item.thread_id
    return thread


def _indicators(model: type[Model], of: str) -> dict[int, str]:
    """The measures of each goal or objective, as text."""
    titles: defaultdict[int, list[str]] = defaultdict(list)
    rows = model._default_manager.filter(plan__state=Plan.State.ADOPTED).order_by("position", "pk")
    for measured, title in rows.values_list(of, "title"):
        titles[measured].append(title)
    return {measured: " ".join(each) for measured, each in titles.items()}


# The strategic plan


def _goals(adopted: AdoptedPlans) -> Iterator[Found]:
    """A goal is found by its name, and by every wording that a plan has given it."""
    measures = _indicators(GoalIndicator, "prioritised_goal")
    items = list(PrioritisedGoal.objects.adopted().select_related("goal"))

    def describe(item: PrioritisedGoal, plan: Plan) -> Found:
        return _goal(item.goal, item.wording, measures.get(item.pk, ""), plan.owner)

    yield from adopted.wordings(items, lambda item: item.goal_id, describe)
    for goal in LongTermGoal.objects.exclude(pk__in={item.goal_id for item in items}):
        yield _goal(goal)


def _goal(goal: LongTermGoal, wording: str = "", measures: str = "", body: Any = None) -> Found:
    entry = SearchEntry(
        level=Level.GOAL,
        thing=_thing(Level.GOAL, goal.slug),
        page="goal",
        page_args=[goal.slug],
        title=goal.name,
        text=wording,
        body=body,
        is_example=goal.is_example,
    )
    return Found(entry, (body,), beside=f"{goal.easy_text} {measures}", order=(goal.position,))


def _strategic_items(adopted: AdoptedPlans) -> Iterator[Found]:
    def special(item: SpecialAssignment, plan: Plan) -> Found:
        entry = _item(item, Level.SPECIAL_ASSIGNMENT, "special_assignment", body=plan.owner)
        to = f"till {listed(map(str, item.bodies.all()))}"
        return Found(entry, (f"Nummer {item.number}", to), order=(item.position,))

    def investment(item: Investment, plan: Plan) -> Found:
        entry = _item(item, Level.INVESTMENT, "investment", body=item.body, place=item.place)
        return Found(entry, (item.body,), (item.place,), order=(item.position,))

    specials = SpecialAssignment.objects.adopted().select_related("thread").prefetch_related("bodies")
    yield from adopted.wordings(specials, _by_thread, special)
    investments = Investment.objects.adopted().select_related("thread", "body", "place")
    yield from adopted.wordings(investments, _by_thread, investment)


def _item(item: Any, level: str, page: str, **who: Any) -> SearchEntry:
    return SearchEntry(
        level=level,
        thing=_thing(level, item.thread.public_id),
        page=page,
        page_args=[item.thread.public_id],
        title=str(item),
        text=item.text,
        **who,
    )


# Mission plans


def _mission_items(adopted: AdoptedPlans) -> Iterator[Found]:
    measures = _indicators(ObjectiveIndicator, "objective")

    def objective(item: Objective, plan: Plan) -> Found:
        entry = _item(item, Level.OBJECTIVE, "objective", body=plan.owner)
        entry.above = _thing(Level.GOAL, item.goal.slug)
        return Found(entry, (plan.owner,), beside=measures.get(item.pk, ""), order=_place_in(plan, item))

    def assignment(item: Assignment, plan: Plan) -> Found:
        entry = _item(item, Level.ASSIGNMENT, "assignment", body=plan.owner)
        if item.objective:
            entry.above = _thing(Level.OBJECTIVE, item.objective.thread.public_id)
        elif item.answers:
            entry.above = _thing(Level.SPECIAL_ASSIGNMENT, item.answers.public_id)
        supporting = " ".join(map(str, item.supporting.all()))
        return Found(entry, (plan.owner, item.lead), beside=supporting, order=_place_in(plan, item))

    def area(item: Allocation, plan: Plan) -> Found:
        entry = _item(item, Level.AREA, f"{plan.KIND}_revision", body=plan.owner)
        entry.page_args = [plan.owner.slug, plan.period, plan.revision]
        entry.fragment = item.thread.public_id
        return Found(entry, (plan.owner,), order=_place_in(plan, item))

    objectives = Objective.objects.adopted().select_related("thread", "goal")
    yield from adopted.wordings(objectives, _by_thread, objective)
    assignments = Assignment.objects.adopted().select_related("thread", "lead", "objective__thread", "answers")
    yield from adopted.wordings(assignments.prefetch_related("supporting"), _by_thread, assignment)
    yield from adopted.wordings(Allocation.objects.adopted().select_related("thread"), _by_thread, area)


def _place_in(plan: Plan, item: Any) -> tuple[int, ...]:
    return (plan.owner.position, plan.owner.pk, item.position)


# Operational plans


def _activities(adopted: AdoptedPlans) -> Iterator[Found]:
    bodies = Body.objects.in_bulk()
    given = Assignment.objects.adopted().order_by("plan__from_year", "plan__sequence")
    commissioned_by = {thread: bodies[body] for thread, body in given.values_list("thread", "plan__body")}

    def activity(item: Activity, plan: Plan) -> Found:
        body = commissioned_by.get(item.assignment_id)
        entry = _item(item, Level.ACTIVITY, "activity", body=body, place=item.place)
        entry.above = _thing(Level.ASSIGNMENT, item.assignment.public_id)
        details = (item.unit, item.when, item.place)
        return Found(entry, (body, plan.owner), details, order=_place_in(plan, item))

    activities = Activity.objects.adopted().select_related("thread", "assignment", "place")
    yield from adopted.wordings(activities, _by_thread, activity)


# The plans themselves


def _plans(adopted: AdoptedPlans) -> Iterator[Found]:
    """Each edition is a thing of its own, with an address of its own."""
    for (kind, _), plan in adopted.plans.items():
        owner = plan.owner
        entry = SearchEntry(
            level=Level.PLAN,
            thing=_thing(Level.PLAN, plan.revision_url),
            page=f"{kind}_revision",
            page_args=[*([] if kind == StrategicPlan.KIND else [owner.slug]), plan.period, plan.revision],
            title=plan.owned_edition,
            text=plan.introduction,
            body=owner if isinstance(owner, Body) else None,
        )
        yield adopted.dated(Found(entry, (owner,), order=(owner.position, owner.pk)), plan)


# Reference data


def _organisation() -> Iterator[Found]:
    for body in Body.objects.all():
        entry = _row(body, Level.BODY, "body", title=body.name, text=body.responsibility)
        yield Found(entry, beside=body.short_name, order=(body.position,))
    for department in Department.objects.prefetch_related("bodies"):
        entry = _row(department, Level.DEPARTMENT, "department", title=department.name, text=department.note)
        served = " ".join(map(str, department.bodies.all()))
        yield Found(entry, beside=served, order=(department.position,))


def _row(row: Any, level: str, page: str, *, title: str, text: str) -> SearchEntry:
    entry = SearchEntry(
        level=level,
        thing=_thing(level, row.slug),
        page=page,
        page_args=[row.slug],
        title=title,
        text=text,
        is_example=row.is_example,
    )
    if hasattr(row, "valid_from"):
        entry.from_year = row.valid_from.year if row.valid_from else FIRST_YEAR
        entry.last_year = row.valid_to.year if row.valid_to else LAST_YEAR
    return entry


def _decisions() -> Iterator[Found]:
    for decision in Decision.objects.select_related("body", "department"):
        entry = _row(decision, Level.DECISION, "decision", title=decision.title, text=decision.summary)
        entry.body = decision.body
        entry.from_year = entry.last_year = decision.date.year
        who = (decision.made_by, typography.long_date(decision.date))
        yield Found(entry, who, beside=decision.diary_number, order=(-decision.date.toordinal(),))


def _documents() -> Iterator[Found]:
    for document in GoverningDocument.objects.select_related("body", "department"):
        entry = _row(
            document, Level.GOVERNING_DOCUMENT, "governing_document", title=document.title, text=document.summary
        )
        entry.body = document.body
        who = (document.get_kind_display().capitalize(), document.body, document.department)
        yield Found(entry, who, order=(document.position,))
    for film in Film.objects.select_related("goal"):
        entry = _row(film, Level.FILM, "film", title=film.title, text=film.summary)
        yield Found(entry, beside=film.transcript, order=(film.position,))


def _elsewhere() -> Iterator[Found]:
    for goal in GlobalGoal.objects.all():
        entry = SearchEntry(
            level=Level.GLOBAL_GOAL,
            thing=_thing(Level.GLOBAL_GOAL, goal.number),
            page="global_goal",
            page_args=[goal.number],
            title=goal.name,
        )
        yield Found(entry, (f"Mål {goal.number} i Agenda 2030",), order=(goal.number,))
    for place in Place.objects.all():
        entry = SearchEntry(
            level=Level.PLACE,
            thing=_thing(Level.PLACE, place.slug),
            page="place",
            page_args=[place.slug],
            title=place.name,
            place=place,
        )
        yield Found(entry, order=(place.position,))
