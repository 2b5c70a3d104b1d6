"""A workbook handed back says what it said, and a changed one says just what was changed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from plans import drafts, workbook
from plans.comparison import compare
from plans.document import Document, canonical, document
from plans.models import MissionPlan, Objective, Thread
from plans.workbook.sheets import LONGEST_CELL
from styrmodell.models import Department
from tests import factories
from tests.plans.workbook.books import Change, add_row, changed, delete_row, move_row, under, write_in

QUESTIONS = 16


@pytest.mark.parametrize("name", ["data/soderkoping.json", "tests/data/adala.json"])
def test_workbook_of_every_plan_says_its_document(put: Callable[[str], None], name: str) -> None:
    put(name)
    plans = list(MissionPlan.objects.all())

    said = [canonical(workbook.read(workbook.write(plan), plan)) for plan in plans]

    assert len(plans) > 10
    assert said == [canonical(document(plan)) for plan in plans]


@pytest.mark.parametrize("name", ["data/soderkoping.json", "tests/data/adala.json"])
def test_workbook_saved_again_says_the_same(put: Callable[[str], None], name: str) -> None:
    put(name)
    plans = list(MissionPlan.objects.all())

    said = [canonical(workbook.read(changed(plan), plan)) for plan in plans]

    assert said == [canonical(document(plan)) for plan in plans]


def test_unchanged_workbook_has_no_new_threads(plan: MissionPlan) -> None:
    assert workbook.new_threads(workbook.read(workbook.write(plan), plan), plan) == {}


def test_empty_plan_has_a_workbook_to_begin_in(plan: MissionPlan) -> None:
    drafts.empty(plan)

    assert canonical(workbook.read(workbook.write(plan), plan)) == canonical(document(plan))


# Texts that no sheet holds as they are, and that stay as they are


@pytest.mark.parametrize(
    "text",
    [
        "=SUM(A1:A9)",
        "+46 121 181 00",
        "-5 grader",
        "@alla",
        "=cmd|' /C calc'!A0",
        "  två  mellanrum  ",
        "hårt\N{NO-BREAK SPACE}mellanrum",
        "rad\r\nrad\r\n",
        "\tindrag\n\n\n\nlångt ner",
        "bell\x07",
        "e\N{COMBINING ACUTE ACCENT}",
        "_x000D_ som text",
        "<b>fet</b> & ”citat”",
        "🙂",
        "2022",
        "SANT",
        "a" * (LONGEST_CELL + 5),
    ],
)
def test_text_stays_while_nobody_changes_it(plan: MissionPlan, text: str) -> None:
    plan.objectives.update(text=text)
    plan.allocations.update(text=text)
    plan.assignments.update(text=text, title=text[:200])

    assert canonical(workbook.read(changed(plan), plan)) == canonical(document(plan))


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@A1"])
def test_text_that_begins_as_a_formula_is_written_as_text(plan: MissionPlan, sign: str) -> None:
    plan.objectives.update(title=sign)
    kinds: list[tuple[str, bool]] = []

    def look(opened: Workbook) -> None:
        cell = opened["Nämndmål"]["B2"]
        kinds.append((cell.data_type, bool(cell.quotePrefix)))

    changed(plan, look)

    assert kinds == [("s", True)]


# What is changed


def read(plan: MissionPlan, *changes: Change) -> Document:
    return workbook.read(changed(plan, *changes), plan)


def expected(plan: MissionPlan, change: Callable[[Document], object]) -> Document:
    content = document(plan)
    change(content)
    return content


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (under("Nämndmål", "Mål", 2, "Tryggare omsorg"), lambda d: d["objectives"][0].update(title="Tryggare omsorg")),
        (
            under("Nämndmål", "Mål", 2, "  Tryggare \n omsorg "),
            lambda d: d["objectives"][0].update(title="Tryggare omsorg"),
        ),
        (under("Nämndmål", "Mål", 2, "Cafe\u0301er"), lambda d: d["objectives"][0].update(title="Caféer")),
        (
            under("Nämndmål", "Beskrivning", 2, "Ett \n\n \n\ntvå  ord"),
            lambda d: d["objectives"][0].update(text="Ett\n\ntvå ord"),
        ),
        (under("Nämndmål", "Beskrivning", 2, "- a\n  - b"), lambda d: d["objectives"][0].update(text="- a\n  - b")),
        (under("Nämndmål", "Beskrivning", 2, "Ett_x000D_\ntvå"), lambda d: d["objectives"][0].update(text="Ett\ntvå")),
        (under("Nämndmål", "Beskrivning", 2, None), lambda d: d["objectives"][0].update(text="")),
        (
            under("Nämndmål", "Bidrar till målet", 2, "ekonomi"),
            lambda d: d["objectives"][0].update(goal={"slug": "ekonomi", "name": "Ekonomi"}),
        ),
        (under("Nämndmål", "Bidrar också till 1", 2, None), lambda d: d["objectives"][0].update(indirect_goals=[])),
        (
            under("Nämndmål", "Bidrar också till 3", 2, "Hälsa"),
            lambda d: d["objectives"][0]["indirect_goals"].append({"slug": "halsa", "name": "Hälsa"}),
        ),
        (under("Mått", "Enhet", 2, "%"), lambda d: d["objectives"][0]["indicators"][0].update(unit="%")),
        (
            under("Mått", "Nämndmål", 2, "God ordning"),
            lambda d: d["objectives"][1]["indicators"].append(d["objectives"][0]["indicators"].pop()),
        ),
        (
            under("Mått", "Nämndmål", 2, "mal00002"),
            lambda d: d["objectives"][1]["indicators"].append(d["objectives"][0]["indicators"].pop()),
        ),
        (
            under("Mått", "Nämndmål", 2, "God ordning (mal00002)"),
            lambda d: d["objectives"][1]["indicators"].append(d["objectives"][0]["indicators"].pop()),
        ),
        (under("Uppdrag", "Nämndmål", 2, None), lambda d: d["assignments"][0].update(objective=None)),
        (under("Uppdrag", "Svarar på särskilt uppdrag", 2, None), lambda d: d["assignments"][0].update(answers=None)),
        (
            under("Uppdrag", "Svarar på särskilt uppdrag", 3, "3 Korta köerna"),
            lambda d: d["assignments"][1].update(answers="sarskilt"),
        ),
        (
            under("Uppdrag", "Ansvarig förvaltning", 3, "socialförvaltningen"),
            lambda d: d["assignments"][1].update(lead={"slug": "socialforvaltningen", "name": "Socialförvaltningen"}),
        ),
        (
            under("Uppdrag", "Inom verksamhetsområde 1", 2, None),
            lambda d: d["assignments"][0].update(areas=["omrade02"]),
        ),
        (
            under("Fördelning", "Finansiering", 2, "betalas med avgifter"),
            lambda d: d["areas"][0].update(financing="fee"),
        ),
    ],
)
def test_changed_cell_changes_its_field(plan: MissionPlan, said: Change, meant: Callable[[Document], object]) -> None:
    assert read(plan, said) == expected(plan, meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (0, 0),
        (-12, -12),
        (5.0, 5),
        (1e6, 1_000_000),
        ("1234", 1234),
        ("1 234", 1234),
        ("1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567", 1_234_567),
        ("1\N{NARROW NO-BREAK SPACE}234", 1234),
        ("−5", -5),
        ("– 5", -5),
        ("-1 234", -1234),
        ("+7", 7),
        ("12,0", 12),
        ("0", 0),
        ("ej beslutat", None),
        ("Inte beslutat", None),
        (" EJ  BESLUTAT ", None),
        (2_147_483_647, 2_147_483_647),
    ],
)
def test_amount_is_read(plan: MissionPlan, written: Any, meant: int | None) -> None:
    content = read(plan, under("Fördelning", "2025, tkr", 2, written))

    assert content["areas"][0]["amounts"] == {"2022": 120500, "2023": 0, "2024": None, "2025": meant}


@pytest.mark.parametrize("written", [None, "", "   "])
def test_empty_amount_is_no_amount(plan: MissionPlan, written: Any) -> None:
    """Missing, zero and undecided are three things."""
    content = read(plan, under("Fördelning", "2022, tkr", 2, written))

    assert content["areas"][0]["amounts"] == {"2023": 0, "2024": None}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (90, "90"),
        (7.5, "7.5"),
        ("7,5", "7.5"),
        ("1 234,50", "1234.5"),
        ("−0,25", "-0.25"),
        (0.1 + 0.2, "0.3"),
        (0, "0"),
        (-0.0, "0"),
        (1234567890.1234, "1234567890.1234"),
        ("ej beslutat", None),
    ],
)
def test_target_is_read(plan: MissionPlan, written: Any, meant: str | None) -> None:
    content = read(plan, under("Mått", "Målvärde 2025", 2, written))

    targets = content["objectives"][0]["indicators"][0]["targets"]
    assert targets == {"2022": "80", "2023": "82.5", "2024": None, "2025": meant}


def test_number_with_a_written_percent_sign_is_the_number(plan: MissionPlan) -> None:
    """A format may show a sign without calculating with it."""
    content = read(plan, under("Mått", "Målvärde 2025", 2, 90, number_format='0" %"'))

    assert content["objectives"][0]["indicators"][0]["targets"]["2025"] == "90"


# Rows


def test_years_before_the_edition_are_not_asked_for_and_stay(plan: MissionPlan) -> None:
    MissionPlan.objects.filter(pk=plan.pk).update(first_year=2023, last_year=2026, from_year=2023)
    moved = MissionPlan.objects.get(pk=plan.pk)
    book = load_workbook(BytesIO(workbook.write(moved)))

    headings = [cell.value for sheet in ("Mått", "Fördelning") for cell in book[sheet][1]]

    assert [one for one in headings if one and "20" in one] == [
        *(f"Målvärde {year}" for year in range(2023, 2027)),
        *(f"{year}, tkr" for year in range(2023, 2027)),
    ]
    assert read(moved) == document(moved)


def test_everything_in_it_is_headed_in_swedish(plan: MissionPlan) -> None:
    lists = load_workbook(BytesIO(workbook.write(plan)))["Listor"]

    assert [cell.value for cell in lists[1]] == [
        "Långsiktiga mål",
        "Förvaltningar",
        "Särskilda uppdrag",
        "Finansiering",
    ]


def test_new_rows_get_new_threads(plan: MissionPlan) -> None:
    content = read(
        plan,
        add_row("Nämndmål", Mål="Nytt mål", Bidrar_till_målet="Hälsa"),
        add_row("Mått", Nämndmål="Nytt mål", Mått="Antal", Enhet="st", Målvärde_2022=3),
        add_row("Fördelning", Verksamhetsområde="Nytt område", Finansiering="betalas med skatt"),
        add_row(
            "Uppdrag",
            Nämndmål="Nytt mål",
            Uppdrag="Nytt uppdrag",
            Ansvarig_förvaltning="Serviceförvaltningen",
            Inom_verksamhetsområde_2="Nytt område",
        ),
    )

    objective, area, assignment = content["objectives"][2], content["areas"][2], content["assignments"][2]
    (indicator,) = objective["indicators"]
    assert {**objective, "indicators": []} == {
        "thread": objective["thread"],
        "goal": {"slug": "halsa", "name": "Hälsa"},
        "indirect_goals": [],
        "title": "Nytt mål",
        "text": "",
        "indicators": [],
    }
    assert indicator == {"thread": indicator["thread"], "title": "Antal", "unit": "st", "targets": {"2022": "3"}}
    assert area == {
        "thread": area["thread"],
        "name": "Nytt område",
        "financing": "tax",
        "text": "",
        "amounts": {},
    }
    assert assignment == {
        "thread": assignment["thread"],
        "objective": objective["thread"],
        "answers": None,
        "title": "Nytt uppdrag",
        "text": "",
        "lead": {"slug": "serviceforvaltningen", "name": "Serviceförvaltningen"},
        "supporting": [],
        "areas": [area["thread"]],
    }
    assert workbook.new_threads(content, plan) == {
        objective["thread"]: "objective",
        indicator["thread"]: "indicator",
        assignment["thread"]: "assignment",
        area["thread"]: "area",
    }


def test_what_was_read_can_be_written(plan: MissionPlan) -> None:
    """And then its own workbook says it again."""
    content = read(
        plan,
        add_row("Nämndmål", Mål="Nytt mål", Bidrar_till_målet="Hälsa"),
        add_row("Mått", Nämndmål="Nytt mål", Mått="Antal", Enhet="st", Målvärde_2022=3),
        delete_row("Uppdrag", 2),
    )

    drafts.replace(plan, content, by=factories.user("editor"), new_threads=workbook.new_threads(content, plan))

    written = MissionPlan.objects.get(pk=plan.pk)
    assert canonical(document(written)) == canonical(content)
    assert canonical(workbook.read(workbook.write(written), written)) == canonical(content)


def test_deleted_row_is_removed(plan: MissionPlan) -> None:
    content = read(plan, delete_row("Uppdrag", 2))

    assert content == expected(plan, lambda d: d["assignments"].pop(0))
    assert [item.title for item in compare(document(plan), content).removed] == ["Korta kön till boende"]


def test_rows_between_which_others_are_empty_are_read(plan: MissionPlan) -> None:
    content = read(plan, lambda opened: opened["Uppdrag"].insert_rows(3, 4))

    assert content == document(plan)


def test_order_of_rows_is_the_order_in_the_plan(plan: MissionPlan) -> None:
    content = read(plan, move_row("Nämndmål", 3, 2), move_row("Fördelning", 3, 2))

    assert content == expected(plan, lambda d: (d["objectives"].reverse(), d["areas"].reverse()))
    assert [item.title for item in compare(document(plan), content).moved] == ["God ordning", "Färdtjänst"]


def test_order_of_columns_means_nothing(plan: MissionPlan) -> None:
    def turn_round(opened: Workbook) -> None:
        on = opened["Uppdrag"]
        for row in on.iter_rows():
            for cell, value in zip(row, [cell.value for cell in reversed(row)], strict=True):
                cell.value = value

    assert read(plan, turn_round) == document(plan)


def test_column_can_be_added_for_one_more(plan: MissionPlan) -> None:
    content = read(
        plan,
        under("Uppdrag", "Tillsammans med 1", 2, None),
        write_in("Uppdrag", "Z1", "Tillsammans med 5"),
        write_in("Uppdrag", "Z2", "Serviceförvaltningen"),
    )

    assert content == document(plan)


def test_hidden_rows_and_filters_hide_nothing(plan: MissionPlan) -> None:
    def hide(opened: Workbook) -> None:
        opened["Uppdrag"].row_dimensions[2].hidden = True
        opened["Uppdrag"].column_dimensions["B"].hidden = True

    assert read(plan, hide) == document(plan)


# Names


def test_renamed_goal_and_area_keep_what_hangs_on_them(plan: MissionPlan) -> None:
    """The other sheets still call them by their old names."""
    content = read(
        plan,
        under("Nämndmål", "Mål", 2, "Trygg och nära omsorg"),
        under("Fördelning", "Verksamhetsområde", 2, "Hemtjänst och nattpatrull"),
    )

    def rename(content: Document) -> None:
        content["objectives"][0]["title"] = "Trygg och nära omsorg"
        content["areas"][0]["name"] = "Hemtjänst och nattpatrull"

    assert content == expected(plan, rename)


def test_goals_that_swap_names_keep_what_hangs_on_them(plan: MissionPlan) -> None:
    content = read(plan, under("Nämndmål", "Mål", 2, "God ordning"), under("Nämndmål", "Mål", 3, "Trygg omsorg"))

    def swap(content: Document) -> None:
        first, second = content["objectives"]
        first["title"], second["title"] = second["title"], first["title"]

    assert content == expected(plan, swap)


def test_goals_of_one_name_are_told_apart(plan: MissionPlan) -> None:
    Objective.objects.filter(plan=plan).update(title="Samma mål")
    Department.objects.update(name="Förvaltningen")

    assert canonical(workbook.read(changed(plan), plan)) == canonical(document(plan))


def test_special_assignment_that_no_plan_words_is_called_by_its_number(plan: MissionPlan) -> None:
    plan.assignments.update(answers=Thread.objects.create(kind="special_assignment"))

    assert canonical(workbook.read(changed(plan), plan)) == canonical(document(plan))


def test_large_plan_asks_as_many_questions_as_a_small(
    plan: MissionPlan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        area = factories.allocation(plan, {2022: number}, name=f"Område {number}")
        assignment = factories.assignment(plan.objectives.first(), Department.objects.first())
        assignment.areas.add(area)

    with django_assert_num_queries(QUESTIONS + 1):  # the number of the edition
        content = workbook.write(plan)
    with django_assert_num_queries(QUESTIONS):
        workbook.read(content, plan)
