"""Whether the database and the models enforce a named constraint; see the tables in `test_models.py`."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, CheckConstraint, Model, UniqueConstraint


def names(app: str) -> list[str]:
    """Of every constraint of every model in the app."""
    return sorted(name for model in apps.get_app_config(app).get_models() for name in _named(model))


def assert_database_refuses(broken: Model, name: str) -> None:
    """Saving breaks this very constraint."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        broken.save()

    assert _broken_by(refusal.value) == _sign_of(broken, name)


def assert_validation_says_why(broken: Model, name: str) -> None:
    """In the words of the constraint, and nothing else is wrong."""
    constraint = _named(type(broken))[name]

    with pytest.raises(ValidationError) as refusal:
        broken.validate_constraints()

    if constraint.violation_error_message != constraint.default_violation_error_message:
        assert refusal.value.messages == [constraint.violation_error_message]


def _named(model: type[Model]) -> dict[str, BaseConstraint]:
    return {constraint.name: constraint for constraint in model._meta.constraints}


def _broken_by(refusal: Any) -> str:
    """How the database says which constraint it was."""
    if connection.vendor == "postgresql":
        return str(refusal.__cause__.diag.constraint_name)
    return str(refusal).partition(": ")[2]


def _sign_of(broken: Model, name: str) -> str:
    """PostgreSQL names the constraint; SQLite does too, or the columns that have to be unique."""
    constraint = _named(type(broken))[name]
    if connection.vendor == "postgresql" or isinstance(constraint, CheckConstraint):
        return name
    assert isinstance(constraint, UniqueConstraint)
    if constraint.expressions:
        return f"index '{name}'"
    columns = [broken._meta.get_field(field).column for field in constraint.fields]
    return ", ".join(f"{broken._meta.db_table}.{column}" for column in columns)
