import pytest
from django.test import Client

from plans.models import MissionPlan
from styrmodell.models import Body
from tests import factories
from tests.markup import Markup
from tests.pages import text

pytestmark = pytest.mark.usefixtures("soderkoping")


def test_bodies_shows_frame_plan_and_departments_of_the_year(client: Client) -> None:
    groups = client.get("/namnder/").context["groups"]

    lines = [line for _, of_group in groups for line in of_group]
    assert [
        (line.body.short_name, line.frame.text, line.plan.title if line.plan else line.no_plan) for line in lines
    ] == [
        ("KF", "", "Strategisk plan 2022–2025"),
        ("KS", "72\N{NO-BREAK SPACE}900", "Uppdragsplan 2022–2025"),
        ("BUN", "418\N{NO-BREAK SPACE}800", "Uppdragsplan 2022–2025"),
        ("SN", "328\N{NO-BREAK SPACE}400", "Uppdragsplan 2022–2025"),
        ("SBN", "34\N{NO-BREAK SPACE}200", "Uppdragsplan 2022–2025"),
        ("SerN", "34\N{NO-BREAK SPACE}300", "Uppdragsplan 2022–2025"),
        ("ÖFN", "2\N{NO-BREAK SPACE}750", "Ingen uppdragsplan för 2022"),
        ("Revisionen", "1\N{NO-BREAK SPACE}070", "Ingen uppdragsplan för 2022"),
        ("Ramunderstaden", "", "Bolag har ingen uppdragsplan"),
        ("Centralt", "13\N{NO-BREAK SPACE}000", "Ska inte ha någon plan"),
    ]
    assert [item.department.name for item in lines[1].departments] == [
        "Kommunstyrelsens förvaltning",
        "Serviceförvaltningen",
    ]


def test_bodies_of_another_year_keeps_the_year_in_its_links(client: Client) -> None:
    page = Markup(client.get("/namnder/2021/").content.decode())

    assert "/namnder/socialnamnden/2021/" in page.links
    assert "/namnder/" in page.links


@pytest.mark.parametrize("address", ["/namnder/2019/", "/namnder/finns-inte/", "/namnder/socialnamnden/2019/"])
def test_bodies_unknown_year_or_slug_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_body_hangs_its_objectives_on_the_long_term_goals(client: Client) -> None:
    below = client.get("/namnder/socialnamnden/").context["below"]

    assert [(group.heading, [branch.number for branch in group.branches]) for group in below.groups] == [
        ("Ekonomi", ["3"]),
        ("Hälsa", ["1", "2"]),
        ("Uppdrag utan eget mål", [""]),
    ]
    assert below.announce == "3 mål visas under Socialnämnden."


def test_body_shows_its_frame_with_what_happened_during_the_year(client: Client) -> None:
    context = client.get("/namnder/servicenamnden/").context

    assert [(row.year, row.frame.value, row.change, row.effective) for row in context["frames"][:2]] == [
        (2021, 34200, None, 34200),
        (2022, 34300, 100, 34050),
    ]
    assert [(line.amount, line.other.short_name) for line in context["adjustments"]] == [
        (350, "Centralt"),
        (-600, "BUN"),
    ]


def test_body_says_which_special_assignments_it_has_not_answered(client: Client) -> None:
    specials = client.get("/namnder/servicenamnden/").context["specials"]

    assert [(line["special"].number, len(line["assignments"])) for line in specials] == [
        (1, 1),
        (2, 0),
        (7, 1),
        (8, 1),
        (10, 1),
    ]


def test_body_with_money_and_no_plan_says_so(client: Client) -> None:
    shown = text(client.get("/namnder/revisionen/").content)

    assert "Revisionen har ingen uppdragsplan för 2022." in shown
    assert "2025, plan inte beslutat" in shown


def test_body_that_is_a_pot_of_money_has_words_of_its_own(client: Client) -> None:
    shown = text(client.get("/namnder/centrala-poster/").content)

    assert "Det här är ingen nämnd." in shown
    assert "uppdragsplan" not in shown


def test_body_lists_every_edition_of_its_plan(client: Client) -> None:
    editions = client.get("/namnder/socialnamnden/").context["editions"]

    assert [(edition.label, edition.is_current) for edition in editions] == [
        ("2021–2024", False),
        ("2021–2024, utgåva 2", False),
        ("2022–2025", True),
    ]


@pytest.mark.parametrize(
    ("slug", "link"),
    [
        ("socialnamnden", "Läs hela uppdragsplanen 2022–2025"),
        ("kommunfullmaktige", "Läs hela den strategiska planen 2022–2025"),
    ],
)
def test_body_leads_to_its_plan(client: Client, slug: str, link: str) -> None:
    assert link in text(client.get(f"/namnder/{slug}/").content)


def test_body_shows_nothing_of_a_draft(client: Client) -> None:
    body = Body.objects.get(slug="overformyndarnamnden")
    draft = factories.mission_plan(body, introduction="Hemlig inledning")
    factories.objective(draft, title="Hemligt mål")

    content = client.get("/namnder/overformyndarnamnden/").content.decode()

    assert MissionPlan.objects.filter(body=body).count() == 1
    assert "Hemlig" not in content
    assert "har ingen uppdragsplan" in content


@pytest.mark.parametrize("year", ["", "2021/", "2025/"])
@pytest.mark.parametrize("slug", ["socialnamnden", "centrala-poster"])
def test_money_of_the_year_is_said_as_on_the_page_of_the_budget(client: Client, slug: str, year: str) -> None:
    here, budget = (client.get(f"/{place}/{slug}/{year}").context["lede"] for place in ("namnder", "budget"))

    assert here == budget != ""
