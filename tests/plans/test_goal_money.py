import pytest

from goals.models import LongTermGoal
from plans.goal_money import GoalMoney, goal_money
from plans.models import Allocation, Assignment, Plan
from plans.money import Figure
from tests import factories

pytestmark = pytest.mark.usefixtures("soderkoping")


def money(slug: str, year: int = 2022) -> GoalMoney:
    return goal_money(LongTermGoal.objects.get(slug=slug), year)


def test_area_is_counted_once_however_many_assignments_name_it() -> None:
    tied = money("halsa")

    assert [(row.body.short_name, row.area.name, row.figure.value, [each.number for each in row.assignments])
            for row in tied.areas] == [
        ("KS", "Ekonomi, HR och it", 22300, ["3.1", "3.2"]),
        ("BUN", "Ledning och elevhälsa", 19100, ["2.1", "2.3"]),
        ("BUN", "Förskoleklass och grundskola", 195300, ["2.1", "2.2"]),
        ("SN", "Nämnd och förvaltningsledning", 11400, ["1.3"]),
        ("SN", "Särskilt boende för äldre", 115800, ["1.2"]),
        ("SN", "Hemtjänst och hemsjukvård", 77600, ["1.1", "1.2", "1.3"]),
        ("SN", "Barn, unga och familj", 26900, ["2.1", "2.2"]),
        ("SerN", "Idrott, fritid och föreningsstöd", 15800, ["1.1", "1.2", "1.3"]),
        ("SerN", "Ungdomsverksamhet", 3800, ["1.3"]),
    ]  # fmt: skip
    assert tied.total == Figure(488000)
    assert tied.loose == []


def test_money_is_of_the_year() -> None:
    areas = {row.area.name: row.figure.value for row in money("halsa", 2021).areas}

    assert areas["Hemtjänst och hemsjukvård"] == 76600


def test_assignment_that_names_no_area_is_not_counted_but_named() -> None:
    plan = factories.mission_plan(first_year=2030, last_year=2033)
    goal = factories.goal("Nytt mål")
    objective = factories.objective(plan, goal)
    factories.assignment(objective, title="Utan område")
    tied_to = factories.allocation(plan, {2030: None})
    factories.assignment(objective, title="Med område", position=1).areas.add(tied_to)
    factories.adopt(plan)

    tied = goal_money(goal, 2030)

    assert [assignment.title for assignment in tied.loose] == ["Utan område"]
    assert ([row.area for row in tied.areas], tied.unknown, tied.total) == ([tied_to], tied.areas, Figure())


def test_area_paid_by_fees_says_so() -> None:
    water = [row for row in money("miljo").areas if row.area.financing == Allocation.Financing.FEE]

    assert [(row.area.name, row.paid_by) for row in water] == [("VA och avfall", "betalas med avgifter")]


def test_draft_ties_nothing() -> None:
    before = money("halsa")
    plan = factories.mission_plan()
    objective = factories.objective(plan, LongTermGoal.objects.get(slug="halsa"))
    factories.assignment(objective).areas.add(factories.allocation(plan, {2022: 987654}))

    assert money("halsa") == before
    assert Assignment.objects.filter(plan__state=Plan.State.DRAFT).count() == 1


def test_goal_that_nobody_works_for_has_no_money() -> None:
    assert goal_money(factories.goal("Nytt mål"), 2022) == GoalMoney([], [])
