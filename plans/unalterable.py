"""What is adopted never changes: the database itself refuses (rule 2 of the design).

A proposal lies frozen too, until it is returned. What is recorded once (the log, adjustments of money, states of
investments, the number of a thread, what identifies a decision, comments before it) is never rewritten; a comment
comes only while its review is open, and goes only under a disposal (gallring), which is recorded first. The
triggers are laid anew after every migration, since SQLite drops them when it rebuilds a table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import ForeignKey, Model

MESSAGE = "Det som är antaget ändras inte."
ONCE = {"revoked_by", "investment_decision"}
"""What may be said of an adopted plan later, once."""
OUTSIDE_SEAL = ONCE | {"masked_at", "mask_reason", "version", "edited_by", "edited_at"}
"""What may happen to an adopted plan's row, because life goes on."""
OF_ADOPTION = {
    "state",
    "decision",
    "revision",
    "sequence",
    "seal",
    "previous_seal",
    "seal_format",
    "adopted_by",
    "adopted_at",
}
"""What adoption adds to a frozen proposal."""
RECORDS = ("PlanEvent", "FrameAdjustment", "InvestmentAdjustment", "InvestmentState", "Disposal")
"""Written once and never again; a mistake is undone by a row of its own."""
OF_COMMENT = {"state", "moved_by", "moved_at", "disposal"}
"""What may happen to a comment; its words, writer and time never change."""
FIXED_OF_DECISION = ("slug", "body_id", "department_id", "date", "paragraph", "diary_number")


@dataclass(frozen=True)
class Guarded:
    """A table whose rows belong to a plan; `plan` is SQL for the plan's key, given a row of the table as `{row}`."""

    table: str
    plans: str
    plan: str


@dataclass(frozen=True)
class Refusal:
    """A trigger: the event is refused where `when` holds, SQL over OLD and NEW.

    The event is INSERT, UPDATE, DELETE or, on PostgreSQL, TRUNCATE, which is refused where `when` holds for any row.
    """

    table: str
    event: str
    when: str

    @property
    def name(self) -> str:
        return f"{self.table}_{self.event.lower()}_refused"


def make_way(sender: AppConfig, using: str, plan: list[Any], **_: Any) -> None:
    """Lift the triggers for the migrations of the plan, which may rebuild or mend what they guard."""
    if plan:
        lift(using)


def install(sender: AppConfig, using: str, plan: list[Any] | None = None, **_: Any) -> None:
    """Lay the triggers; called after every migration. An empty plan has changed nothing."""
    connection = connections[using]
    if plan == [] and not missing(using):
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        if not _tables_stand(connection.introspection.table_names(cursor)):
            return
        for refusal in refusals(using):
            for statement in (*_removal(refusal, connection.vendor), *_WRITERS[connection.vendor](refusal)):
                cursor.execute(statement)


