import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from styrmodell.context import MENU, portal, steering_of
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db


def current(address: str) -> list[str]:
    """What the main menu says that we are at."""
    entries = portal(RequestFactory().get(address))["main_menu"]
    return [entry["label"] for entry in entries if entry["is_current"]]


def test_municipality_is_read_once_for_each_request(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    steering = factories.steering_model()
    request = rf.get("/")

    with django_assert_num_queries(1):
        assert [steering_of(request), steering_of(request)] == [steering, steering]


def test_missing_municipality_is_looked_for_once(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = rf.get("/")

    with django_assert_num_queries(1):
        assert [steering_of(request), steering_of(request)] == [None, None]


@pytest.mark.parametrize(("label", "name"), MENU)
def test_every_entry_of_the_menu_leads_to_a_page_that_it_marks(client: Client, label: str, name: str) -> None:
    factories.steering_model()

    menu = page(client, reverse(name)).one("nav", "mainmenu")

    assert menu.links == [(text, reverse(other)) for text, other in MENU]
    assert [link.text for link in menu.all("a") if "aria-current" in link.attributes] == [label]


@pytest.mark.parametrize(
    ("address", "labels"),
    [
        ("/", []),
        ("/mal/natur/2022/", ["Målen"]),
        ("/namnder/kommunstyrelsen/uppdragsplan/2021-2024/", ["Nämnder och planer"]),
        ("/strategisk-plan/2021-2024/", ["Strategisk plan"]),
        ("/rod-trad/alla/", ["Röd tråd"]),
        ("/finns-inte/", []),
    ],
)
def test_menu_marks_the_part_of_the_site(address: str, labels: list[str]) -> None:
    assert current(address) == labels
