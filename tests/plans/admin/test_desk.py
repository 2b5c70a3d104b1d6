"""Mina ärenden: each matter once, in the words of whoever decides it."""

from datetime import date

import pytest

from plans import workflow
from plans.before_decision import publishing
from plans.models import MissionPlan, OperationalPlan
from tests import cast, factories, reading
from tests.plans.admin.conftest import LogIn
from tests.plans.before_decision import laying

pytestmark = pytest.mark.django_db


def test_proposal_is_listed_once_for_whoever_reads_it(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("proposed", MissionPlan, town.own, 2022)
    laying.review_of(plan)

    desk = reading.page(log_in("councillor"), "/admin/")

    assert [link.text for link in desk.all("a") if link.text == plan.owned_title] == [plan.owned_title] * 2
    assert desk.section("Inför beslut").texts("a") == [plan.owned_title]
    assert desk.section("Senaste ändringarna").texts("a") == [plan.owned_title]


def test_head_and_secretary_are_told_what_each_has_to_do(town: cast.Town, log_in: LogIn) -> None:
    for kind, owner in ((MissionPlan, town.own), (OperationalPlan, town.department)):
        plan = cast.plan_in("proposed", kind, owner, 2022)
        publishing.convene(review=laying.review_of(plan), on=date(2030, 3, 4))

    of_head, of_secretary = (reading.page(log_in(who), "/admin/") for who in ("head", "secretary"))

    assert of_head.section("Att göra").texts("p") == ["Väntar på beslut: fastställ planen."]
    assert of_secretary.section("Att göra").texts("p") == ["Väntar på beslut: för in vad protokollet säger."]
    days = [desk.section("Inför beslut").one("p").text.partition(".")[0] for desk in (of_head, of_secretary)]
    assert days == ["Beslutas 4 mars 2030", "Sammanträde 4 mars 2030"]


def test_further_edition_of_a_period_is_named_by_its_number_on_every_page(town: cast.Town, log_in: LogIn) -> None:
    first = laying.mission(town.own)
    workflow.adopt(first, decision=factories.decision(town.own), by=factories.user("secretary"))
    plan = laying.mission(town.own, from_year=2023)
    review = laying.review_of(plan)
    secretary, working = log_in("secretary"), f"/admin/planer/uppdragsplan/{plan.pk}/"

    desk, listed = (reading.page(secretary, address) for address in ("/admin/", "/infor-beslut/"))
    pages = [reading.page(secretary, f"{working}{tail}") for tail in ("", "historik/", "beslut/", "andringar/")]
    pages.append(reading.page(secretary, f"/infor-beslut/{review.public_id}/"))

    name = "Socialnämndens uppdragsplan 2022–2025, utgåva 2"
    headings = ("Inför beslut", "Att göra", "Senaste ändringarna")
    assert [desk.section(heading).texts("a")[0] for heading in headings] == [name] * 3
    assert next(text for text in listed.texts("h3") if "uppdragsplan" in text).replace("\u2060", "") == name
    assert [name in page.text for page in pages] == [True] * 5
    unnumbered = [page.text.count(name.partition(",")[0]) - page.text.count(name) for page in pages]
    assert unnumbered == [0] * 5
