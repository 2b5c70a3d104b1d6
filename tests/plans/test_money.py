from datetime import date

import pytest

from plans import money
from plans.models import FrameChange, MunicipalTotal, StrategicPlan
from plans.money import Balance, Figure
from styrmodell.models import Body
from tests import factories

pytestmark = pytest.mark.django_db

JUNE, OCTOBER, NOVEMBER = date(2021, 6, 16), date(2021, 10, 5), date(2021, 11, 24)
MISSING, UNDECIDED = Figure(is_missing=True), Figure()


@pytest.fixture
def council() -> Body:
    return factories.council()


@pytest.fixture
def body() -> Body:
    return factories.body()


def adopted(
    council: Body, frames: dict[Body, dict[int, int | None]], *, on: date = JUNE, **years: int
) -> StrategicPlan:
    plan = factories.strategic_plan(council, **years)
    for body, amounts in frames.items():
        factories.frames(plan, body, amounts)
    return factories.adopt(plan, on=on)


@pytest.mark.parametrize(
    ("figure", "text", "kind", "is_known"),
    [
        (Figure(1234), "1\N{NO-BREAK SPACE}234", "", True),
        (Figure(0), "0", "", True),
        (UNDECIDED, "", "undecided", False),
        (MISSING, "", "missing", False),
    ],
)
def test_figure_tells_zero_undecided_and_missing_apart(figure: Figure, text: str, kind: str, is_known: bool) -> None:
    assert (figure.text, figure.kind, figure.is_known) == (text, kind, is_known)


# The frames of a year


def test_there_are_no_frames_of_a_year_without_a_strategic_plan(council: Body) -> None:
    factories.strategic_plan(council)

    assert money.frames_of(2022) is None


def test_frames_stand_with_the_largest_first_and_the_unknown_last(council: Body) -> None:
    small, large, unknown, negative = (factories.body(name) for name in "ABCD")
    adopted(council, {small: {2022: 100}, unknown: {2022: None}, large: {2022: 300}, negative: {2022: -20}})

    table = money.frames_of(2022)

    assert table is not None
    assert [(row.body.name, row.frame) for row in table.rows] == [
        ("B", Figure(300)),
        ("A", Figure(100)),
        ("D", Figure(-20)),
        ("C", UNDECIDED),
    ]
    assert (table.total, table.unknown) == (380, [unknown])
    assert [row.bar for row in table.rows] == [100, pytest.approx(100 / 3), 0, 0]
    assert [row.share for row in table.rows] == pytest.approx([30000 / 380, 10000 / 380, -2000 / 380, None])


def test_frame_is_compared_with_the_year_before_in_the_plan_of_that_year(council: Body) -> None:
    old, new, undecided = (factories.body() for _ in range(3))
    adopted(council, {old: {2022: 900}, undecided: {2022: None}}, first_year=2021, last_year=2024)
    adopted(council, {old: {2023: 950}, new: {2023: 10}, undecided: {2023: 5}}, first_year=2023, last_year=2026)

    table = money.frames_of(2023)

    assert table is not None
    assert [(row.body, row.before, row.change) for row in table.rows] == [
        (old, Figure(900), 50),
        (new, MISSING, None),
        (undecided, UNDECIDED, None),
    ]


def test_small_frames_and_central_items_share_one_colour(council: Body) -> None:
    central = factories.body("Centrala poster", kind=Body.Kind.CENTRAL)
    large, small = factories.body(), factories.body()
    adopted(council, {large: {2022: 900}, central: {2022: 100}, small: {2022: 29}})

    table = money.frames_of(2022)

    assert table is not None
    assert [row.series for row in table.rows] == ["1", "rest", "rest"]


# One body's frames over the years


def test_frame_is_budget_in_the_first_year_of_its_plan_and_plan_after(council: Body, body: Body) -> None:
    adopted(council, {body: {2022: 10, 2023: 20}}, last_year=2023)

    years = money.frames_over_years(body)

    assert [(year.year, year.frame, year.is_budget, year.change) for year in years] == [
        (2022, Figure(10), True, None),
        (2023, Figure(20), False, 10),
    ]


