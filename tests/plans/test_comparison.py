from typing import Any

from plans.comparison import compare
from plans.document import Document
from plans.money_comparison import YearSum


def mission(**parts: Any) -> Document:
    """A mission plan for 2022–2023 with nothing in it but the parts."""
    head = {"format": 1, "kind": "mission_plan", "owner": {"slug": "sn", "name": "Socialnämnden"}, "is_example": False}
    years = {"first_year": 2022, "last_year": 2023, "from_year": 2022}
    empty = {"introduction": "", "responsibility": "", "objectives": [], "areas": [], "assignments": []}
    return {**head, **years, **empty, **parts}


def area(thread: str, amounts: dict[str, int | None], name: str = "") -> Document:
    return {"thread": thread, "name": name or thread, "financing": "tax", "text": "", "amounts": amounts}


def objective(thread: str, goal: str = "miljo", indicators: Any = (), title: str = "") -> Document:
    return {
        "thread": thread,
        "goal": {"slug": goal, "name": goal},
        "indirect_goals": [],
        "title": title or thread,
        "text": "",
        "indicators": list(indicators),
    }


def assignment(thread: str, under: str | None) -> Document:
    lead = {"slug": "sf", "name": "Socialförvaltningen"}
    return {
        "thread": thread,
        "objective": under,
        "answers": None,
        "title": thread,
        "text": "",
        "lead": lead,
        "supporting": [],
        "areas": [],
    }


def measure(targets: dict[str, str | None]) -> Document:
    return {"thread": "m1", "title": "Sjuka", "unit": "procent", "targets": targets}


# What changed


def test_counts_and_sentences_tell_each_item_once() -> None:
    old = mission(objectives=[objective("a"), objective("b", title="Fler i arbete")])
    changed = objective("b", title="Alla i arbete") | {"text": "Ny text."}
    new = mission(objectives=[changed, objective("c")], introduction="Ny.")

    comparison = compare(old, new)

    assert comparison.counts == [("ny", 1), ("avslutad", 1), ("omformulerade", 2)]
    assert comparison.sentences == [
        "Nytt: 1 nämndmål.",
        "Avslutat: 1 nämndmål.",
        "Omformulerat: planens texter och 1 nämndmål.",
    ]


def test_as_few_as_possible_are_said_to_have_moved() -> None:
    old = mission(objectives=[objective(name) for name in "abcde"])
    new = mission(objectives=[objective(name) for name in "ebacd"])

    assert [item.key for item in compare(old, new).moved] == ["e", "b"]


def test_order_among_other_siblings_is_no_move() -> None:
    old = mission(assignments=[assignment("x", "a"), assignment("y", "b")])
    new = mission(assignments=[assignment("y", "b"), assignment("x", "a")])

    assert compare(old, new).is_empty


def test_item_under_another_is_said_to_have_moved_there() -> None:
    old = mission(assignments=[assignment("x", "a"), assignment("y", "b")])
    new = mission(assignments=[assignment("x", "b"), assignment("y", "b")])

    [change] = compare(old, new).reparented
    assert (change.item.key, change.old, change.new) == ("x", "a", "b")


def test_targets_are_compared_in_the_years_that_both_speak_for() -> None:
    old = mission(objectives=[objective("a", indicators=[measure({"2021": "9", "2022": "8"})])])
    new = mission(objectives=[objective("a", indicators=[measure({"2022": "7", "2023": "6", "2024": "5"})])])

    [change] = compare(old, new).other
    assert (change.field, change.old, change.new) == ("targets", {2022: "8"}, {2022: "7", 2023: "6"})


def test_period_is_no_change_but_is_carried() -> None:
    comparison = compare(mission(), mission() | {"last_year": 2024})

    assert comparison.is_empty
    assert [(change.field, change.old, change.new) for change in comparison.beside] == [("last_year", 2023, 2024)]


# Money


def test_sum_counts_what_changed_came_went_and_stayed() -> None:
    old = mission(areas=[area("a", {"2022": 100}), area("b", {"2022": 50}), area("c", {"2022": 7})])
    new = mission(areas=[area("a", {"2022": 120}), area("c", {"2022": 7}), area("d", {"2022": 30})])

    [table] = compare(old, new).money

    assert [(row.item.key, row.years[0].difference) for row in table.rows] == [("a", 20), ("d", 30), ("b", -50)]
    assert table.unchanged_sums[0] == YearSum(2022, old=7, new=7, left_out=[])
    assert table.sums[0] == YearSum(2022, old=157, new=157, left_out=[])


def test_what_is_not_decided_is_left_out_of_both_sides_of_the_sum() -> None:
    old = mission(areas=[area("a", {"2022": 100, "2023": 100}), area("b", {"2022": 50, "2023": 60})])
    new = mission(areas=[area("a", {"2022": None, "2023": None}), area("b", {"2022": 55})])

    [table] = compare(old, new).money

    assert [row.years[0].difference for row in table.rows] == [None, 5]
    assert table.sums == [
        YearSum(2022, old=50, new=55, left_out=["a"]),
        YearSum(2023, old=0, new=0, left_out=["a", "b"], kind="undecided"),
    ]
    assert table.left_out == [("2022", "a"), ("2023", "a och b")]


def test_percent_is_of_what_was_before() -> None:
    old = mission(areas=[area("a", {"2022": 200, "2023": 0})])
    new = mission(areas=[area("a", {"2022": 150, "2023": 10})])

    [table] = compare(old, new).money

    assert [year.percent for year in table.rows[0].years] == [-25, None]
