import pytest
from pytest_django import DjangoAssertNumQueries

from plans import coverage
from plans.models import SpecialAssignment
from styrmodell.models import Body
from tests import factories

pytestmark = pytest.mark.django_db


def answers(year: int) -> dict[str, dict[str, list[str]]]:
    """Of each special assignment in force: its addressees in order, with what each has given."""
    return {
        answered.special.thread.public_id: {
            answer.body.short_name: [assignment.thread.public_id for assignment in answer.assignments]
            for answer in answered.answers
        }
        for answered in coverage.special_assignments(year)
    }


def test_answers_stand_beside_their_addressees(adala: None) -> None:
    assert answers(2023) == {
        "sasjukfranvaro": {"KS": [], "BSN": ["bsnsjuk00"], "VON": ["vonsjuk00"]},
        "samotesplats": {"KFN": ["kfnbiblio"]},
        "saagardirektiv": {"KS": ["ksagardirektiv"], "Ådalahem": []},
    }


def test_answers_are_those_of_the_year(adala: None) -> None:
    assert answers(2021) == {
        "sasjukfranvaro": {"BSN": ["bsnsjuk00"], "VON": ["vonsjuk00"]},
        "sabredband": {"KS": ["ksbredband0"]},
    }


def test_year_without_a_strategic_plan_asks_for_nothing(adala: None) -> None:
    assert answers(2026) == {}


def test_assignment_nobody_has_answered_names_its_addressees(adala: None) -> None:
    climate = coverage.special_assignments(2024)[-1]

    assert climate.special.thread.public_id == "saklimatplan"
    assert climate.unanswered == [Body.objects.get(slug="miljo-och-byggnadsnamnden")]
    assert climate.text == "0 av 1 organ har ett uppdrag för detta"


def test_text_counts_bodies_and_not_assignments(adala: None) -> None:
    assert [answered.text for answered in coverage.special_assignments(2023)] == [
        "2 av 3 organ har ett uppdrag för detta",
        "1 av 1 organ har ett uppdrag för detta",
        "1 av 2 organ har ett uppdrag för detta",
    ]


def test_answer_from_a_body_that_was_not_asked_is_not_counted() -> None:
    asked, helpful = factories.body("Vårdnämnden"), factories.body("Skolnämnden")
    plan = factories.strategic_plan()
    special = factories.special_assignment(plan, asked)
    goal = factories.prioritised_goal(plan).goal
    factories.adopt(plan)
    department = factories.department(serving=[helpful])
    mission = factories.mission_plan(helpful)
    factories.assignment(factories.objective(mission, goal), department, answers=special.thread)
    factories.adopt(mission)

    [answered] = coverage.special_assignments(2022)

    assert answered.answers == [coverage.Answer(asked, [])]


def test_draft_answers_nothing(adala: None) -> None:
    board = Body.objects.get(slug="kommunstyrelsen")
    draft = factories.mission_plan(board, first_year=2023, last_year=2026)
    special = SpecialAssignment.objects.filter(thread__public_id="sasjukfranvaro").last()
    factories.assignment(factories.objective(draft), answers=special.thread)

    assert answers(2023)["sasjukfranvaro"]["KS"] == []


@pytest.mark.parametrize("year", [2021, 2024])
def test_whole_list_takes_three_queries(
    adala: None, django_assert_num_queries: DjangoAssertNumQueries, year: int
) -> None:
    with django_assert_num_queries(3):
        answers(year)
