import pytest
from django.test import Client
from pytest_django import Settings

from styrmodell import accessibility
from styrmodell.glossary import WORDS
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db

ADDRESSES = ["/om/ord/", "/om/ny-som-fortroendevald/", "/om/tillganglighet/", "/om/kakor/"]


@pytest.fixture(autouse=True)
def municipality() -> None:
    factories.steering_model(website="https://kommun.example.org")


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_leads_back_to_where_the_steering_is_told(client: Client, address: str) -> None:
    assert page(client, address).one("nav", "breadcrumbs").links == [("Så styrs kommunen", "/om/")]


def test_foot_of_every_page_leads_to_what_is_told_about_it(client: Client) -> None:
    [foot] = page(client, "/om/kakor/").all("nav", **{"aria-label": "Om webbplatsen"})

    assert [address for _, address in foot.links] == [
        "/om/",
        "/om/ny-som-fortroendevald/",
        "/om/ord/",
        "/om/data/",
        "/om/tillganglighet/",
        "/om/kakor/",
    ]


def test_every_word_is_explained_at_an_address_of_its_own(client: Client) -> None:
    words = page(client, "/om/ord/").one("dl", "wordlist")

    assert dict(zip(words.texts("dt"), words.texts("dd"), strict=True)) == WORDS
    anchors = [part.attributes["id"] for part in words.all("div")]
    assert anchors[0] == "aktivitet"
    assert len(set(anchors)) == len(anchors)


# The accessibility statement


def statement(client: Client) -> str:
    return page(client, "/om/tillganglighet/").one("main").text


@pytest.mark.parametrize(
    "told",
    [
        "Ansvarig aktör Provby kommun",
        "Webbplats Politisk styrning, Provby kommun",
        "Delvis förenlig med lagen (2018:1937) om tillgänglighet till digital offentlig service",
        "Innehåll som inte är tillgängligt",
        "Oskäligt betungande anpassning (12 §)",
        "Innehåll som lagen inte omfattar (9 §)",
        "EN 301 549 V3.2.1",
        accessibility.NOT_TRIED,
    ],
)
def test_statement_has_what_the_law_asks_for(client: Client, told: str) -> None:
    assert told in statement(client)


def test_statement_says_when_it_was_made(client: Client) -> None:
    days = page(client, "/om/tillganglighet/").one("main").all("time")

    assert [day.attributes["datetime"] for day in days] == [
        accessibility.ASSESSED_ON.isoformat(),
        accessibility.UPDATED_ON.isoformat(),
    ]
    assert accessibility.ASSESSED_ON <= accessibility.UPDATED_ON


def test_statement_lists_every_shortcoming_and_why(client: Client) -> None:
    section = page(client, "/om/tillganglighet/").section("Innehåll som inte är tillgängligt")

    assert section.texts("h3") == [shortcoming.what for shortcoming in accessibility.SHORTCOMINGS]
    assert all(shortcoming.why in section.text for shortcoming in accessibility.SHORTCOMINGS)


def test_statement_leads_to_the_supervisor(client: Client) -> None:
    section = page(client, "/om/tillganglighet/").section("Tillsyn")

    assert section.links == [("anmäla det till Digg", "https://www.digg.se/tdosanmalan")]


def test_statement_says_honestly_that_no_contact_is_given(client: Client) -> None:
    section = page(client, "/om/tillganglighet/").section("Säg till om något brister")

    assert "har inte angett någon särskild kontaktväg ännu" in section.text
    assert section.links == [("kommunens vanliga kontaktvägar", "https://kommun.example.org")]


def test_statement_shows_the_contact_that_the_installation_gives(client: Client, settings: Settings) -> None:
    settings.ACCESSIBILITY_CONTACT_EMAIL = "tillganglighet@kommun.example.org"
    settings.ACCESSIBILITY_CONTACT_URL = "https://kommun.example.org/synpunkt"
    settings.ACCESSIBILITY_CONTACT_PHONE = "0121-181 00"

    section = page(client, "/om/tillganglighet/").section("Säg till om något brister")

    assert section.links == [
        ("tillganglighet@kommun.example.org", "mailto:tillganglighet@kommun.example.org"),
        ("Använd kommunens formulär", "https://kommun.example.org/synpunkt"),
    ]
    assert "Ring 0121-181 00" in section.text
    assert "inte angett" not in section.text


# Cookies


def test_cookies_are_named_as_this_installation_names_them(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

    section = page(client, "/om/kakor/").section("Du som loggar in")

    assert section.texts("dt") == ["__Host-csrf", "__Host-session"]
    assert "efter 10 timmar" in section.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_visitor_gets_no_cookie(client: Client, address: str) -> None:
    assert client.get(address).cookies == {}
