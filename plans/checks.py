"""That the database refuses what it should: `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from plans import unalterable


@checks.register(checks.Tags.database)
def triggers_stand(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """A warning and no error, since `migrate` asks before it lays them."""
    return [_told(database, lost) for database in databases or () if (lost := _lost(database))]


def _lost(database: str) -> list[str]:
    """Of the tables that stand; before the first migration there are none."""
    connection = connections[database]
    missing = set(unalterable.missing(database))
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return [one.name for one in unalterable.refusals(database) if one.name in missing and one.table in tables]


def _told(database: str, lost: list[str]) -> checks.CheckMessage:
    return checks.Warning(
        f"Databasen ”{database}” har förlorat {len(lost)} av spärrarna för det som är antaget, bland dem {lost[0]}.",
        hint="Kör python manage.py migrate, så läggs de tillbaka.",
        id="plans.W001",
    )
