import re

import pytest
from django.test import Client

from plans.models import Activity, Assignment, Objective, SpecialAssignment
from styrmodell.models import SteeringModel
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db


def listed(client: Client) -> list[str]:
    """The addresses of the sitemap, without the host."""
    content = client.get("/sitemap.xml").content.decode()
    return re.findall(r"<loc>http://testserver(.*?)</loc>", content)


def true_municipality() -> None:
    """One of everything that has a page, adopted, and none of it an example."""
    factories.steering_model()
    council, committee = factories.council(slug="fullmaktige"), factories.body(slug="namnden")
    department = factories.department(serving=[committee], slug="forvaltningen")
    strategic = factories.strategic_plan(council)
    goal = factories.prioritised_goal(strategic).goal
    factories.special_assignment(strategic, committee)
    factories.adopt(strategic, decision_made=factories.decision(council, slug="a"))
    mission = factories.mission_plan(committee)
    assignment = factories.assignment(factories.objective(mission, goal), department)
    factories.adopt(mission, decision_made=factories.decision(committee, slug="b"))
    operational = factories.operational_plan(department)
    factories.activity(operational, assignment.thread)
    factories.adopt(operational, decision_made=factories.decision(department, slug="c"))


def test_true_pages_are_listed(client: Client) -> None:
    true_municipality()

    threads = {
        item.objects.get().thread.get_absolute_url() for item in (SpecialAssignment, Objective, Assignment, Activity)
    }
    assert threads <= set(listed(client))
    assert {
        "/",
        "/vardegrund/",
        "/beslut/a/",
        "/beslut/b/",
        "/beslut/c/",
        "/strategisk-plan/2022-2025/",
        "/namnder/namnden/uppdragsplan/2022-2025/",
        "/forvaltningar/forvaltningen/verksamhetsplan/2022/",
    } <= set(listed(client))


def test_every_page_is_listed_once_is_there_and_may_be_indexed(client: Client) -> None:
    true_municipality()

    addresses = listed(client)

    assert len(addresses) == len(set(addresses))
    for address in addresses:
        assert [meta.attributes for meta in page(client, address).all("meta", name="robots")] == [], address


def test_pages_of_the_first_municipality_that_are_listed_may_be_indexed(client: Client, soderkoping: None) -> None:
    addresses = listed(client)

    assert addresses
    for address in addresses:
        assert [meta.attributes for meta in page(client, address).all("meta", name="robots")] == [], address


def test_examples_are_not_listed(client: Client, adala: None) -> None:
    assert listed(client) == []


def test_drafts_are_not_listed(client: Client) -> None:
    true_municipality()
    before = listed(client)

    draft = factories.mission_plan(first_year=2026, last_year=2029)
    factories.assignment(factories.objective(draft))

    assert listed(client) == before


def test_nothing_is_listed_without_a_municipality(client: Client) -> None:
    assert not SteeringModel.objects.exists()
    assert listed(client) == []
