from datetime import date

import pytest
from django.test import Client

from styrmodell.models import Body, Decision
from tests import factories
from tests.markup import Markup
from tests.pages import text
from tests.reading import page

pytestmark = pytest.mark.usefixtures("soderkoping")


def test_decisions_shows_the_latest_thirty(client: Client) -> None:
    shown = client.get("/beslut/").context["decisions"]

    assert len(shown) == 30
    assert shown[0].slug == "kf-2022-09-28-e9"
    assert sorted(shown, key=lambda decision: decision.date, reverse=True) == shown


def test_decisions_of_a_year_are_all_there(client: Client) -> None:
    context = client.get("/beslut/2022/").context

    assert [decision.slug for decision in context["decisions"]] == [
        "kf-2022-09-28-e9",
        "ks-2022-05-10-e6",
        "kf-2022-04-27-e4",
    ]
    assert [link.label for link in context["years"]] == [
        "Senaste", "2022", "2021", "2020", "2019", "2018", "2017", "2016",
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["/beslut/2015/", "/beslut/finns-inte/"])
def test_decision_unknown_year_or_slug_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_decision_shows_the_plan_that_it_adopted_and_how_it_was_prepared(client: Client) -> None:
    context = client.get("/beslut/kf-2021-06-16-e7/").context

    assert context["plans"] == [
        {
            "what": "Antog",
            "owner": "Kommunfullmäktige",
            "title": "Strategisk plan 2022–2025",
            "url": "/strategisk-plan/2022-2025/r1/",
        }
    ]
    assert [decision.slug for decision in context["prepared_by"]] == ["ks-2021-05-18-e7", "ks-2021-06-01-e8"]


def test_decision_shows_what_it_prepared(client: Client) -> None:
    prepares = client.get("/beslut/ks-2021-05-18-e7/").context["prepares"]

    assert [decision.slug for decision in prepares] == ["ks-2021-06-01-e8", "kf-2021-06-16-e7"]


def test_decision_shows_the_money_that_it_moved(client: Client) -> None:
    outcomes = client.get("/beslut/kf-2022-09-28-e9/").context["outcomes"]

    assert [(row.kind, row.body.short_name, row.amount) for row in outcomes.frame_adjustments] == [
        ("reallocation", "BUN", 600),
        ("supplementary", "SN", 2500),
    ]


def test_decision_shows_investments_at_the_plan_that_has_them(client: Client) -> None:
    response = client.get("/beslut/kf-2022-04-27-e4/")

    shown = response.context["outcomes"].investment_adjustments
    assert [(row.amount, investment.number) for row, investment in shown] == [(3400, 1), (2000, 11), (1000, 18)]
    assert "/investeringar/did27hbm/" in Markup(response.content.decode()).links


def test_decision_about_the_investment_budget_says_so(client: Client) -> None:
    shown = text(client.get("/beslut/kf-2021-11-24-e12/").content)

    assert "Beslutade om investeringarna i Strategisk plan 2022–2025" in shown


def test_decision_about_a_governing_document_says_so(client: Client) -> None:
    shown = page(client, "/beslut/sn-2021-02-16-e2/").section("Det här blev beslutat")

    assert shown.texts("li") == ["Antog Delegationsordning för socialnämnden delegationsordning, från 1 mars 2021"]


def test_decision_whose_paragraph_is_unknown_says_so(client: Client) -> None:
    assert "§ saknas i källan" in text(client.get("/beslut/kf-2020-02-26-attestreglemente/").content)


def test_decision_on_delegation_has_no_paragraph(client: Client) -> None:
    shown = text(client.get("/beslut/socialforvaltningen-2021-12-15/").content)

    assert "Förvaltningschefen, socialförvaltningen på delegation, utan §" in shown
    assert "saknas i källan" not in shown


def test_decision_that_nothing_rests_on_says_so(client: Client) -> None:
    shown = text(client.get("/beslut/sbn-2018-08-28-74/").content)

    assert "Inget mål, ingen plan och inga pengar i portalen bygger på beslutet." in shown


def test_decision_that_is_corrected_keeps_its_page(client: Client) -> None:
    old = Decision.objects.get(slug="sn-2021-10-05-e10")
    new = factories.decision(old.body, corrects=old, paragraph="§ E11", slug="rattelse")

    assert "Uppgifterna här är rättade genom Socialnämnden § E11" in text(client.get(old.get_absolute_url()).content)
    assert "Rättar Socialnämnden § E10, 5 oktober 2021" in text(client.get(new.get_absolute_url()).content)


def test_decision_shows_nothing_of_a_proposal(client: Client) -> None:
    council = Body.objects.get(slug="kommunfullmaktige")
    proposal = factories.strategic_plan(council, first_year=2023, last_year=2026, introduction="Hemlig")
    proposal.investment_decision = Decision.objects.get(slug="kf-2021-11-24-e12")
    proposal.save()

    assert "2023–2026" not in client.get("/beslut/kf-2021-11-24-e12/").content.decode()


@pytest.mark.parametrize("year", [1900, 2099])
def test_decision_of_any_year_has_its_place_in_the_list(client: Client, year: int) -> None:
    factories.decision(on=date(year, 1, 2))

    assert [client.get(address).status_code for address in ("/beslut/", f"/beslut/{year}/")] == [200, 200]