def test_frame_is_read_from_the_plan_in_force_and_shown_when_there_is_none(council: Body, body: Body) -> None:
    first = adopted(council, {body: {2022: 10, 2023: 20, 2024: 30}}, last_year=2024)
    second = adopted(council, {body: {2023: 25}}, first_year=2023, last_year=2023)

    years = money.frames_over_years(body)

    assert [(year.year, year.plan, year.frame) for year in years] == [
        (2022, first, Figure(10)),
        (2023, second, Figure(25)),
        (2024, None, MISSING),
    ]


def test_change_is_against_the_year_before_and_not_the_last_year_known(council: Body, body: Body) -> None:
    adopted(council, {body: {2020: 10}}, first_year=2020, last_year=2020)
    adopted(council, {body: {2022: 30}}, first_year=2022, last_year=2022)

    assert [(year.year, year.change) for year in money.frames_over_years(body)] == [(2020, None), (2022, None)]


def test_what_happens_during_the_year_counts_in_the_effective_frame(council: Body, body: Body) -> None:
    other = factories.body()
    adopted(council, {body: {2022: 1000, 2023: None}}, last_year=2023)
    supplement = factories.adjustment(body, 50)
    given_away = factories.adjustment(other, 20, source=body)
    factories.adjustment(body, 7, year=2023)
    factories.adjustment(other, 90)

    first, second = money.frames_over_years(body)

    assert (first.adjusted_by, first.effective) == (30, 1030)
    assert set(first.adjustments) == {supplement, given_away}
    assert (second.adjusted_by, second.effective) == (7, None)


def test_adjustment_that_is_undone_by_a_row_of_its_own_sums_to_zero(council: Body, body: Body) -> None:
    adopted(council, {body: {2022: 1000}}, last_year=2022)
    mistake = factories.adjustment(body, 50)
    factories.adjustment(body, -50, undoes=mistake)

    assert money.frames_over_years(body)[0].effective == 1000


def test_effective_frame_counts_only_what_was_known_on_the_day(council: Body, body: Body) -> None:
    adopted(council, {body: {2022: 1000}})
    adopted(council, {body: {2022: 900}}, on=NOVEMBER)
    factories.adjustment(body, 50, decision=factories.decision(on=NOVEMBER))

    history = money.FrameHistory(body)

    assert [history.effective(2022, day) for day in (date(2021, 6, 15), OCTOBER, NOVEMBER, None)] == [
        MISSING,
        Figure(1000),
        Figure(950),
        Figure(950),
    ]


# The whole


def totals(**amounts: int | None) -> None:
    for kind, amount in amounts.items():
        MunicipalTotal.objects.create(year=2022, kind=kind, basis=MunicipalTotal.Basis.BUDGET, amount=amount)


def balance_of(council: Body, frame: int | None) -> Balance | None:
    adopted(council, {factories.body(): {2022: frame}})
    table = money.frames_of(2022)
    assert table is not None
    return money.balance(2022, table)


def test_balance_is_taxes_grants_and_financial_net_less_net_cost(council: Body) -> None:
    totals(taxes=1000, grants=300, financial_net=-20, result=99)

    assert balance_of(council, 1250) == Balance(
        year=2022,
        lines=[
            ("Skatteintäkter", 1000),
            ("Generella statsbidrag och utjämning", 300),
            ("Finansnetto", -20),
            ("Nettokostnad", -1250),
        ],
        result=30,
        is_example=False,
    )


@pytest.mark.parametrize(("grants", "frame"), [(None, 1250), (300, None)])
def test_balance_has_no_result_when_something_is_undecided(
    council: Body, grants: int | None, frame: int | None
) -> None:
    totals(taxes=1000, grants=grants, financial_net=-20)

    found = balance_of(council, frame)

    assert found is not None
    assert found.result is None


