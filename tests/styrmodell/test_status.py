from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


def no_answer(*_: Any) -> NoReturn:
    raise OperationalError


def test_status_is_ok(client: Client) -> None:
    response = client.get("/status/")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


def test_status_without_database(client: Client) -> None:
    with connection.execute_wrapper(no_answer):
        response = client.get("/status/")

    assert (response.status_code, response.content.decode()) == (503, "databasen svarar inte")
