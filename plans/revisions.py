"""The next edition from the last: the same threads, to be kept, changed, ended or joined by new ones."""

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from plans import checklist
from plans.document import Document, document
from plans.filling import Lookup, fill
from plans.models import Assignment, MissionPlan, OperationalPlan, Plan, PlanEvent, StrategicPlan, reference_to
from plans.workflow import Refused
from styrmodell.models import Body, Department

PERIOD_LENGTH = {StrategicPlan: 4, MissionPlan: 4, OperationalPlan: 1}
"""Years; the next edition keeps the length of the last."""


def revise(plan: Plan, *, by: User, within_period: bool = False) -> Any:
    """A draft of the next edition with the content of an adopted one.

    It speaks for the year after, in a period that has moved with it; `within_period` keeps the period, as when a
    plan is mended during its last years. Raises Refused when there is a draft already.
    """
    content = document(plan)
    years = _within(plan) if within_period else after(plan)
    return _begin(type(plan), plan.owner, years, content, by=by, is_example=plan.is_example)


def begin(kind: type[Plan], owner: Body | Department, first_year: int, *, by: User) -> Any:
    """An empty draft for an owner that has no plan to begin from. Raises Refused."""
    years = {"first_year": first_year, "last_year": first_year + PERIOD_LENGTH[kind] - 1, "from_year": first_year}
    return _begin(kind, owner, years, None, by=by, is_example=owner.is_example)


def begin_operational(department: Department, year: int, *, by: User) -> OperationalPlan:
    """A draft for the year with the activities of the year before whose assignments the department still has.

    What it leaves out shows on the plan's page: assignments without activity. Raises Refused.
    """
    before = OperationalPlan.objects.in_force(year - 1).filter(department=department).first()
    years = {"first_year": year, "last_year": year, "from_year": year}
    if before is None:
        plan: OperationalPlan = _begin(
            OperationalPlan, department, years, None, by=by, is_example=department.is_example
        )
        return plan
    given = set(assignments_of(department, year).values_list("thread__public_id", flat=True))
    content = document(before)
    content["activities"] = [_undated(item) for item in content["activities"] if item["assignment"] in given]
    following: OperationalPlan = _begin(
        OperationalPlan, department, years, content, by=by, is_example=before.is_example
    )
    return following


def _undated(activity: Document) -> Document:
    """The activity for another year: when it is done is said anew."""
    return {**activity, "starts_on": None, "due_on": None}


def assignments_of(department: Department, year: int) -> Any:
    """The assignments in force for the year that the department leads or supports."""
    from django.db.models import Q

    return Assignment.objects.in_force(year).filter(Q(lead=department) | Q(supporting=department)).distinct()


def last_adopted(plan: Plan) -> Plan | None:
    """The edition that the plan follows: the owner's last adopted."""
    adopted = type(plan)._default_manager.filter(**{plan.OWNER: plan.owner}, state=Plan.State.ADOPTED)
    return adopted.exclude(pk=plan.pk).order_by("sequence").last()


def after(plan: Plan) -> dict[str, int]:
    """The years of the next edition: the period moves with the year it is made for."""
    step = plan.from_year + 1 - plan.first_year
    return {"first_year": plan.first_year + step, "last_year": plan.last_year + step, "from_year": plan.from_year + 1}


def _within(plan: Plan) -> dict[str, int]:
    from_year = min(plan.from_year + 1, plan.last_year)
    return {"first_year": plan.first_year, "last_year": plan.last_year, "from_year": from_year}


def _begin(
    kind: type[Any],
    owner: Body | Department,
    years: dict[str, int],
    content: Document | None,
    *,
    by: User,
    is_example: bool,
) -> Any:
    try:
        with transaction.atomic():
            plan = kind._default_manager.create(
                **{kind.OWNER: owner},
                **years,
                **_texts(owner, content),
                is_example=is_example,
                edited_by=by,
                edited_at=timezone.now(),
            )
            if content:
                fill(plan, _of_years(content, years), Lookup())
            PlanEvent.objects.create(**reference_to(plan), kind=PlanEvent.Kind.STARTED, by=by)
    except IntegrityError as error:
        message = "Det finns redan ett utkast eller förslag för perioden."
        raise Refused(checklist.Finding(message)) from error
    return plan


def _texts(owner: Body | Department, content: Document | None) -> dict[str, str]:
    """The plan's own texts; a first mission plan begins from what is known of the body's responsibility."""
    if content:
        return {name: content[name] for name in ("introduction", "responsibility") if name in content}
    if isinstance(owner, Body) and owner.kind != Body.Kind.COUNCIL:
        return {"responsibility": owner.responsibility}
    return {}


def _of_years(content: Document, years: dict[str, int]) -> Document:
    """The content without amounts for years that the new period does not reach."""

    def reached(amounts: dict[str, Any]) -> dict[str, Any]:
        return {
            year: amount for year, amount in amounts.items() if years["first_year"] <= int(year) <= years["last_year"]
        }

    kept = dict(content)
    for part in ("frames", "investments", "areas"):
        if part in kept:
            kept[part] = [{**item, "amounts": reached(item["amounts"])} for item in kept[part]]
    if "frames" in kept:
        kept["frames"] = [
            {**frame, "changes": [change for change in frame["changes"] if change["year"] >= years["first_year"]]}
            for frame in kept["frames"]
        ]
    return kept