def test_balance_has_no_result_when_a_total_is_missing(council: Body) -> None:
    totals(taxes=1000)

    found = balance_of(council, 500)

    assert found is not None
    assert (found.result, found.lines[1]) == (None, ("Generella statsbidrag och utjämning", None))


def test_there_is_no_balance_without_totals(council: Body) -> None:
    MunicipalTotal.objects.create(year=2022, kind="taxes", basis=MunicipalTotal.Basis.OUTCOME, amount=1)

    assert balance_of(council, 1250) is None


# What a body has made of its frame


def test_there_is_no_table_without_areas(body: Body) -> None:
    assert money.allocation_table(factories.mission_plan(body)) is None


def test_what_is_not_allocated_is_left(council: Body, body: Body) -> None:
    adopted(council, {body: {2022: 1000, 2023: None, 2025: 0}})
    plan = factories.mission_plan(body)
    factories.allocation(plan, {2022: 700, 2023: 600, 2024: 5})
    factories.allocation(plan, {2022: 250, 2023: 0}, position=1)
    factories.adopt(plan, on=OCTOBER)

    table = money.allocation_table(plan)

    assert table is not None
    assert table.years == [2022, 2023, 2024, 2025]
    assert [row.figures for row in table.rows] == [
        [Figure(700), Figure(600), Figure(5), MISSING],
        [Figure(250), Figure(0), MISSING, MISSING],
    ]
    assert table.frames == [Figure(1000), UNDECIDED, MISSING, Figure(0)]
    assert table.allocated == [950, 600, 5, 0]
    assert table.left == [50, None, None, 0]
    assert table.has_left is True


def test_what_is_left_is_not_known_when_an_area_is_undecided(council: Body, body: Body) -> None:
    adopted(council, {body: {2022: 1000}}, last_year=2022)
    plan = factories.mission_plan(body, last_year=2022)
    factories.allocation(plan, {2022: 700})
    factories.allocation(plan, {2022: None})

    table = money.allocation_table(plan)

    assert table is not None
    assert (table.left, table.has_left) == ([None], False)


def test_frame_changed_after_the_adoption_is_told(council: Body, body: Body) -> None:
    adopted(council, {body: {2022: 1000, 2023: 1000, 2024: 1000, 2025: 1000}})
    plan = factories.mission_plan(body)
    factories.allocation(plan, {2022: 1000, 2023: 1000})
    factories.adjustment(body, 10, decision=factories.decision(on=JUNE), year=2024)
    factories.adopt(plan, on=OCTOBER)
    factories.adjustment(factories.body(), 600, source=body, decision=factories.decision(on=NOVEMBER))

    table = money.allocation_table(plan)

    assert table is not None
    assert table.frames == [Figure(1000), Figure(1000), Figure(1010), Figure(1000)]
    assert table.frame_changed == [-600, None, None, None]
    assert table.has_changed_frame is True


# Why


def test_explanation_leaves_what_no_reason_is_stated_for(council: Body, body: Body) -> None:
    unexplained, new = factories.body(), factories.body()
    adopted(council, {body: {2021: 100}, unexplained: {2021: 5}}, first_year=2021, last_year=2021)
    plan = factories.strategic_plan(council)
    for owner, amount in ((body, 130), (unexplained, 10), (new, 7)):
        factories.frames(plan, owner, {2022: amount})
    for owner, year, cause, amount in (
        (body, 2022, "prices", 35),
        (body, 2022, "efficiency", -10),
        (body, 2023, "volume", 99),
        (new, 2022, "transfer", 7),
    ):
        FrameChange.objects.create(plan=plan, body=owner, year=year, cause=cause, amount=amount)
    factories.adopt(plan)
    table = money.frames_of(2022)
    assert table is not None

    found = money.explanations(table)

    assert [
        (one.body, one.difference, [change.amount for change in one.changes], one.unexplained) for one in found
    ] == [(body, 30, [35, -10], 5)]
