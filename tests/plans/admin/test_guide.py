"""The officials' guide: each page leads to the section that explains it, and every picture shows."""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, resolve, reverse

from plans.admin import guide
from plans.admin.parts import PARTS, slug_of
from plans.models import MissionPlan
from tests import cast
from tests.plans.admin.conftest import LogIn

pytestmark = pytest.mark.django_db

TEXT = guide.GUIDE.read_text(encoding="utf-8")
PICTURES = ["arbetssidan", "checklistan", "for-in-beslutet", "fordela-ramen", "mina-arenden", "samtidigt"]
MOST_BYTES = 600_000


def sections() -> set[str]:
    return set(re.findall(r'<h2 id="([^"]+)"', guide.read(TEXT)[2]))


def section_at(address: str) -> str:
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address)
    return guide.section_of(request)


def test_guide_opens_with_its_contents(log_in: LogIn) -> None:
    html = log_in("editor").get("/admin/hjalp/").content.decode()

    assert "<h1>Handledning för den som skriver och beslutar</h1>" in html
    assert set(re.findall(r'<a href="#([a-z-]+)"><span>', html)) == sections()


def test_every_picture_shows(log_in: LogIn) -> None:
    html = log_in("editor").get("/admin/hjalp/").content.decode()
    shown = re.findall(
        r'<img src="/static/guide/([a-z-]+)\.png" alt="[^"]+\." width="[1-9][0-9]+" height="[1-9][0-9]+"', html
    )

    assert sorted(shown) == PICTURES
    files = sorted((settings.BASE_DIR / "static/guide").iterdir())
    assert [file.stem for file in files] == PICTURES
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES


def test_councillors_guide_and_its_pictures_show(log_in: LogIn) -> None:
    html = log_in("councillor").get("/infor-beslut/hjalp/").content.decode()
    shown = re.findall(
        r'<img src="/static/councillor/([a-z-]+)\.png" alt="[^"]+\." width="[1-9][0-9]+" height="[1-9][0-9]+"', html
    )

    assert "<h1>Inför beslut: för dig som är förtroendevald</h1>" in html
    files = sorted((settings.BASE_DIR / "static/councillor").iterdir())
    assert sorted(shown) == [file.stem for file in files] == ["i-korthet", "listan", "synpunkt"]
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES


def test_pages_before_a_decision_lead_to_the_councillors_guide() -> None:
    text = guide.COUNCILLORS.read_text(encoding="utf-8")
    anchors = set(re.findall(r'<h2 id="([^"]+)"', guide.read(text)[2]))
    request = RequestFactory().get("/infor-beslut/")
    request.resolver_match = resolve("/infor-beslut/")

    assert guide.url_of(request) == "/infor-beslut/hjalp/#listan"
    assert set(guide.BEFORE_DECISION.values()) - anchors == set()


def test_every_anchor_that_pages_use_is_in_the_guide() -> None:
    used = {guide.START, guide.REFERENCE, *guide.SECTIONS.values(), *guide.OF_PARTS.values()}

    assert used - sections() == set()


def test_every_section_is_of_an_address_that_there_is() -> None:
    def names(given: list[URLPattern | URLResolver]) -> set[str]:
        found: set[str] = set()
        for one in given:
            found |= names(one.url_patterns) if isinstance(one, URLResolver) else {str(one.name)}
        return found

    models = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    assert guide.SECTIONS.keys() - names(admin.site.get_urls()) - models == set()


def test_every_part_has_its_section() -> None:
    assert guide.OF_PARTS.keys() == {part.slug for parts in PARTS.values() for part in parts}


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("/admin/", "mina-arenden"),
        ("/admin/planer/uppdragsplan/1/", "arbetssidan"),
        ("/admin/planer/uppdragsplan/1/belopp/", "fordela-ramen"),
        ("/admin/planer/uppdragsplan/1/uppdrag/ny/", "uppdrag"),
        ("/admin/planer/uppdragsplan/1/matt/abc/ta-bort/", "mal-och-matt"),
        ("/admin/planer/uppdragsplan/1/okand/ny/", "mina-arenden"),
        ("/admin/planer/verksamhetsplan/1/beslut/", "for-in-beslutet"),
        ("/admin/styrmodell/decision/add/", "upphav-och-ratta"),
        ("/admin/styrmodell/place/", "styrmodellens-uppgifter"),
        ("/admin/plans/role/1/change/", "behorigheter-och-konton"),
    ],
)
def test_page_leads_to_its_section(address: str, section: str) -> None:
    assert section_at(address) == section


def test_link_stands_on_our_pages_and_on_djangos(log_in: LogIn, town: cast.Town) -> None:
    plan = cast.plan_in("draft", MissionPlan, town.own, 2022)
    ours = log_in("editor").get(reverse("admin:plan", args=[slug_of(plan), plan.pk])).content.decode()
    djangos = log_in("steward").get(reverse("admin:styrmodell_decision_changelist")).content.decode()

    assert 'href="/admin/hjalp/#arbetssidan"' in ours
    assert 'href="/admin/hjalp/#upphav-och-ratta"' in djangos
