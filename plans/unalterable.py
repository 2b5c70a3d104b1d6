"""What is adopted never changes: the database itself refuses (rule 2 of the design).

The triggers are laid anew after every migration, since SQLite drops them when it rebuilds a table. Deleting is
refused by PostgreSQL; not yet on SQLite, where emptying a table is deleting its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models import ForeignKey, Model

MESSAGE = "Det som är antaget ändras inte."
OUTSIDE_SEAL = {
    "revoked_by",
    "investment_decision",
    "masked_at",
    "mask_reason",
    "version",
    "edited_by",
    "edited_at",
}
"""What may happen to an adopted plan's row, because life goes on."""


@dataclass(frozen=True)
class Guarded:
    """A table whose rows belong to a plan; `plan` is SQL for the plan's key, given a row of the table as `{row}`."""

    table: str
    plans: str
    plan: str


def install(sender: AppConfig, using: str, **_: Any) -> None:
    """Lay the triggers; called after every migration."""
    connection = connections[using]
    write = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    with connection.cursor() as cursor:
        if not _tables_stand(connection.introspection.table_names(cursor)):
            return
        for statement in write():
            cursor.execute(statement)


def _tables_stand(names: list[str]) -> bool:
    """Not so while the very first migrations are only partly run."""
    return all(model._meta.db_table in names for model in apps.get_app_config("plans").get_models())


def _plans() -> list[type[Model]]:
    return [apps.get_model("plans", name) for name in ("StrategicPlan", "MissionPlan", "OperationalPlan")]


def guarded() -> Iterator[Guarded]:
    """Every table that hangs on a plan: items, what hangs on items, and the links between them."""
    for plan in _plans():
        for item in _hanging_on(plan):
            yield Guarded(item._meta.db_table, plan._meta.db_table, "{row}.plan_id")
            for part, column in _parts_of(item):
                to_plan = f"(SELECT plan_id FROM {item._meta.db_table} WHERE id = {{row}}.{column})"  # noqa: S608
                yield Guarded(part, plan._meta.db_table, to_plan)


def _hanging_on(plan: type[Model]) -> list[type[Model]]:
    found = [relation.related_model for relation in plan._meta.related_objects if relation.field.name == "plan"]
    return [model for model in found if isinstance(model, type)]


def _parts_of(item: type[Model]) -> Iterator[tuple[str, str]]:
    """Tables whose rows have no plan of their own, with the column that leads to the item."""
    for relation in item._meta.related_objects:
        model, field = relation.related_model, relation.field
        if isinstance(field, ForeignKey) and isinstance(model, type) and not _has_plan(model):
            yield model._meta.db_table, field.column
    for many in item._meta.local_many_to_many:
        yield many.m2m_db_table(), many.m2m_column_name()


def _has_plan(model: type[Model]) -> bool:
    return any(field.name == "plan" for field in model._meta.fields)


def _fixed_columns(plan: type[Model]) -> list[str]:
    return [field.column for field in plan._meta.local_fields if field.name not in OUTSIDE_SEAL]


def _is_adopted(guard: Guarded, row: str) -> str:
    key = guard.plan.format(row=row)
    return f"EXISTS (SELECT 1 FROM {guard.plans} WHERE id = {key} AND state = 'adopted')"  # noqa: S608


# SQLite


def _on_sqlite() -> Iterator[str]:
    for plan in _plans():
        changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in _fixed_columns(plan))
        yield from _sqlite_trigger(plan._meta.db_table, "UPDATE", f"OLD.state = 'adopted' AND ({changed})")
    for guard in guarded():
        yield from _sqlite_trigger(guard.table, "INSERT", _is_adopted(guard, "NEW"))
        either = f"{_is_adopted(guard, 'OLD')} OR {_is_adopted(guard, 'NEW')}"
        yield from _sqlite_trigger(guard.table, "UPDATE", either)


def _sqlite_trigger(table: str, event: str, condition: str) -> Iterator[str]:
    name = f"{table}_adopted_{event.lower()}"
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


# PostgreSQL


def _on_postgresql() -> Iterator[str]:
    for plan in _plans():
        changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in _fixed_columns(plan))
        condition = f"OLD.state = 'adopted' AND (TG_OP = 'DELETE' OR {changed})"
        yield from _postgresql_trigger(plan._meta.db_table, "UPDATE OR DELETE", condition)
    for guard in guarded():
        old, new = _is_adopted(guard, "OLD"), _is_adopted(guard, "NEW")
        condition = f"(TG_OP <> 'INSERT' AND {old}) OR (TG_OP <> 'DELETE' AND {new})"
        yield from _postgresql_trigger(guard.table, "INSERT OR UPDATE OR DELETE", condition)


def _postgresql_trigger(table: str, events: str, condition: str) -> Iterator[str]:
    name = f"{table}_adopted"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
