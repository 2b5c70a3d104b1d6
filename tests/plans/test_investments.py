import pytest

from plans.investments import InvestmentSum, carried_over, investment_lines, summed, summed_by_body, summed_by_financing
from plans.models import StrategicPlan
from plans.money import Figure
from tests import factories

pytestmark = pytest.mark.usefixtures("soderkoping")

YEARS = [2022, 2023, 2024, 2025]


def plan() -> StrategicPlan:
    return StrategicPlan.objects.in_force(2022).get()


def amounts(of: InvestmentSum) -> list[int | None]:
    return [figure.value for figure in of.years]


def test_investments_sum_year_by_year() -> None:
    lines = investment_lines(plan(), YEARS)

    whole = summed("Summa", lines, YEARS)
    assert (amounts(whole), whole.total, whole.count) == ([73800, 85600, 77100, 31800], Figure(268300), 20)
    assert [(each.label, amounts(each)) for each in summed_by_financing(lines, YEARS)] == [
        ("med skatt", [39300, 46100, 63600, 23800]),
        ("med taxor", [26500, 33500, 17500, 17000]),
        ("genom exploatering", [8000, 6000, -4000, -9000]),
    ]
    assert [(each.label, each.total.value, each.count) for each in summed_by_body(lines, YEARS)] == [
        ("Samhällsbyggnadsnämnden", 128500, 9),
        ("Barn- och utbildningsnämnden", 107500, 5),
        ("Kommunstyrelsen", 13000, 1),
        ("Socialnämnden", 10300, 3),
        ("Servicenämnden", 9000, 2),
    ]


def test_investment_that_is_not_decided_is_not_zero() -> None:
    [undecided] = [line for line in investment_lines(plan(), YEARS) if line.is_undecided]

    assert (undecided.investment.title, undecided.figures, undecided.total) == (
        "Albogaskolan (F–6)",
        [Figure()] * 4,
        None,
    )


def test_investment_stands_where_the_latest_row_says() -> None:
    lines = {line.investment.number: line for line in investment_lines(plan(), YEARS)}

    assert lines[1].state == "pågår sedan 15\N{NO-BREAK SPACE}februari\N{NO-BREAK SPACE}2021"
    assert [number for number, line in lines.items() if line.is_paused] == [6, 7]
    assert lines[7].reason == (
        "Inflyttningen i det nya boendet är uppskjuten. Inköpen väntar till dess att tidplanen är klar."
    )


def test_what_was_carried_over_to_the_year() -> None:
    numbers = dict(plan().investments.values_list("title", "number"))

    assert [(numbers[title], row.amount) for row, title in carried_over(plan(), 2022)] == [
        (1, 3400),
        (11, 2000),
        (18, 1000),
    ]
    assert carried_over(plan(), 2023) == []


def test_investment_of_nobody_knows_what_says_nothing_of_its_state() -> None:
    draft = factories.strategic_plan(plan().body, first_year=2030, last_year=2033)
    factories.investment(draft, {2030: 5})

    [line] = investment_lines(draft, [2030])

    assert (line.state, line.reason, line.is_paused, line.total) == ("", "", False, 5)


def test_sum_of_nothing_is_zero_every_year() -> None:
    assert summed("Summa", [], YEARS).years == [Figure(0)] * 4
