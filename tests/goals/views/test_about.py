import pytest
from django.test import Client

from styrmodell.models import YearEvent
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("adala")
def test_levels_are_told_from_the_vision_to_this_year(client: Client) -> None:
    strand = page(client, "/om/").one("ol", "strand")

    assert [(step.one(class_="level").text, step.href) for step in strand.all("li")] == [
        ("Vision", "/"),
        ("Mål", "/mal/"),
        ("Strategisk plan", "/strategisk-plan/"),
        ("Uppdragsplan", "/namnder/"),
        ("Verksamhetsplan", "/forvaltningar/"),
    ]


@pytest.mark.usefixtures("adala")
def test_year_is_told_in_the_order_of_the_data(client: Client) -> None:
    year = page(client, "/om/").one("div", "theyear")

    assert [(event.one(class_="when").text, event.one("h3").text) for event in year.all("li")] == [
        ("Juni", "Ramarna beslutas"),
        ("Oktober–december", "Uppdragsplanerna antas"),
        ("November, bara valår", "Budgeten efter val"),
        ("Mars–april", "Årsredovisningen"),
    ]


@pytest.mark.usefixtures("adala")
def test_picture_has_one_arc_for_each_event(client: Client) -> None:
    wheel = page(client, "/om/").one("svg", "wheel")

    assert wheel.attributes["aria-hidden"] == "true"
    assert [arc.one("text").text for arc in wheel.all("g")] == ["1", "2", "3", "4"]
    assert [arc.one("text").text for arc in wheel.all("g") if "data-election" in arc.attributes] == ["3"]


def test_municipality_without_events_says_so(client: Client) -> None:
    factories.steering_model()

    assert (
        page(client, "/om/")
        .section("Ett år i styrningen")
        .text.startswith("Ett år i styrningen Kommunen har inte lagt in sitt år här.")
    )


def test_links_out_are_those_that_the_municipality_has(client: Client) -> None:
    factories.steering_model(
        website="https://kommun.example.org",
        notice_board_url="https://kommun.example.org/anslag",
        minutes_url="https://kommun.example.org/protokoll",
        registrator_url="https://kommun.example.org/registrator",
    )

    section = page(client, "/om/").section("Protokoll, anslagstavla och registrator")

    assert section.links == [
        ("kommunens anslagstavla", "https://kommun.example.org/anslag"),
        ("kommunens protokoll", "https://kommun.example.org/protokoll"),
        ("kommunens registrator", "https://kommun.example.org/registrator"),
    ]
    assert "Det du skriver till kommunen blir en allmän handling" in section.text


def test_what_is_not_linked_is_said_to_be_on_the_website(client: Client) -> None:
    factories.steering_model(website="https://kommun.example.org")

    section = page(client, "/om/").section("Protokoll, anslagstavla och registrator")

    assert section.links == [("kommunens webbplats", "https://kommun.example.org")]


def test_page_is_an_example_when_something_on_it_is(client: Client) -> None:
    factories.steering_model()
    assert client.get("/om/").context["is_example"] is False

    YearEvent.objects.create(slug="steg", title="Steg", who="Alla", month_from=1, month_to=1, is_example=True)

    assert client.get("/om/").context["is_example"] is True


def test_nothing_is_told_before_a_municipality_is_loaded(client: Client) -> None:
    assert client.get("/om/").status_code == 404
