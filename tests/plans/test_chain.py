from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from goals.models import LongTermGoal
from plans import chain
from plans.branches import Tie
from plans.chain import Relative, Step
from plans.models import Activity, Assignment, Objective, SpecialAssignment, Thread
from plans.years import ShownYear
from styrmodell.models import Body, SteeringModel
from tests import factories

PLANNED = range(2021, 2027)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("adala")]


def shown(year: int) -> ShownYear:
    return ShownYear(year, default=2023, planned=PLANNED)


def item(model: Any, public_id: str, year: int) -> Any:
    """As the edition in force for the year words it."""
    items = model.objects.in_force(year).with_is_continued().select_related("thread")
    if model is Assignment:
        items = items.with_number().with_activity_count(year)
    return items.get(thread__public_id=public_id)


# Upwards


def test_steps_go_from_the_vision_to_where_the_page_stands() -> None:
    assignment = item(Assignment, "bsnlasplan", 2022)
    objective = assignment.objective

    assert chain.steps(
        shown(2022),
        SteeringModel.objects.get(),
        goal=objective.goal,
        objective=objective,
        assignment=assignment,
        activity=item(Activity, "sklastest0", 2022),
    ) == [
        Step("Vision", "Ådala – nära till ån, nära till varandra.", "/"),
        Step("Långsiktigt mål", "Lärande", "/mal/larande/2022/"),
        Step("Nämndmål 1", "Alla elever i årskurs tre läser med flyt", "/namndmal/bsnmallasa/2022/"),
        Step("Uppdrag 1.1", "Följ upp den gemensamma läsplanen", "/uppdrag/bsnlasplan/2022/"),
        Step("Aktivitet", "Läskartläggning varje termin", "/aktiviteter/sklastest0/2022/", "current"),
    ]


def test_assignment_without_objective_hangs_on_what_it_answers() -> None:
    special = item(SpecialAssignment, "saagardirektiv", 2023)

    steps = chain.steps(
        shown(2023),
        SteeringModel.objects.get(),
        special=special,
        assignment=item(Assignment, "ksagardirektiv", 2023),
        ahead=[Step("Aktivitet", "1", "#nedanfor", "ahead")],
    )

    assert [(step.level, step.state) for step in steps] == [
        ("Vision", "done"),
        ("Särskilt uppdrag 3", "done"),
        ("Uppdrag", "current"),
        ("Aktivitet", "ahead"),
    ]


@pytest.mark.parametrize(
    ("slug", "word"), [("miljo-och-byggnadsnamnden", "Nämndmål"), ("kommunstyrelsen", "Styrelsens mål")]
)
def test_objective_is_called_after_its_body(slug: str, word: str) -> None:
    assert chain.objective_word(Body.objects.get(slug=slug)) == word


# Downwards from a goal


def below_goal(slug: str, year: int) -> Any:
    goal = LongTermGoal.objects.get(slug=slug)
    return chain.below_goal(goal, chain.objectives_of(goal, year), shown(year))


def test_goal_shows_its_objectives_by_body_with_frames() -> None:
    below = below_goal("larande", 2023)

    assert [(group.heading, group.note) for group in below.groups] == [
        ("Barn- och skolnämnden", "Ram 2023: 327\xa0000 tkr"),
        ("Kultur- och fritidsnämnden", "Ram 2023: 24\xa0500 tkr"),
    ]
    assert [(branch.number, branch.title, branch.count, branch.url) for branch in below.groups[0].branches] == [
        ("1", "Alla elever i årskurs tre läser med flyt", "1 uppdrag", "/namndmal/bsnmallasa/"),
        ("3", "Biblioteket når hela kommunen", "1 uppdrag", "/namndmal/bsnmalbiblio/"),
    ]
    assert (below.announce, below.gap) == ("3 nämndmål visas under Lärande.", "")


def test_goal_keeps_its_year_in_every_address() -> None:
    below = below_goal("larande", 2022)

    assert below.url == "/mal/larande/2022/"
    assert [branch.url for group in below.groups for branch in group.branches] == [
        "/namndmal/bsnmallasa/2022/",
        "/namndmal/kfnmalbiblio/2022/",
    ]


def test_goal_that_nobody_works_for_has_a_gap() -> None:
    goal = factories.goal("Kultur")

    below = chain.below_goal(goal, chain.objectives_of(goal, 2023), shown(2023))

    assert (below.gap, below.empty) == ("Ingen nämnd arbetar mot målet Kultur 2023.", "")


def test_goal_that_has_ended_has_no_gap() -> None:
    below = below_goal("foretagande", 2025)

    assert (below.gap, below.empty) == ("", "Målet gällde inte 2025.")


def test_objective_without_assignments_says_so_in_its_branch() -> None:
    [group] = below_goal("klimat", 2023).groups

    assert [(branch.title, branch.count) for branch in group.branches] == [
        ("Kommunens resor blir färre och renare", "inga uppdrag")
    ]


