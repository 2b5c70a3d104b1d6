import json
from collections.abc import Callable

import pytest
from django.test import Client

from plans import municipality_file
from tests.reading import page

pytestmark = pytest.mark.django_db


def test_municipality_is_what_the_public_export_says(client: Client, adala: None) -> None:
    response = client.get("/om/data/kommun.json")

    assert response.content.decode() == municipality_file.dumps(municipality_file.export(public=True))
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="kommun-9999.json"'


def test_drafts_are_not_in_it(client: Client, put: Callable[[str], None]) -> None:
    put("tests/data/adala-drafts.json")

    assert b"CANARY" not in client.get("/om/data/kommun.json").content.upper()


def test_unchanged_municipality_is_not_sent_again(client: Client, adala: None) -> None:
    etag = client.get("/om/data/kommun.json").headers["ETag"]

    assert client.get("/om/data/kommun.json", headers={"if-none-match": etag}).status_code == 304


def test_schema_is_that_of_the_file(client: Client, adala: None) -> None:
    schema = json.loads(client.get("/om/data/kommun.schema.json").content)

    assert schema["properties"].keys() == json.loads(client.get("/om/data/kommun.json").content).keys()


def test_page_leads_to_everything_that_can_be_downloaded(client: Client, adala: None) -> None:
    addresses = [address for _, address in page(client, "/om/data/").one("main").links]

    assert addresses == [
        "/om/",
        "/om/data/kommun.json",
        "/om/data/kommun.schema.json",
        "/budget/2023/ramar.csv",
        "/budget/2023/fordelning.csv",
        "/budget/2023/justeringar.csv",
        "/investeringar/2023/investeringar.csv",
        "/nya-beslut/atom.xml",
        "/nya-beslut/",
    ]
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("address", ["/om/data/", "/om/data/kommun.json"])
def test_nothing_is_handed_out_before_a_municipality_is_loaded(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
