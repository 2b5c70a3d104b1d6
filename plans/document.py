"""The canonical document of a plan, and its seal.

Whatever speaks of "the content" of a plan uses `document`: the seal, comparison, the log, the municipality
file, the paper. It names bodies, departments, goals and places by slug and by name, so that it can be read
without the database and after a renaming. `plans.filling` is its inverse.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from copy import copy
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import Model, Prefetch, prefetch_related_objects

from goals.models import LongTermGoal
from plans.models import (
    Activity,
    Allocation,
    Assignment,
    BudgetFrame,
    FrameChange,
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
from styrmodell.models import Body, Department, Place

FORMAT = 1
SEAL_FORMAT = 1

Document: TypeAlias = dict[str, Any]
Amounts: TypeAlias = dict[str, int | None]


def document(plan: Plan) -> Document:
    """The whole content of the plan as it stands in the database; the shape is `municipality.schema.json`.

    The number of queries does not grow with the plan.
    """
    if not getattr(plan, "_prefetched_objects_cache", None):
        plan = copy(plan)  # so that what is read now is not remembered as what stands later
        plan.__dict__["_prefetched_objects_cache"] = {}
        prefetch_related_objects([plan], *PREFETCH[type(plan)])
    return {
        "format": FORMAT,
        "kind": plan.KIND,
        "owner": _named(plan.owner),
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "from_year": plan.from_year,
        "is_example": plan.is_example,
        "introduction": plan.introduction,
        **_READERS[type(plan)](plan),
    }


def canonical(content: Document) -> str:
    """The one text of a document: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(text: str, *, previous: str) -> str:
    """SHA-256 in hex over the format number, the owner's previous seal ("" for the first) and the text."""
    return hashlib.sha256(f"{SEAL_FORMAT}\n{previous}\n{text}".encode()).hexdigest()


def without_names(content: Any) -> Any:
    """The same content where every reference says only its slug, for comparison across renamings."""
    if isinstance(content, dict):
        if content.keys() == {"slug", "name"}:
            return content["slug"]
        return {key: without_names(value) for key, value in content.items()}
    if isinstance(content, list):
        return [without_names(value) for value in content]
    return content


def stored(plan: Plan) -> Document:
    """The document that was frozen when the plan was proposed."""
    content: Document = json.loads(plan.stored_document)
    return content


def plain_number(value: Decimal) -> str:
    """2.50 → "2.5", so that a target has one text however it was written."""
    return f"{value.normalize() + 0:f}"  # + 0, since there is no minus zero


# Reading


def _named(thing: Body | Department | LongTermGoal | Place) -> dict[str, str]:
    return {"slug": thing.slug, "name": thing.name}


def _all_named(things: Iterable[Any]) -> list[dict[str, str]]:
    return sorted((_named(thing) for thing in things), key=lambda named: named["slug"])


def _amounts(rows: Iterable[Any]) -> Amounts:
    return {str(row.year): row.amount for row in rows}


def _indicators(rows: Iterable[Any]) -> list[Document]:
    return [
        {
            "thread": row.thread.public_id,
            "title": row.title,
            "unit": row.unit,
            "targets": {
                str(target.year): None if target.value is None else plain_number(target.value)
                for target in row.targets.all()
            },
        }
        for row in rows
    ]


def _strategic(plan: StrategicPlan) -> Document:
    return {
        "goals": [
            {
                "thread": item.thread.public_id,
                "goal": _named(item.goal),
                "wording": item.wording,
                "indicators": _indicators(item.indicators.all()),
            }
            for item in plan.goals.all()
        ],
        "special_assignments": [
            {
                "thread": item.thread.public_id,
                "number": item.number,
                "title": item.title,
                "text": item.text,
                "bodies": _all_named(item.bodies.all()),
            }
            for item in plan.special_assignments.all()
        ],
        "frames": _frames(plan),
        "investments": [
            {
                "thread": item.thread.public_id,
                "number": item.number,
                "title": item.title,
                "text": item.text,
                "body": _named(item.body),
                "financing": item.financing,
                "place": _named(item.place) if item.place else None,
                "amounts": _amounts(item.amounts.all()),
            }
            for item in plan.investments.all()
        ],
    }


