import pytest
from django.test import Client

from plans.models import OperationalPlan
from styrmodell.models import Department
from tests import factories
from tests.markup import Markup
from tests.pages import text

pytestmark = pytest.mark.usefixtures("soderkoping")

URBAN = "/forvaltningar/samhallsbyggnadsforvaltningen/verksamhetsplan"


def test_operational_plan_groups_activities_by_assignment_with_gaps(client: Client) -> None:
    [section] = client.get(f"{URBAN}/2022/").context["sections"]

    assert section.heading == "Uppdrag från samhällsbyggnadsnämnden"
    assert [(task.assignment.number, len(task.activities)) for task in section.tasks] == [
        ("1.1", 1),
        ("1.2", 1),
        ("2.1", 1),
        ("2.2", 1),
        ("3.1", 0),
        ("3.2", 2),
        ("3.3", 2),
    ]
    assert "Minska läckaget i ledningsnätet" in text(client.get(f"{URBAN}/2022/").content)


def test_operational_plan_says_who_when_and_where(client: Client) -> None:
    [section] = client.get("/forvaltningar/socialforvaltningen/verksamhetsplan/2022/").context["sections"]

    assert section.tasks[2].activities[0].facts == "Hemtjänsten · mars–december 2022 · Östra Ryd"


def test_operational_plan_is_confirmed_by_the_head(client: Client) -> None:
    shown = text(client.get(f"{URBAN}/2022/").content)

    assert "Fastställd av Förvaltningschefen, samhällsbyggnadsförvaltningen Datum 15 december 2021" in shown


def test_operational_plan_every_activity_has_its_thread_as_anchor(client: Client) -> None:
    plan = OperationalPlan.objects.get(department__slug="serviceforvaltningen", from_year=2022)

    page = Markup(client.get("/forvaltningar/serviceforvaltningen/verksamhetsplan/2022/").content.decode())

    assert {activity.thread.public_id for activity in plan.activities.all()} <= set(page.ids)
    assert page.faults == []


def test_operational_plan_of_last_year_says_what_is_in_force(client: Client) -> None:
    standing = client.get(f"{URBAN}/2021/").context["standing"]

    assert (standing.stamp, standing.link) == ("Gäller inte längre", "Verksamhetsplan 2022 gäller 2022.")


@pytest.mark.parametrize("tail", ["2023/", "2022-2022/", "2022/r2/"])
def test_operational_plan_unknown_year_or_revision_is_not_found(client: Client, tail: str) -> None:
    assert client.get(f"{URBAN}/{tail}").status_code == 404


def test_operational_plan_draft_has_no_page(client: Client) -> None:
    department = Department.objects.get(slug="samhallsbyggnadsforvaltningen")
    factories.operational_plan(department, 2023, introduction="Hemlig")

    assert client.get(f"{URBAN}/2023/").status_code == 404
    assert "Hemlig" not in client.get(f"{URBAN}/2022/").content.decode()
