"""The working page: what the one who is to decide must see before deciding."""

import pytest

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
