"""What every page tells search engines of itself."""

import json
import re

import pytest
from django.test import Client

from styrmodell.models import SteeringModel

pytestmark = pytest.mark.django_db

TRAIL = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]+)">')
HOST = "http://testserver"


def content(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def trail(client: Client, address: str) -> list[tuple[int, str, str | None]]:
    [data] = [json.loads(found) for found in TRAIL.findall(content(client, address))]
    assert (data["@context"], data["@type"]) == ("https://schema.org", "BreadcrumbList")
    return [(step["position"], step["name"], step.get("item")) for step in data["itemListElement"]]


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", "/"),
        ("/mal/miljo/", "/mal/miljo/"),
        ("/mal/miljo/2022/", "/mal/miljo/"),
        ("/mal/miljo/2021/", "/mal/miljo/2021/"),
        ("/mal/2022/", "/mal/"),
        ("/namnder/?x=1", "/namnder/"),
        ("/budget/2022/?ordning=-namn", "/budget/"),
        ("/beslut/2022/", "/beslut/2022/"),
        ("/beslut/", "/beslut/"),
    ],
)
def test_page_has_one_address(client: Client, soderkoping: None, address: str, canonical: str) -> None:
    assert CANONICAL.findall(content(client, address)) == [HOST + canonical]


def test_missing_page_has_no_address(client: Client, soderkoping: None) -> None:
    for address in ("/finns-inte/", "/mal/finns-inte/"):
        assert CANONICAL.findall(client.get(address).content.decode()) == []


def test_breadcrumbs_are_data_too(client: Client, soderkoping: None) -> None:
    assert trail(client, "/namnder/socialnamnden/") == [
        (1, "Nämnder och planer", f"{HOST}/namnder/"),
        (2, "Socialnämnden", None),
    ]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/om/data/", "Öppna data"),
        ("/om/kakor/", "Kakor"),
        ("/om/ny-som-fortroendevald/", "Ny som förtroendevald"),
        ("/om/ord/", "Ord som används här"),
        ("/om/tillganglighet/", "Tillgänglighetsredogörelse"),
    ],
)
def test_pages_about_the_portal_stand_below_how_it_is_steered(
    client: Client, soderkoping: None, address: str, title: str
) -> None:
    assert trail(client, address) == [(1, "Så styrs kommunen", f"{HOST}/om/"), (2, title, None)]


def test_red_thread_is_the_trail_down_to_the_page(client: Client, soderkoping: None) -> None:
    assert trail(client, "/uppdrag/gfgp4jc4/") == [
        (1, "Livsglädje. Alla dagar.", f"{HOST}/"),
        (2, "Hälsa", f"{HOST}/mal/halsa/"),
        (3, "Elever trivs och är i skolan", f"{HOST}/namndmal/w3y0nm2i/"),
        (4, "Servera skollunch som fler äter", f"{HOST}/uppdrag/gfgp4jc4/"),
    ]


def test_page_without_a_way_down_has_no_trail(client: Client, soderkoping: None) -> None:
    for address in ("/", "/om/", "/beslut/", "/sok/"):
        assert TRAIL.findall(content(client, address)) == []


def test_nothing_in_the_trail_ends_it(client: Client, soderkoping: None) -> None:
    SteeringModel.objects.update(vision="</script><script>alert('&')</script>")

    assert trail(client, "/mal/miljo/")[0] == (1, "</script><script>alert('&')</script>", f"{HOST}/")


def test_every_kind_of_page_describes_itself(client: Client, soderkoping: None) -> None:
    addresses = [
        *("/", "/mal/", "/mal/miljo/", "/rod-trad/", "/rod-trad/alla/", "/strategisk-plan/", "/sarskilda-uppdrag/"),
        *("/namnder/", "/namnder/socialnamnden/", "/forvaltningar/", "/uppdrag/gfgp4jc4/", "/nya-beslut/", "/beslut/"),
        *("/budget/", "/investeringar/", "/styrdokument/", "/globala-malen/", "/sok/", "/vardegrund/"),
    ]

    described = {address: DESCRIPTION.findall(content(client, address)) for address in addresses}

    assert {len(found) for found in described.values()} == {1}
    assert len({found[0] for found in described.values()}) == len(addresses)