def _frames(plan: StrategicPlan) -> list[Document]:
    frames: dict[str, Document] = {}

    def of(body: Body) -> Document:
        return frames.setdefault(body.slug, {"body": _named(body), "amounts": {}, "changes": []})

    for frame in plan.frames.all():
        of(frame.body)["amounts"][str(frame.year)] = frame.amount
    for change in plan.frame_changes.all():
        of(change.body)["changes"].append(
            {"year": change.year, "cause": change.cause, "amount": change.amount, "text": change.text}
        )
    for entry in frames.values():
        entry["changes"].sort(key=lambda change: (change["year"], change["cause"]))
    return [frames[slug] for slug in sorted(frames)]


def _mission(plan: MissionPlan) -> Document:
    return {
        "responsibility": plan.responsibility,
        "objectives": [
            {
                "thread": item.thread.public_id,
                "goal": _named(item.goal),
                "indirect_goals": _all_named(item.indirect_goals.all()),
                "title": item.title,
                "text": item.text,
                "indicators": _indicators(item.indicators.all()),
            }
            for item in plan.objectives.all()
        ],
        "areas": [
            {
                "thread": item.thread.public_id,
                "name": item.name,
                "financing": item.financing,
                "text": item.text,
                "amounts": _amounts(item.amounts.all()),
            }
            for item in plan.allocations.all()
        ],
        "assignments": [
            {
                "thread": item.thread.public_id,
                "objective": item.objective.thread.public_id if item.objective else None,
                "answers": item.answers.public_id if item.answers else None,
                "title": item.title,
                "text": item.text,
                "lead": _named(item.lead),
                "supporting": _all_named(item.supporting.all()),
                "areas": sorted(area.thread.public_id for area in item.areas.all()),
            }
            for item in plan.assignments.all()
        ],
    }


def _operational(plan: OperationalPlan) -> Document:
    return {
        "activities": [
            {
                "thread": item.thread.public_id,
                "assignment": item.assignment.public_id,
                "title": item.title,
                "text": item.text,
                "unit": item.unit,
                "starts_on": item.starts_on.isoformat() if item.starts_on else None,
                "due_on": item.due_on.isoformat() if item.due_on else None,
                "place": _named(item.place) if item.place else None,
            }
            for item in plan.activities.all()
        ]
    }


_READERS: dict[type[Plan], Callable[[Any], Document]] = {
    StrategicPlan: _strategic,
    MissionPlan: _mission,
    OperationalPlan: _operational,
}


def _with(relation: str, model: type[Model], *related: str, then: tuple[Any, ...] = ()) -> Prefetch:
    """The items of a plan together with what each names, in one query."""
    return Prefetch(relation, model._default_manager.select_related(*related).prefetch_related(*then))


PREFETCH: dict[type[Plan], tuple[Any, ...]] = {
    StrategicPlan: (
        _with("goals", PrioritisedGoal, "thread", "goal"),
        _with("goals__indicators", GoalIndicator, "thread", then=("targets",)),
        _with("special_assignments", SpecialAssignment, "thread", then=("bodies",)),
        _with("frames", BudgetFrame, "body"),
        _with("frame_changes", FrameChange, "body"),
        _with("investments", Investment, "thread", "body", "place", then=("amounts",)),
    ),
    MissionPlan: (
        _with("objectives", Objective, "thread", "goal", then=("indirect_goals",)),
        _with("objectives__indicators", ObjectiveIndicator, "thread", then=("targets",)),
        _with("allocations", Allocation, "thread", then=("amounts",)),
        _with(
            "assignments",
            Assignment,
            "thread",
            "answers",
            "objective__thread",
            "lead",
            then=("supporting", _with("areas", Allocation, "thread")),
        ),
    ),
    OperationalPlan: (_with("activities", Activity, "thread", "assignment", "place"),),
}
"""What `document` reads of a plan, for prefetching when many plans are read."""
