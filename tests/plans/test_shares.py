import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.money import Figure, FrameRow
from plans.shares import BRICKS, COURSES, PLACES, HundredKronor, apportion, hundred_kronor
from styrmodell.models import Body

amounts_that_cost = st.lists(st.integers(0, 2_000_000), min_size=1).filter(any)


def row(amount: int | None, name: str = "Nämnden") -> FrameRow:
    return FrameRow(Body(name=name), Figure(amount), Figure(), share=None, bar=0, series="1")


def hundred(*amounts: int | None) -> HundredKronor:
    made = hundred_kronor(row(amount) for amount in amounts)
    assert made is not None
    return made


@given(amounts_that_cost, st.integers(1, 1000))
def test_parts_sum_to_the_whole(amounts: list[int], parts: int) -> None:
    assert sum(apportion(amounts, parts)) == parts


@given(amounts_that_cost)
def test_part_is_its_exact_share_rounded_up_or_down(amounts: list[int]) -> None:
    whole = sum(amounts)

    for amount, given_ in zip(amounts, apportion(amounts, 100), strict=True):
        assert 100 * amount // whole <= given_ <= -(-100 * amount // whole)


@given(amounts_that_cost)
def test_larger_amount_never_gets_fewer_parts(amounts: list[int]) -> None:
    in_order = sorted(amounts, reverse=True)

    parts = apportion(in_order, 100)

    assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize(
    ("amounts", "parts"),
    [
        ([1], [100]),
        ([1, 1, 1], [34, 33, 33]),
        ([0, 5], [0, 100]),
        ([418800, 328400, 72900, 34300, 34200, 13000, 2750, 1070], [46, 36, 8, 4, 4, 2, 0, 0]),
    ],
)
def test_parts(amounts: list[int], parts: list[int]) -> None:
    assert apportion(amounts, 100) == parts


@given(
    st.lists(st.integers(-100_000, 2_000_000) | st.none()).filter(lambda all_: any((each or 0) > 0 for each in all_))
)
def test_a_hundred_bricks_are_laid_in_the_order_of_the_frames(amounts: list[int | None]) -> None:
    house = hundred(*amounts)

    assert [share.row.frame.value for share in house.shares] == [
        each for each in amounts if each is not None and each >= 0
    ]
    laid = [(int(x), int(y)) for share in house.shares for x, y in re.findall(r"M(\d+) (\d+)", share.path)]
    assert laid == PLACES
    assert sum(share.bricks for share in house.shares) == BRICKS == len(PLACES) == sum(COURSES)


def test_share_stands_with_its_exact_kronor() -> None:
    house = hundred(2, 1)

    assert [(share.bricks, share.kronor, share.tkr) for share in house.shares] == [
        (67, "66,67", "2"),
        (33, "33,33", "1"),
    ]
    assert house.from_the_ridge == house.shares[::-1]


def test_surplus_and_the_undecided_have_no_bricks_but_are_named() -> None:
    house = hundred_kronor([row(300, "A"), row(-50, "B"), row(100, "C"), row(None, "D"), row(0, "E")])

    assert house is not None
    assert house.whole == 400
    assert [(share.row.body.name, share.bricks, share.kronor) for share in house.shares] == [
        ("A", 75, "75,00"),
        ("C", 25, "25,00"),
        ("E", 0, "0,00"),
    ]
    assert [body.name for body in house.surplus] == ["B"]
    assert [body.name for body in house.unknown] == ["D"]


@pytest.mark.parametrize("amounts", [[], [0], [None], [-5], [0, -5, None]])
def test_there_is_no_house_when_nothing_costs_anything(amounts: list[int | None]) -> None:
    assert hundred_kronor(row(amount) for amount in amounts) is None
