"""The whole public site of three municipalities: every link leads somewhere, every page is sound."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from plans import municipality_file
from plans.invented import invented_municipality
from tests import kinds
from tests.browser.pages import LISTED, PLACES, Place
from tests.crawl import Crawl, crawl, kind_of
from tests.markup import Markup

SODERKOPING = Path(__file__).parents[1] / "data/soderkoping.json"
ADALA = Path(__file__).parent / "data/adala.json"
NOT_PAGES = {"favicon.ico", "media", "robots", "sitemap", "status"} | {
    name for name in kinds.named() if name.endswith("_pdf")
}
NOT_HERE = {"soderkoping": {"operational_plan_compared", "operational_plan_compared_paper"}, "adala": set[str]()}
"""Söderköping's departments have two editions each, so that every comparison is with the one before."""
ALL, MANY, SOME = 10_000, 1500, 300

pytestmark = pytest.mark.django_db


def crawled(municipality: bytes, folder: Path, limit: int, also: Iterable[str] = ()) -> Crawl:
    """The site of the municipality; the database is empty again afterwards.

    What stands on the pages is seen on SQLite; on PostgreSQL some of every kind show that it can answer them all.
    """
    with transaction.atomic():
        municipality_file.load(municipality, folder=folder)
        found = crawl(limit=limit if connection.vendor == "sqlite" else SOME, also=also)
        transaction.set_rollback(True)
    return found


def missing_from(listed: Iterable[Place], sites: dict[str, Crawl]) -> list[Place]:
    """What to add to the list, as little as is needed to show everything that stands on any kind of page."""
    shown = {
        (name, address): {_state(kind_of(address), mark) for mark in page.marks}
        for name, site in sites.items()
        for address, page in site.pages.items()
    }
    lacking = set().union(*shown.values()).difference(*(shown[place] for place in listed))
    missing = []
    while lacking:
        missing.append(max(shown, key=lambda place: (len(shown[place] & lacking), -len(place[1]), place)))
        lacking -= shown[missing[-1]]
    return missing


def _state(kind: str, mark: str) -> tuple[str, str]:
    """Years and revisions make no difference to what a page must show; each colour has to be seen once."""
    if mark.startswith((".tone-", ".series-")):
        return "", mark
    return kind.removesuffix("_year").removesuffix("_revision"), re.sub(r"\d+", "", mark)


def test_hand_made_municipalities() -> None:
    sites = {
        "soderkoping": crawled(SODERKOPING.read_bytes(), SODERKOPING.parent, ALL, LISTED["soderkoping"]),
        "adala": crawled(ADALA.read_bytes(), ADALA.parent, ALL, LISTED["adala"]),
    }

    for name, site in sites.items():
        assert site.faults == []
        assert site.twins == []
        assert site.kinds == set(kinds.named()) - NOT_PAGES - NOT_HERE[name]
    assert missing_from(PLACES, sites) == []


def test_large_municipality() -> None:
    """Twelve bodies and eight years make more pages than there is time for: 1,500 of them, of every kind."""
    municipality = invented_municipality(bodies=12, years=8, seed=1, objectives=2, assignments=2, activities=1)

    site = crawled(municipality_file.dumps(municipality).encode(), ADALA.parent, MANY)

    assert site.faults == []
    assert site.kinds == set(kinds.named()) - NOT_PAGES - {"film"}


@pytest.mark.parametrize("address", ["/finns-inte/", "/mal/finns-inte/", "/namnder/2099/"])
def test_missing_page_is_sound(address: str, client: Client) -> None:
    municipality_file.load(ADALA.read_bytes(), folder=ADALA.parent)

    response = client.get(address)

    assert response.status_code == 404
    assert Markup(response.content.decode()).faults == []


def test_empty_site_is_sound(client: Client) -> None:
    assert Markup(client.get("/").content.decode()).faults == []
