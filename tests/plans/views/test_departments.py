import pytest
from django.test import Client

from styrmodell.models import Department
from tests import factories
from tests.pages import text

pytestmark = pytest.mark.usefixtures("soderkoping")


def test_departments_shows_whom_they_work_for(client: Client) -> None:
    lines = client.get("/forvaltningar/").context["lines"]

    assert [(line.department.slug, [body.short_name for body, _ in line.bodies]) for line in lines] == [
        ("kommunstyrelsens-forvaltning", ["KS"]),
        ("barn-och-utbildningsforvaltningen", ["BUN"]),
        ("socialforvaltningen", ["SN"]),
        ("samhallsbyggnadsforvaltningen", ["SBN"]),
        ("serviceforvaltningen", ["KS", "SerN"]),
    ]
    assert {line.plan.title for line in lines if line.plan} == {"Verksamhetsplan 2022"}


def test_department_serves_two_bodies_from_a_day(client: Client) -> None:
    now = client.get("/forvaltningar/serviceforvaltningen/").context["services"]
    before = client.get("/forvaltningar/serviceforvaltningen/2021/").context["services"]

    assert [(service.body.short_name, is_present) for service, _, is_present in now] == [("KS", True), ("SerN", True)]
    assert [(service.body.short_name, is_present) for service, _, is_present in before] == [
        ("SerN", True),
        ("KS", False),
    ]


def test_department_leads_assignments_body_by_body(client: Client) -> None:
    below = client.get("/forvaltningar/serviceforvaltningen/").context["below"]

    assert [(group.heading, len(group.branches)) for group in below.groups] == [
        ("Från kommunstyrelsen", 1),
        ("Från servicenämnden", 6),
    ]


def test_department_without_a_plan_for_the_year_says_so(client: Client) -> None:
    shown = text(client.get("/forvaltningar/socialforvaltningen/2024/").content)

    assert "Verksamhetsplanen för 2024 är inte gjord än." in shown


@pytest.mark.parametrize("address", ["/forvaltningar/2019/", "/forvaltningar/finns-inte/"])
def test_department_unknown_year_or_slug_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_department_shows_nothing_of_a_draft(client: Client) -> None:
    department = Department.objects.get(slug="socialforvaltningen")
    draft = factories.operational_plan(department, 2023, introduction="Hemlig")
    factories.activity(draft, title="Hemlig aktivitet")

    content = client.get("/forvaltningar/socialforvaltningen/2023/").content.decode()

    assert "Hemlig" not in content
    assert "Verksamhetsplanen för 2023 är inte gjord än." in content
