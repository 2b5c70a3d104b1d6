import logging
import sqlite3
from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.test import Client

from styrmodell.unavailable import OneLine
from tests.reading import read

pytestmark = pytest.mark.django_db
ADDRESSES = ["/", "/mal/", "/sok/?q=skola", "/finns-inte/", "/sitemap.xml", "/media/x.pdf"]


def gone(*_: Any) -> NoReturn:
    raise OperationalError("the connection is lost\nand more")


def mistaken(execute: Any, sql: str, *rest: Any) -> Any:
    return execute("SELEKT 1", *rest)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_without_database_asks_the_reader_to_come_back(visitor: Client, address: str) -> None:
    with connection.execute_wrapper(gone):
        answer = visitor.get(address)

    assert (answer.status_code, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (
        503,
        "30",
        "no-store",
    )
    assert read(answer).one("h1").text == "Sidan vilar en stund"
    assert "Content-Security-Policy" in answer.headers


def test_form_without_database_asks_the_reader_to_come_back(visitor: Client) -> None:
    with connection.execute_wrapper(gone):
        answer = visitor.post("/admin/login/", {"username": "a", "password": "b"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_page_answers_again_when_the_database_does(visitor: Client) -> None:
    with connection.execute_wrapper(gone):
        visitor.get("/")

    assert visitor.get("/").status_code == 200


def test_log_has_one_line_without_the_stack(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(OneLine())

    with connection.execute_wrapper(gone):
        visitor.get("/mal/")

    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert logging.Formatter().format(record) == (
        "Service Unavailable: /mal/: databasen svarar inte (the connection is lost and more)"
    )


def test_locked_database_is_unavailable(visitor: Client) -> None:
    def locked(*_: Any) -> NoReturn:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorname = "SQLITE_BUSY"
        raise OperationalError("database is locked") from error

    with connection.execute_wrapper(locked):
        assert visitor.get("/").status_code == 503


def test_mistake_of_ours_is_no_excuse(visitor: Client) -> None:
    with connection.execute_wrapper(mistaken):
        assert visitor.get("/").status_code == 500
