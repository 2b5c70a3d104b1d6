import json
from typing import Any

from django.db.models import F, Q, QuerySet

from plans.document import PREFETCH, Document, document, stored
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan, Thread
from plans.models.thread import PlanItem
from plans.municipality_file.form import schema
from plans.municipality_file.sections import AFTER_PLANS, BEFORE_PLANS, STEERING_MODEL, THREADS, Row, Section
from styrmodell.models import Decision, SteeringModel

KINDS: tuple[type[Plan], ...] = (StrategicPlan, MissionPlan, OperationalPlan)


def export(*, public: bool = False) -> Document:
    """The whole municipality as the data of a file; with `public` only what is adopted.

    Raises SteeringModel.DoesNotExist when no municipality is loaded.
    """
    steering = SteeringModel.objects.get()
    content: Document = {
        "format": 1,
        "steering_model": {column.name: column.read(steering) for column in STEERING_MODEL},
    }
    for section in BEFORE_PLANS:
        content[section.key] = _section(section, public=public)
    if public:
        _cut_threads(content[THREADS.key])
    content["plans"] = [_plan(plan) for kind in KINDS for plan in _plans(kind, public=public)]
    for section in AFTER_PLANS:
        content[section.key] = _section(section, public=public)
    return content


def dumps(content: Document) -> str:
    """The text of the file: indented, readable Swedish, a line break at the end."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _section(section: Section, *, public: bool) -> list[Row]:
    rows: QuerySet[Any] = section.model._default_manager.order_by(*section.sorted_by)
    rows = rows.select_related(*section.related).prefetch_related(*section.prefetched)
    if public:
        rows = _only_adopted(section, rows)
    return [_in_schema_order(section, _row(section, thing)) for thing in rows]


def _row(section: Section, thing: Any) -> Row:
    row = {column.key: column.read(thing) for column in (*section.columns, *section.within)}
    return row | {many.name: sorted(many.read(thing), key=many.order) for many in section.many}


def _in_schema_order(section: Section, row: Row) -> Row:
    return {name: row[name] for name in schema()["properties"][section.key]["items"]["properties"]}


def _only_adopted(section: Section, rows: QuerySet[Any]) -> QuerySet[Any]:
    if section is THREADS:
        return rows.filter(pk__in=_adopted_threads())
    if any(column.name == "investment" for column in section.columns):
        return rows.filter(investment__in=_adopted_threads())
    return rows


def _cut_threads(rows: list[Row]) -> None:
    """Say nothing of a thread that was never adopted, even where an adopted one took over from it."""
    shown = {row["id"] for row in rows}
    for row in rows:
        row["continues"] = row["continues"] if row["continues"] in shown else None


def _adopted_threads() -> QuerySet[Thread]:
    """Threads that an adopted plan has an item of or names."""
    condition = Q()
    for relation in Thread._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, PlanItem):
            condition |= Q(pk__in=model.objects.adopted().values(relation.field.name))
    return Thread.objects.filter(condition)


def _plans(kind: type[Plan], *, public: bool) -> QuerySet[Any]:
    owner = kind.OWNER
    decisions = [field.name for field in kind._meta.fields if field.related_model is Decision]
    plans = kind._default_manager.select_related(owner, *decisions)
    plans = plans.prefetch_related(*PREFETCH[kind])
    if public:
        plans = plans.adopted()
    return plans.order_by(
        f"{owner}__position", f"{owner}__slug", F("sequence").asc(nulls_last=True), "first_year", "from_year", "pk"
    )


def _plan(plan: Plan) -> Row:
    investment_decision = plan.investment_decision if isinstance(plan, StrategicPlan) else None
    return {
        "state": plan.state,
        "decision": plan.decision.slug if plan.decision else None,
        "investment_decision": investment_decision.slug if investment_decision else None,
        "revoked_by": plan.revoked_by.slug if plan.revoked_by else None,
        "revision": plan.revision,
        "seal": plan.seal or None,
        "document": stored(plan) if plan.stored_document else document(plan),
    }
