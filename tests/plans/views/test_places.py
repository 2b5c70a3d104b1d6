import pytest
from django.test import Client

from plans.models import Activity, Investment
from styrmodell.models import Place
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town() -> Place:
    """A place with an activity and an investment in 2022, and another that nothing names."""
    factories.steering_model()
    place = Place.objects.create(slug="mogata", name="Mogata")
    Place.objects.create(slug="borrum", name="Börrum")
    council = factories.council()
    goal = factories.goal()
    plan = factories.strategic_plan(council)
    factories.prioritised_goal(plan, goal)
    factories.investment(plan, {2022: 2500}, title="Förskola", place=place)
    factories.investment(plan, {2022: 1}, title="Bro", number=2, position=1)
    factories.adopt(plan)
    body = factories.body()
    department = factories.department(serving=[body], slug="forvaltningen")
    mission = factories.mission_plan(body)
    assignment = factories.assignment(factories.objective(mission, goal), department)
    factories.adopt(mission)
    operational = factories.operational_plan(department)
    factories.activity(operational, assignment.thread, title="Cirkel", place=place)
    factories.activity(operational, assignment.thread, title="Annat", position=1)
    factories.adopt(operational)
    return place


def test_places_say_how_much_names_them(client: Client) -> None:
    lines = page(client, "/orter/").section("Orterna 2022").all("li")

    assert [(line.href, line.one("p").text) for line in lines] == [
        ("/orter/borrum/", "inget som gäller just den här platsen"),
        ("/orter/mogata/", "1 aktivitet och 1 investering"),
    ]


def test_place_shows_what_is_done_and_built_there(client: Client) -> None:
    shown = page(client, "/orter/mogata/")
    activity, investment = Activity.objects.get(title="Cirkel"), Investment.objects.get(title="Förskola")

    assert shown.one("ul", "activities").links == [("Cirkel", f"/aktiviteter/{activity.thread.public_id}/")]
    [row] = shown.one("tbody").all("tr")
    assert row.href == f"/investeringar/{investment.thread.public_id}/"
    assert row.all("td")[-1].text == "2 500"


def test_place_in_a_year_without_activities_says_so(client: Client) -> None:
    shown = page(client, "/orter/mogata/2024/")

    assert shown.texts("p", "empty") == ["Ingen verksamhetsplan för året nämner platsen."]
    assert shown.one("tbody").href.endswith("/2024/")


def test_place_that_nothing_names_says_so(client: Client) -> None:
    assert len(page(client, "/orter/borrum/").all("p", "empty")) == 2


@pytest.mark.parametrize("address", ["/orter/finns-inte/", "/orter/mogata/2031/", "/orter/2031/"])
def test_unknown_place_or_year_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_drafts_name_no_place(client: Client, town: Place) -> None:
    before = client.get("/orter/mogata/").content
    draft = factories.operational_plan(factories.department(), 2022)
    factories.activity(draft, title="CANARYDRAFT", place=town)
    factories.investment(factories.strategic_plan(factories.council()), {2022: 1}, place=town)

    assert client.get("/orter/mogata/").content == before


def test_activity_leads_to_its_place(client: Client) -> None:
    activity = Activity.objects.get(title="Cirkel")

    shown = page(client, f"/aktiviteter/{activity.thread.public_id}/2023/")

    assert ("Mogata", "/orter/mogata/2023/") in shown.links
