"""A plan's items from its document: the inverse of `plans.document`."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model

from goals.models import LongTermGoal
from plans.document import Document
from plans.models import (
    Activity,
    Allocation,
    AllocationAmount,
    Assignment,
    BudgetFrame,
    FrameChange,
    GoalIndicator,
    GoalTarget,
    Investment,
    InvestmentAmount,
    MissionPlan,
    Objective,
    ObjectiveIndicator,
    ObjectiveTarget,
    OperationalPlan,
    Plan,
    PrioritisedGoal,
    SpecialAssignment,
    StrategicPlan,
    Thread,
)
from styrmodell.models import Body, Department, Place

Item = TypeVar("Item", bound=Model)


class Lookup:
    """Finds the rows that a document names, each model in one query at the first question.

    Raises KeyError with the name that is not there.
    """

    def __init__(self) -> None:
        self._known: dict[type[Model], dict[str, Any]] = {}

    def named(self, model: type[Model], reference: dict[str, str] | None) -> Any:
        return None if reference is None else self.slug(model, reference["slug"])

    def slug(self, model: type[Model], slug: str | None) -> Any:
        return None if slug is None else self._of(model, "slug")[slug]

    def thread(self, public_id: str | None) -> Thread | None:
        return None if public_id is None else self._of(Thread, "public_id")[public_id]

    def number(self, model: type[Model], number: int) -> Any:
        return self._of(model, "number")[number]

    def forget(self, model: type[Model]) -> None:
        """Ask the database again, since rows of the model have been written."""
        self._known.pop(model, None)

    def _of(self, model: type[Model], key: str) -> dict[Any, Any]:
        if model not in self._known:
            self._known[model] = {getattr(row, key): row for row in model._default_manager.all()}
        return self._known[model]


def fill(plan: Plan, content: Document, lookup: Lookup) -> None:
    """Give an empty plan the items of the document. The plan is saved before, and is not adopted."""
    _WRITERS[type(plan)](plan, content, lookup)


def _rows(
    model: type[Item], plan: Plan, items: list[Document], lookup: Lookup, same: str, **read: Callable[[Document], Any]
) -> list[Item]:
    """The items as rows, in their order; `same` names what stands in them as in the document, `read` the rest."""
    return model._default_manager.bulk_create(
        model(
            plan=plan,
            thread=lookup.thread(item["thread"]),
            position=position,
            **{name: item[name] for name in same.split()},
            **{name: of(item) for name, of in read.items()},
        )
        for position, item in enumerate(items)
    )


def _fill_strategic(plan: StrategicPlan, content: Document, lookup: Lookup) -> None:
    _fill_goals(plan, content["goals"], lookup)
    _fill_special_assignments(plan, content["special_assignments"], lookup)
    _fill_frames(plan, content["frames"], lookup)
    _fill_investments(plan, content["investments"], lookup)


def _fill_goals(plan: StrategicPlan, items: list[Document], lookup: Lookup) -> None:
    goals = _rows(
        PrioritisedGoal, plan, items, lookup, "wording", goal=lambda item: lookup.named(LongTermGoal, item["goal"])
    )
    measured = [({"prioritised_goal": goal}, item) for goal, item in zip(goals, items, strict=True)]
    _fill_indicators(GoalIndicator, GoalTarget, plan, lookup, measured)


def _fill_special_assignments(plan: StrategicPlan, items: list[Document], lookup: Lookup) -> None:
    specials = _rows(SpecialAssignment, plan, items, lookup, "number title text")
    addressed = SpecialAssignment.bodies.through
    addressed.objects.bulk_create(
        addressed(specialassignment=special, body=lookup.named(Body, body))
        for special, item in zip(specials, items, strict=True)
        for body in item["bodies"]
    )


def _fill_frames(plan: StrategicPlan, entries: list[Document], lookup: Lookup) -> None:
    BudgetFrame.objects.bulk_create(
        BudgetFrame(plan=plan, body=lookup.named(Body, entry["body"]), year=int(year), amount=amount)
        for entry in entries
        for year, amount in entry["amounts"].items()
    )
    FrameChange.objects.bulk_create(
        FrameChange(plan=plan, body=lookup.named(Body, entry["body"]), **change)
        for entry in entries
        for change in entry["changes"]
    )


def _fill_investments(plan: StrategicPlan, items: list[Document], lookup: Lookup) -> None:
    investments = _rows(
        Investment,
        plan,
        items,
        lookup,
        "number title text financing",
        body=lambda item: lookup.named(Body, item["body"]),
        place=lambda item: lookup.named(Place, item["place"]),
    )
    _fill_amounts(InvestmentAmount, "investment", investments, items)


def _fill_mission(plan: MissionPlan, content: Document, lookup: Lookup) -> None:
    objectives = _fill_objectives(plan, content["objectives"], lookup)
    areas = _fill_areas(plan, content["areas"], lookup)
    _fill_assignments(plan, content["assignments"], lookup, _by_thread(objectives), _by_thread(areas))


def _fill_objectives(plan: MissionPlan, items: list[Document], lookup: Lookup) -> list[Objective]:
    objectives = _rows(
        Objective, plan, items, lookup, "title text", goal=lambda item: lookup.named(LongTermGoal, item["goal"])
    )
    indirect = Objective.indirect_goals.through
    indirect.objects.bulk_create(
        indirect(objective=objective, longtermgoal=lookup.named(LongTermGoal, goal))
        for objective, item in zip(objectives, items, strict=True)
        for goal in item["indirect_goals"]
    )
    measured = [({"objective": objective}, item) for objective, item in zip(objectives, items, strict=True)]
    _fill_indicators(ObjectiveIndicator, ObjectiveTarget, plan, lookup, measured)
    return objectives


def _fill_areas(plan: MissionPlan, items: list[Document], lookup: Lookup) -> list[Allocation]:
    areas = _rows(Allocation, plan, items, lookup, "name financing text")
    _fill_amounts(AllocationAmount, "allocation", areas, items)
    return areas


def _fill_assignments(
    plan: MissionPlan,
    items: list[Document],
    lookup: Lookup,
    objectives: dict[str, Objective],
    areas: dict[str, Allocation],
) -> None:
    assignments = _rows(
        Assignment,
        plan,
        items,
        lookup,
        "title text",
        objective=lambda item: objectives[item["objective"]] if item["objective"] else None,
        answers=lambda item: lookup.thread(item["answers"]),
        lead=lambda item: lookup.named(Department, item["lead"]),
    )
    supporting = Assignment.supporting.through
    supporting.objects.bulk_create(
        supporting(assignment=assignment, department=lookup.named(Department, department))
        for assignment, item in zip(assignments, items, strict=True)
        for department in item["supporting"]
    )
    within = Assignment.areas.through
    within.objects.bulk_create(
        within(assignment=assignment, allocation=areas[area])
        for assignment, item in zip(assignments, items, strict=True)
        for area in item["areas"]
    )


def _fill_operational(plan: OperationalPlan, content: Document, lookup: Lookup) -> None:
    _rows(
        Activity,
        plan,
        content["activities"],
        lookup,
        "title text unit starts_on due_on",
        assignment=lambda item: lookup.thread(item["assignment"]),
        place=lambda item: lookup.named(Place, item["place"]),
    )


def _fill_indicators(
    model: type[Any],
    target_model: type[Any],
    plan: Plan,
    lookup: Lookup,
    measured: list[tuple[dict[str, Any], Document]],
) -> None:
    """`measured` pairs what is measured, as the indicator's keyword, with its part of the document."""
    pairs = [
        (model(plan=plan, thread=lookup.thread(item["thread"]), position=position, title=item["title"],
               unit=item["unit"], **what), item)
        for what, parent in measured
        for position, item in enumerate(parent["indicators"])
    ]  # fmt: skip
    model._default_manager.bulk_create(indicator for indicator, _ in pairs)
    target_model._default_manager.bulk_create(
        target_model(indicator=indicator, year=int(year), value=value)
        for indicator, item in pairs
        for year, value in item["targets"].items()
    )


def _fill_amounts(model: type[Any], parent: str, rows: list[Any], items: list[Document]) -> None:
    """The amounts by year of each item; `parent` is what the amount calls it."""
    model._default_manager.bulk_create(
        model(**{parent: row}, year=int(year), amount=amount)
        for row, item in zip(rows, items, strict=True)
        for year, amount in item["amounts"].items()
    )


def _by_thread(items: Iterable[Any]) -> dict[str, Any]:
    return {item.thread.public_id: item for item in items}


_WRITERS: dict[type[Plan], Callable[[Any, Document, Lookup], None]] = {
    StrategicPlan: _fill_strategic,
    MissionPlan: _fill_mission,
    OperationalPlan: _fill_operational,
}
