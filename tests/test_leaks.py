"""Nothing of a plan that is not adopted is seen by anyone at a public address."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from plans import municipality_file
from plans.before_decision import publishing
from plans.models import Comment, FrameChange, Plan, PlanEvent, Review, Role, Thread
from plans.models.thread import PlanItem
from styrmodell.models import Body, Department, SteeringModel
from tests import kinds
from tests.planted import AMOUNT, KINDS, WORD, plant

DATA = Path(__file__).parent / "data"
ENTRANCES = ("/", "/sitemap.xml", "/robots.txt", f"/sok/?q={WORD}", f"/sok/?q={AMOUNT}")
LINK = re.compile(r'(?:href|action|hx-get)="(/[^"#]*)|<loc>http://testserver(/[^<]*)')
NOT_PUBLIC = ("/admin/", "/infor-beslut/", "/static/", "/media/")
NOT_WRITTEN = {"public_id", "seal", "previous_seal"}

Answer = tuple[int, bytes, dict[str, str], list[str]]

pytestmark = pytest.mark.django_db


def load(name: str) -> None:
    municipality_file.load((DATA / name).read_bytes(), folder=DATA)


# Everyone


def visitor() -> RequestFactory:
    return RequestFactory()


def staff() -> RequestFactory:
    """An official who is everything that one can be, of every body and department."""
    return _official("staff", *Role.Kind)


def official(kind: Role.Kind) -> Callable[[], RequestFactory]:
    """Somebody who has one role, of every body or department."""

    def log_in() -> RequestFactory:
        return _official(f"only-{kind}", kind)

    log_in.__name__ = kind.value
    return log_in


def _official(name: str, *kinds: Role.Kind) -> RequestFactory:
    user = User.objects.create_user(name, is_staff=True)
    for kind in kinds:
        for place in _places(kind):
            Role.objects.create(user=user, kind=kind, **place)
    return _logged_in(user)


def _places(kind: Role.Kind) -> list[dict[str, Body | Department]]:
    if kind == Role.Kind.STEWARD:
        return [{}]
    if kind == Role.Kind.HEAD:
        return [{"department": department} for department in Department.objects.all()]
    return [{"body": body} for body in Body.objects.all()]


def superuser() -> RequestFactory:
    return _logged_in(User.objects.create_superuser("superuser"))


def _logged_in(user: User) -> RequestFactory:
    client, factory = Client(), RequestFactory()
    client.force_login(user)
    factory.cookies = client.cookies
    return factory


EVERYONE = (visitor, staff, superuser)
TIMES = 18
"""How many plans of every kind in every state beside the adopted: some hundreds, with what is said of them."""


# What they see


def ask(someone: RequestFactory, address: str) -> HttpResponse:
    """Without the test client, which copies the context of every page."""
    response = WSGIHandler().get_response(someone.get(address))
    assert isinstance(response, HttpResponse)
    return response


def seen(response: HttpResponse) -> Answer:
    """Everything that an answer tells."""
    return response.status_code, response.content, dict(response.headers), list(response.cookies)


def crawl(someone: RequestFactory, *, leave: Callable[[str], bool] = lambda _: False) -> dict[str, Answer]:
    """Every answer that links lead to from the entrances."""
    waiting, found = list(ENTRANCES), dict[str, Answer]()
    while waiting:
        address = waiting.pop()
        if address not in found and not address.startswith(NOT_PUBLIC) and not leave(address):
            found[address] = seen(ask(someone, address))
            waiting += links_in(found[address])
    return found


def links_in(answer: Answer) -> list[str]:
    _, content, headers, _ = answer
    if headers["Content-Type"] == "application/pdf":
        return []
    return [unescape(link or location) for link, location in LINK.findall(content.decode())]


def differences(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    """The addresses whose answers are not the same, byte by byte, or are not there in both."""
    return sorted(address for address in before.keys() | after.keys() if before.get(address) != after.get(address))


def of_another_year(address: str) -> bool:
    """Or a PDF: there are too many of them here to make, and those of the smaller municipality show the same."""
    return address.endswith(".pdf") or re.search(r"/20\d\d/(\?|$)", address) is not None


# By links


def test_nobody_sees_more_than_what_is_adopted() -> None:
    load("lillby.json")
    before = crawl(visitor())
    assert len(before) > 100

    planted = len(plant(TIMES)) + Review.objects.count() + Comment.objects.count()

    assert planted >= 500
    for someone in (*EVERYONE, *map(official, Role.Kind)):
        assert differences(before, crawl(someone())) == [], someone.__name__


def test_published_proposal_is_its_own_page_and_no_more() -> None:
    load("lillby.json")
    before = crawl(visitor())
    plant()
    review, *others = Review.objects.order_by("pk")
    address = f"/forslag/{review.public_id}/"
    by = User.objects.create_user("secretary-of-the-meeting")

    publishing.publish(review=review, meeting_on=date(2022, 1, 1), papers_url="", by=by)

    assert differences(before, crawl(visitor())) == []
    assert WORD in ask(visitor(), address).content.decode()
    assert {ask(visitor(), f"/forslag/{other.public_id}/").status_code for other in others} == {404}
    publishing.unpublish(review=review, by=by)
    assert ask(visitor(), address).status_code == 404
    assert differences(before, crawl(visitor())) == []


def test_drafts_of_a_whole_municipality_are_not_seen() -> None:
    with transaction.atomic():
        load("adala.json")
        SteeringModel.objects.update(publication_version="same")
        before = crawl(visitor(), leave=of_another_year)
        transaction.set_rollback(True)
    load("adala-drafts.json")
    SteeringModel.objects.update(publication_version="same")
    assert Thread.objects.filter(public_id__startswith="canary").count() == 20

    after = crawl(visitor(), leave=of_another_year)

    assert differences(before, after) == []


# By address


@pytest.mark.parametrize("log_in", EVERYONE)
def test_address_of_what_is_not_adopted_is_not_there(log_in: Callable[[], RequestFactory]) -> None:
    load("lillby.json")
    someone = log_in()
    with transaction.atomic():
        plans = plant()
        addresses = [*addresses_of_threads(), *addresses_of_plans(plans), *addresses_of_reviews()]
        answers = {address: seen(ask(someone, address)) for address in addresses}
        transaction.set_rollback(True)

    assert len(addresses) > 100
    assert {status for status, *_ in answers.values()} == {404}
    assert differences(answers, {address: seen(ask(someone, address)) for address in addresses}) == []


def addresses_of_threads() -> list[str]:
    """With and without a year, of those whose kind has pages."""
    planted = Thread.objects.filter(public_id__startswith=WORD, kind__in=kinds.named())
    return [
        address
        for thread in planted
        for address in (thread.get_absolute_url(), reverse(f"{thread.kind}_year", args=[thread.public_id, 2022]))
    ]


def addresses_of_plans(plans: list[Plan]) -> list[str]:
    """Periods that nothing adopted has, and revisions that there are none of."""
    addresses = []
    for plan in plans:
        adopted = type(plan)._default_manager.adopted().filter(**{plan.OWNER: plan.owner})
        same = adopted.filter(first_year=plan.first_year, last_year=plan.last_year).count()
        if not same:
            addresses.append(plan.get_absolute_url())
        addresses += [
            f"{plan.get_absolute_url()}r{revision}/{tail}"
            for revision in range(same + 1, same + 4)
            for tail in ("", "andringar/", "handling/", "handling.pdf", "andringar/handling.pdf")
        ]
    return addresses


def addresses_of_reviews() -> list[str]:
    return [f"/forslag/{review.public_id}/" for review in Review.objects.all()]


# In files


def test_public_export_is_the_same_with_and_without() -> None:
    load("lillby.json")
    before = exported("--public")

    plant()

    assert exported("--public") == before
    assert WORD in exported()


def exported(*options: str) -> str:
    output = StringIO()
    call_command("export_municipality", *options, stdout=output)
    return output.getvalue()


# The tests themselves


def test_word_stands_in_every_text_of_every_plan_in_every_state() -> None:
    load("lillby.json")

    plant()

    for kind in KINDS:
        states = set(kind._default_manager.filter(introduction__contains=WORD).values_list("state", flat=True))
        assert states == {"draft", "proposed", "rejected", "withdrawn"}
    touched = [*KINDS, *items(), FrameChange, PlanEvent, Review, Comment]
    without = {
        f"{model.__name__}.{field.name}"
        for model in touched
        for field in written(model)
        if not model._default_manager.filter(**{f"{field.name}__contains": WORD}).exists()
    }
    assert without == set()


def items() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("plans").get_models() if issubclass(model, PlanItem)]


def written(model: type[models.Model]) -> list[models.Field]:
    """The fields that somebody writes freely."""
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in NOT_WRITTEN
    ]
