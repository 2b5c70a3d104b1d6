from datetime import date

import pytest
from django.test import Client

from plans import workflow
from plans.models import MissionPlan
from styrmodell.models import Body, Department
from tests import factories
from tests.reading import page


def headings(client: Client, address: str) -> dict[str, list[str]]:
    """The editions under the heading of each level."""
    found = page(client, address)
    return {
        section.one("h2").text: section.texts("h3") for section in found.all("section") if section.all("ul", "changed")
    }


def test_editions_stand_in_the_order_of_the_chain(client: Client, soderkoping: None) -> None:
    levels = headings(client, "/andringar/2022/")

    assert list(levels) == ["Strategisk plan", "Uppdragsplaner", "Verksamhetsplaner"]
    assert levels["Strategisk plan"] == ["Kommunfullmäktiges strategiska plan 2022–2025"]
    assert levels["Uppdragsplaner"][:2] == [
        "Kommunstyrelsens uppdragsplan 2022–2025",
        "Barn- och utbildningsnämndens uppdragsplan 2022–2025",
    ]


def test_year_tells_what_each_edition_changed_and_how_much_together(client: Client, soderkoping: None) -> None:
    found = page(client, "/andringar/2022/")
    social = next(item for item in found.all("li") if item.texts("h3") == ["Socialnämndens uppdragsplan 2022–2025"])

    assert social.href == "/namnder/socialnamnden/uppdragsplan/2022-2025/r1/andringar/"
    assert "Omformulerat: planens texter och 1 uppdrag." in social.text
    assert found.section("Tillsammans").one("ul", "counts").texts("li")[:2] == ["55 nya", "47 avslutade"]


def test_choice_of_body_shows_its_plan_and_that_of_its_department(client: Client, soderkoping: None) -> None:
    assert headings(client, "/andringar/2022/?organ=socialnamnden") == {
        "Uppdragsplaner": ["Socialnämndens uppdragsplan 2022–2025"],
        "Verksamhetsplaner": ["Socialförvaltningens verksamhetsplan 2022"],
    }


def test_choice_of_kind_narrows_the_sum_as_well(client: Client, soderkoping: None) -> None:
    found = page(client, "/andringar/2022/?plan=strategisk-plan")

    assert list(headings(client, "/andringar/2022/?plan=strategisk-plan")) == ["Strategisk plan"]
    assert "1 utgåva började gälla 2022." in found.section("Tillsammans").text
    assert found.section("Tillsammans").one("ul", "counts").texts("li")[0] == "1 ny"


@pytest.mark.django_db
def test_first_plan_is_new_and_a_draft_is_not_told(client: Client) -> None:
    factories.steering_model()
    factories.adopt(factories.mission_plan(factories.body(name="Socialnämnden")))
    factories.mission_plan(factories.body(name="Byggnämnden"))

    found = page(client, "/andringar/2022/")

    assert headings(client, "/andringar/2022/") == {"Uppdragsplaner": ["Socialnämndens uppdragsplan 2022–2025"]}
    assert "Den första planen: allt i den är nytt." in found.one("main").text
    assert "Byggnämnden" not in found.one("main").text


@pytest.mark.django_db
def test_year_without_new_editions_says_so(client: Client) -> None:
    factories.steering_model()
    factories.adopt(factories.mission_plan())

    assert page(client, "/andringar/2024/").section("Tillsammans").texts("p", "empty") == [
        "Ingen ny utgåva av någon plan började gälla under året."
    ]
    assert client.get("/andringar/2031/").status_code == 404


@pytest.mark.django_db
def test_year_tells_what_was_revoked_and_who_came_and_went(client: Client) -> None:
    factories.steering_model()
    body = factories.body(name="Socialnämnden")
    plan = factories.adopt(factories.mission_plan(body))
    workflow.revoke(plan, decision=factories.decision(body, on=date(2023, 5, 1)), by=factories.user("secretary"))
    Body.objects.filter(pk=body.pk).update(valid_to=date(2023, 12, 31))
    Department.objects.filter(pk=factories.department(name="Ny förvaltning").pk).update(valid_from=date(2023, 1, 1))

    assert headings(client, "/andringar/2023/") == {
        "Upphävt": ["Socialnämndens uppdragsplan 2022–2025"],
        "Organ och förvaltningar": ["Ny förvaltning", "Socialnämnden"],
    }
    assert "Upphävd" in page(client, "/andringar/2022/").texts("span", "stamp")


@pytest.mark.django_db
def test_edition_leads_to_its_comparison_and_the_first_to_itself(client: Client) -> None:
    factories.steering_model()
    body = factories.body(slug="sn")
    factories.adopt(factories.mission_plan(body))
    factories.adopt(factories.mission_plan(body))

    links = [item.href for item in page(client, "/andringar/2022/").one("ul", "changed").all("li")]

    first, second = MissionPlan.objects.order_by("sequence")
    assert links == [first.revision_url, second.changes_url]
