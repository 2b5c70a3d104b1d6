import hashlib
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from styrmodell.models import LoginAttempt
from tests.reading import read

pytestmark = pytest.mark.django_db
PASSWORD = "ett långt lösenord"
NEW_PASSWORD = "ett helt annat ord"
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WRONG = (200, ["Användarnamnet och lösenordet hör inte ihop. Stora och små bokstäver är olika."], None)
TOO_MANY = ["Det har gjorts för många försök. Vänta en kvart och försök igen."]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def anna() -> User:
    return User.objects.create_superuser("anna", last_name="Andersson", password=PASSWORD)


def attempt(
    name: str = "anna", password: str = NEW_PASSWORD, address: str = "192.0.2.1", forwarded: str = ""
) -> HttpResponse:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return Client().post(
        "/admin/login/", {"username": name, "password": password}, headers=headers, REMOTE_ADDR=address
    )


def fail(times: int, **by: str) -> None:
    for _ in range(times):
        assert answer(attempt(**by)) == WRONG


def answer(response: HttpResponse) -> tuple[int, list[str], str | None]:
    return response.status_code, read(response).one("div", "wrong").texts("li"), response.get("Retry-After")


def let_in(response: HttpResponse) -> bool:
    return (response.status_code, response.get("Location")) == (302, "/admin/")


def logged_in() -> Client:
    client = Client()
    client.post("/admin/login/", {"username": "anna", "password": PASSWORD})
    return client


# How many attempts


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_eleventh_attempt_on_an_account_waits(name: str) -> None:
    for number in range(10):
        fail(1, name=name, address=f"192.0.2.{number}")

    assert answer(attempt(name, PASSWORD, "192.0.2.99")) == (429, TOO_MANY, "900")


def test_twenty_first_attempt_from_an_address_waits() -> None:
    for number in range(20):
        fail(1, name=f"person{number}")

    assert answer(attempt("anna", PASSWORD)) == (429, TOO_MANY, "900")
    assert let_in(attempt("anna", PASSWORD, "192.0.2.2"))


def test_answer_is_the_same_page_whether_the_account_exists_or_not() -> None:
    def pages(name: str) -> list[tuple[int, str]]:
        return [
            (response.status_code, read(response).text.replace(name, "…"))
            for response in (attempt(name, address=f"192.0.2.{number}") for number in range(12))
        ]

    assert pages("anna") == pages("nobody")


def test_account_is_the_same_in_whatever_case() -> None:
    fail(5, name="anna")
    fail(5, name="ANNA")

    assert answer(attempt("Anna")) == (429, TOO_MANY, "900")


def test_window_moves_with_the_attempts(clock: time_machine.Traveller) -> None:
    fail(1)
    clock.shift(timedelta(minutes=5))
    fail(9)
    first = answer(attempt())
    clock.shift(timedelta(minutes=10, seconds=-1))
    last = answer(attempt())
    clock.shift(1)

    assert (first, last) == ((429, TOO_MANY, "600"), (429, TOO_MANY, "1"))
    fail(1)
    assert answer(attempt()) == (429, TOO_MANY, "300")


def test_attempt_that_has_to_wait_does_not_prolong_the_wait(clock: time_machine.Traveller) -> None:
    fail(10)
    for _ in range(14):
        clock.shift(timedelta(minutes=1))
        attempt()
    clock.shift(timedelta(minutes=1))

    assert let_in(attempt(password=PASSWORD))


def test_login_clears_the_account_and_no_other() -> None:
    fail(9)
    fail(9, name="bo", address="192.0.2.2")
    assert let_in(attempt(password=PASSWORD))

    fail(10)
    fail(1, name="bo", address="192.0.2.2")
    assert answer(attempt("bo", address="192.0.2.3")) == (429, TOO_MANY, "900")


def test_old_attempts_are_forgotten_and_no_name_is_kept(clock: time_machine.Traveller) -> None:
    fail(2)
    clock.shift(timedelta(minutes=15))
    fail(1, name="Bo")

    assert list(LoginAttempt.objects.values_list("account", "address", "at")) == [
        (hashlib.sha256(b"bo").hexdigest(), "192.0.2.1", MORNING + timedelta(minutes=15))
    ]


def test_half_filled_form_is_no_attempt() -> None:
    for _ in range(11):
        attempt(password="")

    assert LoginAttempt.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_are_counted_together() -> None:
    fail(8)
    start = threading.Barrier(6)

    def one_of_many(_: int) -> int:
        start.wait()
        try:
            return attempt().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(one_of_many, range(6)))

    assert statuses.count(200) <= 2
    assert statuses.count(200) + statuses.count(429) == 6


# From where


