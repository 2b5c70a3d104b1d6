"""The working page: what the one who is to decide must see before deciding."""

import pytest
from django.test import Client

from plans.models import FrameChange, StrategicPlan
from tests import cast, factories, reading
from tests.plans.admin.conftest import LogIn
from tests.plans.admin.test_writing import path

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(town: cast.Town) -> StrategicPlan:
    plan = factories.strategic_plan(town.council, first_year=2022, last_year=2023)
    factories.prioritised_goal(plan)
    factories.frames(plan, town.own, {2022: 12500, 2023: None})
    factories.frames(plan, town.other, {2022: 30000, 2023: 31000})
    FrameChange.objects.create(plan=plan, body=town.own, year=2022, cause="volume", amount=-450, text="Färre platser.")
    factories.investment(plan, {2023: None, 2022: 1200}, body=town.own)
    factories.propose(plan)
    return plan


def test_who_decides_sees_the_money(proposal: StrategicPlan, town: cast.Town, log_in: LogIn) -> None:
    shown = reading.page(log_in("council_secretary"), path(proposal))

    assert [row.texts("th") + row.texts("td") for row in shown.section("Driftramar").all("tr")] == [
        ["Organ", "Budget 2022", "Plan 2023"],
        [town.other.name, "30 000", "31 000"],
        [town.own.name, "12 500", "inte beslutat"],
        ["Summa", "42 500", "31 000*"],
    ]
    assert shown.section("Driftramar").texts("p") == [f"* Summan för 2023 är utan {town.own.name} (inte beslutat)."]
    assert shown.section("Ramförändringar").texts("p", "facts") == ["−450 tkr: Färre platser."]
    assert shown.section("Investeringar").texts("p", "facts") == [
        f"nummer 1, {town.own.name}; 2022: 1 200 tkr, 2023: inte beslutat"
    ]


def test_plan_without_frames_says_so_to_whoever_reads_and_leads_whoever_writes(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("draft", StrategicPlan, town.council, 2022)
    read = reading.page(log_in("council_secretary"), path(plan)).section("Driftramar")

    assert read.texts("p")[0] == "Inga driftramar än."


def test_checklist_asks_why_a_frame_is_changed_or_undecided_and_the_pack_shows_the_answers(
    town: cast.Town, log_in: LogIn
) -> None:
    factories.frames(before := factories.strategic_plan(town.council, last_year=2022), town.own, {2022: 1000})
    factories.adopt(before)
    plan = factories.strategic_plan(town.council, first_year=2023, last_year=2025)
    factories.frames(plan, town.own, {2023: 1100, 2024: None, 2025: None})
    FrameChange.objects.create(plan=plan, body=town.own, year=2023, cause="volume", amount=130)
    steward = log_in("steward")
    asked = {
        "svar-undecided-" + town.own.slug: "Ramen för socialnämnden är inte beslutad för 2024 och 2025.",
        "svar-unexplained-" + town.own.slug: (
            "Ramen för socialnämnden 2023: −30 tkr av ändringen mot året före är inte förklarat."
        ),
    }

    checked = reading.page(steward, path(plan)).section("Checklista")

    assert {label.attributes["for"]: label.text for label in checked.all("label")} == asked
    assert "Planen är klar att föreslå." not in checked.text

    opened = checked.one("input", name="opened").attributes["value"]
    answers = dict(zip(asked, ["Beslutas i höst.", "Avrundning."], strict=True))
    steward.post(path(plan, "svar"), answers | {"opened": opened})
    version = opened_version(steward, path(plan, "foresla"))
    steward.post(path(plan, "foresla"), {"version": version})

    pack = reading.page(log_in("council_member"), f"/infor-beslut/{plan.reviews.get().public_id}/")
    assert [term.text for term in pack.section("Svar på varningar").all("dt")] == list(asked.values())
    assert [said.text.split(" steward")[0] for said in pack.section("Svar på varningar").all("dd")] == [
        "Beslutas i höst.",
        "Avrundning.",
    ]
    assert pack.section("Ramarna mot året före").texts("p", "lacking") == ["−30 tkr är inte förklarat."]


def test_warning_about_the_longest_name_can_be_answered(town: cast.Town, log_in: LogIn) -> None:
    named = factories.body("Gemensamma nämnden", slug="n" * 100)
    factories.frames(before := factories.strategic_plan(town.council, last_year=2022), named, {2022: 1000})
    factories.adopt(before)
    factories.frames(plan := factories.strategic_plan(town.council, first_year=2023, last_year=2024), named, {2023: 1})
    steward = log_in("steward")
    checked = reading.page(steward, path(plan)).section("Checklista")
    key, opened = f"unexplained-{named.slug}", checked.one("input", name="opened").attributes["value"]

    steward.post(path(plan, "svar"), {f"svar-{key}": "Flyttad.", "opened": opened})

    answer = plan.warninganswers.get()
    answer.clean_fields(
        exclude=["mission_plan", "operational_plan"]
    )  # a database without limits would have kept what has no room
    assert (answer.key, answer.text) == (key, "Flyttad.")


def opened_version(client: Client, address: str) -> str:
    return reading.page(client, address).all("input", name="version")[0].attributes["value"]
