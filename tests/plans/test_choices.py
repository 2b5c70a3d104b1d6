from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.choices import Chosen, Column, Filter, alphabetical, choose


@dataclass(frozen=True)
class Fruit:
    name: str
    weight: int | None
    colour: str = ""


PEAR, APPLE, PLUM, PEACH = Fruit("päron", 3, "grön"), Fruit("äpple", 2, "grön"), Fruit("plommon", None), Fruit("ås", 2)
FRUITS = [APPLE, PEAR, PLUM, PEACH]
COLUMNS = [
    Column[Fruit]("vikt", "Vikt", lambda fruit: fruit.weight, is_descending=True),
    Column[Fruit]("namn", "Namn", lambda fruit: alphabetical(fruit.name)),
]
BY_COLOUR = Filter[Fruit]("farg", "Färg", lambda fruit: [(fruit.colour, fruit.colour)] if fruit.colour else [])
BY_KIND = Filter[Fruit]("slag", "Slag", lambda fruit: [("frukt", "frukt")])
BY_NAME = Filter[Fruit]("sort", "Sort", lambda fruit: [(fruit.name, fruit.name)])


def chosen(**asked: str) -> Chosen[Fruit]:
    return choose(FRUITS, COLUMNS, asked, anchor="frukt", filters=[BY_KIND, BY_COLOUR, BY_NAME])


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({}, [PEAR, APPLE, PEACH, PLUM]),
        ({"ordning": "vikt"}, [PEAR, APPLE, PEACH, PLUM]),
        ({"ordning": "-vikt"}, [APPLE, PEACH, PEAR, PLUM]),
        ({"ordning": "namn"}, [PLUM, PEAR, PEACH, APPLE]),
        ({"ordning": "-namn"}, [APPLE, PEACH, PEAR, PLUM]),
        ({"ordning": "färg"}, [PEAR, APPLE, PEACH, PLUM]),
        ({"ordning": "--namn"}, [PEAR, APPLE, PEACH, PLUM]),
        ({"farg": "grön"}, [PEAR, APPLE]),
        ({"farg": "grön", "sort": "ås"}, []),
        ({"farg": "blå"}, [PEAR, APPLE, PEACH, PLUM]),
        ({"storlek": "stor"}, [PEAR, APPLE, PEACH, PLUM]),
    ],
)
def test_rows_are_those_asked_for_and_what_is_unknown_comes_last(asked: dict[str, str], rows: list[Fruit]) -> None:
    assert chosen(**asked).rows == rows


def test_swedish_letters_come_after_z() -> None:
    assert sorted(["ö", "z", "Ä", "a", "å"], key=alphabetical) == ["a", "z", "å", "Ä", "ö"]


@pytest.mark.parametrize(
    ("asked", "weight", "name"),
    [
        ({}, ("?ordning=-vikt#frukt", "descending"), ("?ordning=namn#frukt", "")),
        ({"ordning": "-vikt"}, (".#frukt", "ascending"), ("?ordning=namn#frukt", "")),
        ({"ordning": "namn"}, (".#frukt", ""), ("?ordning=-namn#frukt", "ascending")),
        ({"ordning": "-namn"}, (".#frukt", ""), ("?ordning=namn#frukt", "descending")),
        ({"farg": "grön"}, ("?farg=gr%C3%B6n&ordning=-vikt#frukt", "descending"),
         ("?farg=gr%C3%B6n&ordning=namn#frukt", "")),
    ],
)  # fmt: skip
def test_heading_orders_and_turns_round(asked: dict[str, str], weight: tuple[str, str], name: tuple[str, str]) -> None:
    heads = chosen(**asked).heads

    assert {key: (head.url, head.sort) for key, head in heads.items()} == {"vikt": weight, "namn": name}


def test_filter_says_how_many_rows_each_choice_leaves() -> None:
    filters = chosen(farg="grön", ordning="namn").filters

    assert [(label, [(each.label, each.url, each.is_current, each.count) for each in of]) for label, of in filters] == [
        (
            "Färg",
            [
                ("Alla", "?ordning=namn#frukt", False, 4),
                ("grön", "?farg=gr%C3%B6n&ordning=namn#frukt", True, 2),
            ],
        ),
        (
            "Sort",
            [
                ("Alla", "?farg=gr%C3%B6n&ordning=namn#frukt", True, 2),
                ("äpple", "?farg=gr%C3%B6n&ordning=namn&sort=%C3%A4pple#frukt", False, 1),
                ("päron", "?farg=gr%C3%B6n&ordning=namn&sort=p%C3%A4ron#frukt", False, 1),
            ],
        ),
    ]


def test_filter_with_nothing_to_choose_between_is_left_out() -> None:
    assert [label for label, _ in chosen().filters] == ["Färg", "Sort"]


@pytest.mark.parametrize(("asked", "is_narrowed"), [({}, False), ({"farg": "blå"}, False), ({"farg": "grön"}, True)])
def test_table_knows_whether_it_is_narrowed(asked: dict[str, str], is_narrowed: bool) -> None:
    assert chosen(**asked).is_narrowed is is_narrowed


@given(st.lists(st.integers() | st.none()), st.sampled_from(["", "vikt", "-vikt", "namn", "-namn", "?"]))
def test_order_loses_no_row(weights: list[int | None], order: str) -> None:
    fruits = [Fruit(f"frukt {number}", weight) for number, weight in enumerate(weights)]

    rows = choose(fruits, COLUMNS, {"ordning": order}, anchor="frukt").rows

    assert sorted(rows, key=lambda fruit: fruit.name) == sorted(fruits, key=lambda fruit: fruit.name)
