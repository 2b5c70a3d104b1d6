"""A very small municipality file, and what tests do to it."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from plans import municipality_file

FILE = Path(__file__).parents[1] / "data" / "lillby.json"
APPS = ("styrmodell", "goals", "plans")

Change = Callable[[dict[str, Any]], None]


def lillby(*changes: Change) -> dict[str, Any]:
    """The file's data, changed. It has no seals then, which would tell of every change in a plan."""
    data: dict[str, Any] = json.loads(FILE.read_text())
    for plan in data["plans"]:
        plan["seal"] = None if changes else plan["seal"]
    for change in changes:
        change(data)
    return data


def put(place: str, value: Any) -> Change:
    """Set the value at a place written as problems write it: `plans[0].document.frames[1].body`."""

    def change(data: dict[str, Any]) -> None:
        parent, last = _parent(data, place)
        parent[last] = value

    return change


def drop(place: str) -> Change:
    def change(data: dict[str, Any]) -> None:
        parent, last = _parent(data, place)
        del parent[last]

    return change


def add(place: str, value: Any) -> Change:
    """Append to a list."""

    def change(data: dict[str, Any]) -> None:
        parent, last = _parent(data, place)
        parent[last].append(value)

    return change


def again(place: str, **fields: Any) -> Change:
    """Append a copy of a row to its list, with other values in some fields."""

    def change(data: dict[str, Any]) -> None:
        rows, index = _parent(data, place)
        rows.append(json.loads(json.dumps(rows[index])) | fields)

    return change


def _parent(data: Any, place: str) -> tuple[Any, Any]:
    steps = [int(step) if step.isdecimal() else step for step in re.findall(r"[^.\[\]]+", place)]
    for step in steps[:-1]:
        # A year is a key in an object, though it looks like a place in a list.
        data = data[str(step)] if isinstance(data, dict) else data[step]
    return data, str(steps[-1]) if isinstance(data, dict) else steps[-1]


def load(data: dict[str, Any], folder: Path = FILE.parent) -> bool:
    return municipality_file.load(json.dumps(data).encode(), folder=folder)


def whole_database() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values())
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards, so that one test can try many."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def assert_changes_nothing(path: Path) -> None:
    """Loading the file writes nothing at all."""
    before = whole_database()

    with CaptureQueriesContext(connection) as asked:
        has_changed = municipality_file.load(path.read_bytes(), folder=path.parent)

    assert has_changed is False
    assert [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert whole_database() == before
