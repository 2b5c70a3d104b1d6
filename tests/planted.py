"""Plans that are not adopted, beside the adopted ones, with a word that stands nowhere else in every text of theirs."""

from copy import deepcopy
from itertools import count
from typing import Any

from django.utils import timezone

from plans import workflow
from plans.document import Document, document
from plans.filling import Lookup, fill
from plans.models import (
    Assignment,
    Comment,
    MissionPlan,
    OperationalPlan,
    Plan,
    PlanEvent,
    Review,
    SpecialAssignment,
    StrategicPlan,
    Thread,
    reference_to,
)
from styrmodell.models import SteeringModel
from tests import factories

WORD = "kanariefagel"  # short enough for no soft hyphen, and a public id as it stands
AMOUNT = 987_654
KINDS: tuple[type[Plan], ...] = (StrategicPlan, MissionPlan, OperationalPlan)
KIND_OF_ITEM = {
    "special_assignments": Thread.Kind.SPECIAL_ASSIGNMENT,
    "investments": Thread.Kind.INVESTMENT,
    "objectives": Thread.Kind.OBJECTIVE,
    "areas": Thread.Kind.AREA,
    "assignments": Thread.Kind.ASSIGNMENT,
    "activities": Thread.Kind.ACTIVITY,
}
TEXTS = {"introduction", "responsibility", "wording", "title", "text", "name", "unit"}


def plant(times: int = 1) -> list[Plan]:
    """So many plans in every state but adopted, for every owner that has a plan in force.

    They reword the threads that have public pages, and add their own: which continue those, answer every special
    assignment and carry out every assignment. Those that are proposed lie before their body with comments.
    """
    year = SteeringModel.objects.get().shown_year
    return [
        _plan(adopted, state, later=2 * turn + (state == "proposed"))  # an owner has one open plan for a period
        for turn in range(times)
        for kind in KINDS
        for adopted in kind._default_manager.in_force(year)
        for state in ("rejected", "withdrawn", "draft", "proposed")
    ]


def threads() -> list[Thread]:
    """Those that no adopted plan has."""
    return list(Thread.objects.filter(public_id__startswith=WORD))


def _plan(adopted: Plan, state: str, later: int) -> Plan:
    """`later` is how many years after the adopted it is made for."""
    content = _falsified(document(adopted))
    plan: Plan = type(adopted)._default_manager.create(
        **{adopted.OWNER: adopted.owner},
        first_year=adopted.first_year + later,
        last_year=adopted.last_year + later,
        from_year=adopted.from_year + later,
        introduction=content["introduction"],
        masked_at=timezone.now(),
        mask_reason=WORD,
        origin=Plan.Origin.IMPORT,
        **{name: content[name] for name in ("responsibility",) if name in content},
    )
    fill(plan, content, Lookup())
    if state in ("proposed", "rejected"):
        workflow.propose(plan, by=factories.user("editor"))
    if state == "proposed":
        _lay_before_its_body(plan)
    if state == "rejected":
        workflow.reject(plan, decision=None, by=factories.user("secretary"))
    if state == "withdrawn":
        workflow.withdraw(plan, by=factories.user("editor"))
    PlanEvent.objects.create(
        **reference_to(plan), kind=PlanEvent.Kind.EDITED, reason=WORD, document_before=WORD, document_after=WORD
    )
    return plan


def _lay_before_its_body(plan: Plan) -> None:
    review = Review.objects.create(**reference_to(plan), public_id=_public_id())
    about = {"review": review, "field": WORD, "about": WORD}
    said = Comment.objects.create(**about, by=factories.user("councillor"), text=WORD)
    Comment.objects.create(**about, by=factories.user("editor"), text=WORD, answers=said, state="")


def _falsified(content: Document) -> Document:
    """The document with the word in every text, the amount for every amount, and every item once more."""
    for part, kind in KIND_OF_ITEM.items():
        if part in content:
            content[part] += [_added(item, kind) for item in content[part]]
    for frame in content.get("frames", ()):
        frame["changes"] = [{"year": content["from_year"], "cause": "volume", "amount": AMOUNT, "text": WORD}]
    falsified: Document = _worded(content)
    return falsified


def _added(item: Document, kind: str) -> Document:
    """A new thread that continues the item's, and tempts where the adopted plans leave something open."""
    old = Thread.objects.get(public_id=item["thread"])
    added = deepcopy(item) | {"thread": _new_thread(kind, continues=old)}
    if "number" in item:
        added["number"] = item["number"] + 100
    if "indicators" in item:
        added["indicators"] = [
            indicator | {"thread": _new_thread(Thread.Kind.INDICATOR)} for indicator in item["indicators"]
        ]
    if kind == Thread.Kind.ASSIGNMENT:
        added["answers"] = _any_thread(SpecialAssignment)
    if kind == Thread.Kind.ACTIVITY:
        added["assignment"] = _any_thread(Assignment)
    return added


def _worded(content: Any) -> Any:
    if isinstance(content, list):
        return [_worded(item) for item in content]
    if not isinstance(content, dict) or "slug" in content:  # what is named stands outside the plan
        return content
    return {key: _falsified_value(key, value) for key, value in content.items()}


def _falsified_value(key: str, value: Any) -> Any:
    if key in TEXTS:
        return f"{WORD} {value}"
    if key in ("amounts", "targets"):
        return dict.fromkeys(value, AMOUNT)
    return _worded(value)


_number = count(1)
_turn = count()


def _public_id() -> str:
    return f"{WORD}{next(_number):04}"


def _new_thread(kind: str, *, continues: Thread | None = None) -> str:
    return Thread.objects.create(public_id=_public_id(), kind=kind, continues=continues).public_id


def _any_thread(item: Any) -> str:
    """Of all that are adopted, each in its turn."""
    every = sorted(set(item.objects.adopted().values_list("thread__public_id", flat=True)))
    return every[next(_turn) % len(every)]
