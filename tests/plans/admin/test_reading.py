"""What those who only read are shown: what was proposed, and not what is written in it nor by whom."""

from typing import Any

import pytest
from django.test import Client

from plans import drafts
from plans.models import MissionPlan, Objective
from tests import cast, factories
from tests.plans.admin.conftest import LogIn
from tests.plans.admin.forms import page
from tests.plans.admin.test_writing import path

pytestmark = pytest.mark.django_db

PROPOSED, WRITTEN = "Renare luft", "Som protokollet säger"


@pytest.fixture
def amended(town: cast.Town) -> MissionPlan:
    """A proposal that the secretary is writing the minutes into, after an edition that is adopted."""
    factories.adopt(factories.mission_plan(town.own, first_year=2021, last_year=2021))
    plan: MissionPlan = cast.plan_in("amending", MissionPlan, town.own, 2022)
    with drafts.writing(plan, by=town.people["secretary"]):
        plan.objectives.update(title=WRITTEN)
    return plan


def shown(client: Client, plan: Any, name: str) -> tuple[bool, bool]:
    """Whether the page says what was proposed, and what is written in it since."""
    text = page(client.get(path(plan, name) if name else path(plan), follow=True))
    return PROPOSED in text, WRITTEN in text


@pytest.mark.parametrize("who", ["councillor", "council_member", "board_member"])
@pytest.mark.parametrize("name", ["", "handling", "forhandsvisning", "andringar"])
def test_who_reads_sees_the_proposal_while_it_is_amended(
    who: str, name: str, amended: MissionPlan, log_in: LogIn
) -> None:
    assert shown(log_in(who), amended, name) == (True, False)


@pytest.mark.parametrize("who", ["secretary", "editor"])
@pytest.mark.parametrize("name", ["", "handling", "forhandsvisning"])
def test_who_writes_and_decides_sees_what_is_written(who: str, name: str, amended: MissionPlan, log_in: LogIn) -> None:
    assert shown(log_in(who), amended, name) == (False, True)


def test_amendments_are_shown_against_the_proposal(amended: MissionPlan, log_in: LogIn) -> None:
    text = page(log_in("secretary").get(path(amended, "andringar")))

    assert "det som är ändrat enligt protokollet sedan planen föreslogs" in text
    assert "struket: </span>Renare luft</del>" in text


def test_paper_of_the_proposal_is_dated_as_one(amended: MissionPlan, log_in: LogIn) -> None:
    papers = [page(log_in(who).get(path(amended, "handling"))) for who in ("councillor", "secretary")]

    assert [("Förslag 2000-01-01" in paper, "Ändras enligt protokollet" in paper) for paper in papers] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("state", ["proposed", "amending", "adopted"])
def test_history_is_for_those_who_make_the_plan(state: str, town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in(state, MissionPlan, town.own, 2022)

    answers = {who: log_in(who).get(path(plan, "historik")).status_code for who in town.people if who != "disabled"}

    of_stranger, of_steward = (403, 200) if state == "adopted" else (404, 404)
    assert answers == dict.fromkeys(answers, of_stranger) | {
        **dict.fromkeys(["editor", "secretary"], 200),
        **dict.fromkeys(["councillor", "council_member", "board_member"], 403),
        **dict.fromkeys(["superuser", "nobody", "former", "coming"], 403),
        "steward": of_steward,
    }


def test_working_page_tells_who_reads_nothing_of_who_wrote(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("proposed", MissionPlan, town.own, 2022)

    text = page(log_in("councillor").get(path(plan)))

    assert ("historik" in text, "Föreslagen" in text, Objective.objects.get().title in text) == (False, False, True)