def test_undecided_and_missing_frames_are_two_things(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    undecided, missing = factories.body("Vårdnämnden", position=98), factories.body("Skolnämnden", position=99)
    strategic = factories.strategic_plan(first_year=2030, last_year=2033)
    goal = factories.prioritised_goal(strategic).goal
    factories.frames(strategic, undecided, {2030: None})
    factories.adopt(strategic)
    for owner in (undecided, missing):
        plan = factories.mission_plan(owner, first_year=2030, last_year=2033)
        factories.objective(plan, goal)
        factories.adopt(plan)
    objectives = chain.objectives_of(goal, 2030)

    with django_assert_num_queries(1):
        below = chain.below_goal(goal, objectives, shown(2030))

    assert [(group.heading, group.note) for group in below.groups] == [
        ("Vårdnämnden", "Ram 2030: inte beslutad"),
        ("Skolnämnden", ""),
    ]


# Downwards from an objective


def below_objective(public_id: str, year: int) -> Any:
    objective = item(Objective, public_id, year)
    return chain.below_objective(objective, chain.assignments_under(objective, year), shown(year))


def test_objective_shows_its_assignments_in_order() -> None:
    below = below_objective("bsnmallasa", 2022)

    assert [(branch.number, branch.title, branch.count, branch.url) for branch in below.branches] == [
        ("1.1", "Följ upp den gemensamma läsplanen", "1 aktivitet", "/uppdrag/bsnlasplan/2022/"),
        ("1.2", "Ge läxhjälp på alla skolor", "1 aktivitet", "/uppdrag/bsnlaxhjalp/2022/"),
    ]
    assert below.branches[0].by == ("Till skolförvaltningen · inom Grundskola och särskola, 163\xa0500\xa0tkr")
    assert below.announce == "2 uppdrag visas under Alla elever i årskurs tre läser med flyt."


def test_assignment_without_activities_says_so_in_its_branch() -> None:
    assert [branch.count for branch in below_objective("vonmalhemma", 2023).branches] == [
        "1 aktivitet",
        "inga aktiviteter",
    ]


def test_objective_without_assignments_has_a_gap() -> None:
    below = below_objective("ksmalklimat", 2023)

    assert below.gap == "Kommunstyrelsen har inte gett något uppdrag för målet."
    assert (below.facts, below.branches) == ("", [])


# Downwards from an assignment


def below_assignment(public_id: str, year: int) -> Any:
    assignment = item(Assignment, public_id, year)
    return chain.below_assignment(assignment, chain.activities_of(assignment, year), shown(year))


def test_assignment_shows_what_is_done() -> None:
    [activity] = below_assignment("bsnlaxhjalp", 2022).activities

    assert (activity.title, activity.get_absolute_url) == (
        "Läxhjälp två eftermiddagar i veckan",
        "/aktiviteter/sklaxa000/2022/",
    )
    assert activity.facts == "Grundskolan, skolförvaltningen · februari–juni 2022 · Norrby"


def test_assignment_with_nothing_done_has_a_gap() -> None:
    below = below_assignment("vonsjuk00", 2023)

    assert below.gap == "Ingen verksamhetsplan för 2023 har någon aktivitet för uppdraget."
    assert below.announce == "Inga aktiviteter under Sänk sjukfrånvaron i hemtjänsten."


@pytest.mark.parametrize(
    ("public_id", "year", "texts"),
    [
        ("bsnlasplan", 2023, ["Inom Grundskola och anpassad grundskola, 170\xa0000\xa0tkr"]),
        ("bsnlasplan", 2025, ["Inom Grundskola och anpassad grundskola"]),  # not decided
        ("kfnhallar", 2023, ["Inom Idrott och fritid, 15\xa0100\xa0tkr", "Inom Uthyrning av hallar, −800\xa0tkr"]),
        ("bsnnarvaro", 2023, []),
    ],
)
def test_areas_tell_their_money_of_the_year(public_id: str, year: int, texts: list[str]) -> None:
    assert [tie.text for tie in below_assignment(public_id, year).ties] == texts


@pytest.mark.parametrize(
    ("financing", "text"),
    [
        ("fee", "Inom Vatten, betalas med avgifter"),
        ("internal", "Inom Vatten, betalas av kommunens andra verksamheter"),
        ("tax", "Inom Vatten, 0\xa0tkr"),
    ],
)
def test_area_that_others_pay_for_is_no_bare_zero(financing: str, text: str) -> None:
    plan = factories.mission_plan()
    area = factories.allocation(plan, {2022: 0}, name="Vatten", financing=financing)
    assignment = factories.assignment(factories.objective(plan))
    assignment.areas.add(area)

    assert chain.area_ties(assignment, shown(2022)) == [
        Tie(text, f"{plan.get_absolute_url()}#{area.thread.public_id}"),
    ]


# Beside


@pytest.mark.parametrize(
    ("model", "public_id", "relatives"),
    [
        (
            Objective,
            "bsnmalbiblio",
            [
                Relative(
                    "Fortsätter från",
                    "Biblioteket når hela kommunen, Kultur- och fritidsnämnden",
                    "/namndmal/kfnmalbiblio/",
                )
            ],
        ),
        (
            Assignment,
            "kfnbiblio",
            [
                Relative(
                    "Fortsätter hos",
                    "Låt biblioteket vara en mötesplats, Barn- och skolnämnden",
                    "/uppdrag/bsnbiblio/",
                )
            ],
        ),
        (Objective, "bsnmallasa", []),
    ],
)
def test_thread_that_continues_leads_both_ways(
    model: Any, public_id: str, relatives: list[Relative], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    items = model.objects.in_force(2023).with_is_continued().select_related("thread", "plan__body")
    thread = items.get(thread__public_id=public_id)

    with django_assert_num_queries(1 if relatives else 0):
        assert chain.relatives(thread, shown(2023)) == relatives


def test_thread_that_only_a_draft_continues_stands_alone() -> None:
    objective = item(Objective, "bsnmallasa", 2023)
    follower = Thread.objects.create(kind=Thread.Kind.OBJECTIVE, continues=objective.thread)
    factories.objective(factories.mission_plan(), thread=follower)

    assert chain.relatives(objective, shown(2023)) == []
