import pytest
from django.test import Client

from styrmodell.models import CoreValue, GoverningDocument, SteeringModel
from tests.markup import Markup

pytestmark = pytest.mark.usefixtures("soderkoping")


def test_values_shows_the_base_of_the_house(client: Client) -> None:
    response = client.get("/vardegrund/")

    context = response.context
    assert [value.name for value in context["core_values"]] == ["Helhetssyn", "Engagemang", "Nytänkande", "Tydlighet"]
    assert [outlook.slug for outlook in context["outlooks"]] == [
        "politiker",
        "medarbetare",
        "myndighet",
        "arbetsgivare",
        "plats",
    ]
    page = Markup(response.content.decode())
    assert page.faults == []
    assert {"vision", "huvuduppdrag", "styrdokument", "tydlighet", "plats"} <= set(page.ids)


def test_values_leaves_out_what_has_ended(client: Client) -> None:
    documents = client.get("/vardegrund/").context["documents"]

    assert len(documents) == 24
    assert "skolskjutsregler" not in {document.slug for document in documents}


def test_values_without_value_words_says_so(client: Client) -> None:
    CoreValue.objects.all().delete()

    assert "Kommunen har inga värdeord." in client.get("/vardegrund/").content.decode()


def test_values_is_marked_as_long_as_it_shows_an_example(client: Client) -> None:
    before = client.get("/vardegrund/").context["is_example"]
    GoverningDocument.objects.update(is_example=False)

    assert (before, client.get("/vardegrund/").context["is_example"]) == (True, False)


def test_values_without_a_municipality_is_not_found(client: Client) -> None:
    SteeringModel.objects.all().delete()

    assert client.get("/vardegrund/").status_code == 404
