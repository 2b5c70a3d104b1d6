"""The money of a municipality with life as it is: what is missing, undecided, taken back, changed afterwards."""

from datetime import date

import pytest

from plans.budget import ChangedFrame, Events, ReasonTable, YearOnYear, against_year_before, events, reasons
from plans.divisions import Division, divisions
from plans.investments import investment_lines, summed, summed_by_body, summed_by_financing
from plans.models import FrameChange, StrategicPlan
from plans.money import MISSING, Figure, FrameLedger, FrameTable, frames_of
from plans.whole import WholeYear, over_years, scales, whole_over_years
from styrmodell.models import Body
from tests import factories

pytestmark = pytest.mark.usefixtures("adala")


def table(year: int) -> FrameTable:
    made = frames_of(year)
    assert made is not None
    return made


def compared(year: int) -> YearOnYear:
    return against_year_before(table(year), FrameLedger(), Body.objects.all())


def why(year: int) -> ReasonTable | None:
    return reasons(compared(year))


def happened(year: int) -> Events:
    made = events(table(year), FrameLedger())
    assert made is not None
    return made


def division(slug: str, year: int) -> Division:
    body = Body.objects.get(slug=slug)
    return divisions(year, FrameLedger(), body)[body.pk]


def wholes() -> list[WholeYear]:
    return whole_over_years(FrameLedger(), {body.pk: body for body in Body.objects.all()})


def test_frame_of_a_body_that_has_ended_stands_last_and_is_counted() -> None:
    budget = compared(2024)

    assert [(row.body.name, row.before.value, row.frame, row.change) for row in budget.rows[-1:]] == [
        ("Kultur- och fritidsnämnden", 24500, Figure(0, ended_on=date(2023, 6, 30)), -24500)
    ]
    assert (budget.total_before, budget.table.total, budget.change) == (706230, 725390, 19160)
    assert budget.not_compared == []


def test_body_that_has_ended_is_told_apart_from_those_that_change_without_a_reason() -> None:
    table = why(2024)

    assert table is not None
    assert [(row.body.name, row.change) for row in table.ended] == [("Kultur- och fritidsnämnden", -24500)]
    assert [row.change for row in table.unspoken] == [200, 6000, 50, 10, 200]
    assert (table.others_change, table.total) == (-18040, 19160)


def test_bodies_without_reasons_stand_together() -> None:
    table = why(2023)

    assert table is not None
    assert [(row.body.name, row.change) for row in table.others] == [
        ("Miljö- och byggnadsnämnden", 200),
        ("Central lönepott", -3500),
        ("Överförmyndarnämnden", 150),
        ("Revisionen", 20),
        ("Valnämnden", -350),
    ]
    assert (table.unexplained, table.others_change, table.total) == (1500, -3480, 16920)


def test_appropriation_taken_back_leaves_nothing() -> None:
    year = happened(2023)

    assert [row.moved for row in year.rows if row.body.slug == "kommunstyrelsen"] == [[0, 0, 300]]
    assert sum(row.undoes_id is not None for row in year.adjustments) == 1


def test_money_that_came_before_the_plan_is_part_of_the_frame_it_divides() -> None:
    schools = division("barn-och-skolnamnden", 2023)

    assert (schools.at_adoption, schools.left, schools.changed) == (Figure(339250), 1500, 2600)


def test_area_that_is_not_decided_leaves_nothing_to_count() -> None:
    schools = division("barn-och-skolnamnden", 2025)

    assert {area.allocation.name: area.figure for area in schools.areas if area not in schools.unknown} == {
        "Skolmåltider": Figure(0)
    }
    assert schools.left is None


def test_change_of_a_frame_that_is_not_known_is_still_shown() -> None:
    unknown, without = Body.objects.get(slug="revisionen"), Body.objects.get(slug="kommunfullmaktige")
    election = Body.objects.get(slug="valnamnden")
    factories.adjustment(unknown, 5, source=election, year=2025)
    factories.adjustment(without, 7, year=2025)

    assert happened(2025).rows == [
        ChangedFrame(election, Figure(0), [0, -5]),
        ChangedFrame(unknown, Figure(), [0, 5]),
        ChangedFrame(without, MISSING, [7, 0]),
    ]