def lift(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the triggers away until the next migration: a test's database is emptied after every test."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        standing = connection.introspection.table_names(cursor)
        for refusal in refusals(using):
            if refusal.table in standing:
                for statement in _removal(refusal, connection.vendor):
                    cursor.execute(statement)


@contextmanager
def opened(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """The one door for maintenance: within it, in one transaction, what is adopted may be mended; log why."""
    with transaction.atomic(using):
        lift(using)
        yield
        install(apps.get_app_config("plans"), using)


def missing(using: str) -> list[str]:
    """The names of the triggers that do not stand in the database."""
    connection = connections[using]
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return [refusal.name for refusal in refusals(using) if refusal.name not in standing]


def refusals(using: str = DEFAULT_DB_ALIAS) -> Iterator[Refusal]:
    """Everything that the database refuses; a table that may not lose a row may not be emptied."""
    for refusal in _of_rows(using):
        yield refusal
        if refusal.event == "DELETE" and connections[using].vendor == "postgresql":
            yield replace(refusal, event="TRUNCATE")


def _of_rows(using: str) -> Iterator[Refusal]:
    differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[connections[using].vendor]

    def changed(columns: list[str]) -> str:
        return " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)

    for plan in _plans():
        yield from _of_plan(plan, changed)
    for guard in guarded():
        old, new = _is_frozen(guard, "OLD"), _is_frozen(guard, "NEW")
        yield Refusal(guard.table, "INSERT", new)
        yield Refusal(guard.table, "UPDATE", f"{old} OR {new}")
        yield Refusal(guard.table, "DELETE", old)
    for name in RECORDS:
        model = apps.get_model("plans", name)
        yield Refusal(model._meta.db_table, "UPDATE", changed(_columns(model, without={"undoes"})))
        yield Refusal(model._meta.db_table, "DELETE", "1 = 1")
    comment = apps.get_model("plans", "Comment")
    closed = f"SELECT 1 FROM {apps.get_model('plans', 'Review')._meta.db_table} WHERE closed_at IS NOT NULL"  # noqa: S608
    yield Refusal(comment._meta.db_table, "INSERT", f"EXISTS ({closed} AND id = NEW.review_id)")
    yield Refusal(comment._meta.db_table, "UPDATE", changed(_columns(comment, without=OF_COMMENT)))
    yield Refusal(comment._meta.db_table, "DELETE", "OLD.disposal_id IS NULL")
    yield Refusal(apps.get_model("plans", "Thread")._meta.db_table, "UPDATE", changed(["public_id", "kind"]))
    decision = apps.get_model("styrmodell", "Decision")._meta.db_table
    yield Refusal(decision, "UPDATE", f"({changed(list(FIXED_OF_DECISION))}) AND ({_has_adopted('OLD')})")


def _of_plan(plan: type[Model], changed: Any) -> Iterator[Refusal]:
    sealed = changed(_columns(plan, without=OUTSIDE_SEAL))
    frozen = changed(_columns(plan, without=OUTSIDE_SEAL | OF_ADOPTION))
    said = " OR ".join(
        f'(OLD."{column}" IS NOT NULL AND ({changed([column])}))'
        for column in (field.column for field in plan._meta.local_fields if field.name in ONCE)
    )
    adopted = f"OLD.state = 'adopted' AND ({sealed} OR {said})"
    proposed = f"OLD.state = 'proposed' AND NEW.state <> 'draft' AND ({frozen})"
    yield Refusal(plan._meta.db_table, "UPDATE", f"({adopted}) OR ({proposed})")
    yield Refusal(plan._meta.db_table, "DELETE", "OLD.state IN ('proposed', 'adopted')")


def _has_adopted(row: str) -> str:
    """That some plan was adopted or revoked by the decision."""
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {plan._meta.db_table} "  # noqa: S608
        f"WHERE decision_id = {row}.id OR revoked_by_id = {row}.id)"
        for plan in _plans()
    )


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


def _columns(model: type[Model], *, without: set[str]) -> list[str]:
    return [field.column for field in model._meta.local_fields if field.name not in without]


def _is_frozen(guard: Guarded, row: str) -> str:
    key = guard.plan.format(row=row)
    return f"EXISTS (SELECT 1 FROM {guard.plans} WHERE id = {key} AND state IN ('proposed', 'adopted'))"  # noqa: S608


def _removal(refusal: Refusal, vendor: str) -> Iterator[str]:
    on = f" ON {refusal.table}" if vendor == "postgresql" else ""
    yield f"DROP TRIGGER IF EXISTS {refusal.name}{on}"


def _on_sqlite(refusal: Refusal) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} FOR EACH ROW WHEN {refusal.when} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _on_postgresql(refusal: Refusal) -> Iterator[str]:
    if refusal.event == "TRUNCATE":
        yield from _emptying_on_postgresql(refusal)
        return
    answer = "OLD" if refusal.event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {refusal.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {refusal.when} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {answer}; END $$"
    )
    yield (
        f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {refusal.name}()"
    )


def _emptying_on_postgresql(refusal: Refusal) -> Iterator[str]:
    """A trigger of the statement, since TRUNCATE asks no triggers of rows."""
    lost = f"SELECT 1 FROM {refusal.table} lost WHERE {refusal.when.replace('OLD.', 'lost.')}"  # noqa: S608
    yield (
        f"CREATE OR REPLACE FUNCTION {refusal.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS ({lost}) THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {refusal.name} BEFORE TRUNCATE ON {refusal.table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {refusal.name}()"
    )


_WRITERS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
