"""The first municipality's figures, as they were decided, against what the portal makes of them."""

import pytest

from plans import money, municipality_file
from plans.models import BudgetFrame, Investment, MissionPlan, StrategicPlan
from plans.money import Figure
from styrmodell.models import Body
from tests.municipalities import ROOT
from tests.plans.lillby import assert_changes_nothing

pytestmark = pytest.mark.usefixtures("soderkoping")

FRAMES = {
    # 2022 is budget, the rest is plan
    "Barn- och utbildningsnämnden": [418_800, 423_200, 426_200, 430_700],
    "Socialnämnden": [328_400, 332_500, 336_300, 340_300],
    "Kommunstyrelsen": [72_900, 74_200, 75_200, 76_100],
    "Servicenämnden": [34_300, 34_600, 35_100, 35_800],
    "Samhällsbyggnadsnämnden": [34_200, 35_000, 35_300, 35_700],
    "Centrala poster": [13_000, 19_000, 26_000, 33_000],
    "Överförmyndarnämnden": [2_750, 2_800, 2_850, 2_900],
    "Revisionen": [1_070, 1_090, 1_110, None],
}
FRAMES_BEFORE = {
    # Strategic plan 2021–2024 as revised
    "Barn- och utbildningsnämnden": [410_000, 415_800, 419_200, 421_700],
    "Socialnämnden": [320_500, 324_700, 329_500, 333_300],
    "Kommunstyrelsen": [71_600, 72_500, 73_800, 74_800],
    "Servicenämnden": [34_200, 34_700, 35_000, 35_500],
    "Samhällsbyggnadsnämnden": [33_600, 34_200, 35_000, 35_300],
    "Centrala poster": [11_000, 14_000, 21_000, 28_500],
    "Överförmyndarnämnden": [2_700, 2_750, 2_800, 2_850],
    "Revisionen": [1_050, 1_070, 1_090, 1_110],
}
# Year, taxes, grants, financial net, net cost, result
BUDGETS = [
    (2021, 684_000, 221_000, -2_000, -884_650, 18_350),
    (2022, 697_500, 228_400, -2_000, -905_420, 18_480),
    (2023, 713_000, 231_500, -2_500, -922_390, 19_610),
    (2024, 728_500, 232_000, -3_000, -938_060, 19_440),
    (2025, 743_500, 233_500, -3_500, -954_500, None),  # the council has not decided the frame of the audit
]
WITH_A_PLAN = [
    "Barn- och utbildningsnämnden",
    "Kommunstyrelsen",
    "Samhällsbyggnadsnämnden",
    "Servicenämnden",
    "Socialnämnden",
]


FILE = ROOT / "data/soderkoping.json"


def test_file_is_its_own_export() -> None:
    assert municipality_file.dumps(municipality_file.export()) == FILE.read_text()


def test_file_is_its_own_public_export() -> None:
    assert municipality_file.dumps(municipality_file.export(public=True)) == FILE.read_text()


def test_loading_the_file_again_changes_nothing() -> None:
    assert_changes_nothing(FILE)


def frames(plan: StrategicPlan) -> dict[str, list[int | None]]:
    found: dict[str, list[int | None]] = {}
    for frame in BudgetFrame.objects.filter(plan=plan).select_related("body").order_by("year"):
        found.setdefault(frame.body.name, []).append(frame.amount)
    return found


def strategic_plan(first_year: int, revision: int) -> StrategicPlan:
    return StrategicPlan.objects.get(first_year=first_year, revision=revision)


def allocations(name: str) -> money.AllocationTable:
    table = money.allocation_table(MissionPlan.objects.in_force(2022).get(body__name=name))
    assert table is not None
    return table


def table_of(year: int) -> money.FrameTable:
    table = money.frames_of(year)
    assert table is not None
    return table


def test_frames_are_as_decided() -> None:
    assert frames(strategic_plan(2022, 1)) == FRAMES
    assert frames(strategic_plan(2021, 2)) == FRAMES_BEFORE


def test_revision_moved_half_a_million_a_year_from_central_items_to_social_services() -> None:
    first = frames(strategic_plan(2021, 1))

    moved = {
        name: [new - old for new, old in zip(FRAMES_BEFORE[name], first[name], strict=True)]
        for name in first
        if first[name] != FRAMES_BEFORE[name]
    }

    assert moved == {"Socialnämnden": [0, 500, 500, 500], "Centrala poster": [0, -500, -500, -500]}


@pytest.mark.parametrize(("year", "taxes", "grants", "financial_net", "net_cost", "result"), BUDGETS)
def test_whole_foots(year: int, taxes: int, grants: int, financial_net: int, net_cost: int, result: int | None) -> None:
    table = table_of(year)

    balance = money.balance(year, table)

    assert balance is not None
    assert balance.lines == [
        ("Skatteintäkter", taxes),
        ("Generella statsbidrag och utjämning", grants),
        ("Finansnetto", financial_net),
        ("Nettokostnad", net_cost),
    ]
    assert balance.result == result
    assert balance.is_example is True
    assert table.total == -net_cost


def test_frames_of_the_shown_year_stand_with_the_largest_first() -> None:
    table = table_of(2022)

    assert {row.body.name: row.frame.value for row in table.rows} == {name: row[0] for name, row in FRAMES.items()}
    assert [row.body.name for row in table.rows] == list(FRAMES)
    assert [row.change for row in table.rows] == [8_800, 7_900, 1_300, 100, 600, 2_000, 50, 20]


