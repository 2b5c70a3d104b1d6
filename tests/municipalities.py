"""Whole municipalities in the database: read from their file once per run, and copied from there into each test."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from pytest_django import DjangoDbBlocker

from plans import municipality_file

ROOT = Path(__file__).parent.parent
OURS = ("styrmodell", "goals", "plans")

Rows = list[tuple[type[models.Model], list[models.Model]]]


@pytest.fixture(scope="session")
def rows_of(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Callable[[str], Rows]:
    """Every row that the loader makes of a file."""

    @cache
    def rows(name: str) -> Rows:
        path = ROOT / name
        with django_db_blocker.unblock(), transaction.atomic():
            municipality_file.load(path.read_bytes(), folder=path.parent)
            kept = [(model, list(model._base_manager.all())) for model in _models()]
            transaction.set_rollback(True)
        return [(model, of_model) for model, of_model in kept if of_model]

    return rows


def _models() -> list[type[models.Model]]:
    """What plans contain stands before the plans, since nothing can be added to an adopted one."""
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]
    return ours[::-1]


@pytest.fixture
def put(db: None, rows_of: Callable[[str], Rows]) -> Callable[[str], None]:
    """Put the municipality of a file into the empty database of the test."""

    def copy(name: str) -> None:
        for model, of_model in rows_of(name):
            model._base_manager.bulk_create(of_model)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO plans_searchindex(plans_searchindex) VALUES ('rebuild')")

    return copy


@pytest.fixture
def soderkoping(put: Callable[[str], None]) -> None:
    """The first municipality, which shows 2022."""
    put("data/soderkoping.json")


@pytest.fixture
def adala(put: Callable[[str], None]) -> None:
    """Ådala, with life as it is, which shows 2023; tests/data/README.md names every case."""
    put("tests/data/adala.json")