@pytest.mark.parametrize(
    ("has_server_in_front", "forwarded", "counted"),
    [
        (False, "", "192.0.2.1"),
        (False, "203.0.113.5", "192.0.2.1"),
        (True, "", "192.0.2.1"),
        (True, "203.0.113.5", "203.0.113.5"),
        (True, "198.51.100.7, 203.0.113.5", "203.0.113.5"),
        (True, "198.51.100.7, 2001:db8::5 ", "2001:db8::5"),
    ],
)
def test_address_is_what_our_own_server_says(
    has_server_in_front: bool, forwarded: str, counted: str, settings: Settings
) -> None:
    settings.HAS_SERVER_IN_FRONT = has_server_in_front

    attempt(forwarded=forwarded)

    assert list(LoginAttempt.objects.values_list("address", flat=True)) == [counted]


# What is logged


def refusals(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str]]:
    return [(one.levelno, one.getMessage()) for one in caplog.records if one.name == "styrmodell.access"]


def test_every_refused_login_is_logged_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(11):
        attempt(password="hemligheten")

    failed = (logging.WARNING, "login failed from 192.0.2.1: anna")
    assert refusals(caplog) == [*[failed] * 10, (logging.WARNING, "login limited from 192.0.2.1: anna")]
    assert "hemligheten" not in caplog.text


def test_name_is_logged_on_one_line(caplog: pytest.LogCaptureFixture) -> None:
    attempt("an\nna \x1b[31m\u202e\u2028röd")

    assert refusals(caplog) == [(logging.WARNING, "login failed from 192.0.2.1: anna [31mröd")]


def test_login_that_succeeds_is_not_logged_as_refused(caplog: pytest.LogCaptureFixture) -> None:
    attempt(password=PASSWORD)

    assert refusals(caplog) == []


# For how long


def test_login_ends_after_a_working_day_however_busy(clock: time_machine.Traveller) -> None:
    client = logged_in()
    answers = []
    for hours in (5, 4.75, 0.24, 0.02):
        clock.shift(timedelta(hours=hours))
        answers.append(client.get("/admin/password_change/").status_code)
        if client.session:
            session = client.session
            session["busy"] = hours
            session.save()

    assert answers == [200, 200, 200, 302]


def test_new_password_does_not_prolong_the_login(clock: time_machine.Traveller) -> None:
    client = logged_in()
    clock.shift(timedelta(hours=9))
    change_password(client)
    before = client.get("/admin/password_change/").status_code
    clock.shift(timedelta(hours=1))

    assert (before, client.get("/admin/password_change/").status_code) == (200, 302)


def test_login_has_a_new_key_each_time() -> None:
    client = Client()
    session = client.session
    session["before"] = "login"
    session.save()
    keys = [session.session_key]
    for _ in range(2):
        client.post("/admin/login/", {"username": "anna", "password": PASSWORD})
        keys.append(client.session.session_key)

    assert len({*keys}) == 3


# Logging out


def test_logout_ends_the_login_and_makes_the_browser_forget() -> None:
    client = logged_in()

    response = client.post("/admin/logout/")

    assert (response.status_code, response["Clear-Site-Data"]) == (200, '"cache", "storage"')
    page = read(response)
    assert page.one("h1").text == "Du är utloggad"
    assert page.one("main").links == [("Logga in igen", "/admin/")]
    assert client.get("/admin/").status_code == 302


def test_address_of_logout_alone_forgets_nothing() -> None:
    client = logged_in()

    response = client.get("/admin/logout/")

    assert (response.status_code, response.get("Clear-Site-Data")) == (405, None)
    assert client.get("/admin/password_change/").status_code == 200


# Passwords


def change_password(client: Client, new: str = NEW_PASSWORD, again: str | None = None) -> HttpResponse:
    return client.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new if again is None else again},
    )


def test_password_is_changed() -> None:
    client = logged_in()

    changed = change_password(client)
    done = read(client.get("/admin/password_change/done/"))

    assert (changed.status_code, changed["Location"]) == (302, "/admin/password_change/done/")
    assert done.one("h1").text == "Lösenordet är bytt"
    assert answer(attempt(password=PASSWORD)) == WRONG
    assert let_in(attempt(password=NEW_PASSWORD))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("elva tecken", "Det här lösenordet är för kort. Det måste innehålla minst 12 tecken."),
        ("123qwe123qwe", "Detta lösenord är alldeles för vanligt."),
        ("andersson123", "Ditt lösenord är alltför likt efternamn."),
    ],
)
def test_weak_password_is_refused(new: str, said: str) -> None:
    client = logged_in()

    response = change_password(client, new)

    assert answer(response) == (200, [f"Bekräfta nytt lösenord: {said}"], None)
    assert let_in(attempt(password=PASSWORD))


def test_login_says_why_it_is_asked_for_and_what_was_kept() -> None:
    client = Client()

    asked = read(client.get("/infor-beslut/", follow=True)).one("main")
    unasked = read(client.get("/admin/", follow=True)).one("main")
    failed = read(client.post("/admin/login/", {"username": "anna", "password": "fel", "next": "/infor-beslut/"}))

    why = "Sidan du ville till är för förtroendevalda och tjänstemän. Logga in så kommer du dit."
    assert (why in asked.text, why in unasked.text) == (True, False)
    assert failed.one("div", "wrong").texts("p") == ["Användarnamnet finns kvar. Skriv lösenordet igen."]
    assert asked.all("nav", "officials") == []
