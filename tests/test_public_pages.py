"""What every public page has in common: it depends on its address alone, and can be stored whole."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from styrmodell import publication
from tests import factories, kinds
from tests.reading import read

PUBLIC = "public, no-cache"
STORED_OTHERWISE = {"favicon.ico", "robots"}
NO_PAGES = {"media", "status"}
"""A file, with a mark of its own, and what a load balancer asks; each has its own tests."""
ANYTHING = {
    "name": "x.pdf",
    "number": 1,
    "other_period": "2021-2024",
    "other_revision": 1,
    "period": "2022-2025",
    "public_id": "abcdefgh",
    "revision": 1,
    "slug": "x",
    "year": 2022,
}

pytestmark = pytest.mark.django_db


def ask(get: Callable[..., HttpResponse], **headers: str) -> dict[str, HttpResponse]:
    """The answer of every kind of page, by name. Those of another year are the same kind."""
    names = [name for name in kinds.named() if name not in NO_PAGES and not name.endswith("_year")]
    return {name: get(kinds.address(name), headers=headers) for name in names}


def visible(response: HttpResponse) -> tuple[int, bytes, dict[str, str], list[str]]:
    """Everything that an answer tells."""
    return response.status_code, response.content, dict(response.headers), list(response.cookies)


@pytest.fixture
def official() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("official"))
    return client


# Stored and asked about again


def test_pages_may_be_stored_and_are_asked_about(client: Client, soderkoping: None) -> None:
    answers = ask(client.get)

    told = {name: answer.headers.get("Cache-Control") for name, answer in answers.items()}
    assert told == dict.fromkeys(answers, PUBLIC) | dict.fromkeys(STORED_OTHERWISE)


def test_page_that_has_not_changed_is_not_sent_again(client: Client, soderkoping: None) -> None:
    [etag] = {answer.headers["ETag"] for name, answer in ask(client.get).items() if name not in STORED_OTHERWISE}

    for name, answer in ask(client.get, if_none_match=etag).items():
        if name not in STORED_OTHERWISE:
            assert (answer.status_code, answer.content) == (304, b""), name
            assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (etag, PUBLIC), name


def test_page_is_sent_again_when_something_public_has_changed(client: Client, soderkoping: None) -> None:
    etag = client.get("/").headers["ETag"]

    publication.advance()
    answer = client.get("/", headers={"if-none-match": etag})

    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


def test_page_that_is_not_there_is_not_stored(client: Client, soderkoping: None) -> None:
    answer = client.get("/mal/finns-inte/")

    assert answer.status_code == 404
    assert {"ETag", "Cache-Control"}.isdisjoint(answer.headers)


# The same to everyone


def test_pages_are_the_same_to_an_official(client: Client, official: Client, soderkoping: None) -> None:
    to_visitor, to_official = ask(client.get), ask(official.get)

    for name, answer in to_visitor.items():
        assert visible(to_official[name]) == visible(answer), name


def test_pages_set_no_cookie_and_vary_with_no_visitor(client: Client, soderkoping: None) -> None:
    for name, answer in ask(client.get).items():
        assert answer.cookies == {}, name
        assert answer.headers.get("Vary") in (None, "Accept-Encoding"), name


def test_missing_page_is_the_same_to_an_official(client: Client, official: Client, soderkoping: None) -> None:
    assert visible(official.get("/mal/finns-inte/")) == visible(client.get("/mal/finns-inte/"))


def test_pages_do_not_depend_on_the_clock(client: Client, soderkoping: None) -> None:
    with time_machine.travel("2022-01-31", tick=False):
        early = ask(client.get)
    with time_machine.travel("2031-12-01", tick=False):
        late = ask(client.get)

    for name, answer in early.items():
        assert visible(late[name]) == visible(answer), name


def test_feed_that_tells_nothing_does_not_depend_on_the_clock(client: Client) -> None:
    factories.steering_model()
    factories.body(slug="namnden")
    answers = []

    for day in ("2022-01-31", "2031-12-01"):
        with time_machine.travel(day, tick=False):
            answers.append(visible(client.get("/nya-beslut/namnden/atom.xml")))

    assert answers[0][0] == 200
    assert answers[0] == answers[1]


# Asked in other ways


def test_head_tells_the_same_as_get_without_the_page(client: Client, soderkoping: None) -> None:
    pages, heads = ask(client.get), ask(client.head)

    for name, page in pages.items():
        assert heads[name].content == b"", name
        assert (heads[name].status_code, heads[name].headers) == (page.status_code, page.headers), name


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_pages_are_only_read(client: Client, soderkoping: None, method: str) -> None:
    answers = ask(getattr(client, method))

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 405)


def test_form_from_elsewhere_is_told_that_pages_are_only_read(soderkoping: None) -> None:
    strict = Client(enforce_csrf_checks=True)

    for name in kinds.named():
        answer = strict.post(kinds.address(name))
        assert (answer.status_code, answer.headers["Allow"], answer.cookies) == (405, "GET, HEAD", {}), name


def test_robots_are_kept_from_orders_and_searches(client: Client, soderkoping: None) -> None:
    assert client.get("/robots.txt").text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /infor-beslut/",
        "Disallow: /*?",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_links_to_orders_and_searches_are_not_to_be_followed(client: Client, soderkoping: None) -> None:
    followed = [
        (name, link.attributes["href"])
        for name, answer in ask(client.get).items()
        if name != "search" and answer.headers["Content-Type"].startswith("text/html")
        for link in read(answer).all("a")
        if "?" in link.attributes["href"] and "//" not in link.attributes["href"]
        if link.attributes.get("rel") != "nofollow"
    ]

    assert followed == []


# What is not there


@pytest.mark.parametrize(
    "address",
    [
        "/finns-inte/",
        "/mal/finns-inte/",
        "/mal/2019/",
        "/rod-trad/2099/",
        "/strategisk-plan/1999-2002/",
        "/strategisk-plan/2021-2024/r9/",
        "/namnder/finns-inte/",
        "/namnder/kommunstyrelsen/uppdragsplan/2031-2034/",
        "/namndmal/a1b2c3d4/",
        "/beslut/finns-inte/",
    ],
)
def test_missing_page_helps_in_swedish(client: Client, soderkoping: None, address: str) -> None:
    answer = client.get(address)
    page = read(answer)

    assert answer.status_code == 404
    assert page.one("h1").text == "Sidan finns inte"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert page.one("main").links[0] == ("Startsidan", "/")
    assert ("Målen", "/mal/") in page.one("main").links


# Before a municipality is loaded


def test_empty_portal_says_that_it_is_empty(client: Client) -> None:
    page = read(client.get("/"))

    assert page.one("p", "kind").text == "Portalen är tom"
    assert page.one("h1").text == "Här finns ingen kommun ännu"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_nothing_breaks_in_an_empty_portal(client: Client) -> None:
    answers = {name: client.get(anywhere(name)).status_code for name in kinds.named()}

    assert {name for name, status in answers.items() if status not in (200, 301, 404)} == set()
    assert answers["home"] == 200
    assert answers["goals"] == 404


def anywhere(name: str) -> str:
    """An address of the kind, of a thing that is not there."""
    pattern = kinds.named()[name]
    given: dict[str, Any] = {key: ANYTHING[key] for key in pattern.pattern.converters}
    return reverse(name, kwargs=given) if pattern.name else f"/{pattern.pattern}"
