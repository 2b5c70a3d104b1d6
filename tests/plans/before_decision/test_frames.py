"""The frames of a proposed strategic plan against the year before, as the pack shows them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from plans import workflow
from plans.before_decision import against_frame
from plans.before_decision.against_frame import Frames
from plans.document import document
from plans.models import BudgetFrame, FrameChange, MunicipalTotal
from plans.money import Figure
from styrmodell.models import Body
from tests import cast, factories
from tests.plans.admin.conftest import LogIn
from tests.plans.before_decision import laying
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town: cast.Town) -> Any:
    """Frames for three bodies, and for the central pot that stands first by position; the last two are new in 2023."""
    pot = factories.body("Avsatta medel", kind=Body.Kind.CENTRAL)
    Body.objects.filter(pk=pot.pk).update(position=0)
    Body.objects.filter(pk=town.other.pk).update(position=2)
    Body.objects.filter(pk=town.own.pk).update(position=3)
    before = factories.strategic_plan(town.council, first_year=2022, last_year=2022)
    factories.prioritised_goal(before)
    factories.frames(before, town.own, {2022: 1000})
    factories.frames(before, town.other, {2022: 200})
    factories.adopt(before)
    after = factories.strategic_plan(town.council, first_year=2023, last_year=2024)
    factories.prioritised_goal(after)
    factories.frames(after, town.own, {2023: 1100, 2024: 1200})
    factories.frames(after, town.other, {2023: 200, 2024: None})
    factories.frames(after, pot, {2023: 50, 2024: 60})
    return after


def frames_of(plan: Any) -> Frames:
    return against_frame.frames(document(plan), plan, on=factories.ADOPTION_DAY)


def test_bodies_stand_in_their_order_and_the_central_pots_last(plan: Any) -> None:
    assert [line.name for line in frames_of(plan).lines] == [
        "Barn- och utbildningsnämnden",
        "Socialnämnden",
        "Avsatta medel",
    ]


def test_change_is_counted_on_those_known_in_both_years(plan: Any) -> None:
    found = frames_of(plan)

    assert (found.before, [each.figure for each in found.totals]) == (Figure(1200), [Figure(1350), Figure(1260)])
    assert (found.change, found.percent, found.not_compared) == (
        100,
        pytest.approx(8.333, abs=0.001),
        ["Avsatta medel"],
    )


def test_frame_that_is_not_decided_is_no_zero(plan: Any) -> None:
    BudgetFrame.objects.filter(plan=plan, year=2023).update(amount=None)

    found = frames_of(plan)

    assert [each.figure for each in found.totals] == [Figure(), Figure(1260)]
    assert (found.change, found.percent) == (None, None)
    assert found.left_out == [(2024, "Barn- och utbildningsnämnden (inte beslutat)")]


def test_pack_says_what_the_sums_are_without(log_in: LogIn, plan: Any) -> None:
    factories.propose(plan)

    address = f"/infor-beslut/{laying.review_of(plan).public_id}/"

    section = read(log_in("council_member").get(address)).section("Ramarna mot året före")

    assert [row.texts("th") + row.texts("td") for row in section.all("tr", "sum")] == [
        ["Summa nettokostnad", "1 200", "1 350", "1 260*", "+100", "+8,3"]
    ]
    assert section.texts("p", "tablefoot") == [
        "* Summan för 2024 är utan Barn- och utbildningsnämnden (inte beslutat).",
        "Ändringen är räknad på de organ som har en ram båda åren. Avsatta medel är inte med i den.",
    ]


@pytest.mark.parametrize("tail", ["", "handling/"])
@pytest.mark.parametrize("stands_in_the_plan", [True, False])
def test_pack_says_of_a_body_that_has_ended_what_the_public_pages_say(
    log_in: LogIn, plan: Any, town: cast.Town, stands_in_the_plan: bool, tail: str
) -> None:
    BudgetFrame.objects.filter(plan=plan, body=town.other).delete()
    if stands_in_the_plan:
        FrameChange.objects.create(plan=plan, body=town.other, year=2024, cause="volume", amount=1, text="Färre.")
    Body.objects.filter(pk=town.other.pk).update(valid_to=date(2022, 12, 31))
    factories.propose(plan)
    review = laying.review_of(plan)

    section = read(log_in("council_member").get(f"/infor-beslut/{review.public_id}/{tail}")).section(
        "Ramarna mot året före"
    )
    workflow.adopt(plan, decision=factories.decision(town.council), by=factories.user("council_secretary"))
    public = read(Client().get("/budget/2023/"))

    rows = {row.one("th").text: row.texts("td") for row in section.one("tbody").all("tr")}
    ended = "upphörde 31 december 2022"
    assert rows[town.other.name] == ["200", ended, ended, "−200", "−100,0"]
    assert rows["Summa nettokostnad"] == ["1 200", "1 150", "1 260", "−100", "−8,3"]
    assert f"Organet {ended}." in section.texts("p")
    assert "är inte förklarat" not in section.one("ul", "reasons").text.partition("Socialnämnden")[0]
    assert section.texts("p", "tablefoot") == [
        "Ändringen är räknad på de organ som har en ram båda åren. Avsatta medel är inte med i den."
    ]
    assert ended in public.one("main").text


def test_area_without_an_amount_leaves_it_open_what_is_left(town: cast.Town) -> None:
    strategic = factories.strategic_plan(town.council)
    factories.prioritised_goal(strategic)
    factories.frames(strategic, town.own, dict.fromkeys(range(2022, 2026), 1000))
    factories.adopt(strategic)
    plan = factories.mission_plan(town.own)
    factories.allocation(plan, {2022: 600, 2023: 600, 2024: 1100, 2025: 600}, name="Hemtjänst")
    factories.allocation(plan, {2022: 100, 2023: None, 2024: None, 2025: 400}, name="Skola")

    found = against_frame.allocation(document(plan), town.own, on=factories.ADOPTION_DAY)

    assert (found.left, found.allocated) == ([300, None, -100, 0], [700, 600, 1100, 1000])
    assert (found.above, found.below) == ([(2024, 100)], [(2022, 300)])
    assert (found.undecided, found.without_frame) == ([(2023, ["Skola"]), (2024, ["Skola"])], [])


@pytest.mark.parametrize("tail", ["", "handling/"])
def test_sum_against_the_whole_is_a_table(log_in: LogIn, plan: Any, tail: str) -> None:
    kinds = MunicipalTotal.Kind
    for kind, amount in ((kinds.TAXES, 1000), (kinds.GRANTS, 500), (kinds.FINANCIAL_NET, -10)):
        MunicipalTotal.objects.create(year=2023, kind=kind, basis=MunicipalTotal.Basis.BUDGET, amount=amount)
    factories.propose(plan)

    page = read(log_in("council_member").get(f"/infor-beslut/{laying.review_of(plan).public_id}/{tail}"))

    whole = page.section("Ramarna mot året före").all("table")[1]
    assert [row.texts("th") + row.texts("td") for row in whole.all("tr")] == [
        ["Post", "2023"],
        ["Skatteintäkter", "1 000"],
        ["Generella statsbidrag och utjämning", "500"],
        ["Finansnetto", "−10"],
        ["Nettokostnad", "−1 350"],
        ["Resultat", "140"],
    ]


@pytest.mark.parametrize("tail", ["", "handling/"])
def test_text_holds_the_reasons_of_every_year(log_in: LogIn, plan: Any, town: cast.Town, tail: str) -> None:
    FrameChange.objects.create(plan=plan, body=town.own, year=2023, cause="volume", amount=100, text="Fler äldre.")
    FrameChange.objects.create(plan=plan, body=town.own, year=2024, cause="efficiency", amount=-7)
    factories.propose(plan)

    page = read(log_in("council_member").get(f"/infor-beslut/{laying.review_of(plan).public_id}/{tail}"))

    assert "Varför ramen ändras: Socialnämnden 2023: +100 tkr, volym. Fler äldre. 2024: −7 tkr" in page.one("main").text


def test_frames_that_stand_still_have_no_reasons(log_in: LogIn, plan: Any, town: cast.Town) -> None:
    BudgetFrame.objects.filter(plan=plan, year=2023, body=town.own).update(amount=1000)
    factories.propose(plan)

    page = read(log_in("council_member").get(f"/infor-beslut/{laying.review_of(plan).public_id}/"))

    section = page.section("Ramarna mot året före")
    assert (section.all("ul", "reasons"), section.texts("p")[-1]) == ([], "Ingen ram ändras.")
