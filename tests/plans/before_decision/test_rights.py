"""Who may read, say, answer, convene, publish: every role, every state; and every address by every role.

An address under `/infor-beslut/` or `/forslag/` that is not in the table fails the tests.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from pytest_django import DjangoAssertNumQueries

from plans import unalterable, workflow
from plans.access import Access
from plans.before_decision import commenting, publishing
from plans.models import Comment, Review
from tests import cast, factories
from tests.plans.admin.test_matrix import WITH_ROLE, WITHOUT_ROLE, dump, unlike
from tests.plans.before_decision import laying

pytestmark = pytest.mark.django_db

STATES = ("proposed", "returned", "amending", "adopted", "rejected", "withdrawn")
"""Of a plan with a review; "returned" is a draft again."""

WRITER = {
    "proposed": "read comment answer",
    "returned": "read comment answer",
    "amending": "read comment answer",
    "adopted": "read",
    "rejected": "read",
    "withdrawn": "read",
}
DECIDER = {
    "proposed": "read comment answer convene publish",
    "returned": "read comment answer convene",
    "amending": "read comment answer convene publish",
    "adopted": "read",
    "rejected": "read",
    "withdrawn": "read",
}
HEAD = {state: words.removesuffix(" publish") for state, words in DECIDER.items()}
"""A head decides without a meeting that has papers."""
READER = {
    "proposed": "read comment",
    "returned": "",
    "amending": "read comment",
    "adopted": "read",
    "rejected": "read",
    "withdrawn": "",
}
RELATIONS = cast.relations(writer=WRITER, decider=DECIDER, head=HEAD, reader=READER, anyone=dict.fromkeys(STATES, ""))
ASK: dict[str, tuple[str, str]] = {
    "read": ("reviews", "may_read"),
    "comment": ("commentable", "may_comment"),
    "answer": ("answerable", "may_answer"),
    "convene": ("convenable", "may_convene"),
    "publish": ("publishable", "may_publish"),
    "unpublish": ("unpublishable", "may_unpublish"),
}


@pytest.fixture
def town() -> cast.Town:
    factories.steering_model()
    return cast.town()


def review_in(state: str, town: cast.Town, whose: str, year: int) -> Review:
    kind, owner = town.owners()[whose]
    plan = cast.plan_in(state if state in ("amending", "adopted", "rejected") else "proposed", kind, owner, year)
    if state in ("returned", "withdrawn"):
        workflow.give_back(plan, by=factories.user("decider"), reason="Gör om.")
    if state == "withdrawn":
        workflow.withdraw(plan, by=factories.user("writer"))
    return laying.review_of(plan)


def rights(access: Access, reviews: dict[str, Review]) -> dict[str, str]:
    """In words; fails where predicate and list disagree."""
    listed = {name: set(getattr(access, lists)()) for name, (lists, _) in ASK.items()}
    found = {}
    for key, review in reviews.items():
        asked = [name for name, (_, asks) in ASK.items() if getattr(access, asks)(review)]
        assert asked == [name for name in ASK if review in listed[name]], key
        found[key] = " ".join(asked)
    return found


def test_right_to_one_proposal_asks_of_its_own_kind(
    town: cast.Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    review = review_in("proposed", town, "mission", 2022)
    assert review.plan  # read before

    with django_assert_num_queries(2):  # the roles, and the right; not which departments serve whom
        assert Access(town.people["editor"]).may_read(review)


@pytest.fixture
def reviews(town: cast.Town) -> dict[str, Review]:
    return {
        f"{whose}, {state}": review_in(state, town, whose, 2022 + number)
        for whose in cast.PLANS
        for number, state in enumerate(STATES)
    }


def test_every_right_of_every_role_to_every_review_in_every_state(town: cast.Town, reviews: dict[str, Review]) -> None:
    people: dict[str, Any] = {**town.people, "visitor": AnonymousUser()}

    found = {name: rights(Access(person), reviews) for name, person in people.items()}

    assert found == {
        name: {f"{whose}, {state}": to[whose][state] for whose in cast.PLANS for state in STATES}
        for name, to in RELATIONS.items()
    }


def test_who_may_resolve_and_take_down(town: cast.Town) -> None:
    review = review_in("proposed", town, "mission", 2022)
    publishing.publish(review=review, meeting_on=review.opened_at.date(), papers_url="", by=town.people["secretary"])
    asked = laying.say(review, by=town.people["councillor"])
    answered = commenting.answer(to=asked, text="Så.", by=town.people["board_member"], settles=False)
    access = {name: Access(person) for name, person in town.people.items()}

    assert {name for name, one in access.items() if one.may_resolve(asked)} == {"councillor", "editor", "secretary"}
    assert not any(one.may_resolve(answered) for one in access.values())
    assert {name for name, one in access.items() if one.may_unpublish(review)} == {"secretary"}
    assert {name for name, one in access.items() if one.may_dispose} == {"steward"}


def test_nobody_may_resolve_what_is_decided(town: cast.Town) -> None:
    review = review_in("proposed", town, "mission", 2022)
    asked = laying.say(review, by=town.people["councillor"])
    workflow.reject(review.plan, decision=factories.decision(town.own), by=town.people["secretary"])

    assert not any(Access(person).may_resolve(asked) for person in town.people.values())


# Every address

PAGES: dict[str, tuple[str, int | None, int | None]] = {
    # address            right       GET   POST with an empty form
    "review":           ("read",     200,  None),
    "review_paper":     ("read",     200,  None),
    "review_pdf":       ("read",     200,  None),
    "review_compared":  ("read",     200,  None),
    "review_compared_paper": ("read", 200, None),
    "review_compared_pdf": ("read",  200,  None),
    "review_mark":      ("read",     None, 302),
    "review_seen":      ("read",     None, 204),
    "review_comment":   ("comment",  200,  422),
    "review_comments":  ("read",     200,  None),
    "review_answer":    ("comment",  200,  422),
    "review_state":     ("resolve",  None, 302),
    "review_meeting":   ("convene",  200,  302),
    "review_publish":   ("publish",  200,  422),
    "review_unpublish": ("unpublish", None, 302),
}  # fmt: skip
OTHERS: dict[str, tuple[str, int | None, int | None]] = {
    "before_decision": ("role",    200,  None),
    "before_decision_help": ("role", 200, None),
    "disposal":        ("dispose", 200,  422),
    "disposal_export": ("dispose", 404,  None),  # nothing is chosen
}  # fmt: skip
PUBLIC = ["proposal"]


def patterns() -> Iterator[tuple[str, str]]:
    """The name and the route of every address here."""

    def below(resolver: Any, route: str) -> Iterator[tuple[str, str]]:
        for one in resolver.url_patterns:
            here = f"{route}{one.pattern}"
            if isinstance(one, URLPattern):
                yield str(one.name), here
            else:
                yield from below(one, here)

    return below(get_resolver(), "")


def test_every_address_is_in_the_table() -> None:
    here = [name for name, route in patterns() if route.startswith(("infor-beslut/", "forslag/"))]

    assert sorted(here) == sorted([*PAGES, *OTHERS, *PUBLIC])


def address(name: str, review: Review, comment: Comment) -> str:
    more = {"review_answer": [comment.pk], "review_state": [comment.pk]}
    edition = ["2001", 1] if name.startswith("review_compared") else []
    return reverse(name, args=[review.public_id, *more.get(name, edition)])


def answers(name: str, access: Access, review: Review, comment: Comment) -> dict[str, int]:
    right, *statuses = PAGES[name]
    asked: Any = comment if right == "resolve" else review
    found = {}
    for method, status in zip(("GET", "POST"), statuses, strict=True):
        if status is None:
            found[method] = 405
        elif not access.may_read(review):
            is_typed = right == "comment" and method == "POST"
            found[method] = 409 if is_typed and access.heard().filter(pk=review.pk).exists() else 404
        else:
            found[method] = status if getattr(access, f"may_{right}")(asked) else 403
            if right == "comment" and method == "POST" and not review.is_open:
                found[method] = 409  # what was typed too late is shown again
    return found


def ask(client: Client, path: str) -> dict[str, int]:
    """The status of both methods; what is written is undone again."""
    found = {}
    for method in ("GET", "POST"):
        with transaction.atomic():
            response = client.generic(method, path)
            assert response["Cache-Control"] == "private, no-store", path
            found[method] = response.status_code
            if response.status_code < 400:
                transaction.set_rollback(True)
    return found


def logged_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def lying(town: cast.Town) -> list[tuple[Review, Comment]]:
    """Reviews in the states that make a difference, each with a comment; the first is published.

    Each owner has two editions before, so that there is one to compare with that is not the last.
    """
    for whose in ("mission", "strategic", "other operational"):
        for year in (2001, 2002):
            cast.plan_in("adopted", *town.owners()[whose], year)
    found = []
    for number, (whose, state) in enumerate(
        [
            ("mission", "proposed"),
            ("mission", "returned"),
            ("mission", "adopted"),
            ("strategic", "amending"),
            ("other operational", "proposed"),
        ]
    ):
        review = review_in(state, town, whose, 2022 + number)
        with unalterable.opened():
            asked = Comment.objects.create(review=review, text="Varför?", by=town.people["councillor"])
        found.append((review, asked))
    publishing.publish(
        review=found[0][0], meeting_on=found[0][0].opened_at.date(), papers_url="", by=town.people["secretary"]
    )
    return found


@pytest.mark.parametrize("who", WITH_ROLE)
def test_pages_for_whoever_has_a_role(who: str, town: cast.Town, lying: list[tuple[Review, Comment]]) -> None:
    client, access = logged_in(town.people[who]), Access(town.people[who])
    expected = {
        (name, review.plan.state, address(name, review, comment)): answers(name, access, review, comment)
        for name in PAGES
        for review, comment in lying
    }
    before = dump()

    found = {key: ask(client, key[2]) for key in expected}

    assert unlike(found, expected) == {}
    assert dump() == before


@pytest.mark.parametrize("who", [*WITHOUT_ROLE, "visitor"])
def test_pages_for_whoever_has_none(who: str, town: cast.Town, lying: list[tuple[Review, Comment]]) -> None:
    client = Client() if who == "visitor" else logged_in(town.people[who])
    refused = {"GET": 302, "POST": 401} if who == "visitor" else {"GET": 403, "POST": 403}
    expected = {
        address(name, review, comment): {
            method: 405 if status is None else refused[method] for method, status in (("GET", get), ("POST", post))
        }
        for name, (_, get, post) in PAGES.items()
        for review, comment in lying
    }
    before = dump()

    assert unlike({path: ask(client, path) for path in expected}, expected) == {}
    assert dump() == before


@pytest.mark.parametrize("who", [*WITH_ROLE, *WITHOUT_ROLE, "visitor"])
def test_pages_about_no_review(who: str, town: cast.Town) -> None:
    client = Client() if who == "visitor" else logged_in(town.people[who])
    refused = {"GET": 302, "POST": 401} if who == "visitor" else {"GET": 403, "POST": 403}
    expected = {}
    for name, (right, get, post) in OTHERS.items():
        may = who in WITH_ROLE and (right == "role" or who == "steward")
        expected[name] = {
            method: 405 if status is None else status if may else refused[method]
            for method, status in (("GET", get), ("POST", post))
        }

    assert unlike({name: ask(client, reverse(name)) for name in OTHERS}, expected) == {}


def test_published_proposal_is_for_everyone_and_the_others_for_nobody(
    town: cast.Town, lying: list[tuple[Review, Comment]]
) -> None:
    clients = [Client(), *(logged_in(person) for person in town.people.values())]

    found = [[client.get(f"/forslag/{review.public_id}/").status_code for review, _ in lying] for client in clients]

    assert found == [[200, 404, 404, 404, 404]] * len(clients)


def test_htmx_is_led_to_the_login_and_back(lying: list[tuple[Review, Comment]]) -> None:
    path = f"/infor-beslut/{lying[0][0].public_id}/"

    response = Client().post(
        f"{path}sedd/", headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{path}"}
    )

    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Redirect"] == f"/admin/login/?next={path.replace('/', '%2F')}"


def test_htmx_from_an_address_that_cannot_be_read_is_led_to_the_desk(lying: list[tuple[Review, Comment]]) -> None:
    path = f"/infor-beslut/{lying[0][0].public_id}/"

    response = Client().get(path, headers={"HX-Request": "true", "HX-Current-URL": "http://["})

    assert (response.status_code, response["HX-Redirect"]) == (204, "/admin/login/?next=%2Fadmin%2F")


def test_form_without_its_token_is_refused(town: cast.Town, lying: list[tuple[Review, Comment]]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people["councillor"])

    status = client.post(f"/infor-beslut/{lying[0][0].public_id}/synpunkt/", {"text": "Hej"}).status_code

    assert (status, Comment.objects.filter(text="Hej").exists()) == (403, False)


def test_refusal_is_logged(
    town: cast.Town, lying: list[tuple[Review, Comment]], caplog: pytest.LogCaptureFixture
) -> None:
    path = f"/infor-beslut/{lying[0][0].public_id}/"
    logged_in(town.people["other_editor"]).get(path)
    logged_in(town.people["editor"]).get(f"{path}sammantrade/")

    told = [one.getMessage() for one in caplog.records if one.name == "styrmodell.access"]
    assert told == [f"404 other_editor GET {path}", f"403 editor GET {path}sammantrade/"]
