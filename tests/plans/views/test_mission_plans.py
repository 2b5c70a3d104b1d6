import pytest
from django.test import Client

from plans.editions import Editions
from plans.models import MissionPlan
from styrmodell.models import Body
from tests import factories
from tests.markup import Markup
from tests.pages import text

pytestmark = pytest.mark.usefixtures("soderkoping")

SOCIAL = "/namnder/socialnamnden/uppdragsplan"


def test_mission_plan_numbers_its_objectives_and_assignments(client: Client) -> None:
    clauses = client.get(f"{SOCIAL}/2022-2025/").context["clauses"]

    assert [(item.number, item.text) for item in clauses.objectives] == [
        ("1", "Äldre kan bo kvar hemma och känna sig trygga"),
        ("2", "Barn och unga får stöd tidigt"),
        ("3", "Fler försörjer sig själva"),
    ]
    second = clauses.objectives[0].assignments[1]
    assert (second.number, second.text, second.facts) == (
        "1.2",
        "Växla till fler tillsvidareanställda",
        "Till socialförvaltningen. 1 aktivitet.",
    )
    assert [answer.text for answer in second.answers] == ["särskilt uppdrag 3"]
    assert [item.number for item in clauses.free] == [""]


def test_mission_plan_every_item_has_its_thread_as_anchor(client: Client) -> None:
    plan = MissionPlan.objects.get(body__slug="socialnamnden", from_year=2022)

    page = Markup(client.get(f"{SOCIAL}/2022-2025/").content.decode())

    items = [*plan.objectives.all(), *plan.assignments.all(), *plan.allocations.all(), *plan.indicators.all()]
    assert {item.thread.public_id for item in items} <= set(page.ids)
    assert page.faults == []


def test_mission_plan_shows_what_is_not_allocated_and_that_the_frame_has_changed(client: Client) -> None:
    shown = text(client.get(f"{SOCIAL}/2022-2025/").content)

    assert "Fördelat 327 200 332 500 336 300 340 300 Ej fördelat 1 200 0 0 0" in shown
    assert "Ram när planen antogs 328 400" in shown
    assert "Ramen ändrad efter antagandet +6 100 0 0 0" in shown


def test_mission_plan_says_who_pays_what_taxes_do_not(client: Client) -> None:
    shown = text(client.get("/namnder/samhallsbyggnadsnamnden/uppdragsplan/2022-2025/").content)

    assert "Betalas med avgifter. betalas med avgifter Fördelat 34 200" in shown
    assert "Allt är fördelat." in shown


def test_mission_plan_objective_without_assignment_is_a_gap(client: Client) -> None:
    clauses = client.get("/namnder/servicenamnden/uppdragsplan/2022-2025/").context["clauses"]

    assert [item.gap for item in clauses.objectives] == ["", "", "Målet har inget uppdrag."]


def test_mission_plan_period_shows_its_latest_edition_and_r1_the_first(client: Client) -> None:
    latest = client.get(f"{SOCIAL}/2021-2024/").context
    first = client.get(f"{SOCIAL}/2021-2024/r1/").context

    assert (latest["plan"].revision, first["plan"].revision) == (2, 1)
    assert [edition.url for edition in first["editions"]] == [
        f"{SOCIAL}/2021-2024/r1/",
        f"{SOCIAL}/2021-2024/",
        f"{SOCIAL}/2022-2025/",
    ]


def test_mission_plan_no_longer_in_force_says_what_is(client: Client) -> None:
    standing = client.get(f"{SOCIAL}/2021-2024/").context["standing"]

    assert (standing.stamp, standing.text, standing.link, standing.url) == (
        "Gäller inte längre",
        "Gäller inte längre.",
        "Uppdragsplan 2022–2025 gäller 2022.",
        f"{SOCIAL}/2022-2025/",
    )
    assert client.get(f"{SOCIAL}/2022-2025/").context["standing"] is None


def test_mission_plan_of_the_past_links_to_its_own_year(client: Client) -> None:
    clauses = client.get(f"{SOCIAL}/2021-2024/").context["clauses"]

    assert clauses.objectives[0].get_absolute_url.endswith("/2021/")


def test_mission_plan_says_that_its_seal_is_unbroken(client: Client) -> None:
    assert client.get(f"{SOCIAL}/2022-2025/").context["seal_text"] == (
        "Obrutet: varje ord och siffra är som när planen antogs. Följer på utgåvan 2021–2024, utgåva 2."
    )


def test_seal_is_broken_when_the_text_is_another(client: Client) -> None:
    editions = Editions(MissionPlan.objects.filter(body__slug="socialnamnden"), 2022)
    plan = editions.asked_for("2022-2025", None)

    plan.stored_document = "{}"  # only here: the database refuses it

    assert editions.seal_text(plan) == "Brutet. Texten stämmer inte med den som antogs."


@pytest.mark.parametrize(
    "tail", ["2020-2023/", "2022-2024/", "2022/", "2022-2025/r2/", "2022-2025/r0/", "2025-2022/", "2022-2025/r1/x/"]
)
def test_mission_plan_unknown_period_or_revision_is_not_found(client: Client, tail: str) -> None:
    assert client.get(f"{SOCIAL}/{tail}").status_code == 404


def test_mission_plan_draft_has_no_page_and_leaves_no_trace(client: Client) -> None:
    body = Body.objects.get(slug="socialnamnden")
    draft = factories.mission_plan(body, first_year=2023, last_year=2026, introduction="Hemlig")
    revision = factories.mission_plan(body, introduction="Hemlig")
    factories.objective(revision, title="Hemligt mål")

    assert client.get(f"{SOCIAL}/{draft.period}/").status_code == 404
    assert client.get(f"{SOCIAL}/2022-2025/r2/").status_code == 404
    assert "Hemlig" not in client.get(f"{SOCIAL}/2022-2025/").content.decode()