def test_nothing_of_a_draft_counts() -> None:
    draft = factories.strategic_plan(Body.objects.get(slug="kommunfullmaktige"), first_year=2024, last_year=2027)
    body = Body.objects.get(slug="kommunstyrelsen")
    factories.frames(draft, body, {2024: 987654})
    FrameChange.objects.create(plan=draft, body=body, year=2024, cause="assignment", amount=987654)
    factories.investment(draft, {2024: 987654}, number=99)
    area = factories.allocation(factories.mission_plan(Body.objects.get(slug="revisionen")), {2024: 987654})

    reasons_given = why(2024)
    lines = investment_lines(StrategicPlan.objects.in_force(2024).get(), [2024])

    assert table(2024).total == 725390
    assert reasons_given is not None
    assert reasons_given.causes == ["pris och lön", "volym", "effektivisering", "flytt"]
    assert area.plan.body_id not in divisions(2024, FrameLedger())
    assert [line.investment.number for line in lines] == [1, 2, 3, 4]


def test_whole_of_every_year_that_a_plan_is_in_force_for() -> None:
    assert [(whole.year, whole.is_budget, whole.net_cost, whole.result, whole.unknown) for whole in wholes()] == [
        (2021, True, -671500, 11500, []),
        (2022, False, -689310, 10690, []),
        (2023, True, -706230, 10570, []),
        (2024, True, -725390, 13110, []),
        (2025, False, -723900, None, ["Revisionen", "Fullmäktiges reserv"]),
    ]
    assert [says for whole in wholes() for says in whole.disagreements] == []


def test_result_and_margin_that_cannot_be_counted_say_so() -> None:
    rows = {row.label: [cell.text or cell.kind for cell in row.cells] for row in over_years(wholes())}

    assert rows["Generella statsbidrag och utjämning"][-1] == "undecided"
    assert rows["Budgeterat resultat"][-2:] == ["13\N{NO-BREAK SPACE}110", "kan inte räknas"]
    assert rows["Resultat i procent av skatter och bidrag"] == ["1,7", "1,5", "1,5", "1,8", "kan inte räknas"]
    assert rows["Skattesats, kronor per hundralapp"] == ["22,12", "22,12", "22,37", "22,37", "undecided"]
    assert rows["Nettokostnad"][-1] == "−723\N{NO-BREAK SPACE}900*"


def test_there_are_no_scales_where_the_income_is_not_known() -> None:
    assert scales(wholes()[-1], table(2025).rows) is None


def test_investment_below_zero_and_undecided() -> None:
    years = [2024, 2025]
    lines = investment_lines(StrategicPlan.objects.in_force(2024).get(), years)

    assert [(line.investment.title, line.figures, line.total) for line in lines] == [
        ("Ny skola i Norrby", [Figure(0), Figure(0)], 0),
        ("Nya vattenledningar", [Figure(2500), Figure(2500)], 5000),
        ("Tomter vid ån", [Figure(-2000), Figure(-4500)], -6500),
        ("Ny simhall", [Figure(0), Figure()], 0),
    ]
    assert [line.investment.title for line in lines if line.has_unknown] == ["Ny simhall"]
    assert [(each.label, each.years, each.total) for each in summed_by_financing(lines, years)] == [
        ("med skatt", [Figure(0), Figure(0)], Figure(0)),
        ("med taxor", [Figure(2500), Figure(2500)], Figure(5000)),
        ("genom exploatering", [Figure(-2000), Figure(-4500)], Figure(-6500)),
    ]
    assert summed("Summa", lines, years).years == [Figure(500), Figure(-2000)]


def test_sum_of_one_who_has_nothing_decided_is_not_zero() -> None:
    years = [2022, 2023, 2024]
    lines = investment_lines(StrategicPlan.objects.in_force(2022).get(), years)

    leisure = {each.label: each for each in summed_by_body(lines, years)}["Kultur- och fritidsnämnden"]

    assert (leisure.years, leisure.total) == ([Figure(0), Figure(1000), Figure()], Figure(1000))