def test_frame_of_the_audit_is_undecided_in_the_last_year() -> None:
    table = table_of(2025)

    assert [body.name for body in table.unknown] == ["Revisionen"]
    assert (table.rows[-1].body.name, table.rows[-1].frame) == ("Revisionen", Figure())


@pytest.mark.parametrize("name", WITH_A_PLAN)
def test_areas_sum_to_the_frame_with_what_is_left(name: str) -> None:
    table = allocations(name)
    left = [1_200, 0, 0, 0] if name == "Socialnämnden" else [0, 0, 0, 0]

    assert table.years == [2022, 2023, 2024, 2025]
    assert [frame.value for frame in table.frames] == FRAMES[name]
    assert table.left == left
    assert table.allocated == [frame - rest for frame, rest in zip(FRAMES[name], left, strict=True)]
    assert [sum(row.figures[year].value or 0 for row in table.rows) for year in range(4)] == table.allocated


@pytest.mark.parametrize("name", WITH_A_PLAN)
def test_areas_of_the_period_before_sum_to_its_frames(name: str) -> None:
    plan = MissionPlan.objects.in_force(2021).get(body__name=name)

    table = money.allocation_table(plan)

    assert table is not None
    assert table.allocated == FRAMES_BEFORE[name]
    assert table.left == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("name", "changed_by"),
    [
        ("Barn- och utbildningsnämnden", 600 + 4_300),
        ("Socialnämnden", 2_500 + 3_600),
        ("Kommunstyrelsen", 500),
        ("Servicenämnden", -600 + 350),
        ("Samhällsbyggnadsnämnden", 250),
    ],
)
def test_frame_is_changed_after_the_adoption(name: str, changed_by: int) -> None:
    assert allocations(name).frame_changed == [changed_by, None, None, None]


def test_pay_compensation_is_taken_from_central_items() -> None:
    central = Body.objects.get(kind=Body.Kind.CENTRAL)

    this_year = money.frames_over_years(central)[1]

    assert (this_year.year, this_year.adjusted_by, this_year.effective) == (2022, -9_000, 4_000)


def test_fees_pay_for_water_and_waste_so_that_zero_is_right() -> None:
    areas = {row.area.name: (row.area.financing, row.figures) for row in allocations("Samhällsbyggnadsnämnden").rows}

    assert areas["VA och avfall"] == ("fee", [Figure(0)] * 4)


def test_property_gives_a_surplus() -> None:
    areas = {row.area.name: row.figures for row in allocations("Servicenämnden").rows}

    assert areas["Fastighet"] == [Figure(-1_500)] * 4


def test_every_change_of_a_frame_is_explained_but_two_hundred() -> None:
    found = {one.body.name: (one.difference, one.unexplained) for one in money.explanations(table_of(2022))}

    assert found == {
        "Barn- och utbildningsnämnden": (8_800, 0),
        "Socialnämnden": (7_900, 200),
        "Kommunstyrelsen": (1_300, 0),
        "Servicenämnden": (100, 0),
        "Samhällsbyggnadsnämnden": (600, 0),
        "Centrala poster": (2_000, 0),
        "Överförmyndarnämnden": (50, 0),
        "Revisionen": (20, 0),
    }


INVESTMENTS = {
    1: [18_000, 22_000, 9_000, 0, 0],
    2: [3_200, 0, 0, 0, 0],
    3: [1_400, 0, 0, 0, 0],
    4: [0, 1_500, 12_000, 38_000, 10_500],
    5: [0, 0, 3_000, 11_000, 500],
    6: [None, None, None, None, None],
    7: [500, 2_000, 3_500, 0, 0],
    8: [0, 1_200, 800, 0, 0],
    9: [600, 800, 800, 600, 600],
    10: [1_000, 9_000, 14_000, 0, 0],
    11: [12_000, 12_500, 13_000, 13_500, 14_000],
    12: [1_500, 3_000, 4_000, 4_000, 3_000],
    13: [0, 2_000, 2_500, 0, 0],
    14: [0, 0, 4_500, 2_500, 0],
    15: [1_500, 1_500, 1_500, 1_500, 1_500],
    16: [4_000, 4_000, 4_200, 4_200, 4_400],
    17: [800, 800, 800, 800, 800],
    18: [2_000, 2_500, 2_500, 2_000, 2_000],
    19: [3_500, 3_000, 3_500, 3_000, 3_500],
    20: [5_000, 8_000, 6_000, -4_000, -9_000],
}
INVESTED = [55_000, 73_800, 85_600, 77_100, 31_800]


def investments(first_year: int, revision: int) -> dict[int, list[int | None]]:
    items = Investment.objects.filter(plan=strategic_plan(first_year, revision)).prefetch_related("amounts")
    return {item.number: [row.amount for row in item.amounts.all()] for item in items}


def test_investments_are_as_decided() -> None:
    assert investments(2021, 2) == {number: amounts[:4] for number, amounts in INVESTMENTS.items()}
    assert investments(2022, 1) == {number: amounts[1:] for number, amounts in INVESTMENTS.items()}


def test_investments_foot() -> None:
    assert [sum(amounts[year] or 0 for amounts in INVESTMENTS.values()) for year in range(5)] == INVESTED


def test_revision_paused_one_investment_and_put_off_another() -> None:
    before, after = investments(2021, 1), investments(2021, 2)

    assert {number: before[number] for number in before if before[number] != after[number]} == {
        7: [500, 3_500, 2_000, 0],
        14: [0, 4_500, 2_500, 0],
    }
