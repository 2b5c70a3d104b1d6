import pytest
from django.test import Client

from styrmodell.models import GoverningDocument, SteeringModel
from tests.reading import Part, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("adala")]


def titles(client: Client, query: str = "") -> list[str]:
    return [row.texts("a")[0] for row in page(client, f"/styrdokument/{query}").one("tbody").all("tr")]


def particulars(shown: Part) -> dict[str, str]:
    part = shown.one("dl", "particulars")
    return dict(zip(part.texts("dt"), part.texts("dd"), strict=True))


def test_register_shows_every_document_in_its_order(client: Client) -> None:
    assert titles(client) == [document.title for document in GoverningDocument.objects.order_by("position", "slug")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?galler=nej", ["Skolplan"]),
        ("?sort=policy", ["Finanspolicy"]),
        ("?sort=plan&galler=ja", ["Plan för skola och förskola"]),
        ("?sort=finns-inte&galler=nej", ["Skolplan"]),
    ],
)
def test_register_is_narrowed_by_links(client: Client, query: str, expected: list[str]) -> None:
    assert titles(client, query) == expected


def test_filters_are_links_with_counts_that_keep_the_other_choices(client: Client) -> None:
    [in_force] = [
        part for part in page(client, "/styrdokument/?sort=plan").all("nav", "filters")
        if part.attributes["aria-label"] == "Gäller"
    ]  # fmt: skip

    assert sorted(in_force.links) == [
        ("Alla 2", "?sort=plan#registret"),
        ("Gäller 2023 1", "?galler=ja&sort=plan#registret"),
        ("Gäller inte 2023 1", "?galler=nej&sort=plan#registret"),
    ]


def test_choices_that_nothing_meets_say_so(client: Client) -> None:
    shown = page(client, "/styrdokument/?sort=policy&galler=nej")

    assert shown.one("p", "empty").links == [("Visa alla", "/styrdokument/")]


def test_in_force_hangs_on_the_year_shown_and_not_on_the_clock(client: Client) -> None:
    SteeringModel.objects.update(shown_year=2021)

    assert titles(client, "?galler=nej") == ["Plan för skola och förskola"]
    document = page(client, "/styrdokument/plan-for-skola-och-forskola/").one("div", "titlepage")
    assert document.texts("span", "stamp") == ["Gäller inte än"]


def test_document_says_what_it_replaced_and_where_it_can_be_read(client: Client) -> None:
    shown = page(client, "/styrdokument/plan-for-skola-och-forskola/")

    assert particulars(shown) == {
        "Gäller": "från 1 januari 2022",
        "Antas av": "Kommunfullmäktige",
        "Beslut": "Kommunfullmäktige § E66, 29 september 2021",
        "Ansvarig": "Skolförvaltningen",
        "Ersätter": "Skolplan",
        "Läs det": "Hämta dokumentet PDF, 1 kB",
    }
    assert ("Hämta dokumentet", "/media/media/skolplan.pdf") in shown.links


def test_replaced_document_says_by_what(client: Client) -> None:
    shown = page(client, "/styrdokument/skolplan-2017/")

    assert particulars(shown)["Ersatt av"] == "Plan för skola och förskola"
    assert "Gäller inte längre" in shown.one("div", "titlepage").texts("span", "stamp")


def test_unknown_decision_and_missing_document_are_said(client: Client) -> None:
    told = particulars(page(client, "/styrdokument/regler-for-foreningsbidrag/"))

    assert told["Beslut"] == "uppgift saknas i källan"
    assert told["Läs det"] == "Dokumentet självt finns inte här. Fråga kommunens registrator."


def test_unknown_document_is_not_found(client: Client) -> None:
    assert client.get("/styrdokument/finns-inte/").status_code == 404


def test_house_and_values_lead_to_the_register(client: Client) -> None:
    assert page(client, "/").one("a", "papers").attributes["href"] == "/styrdokument/"
    assert ("Hela registret", "/styrdokument/") in page(client, "/vardegrund/").links
