import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from plans import municipality_file
from plans.invented import invented_municipality

Item = dict[str, Any]
SCHEMA = Path(__file__).parents[2] / "plans" / "municipality.schema.json"


def of_any_municipality(test: Callable[[Item], None]) -> Callable[[], None]:
    municipalities = st.builds(
        invented_municipality,
        bodies=st.integers(1, 4),
        years=st.integers(1, 6),
        seed=st.integers(0, 10_000),
        objectives=st.integers(0, 4),
        assignments=st.integers(0, 3),
        activities=st.integers(0, 2),
    )
    return settings(max_examples=20)(given(municipalities)(test))


def documents(municipality: Item, kind: str) -> list[Item]:
    return [plan["document"] for plan in municipality["plans"] if plan["document"]["kind"] == kind]


def editions_of_a_year(municipality: Item) -> Iterator[tuple[Item, list[Item], list[Item]]]:
    """Strategic plan, mission plans and operational plans that begin to speak for the same year."""
    for strategic in documents(municipality, "strategic_plan"):
        year = strategic["from_year"]
        missions = [plan for plan in documents(municipality, "mission_plan") if plan["from_year"] == year]
        operational = [plan for plan in documents(municipality, "operational_plan") if plan["from_year"] == year]
        yield strategic, missions, operational


def served_by(municipality: Item, department: Item) -> set[str]:
    services = {row["slug"]: row["services"] for row in municipality["departments"]}
    return {service["body"] for service in services[department["slug"]]}


def texts_by_thread(municipality: Item, part: str, text: str) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for plan in municipality["plans"]:
        for item in plan["document"].get(part, ()):
            texts.setdefault(item["thread"], []).append(item[text])
    return texts


def parts_of(value: Any) -> Iterator[Item]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from parts_of(part)


@pytest.fixture(scope="module")
def municipality() -> Item:
    return invented_municipality(bodies=6, years=6, seed=1)


# The form


def test_same_arguments_give_the_same_municipality() -> None:
    first = invented_municipality(bodies=3, years=3, seed=7)

    assert invented_municipality(bodies=3, years=3, seed=7) == first
    assert invented_municipality(bodies=3, years=3, seed=8) != first


@pytest.mark.parametrize(("bodies", "years"), [(1, 1), (1, 5), (4, 1), (12, 8)])
def test_every_size_follows_the_schema(bodies: int, years: int) -> None:
    municipality = invented_municipality(bodies=bodies, years=years, seed=1)

    assert list(Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(municipality)) == []


@pytest.mark.parametrize(("bodies", "years"), [(1, 1), (5, 3)])
def test_size_is_what_was_asked_for(bodies: int, years: int) -> None:
    municipality = invented_municipality(bodies=bodies, years=years, seed=1, objectives=5, assignments=2, activities=1)

    missions = documents(municipality, "mission_plan")
    assert len(missions) == bodies * years
    assert len(municipality["departments"]) == bodies
    assert {len(plan["objectives"]) for plan in missions} == {5}


@pytest.mark.django_db
def test_loader_accepts_it() -> None:
    text = municipality_file.dumps(invented_municipality(bodies=3, years=5, seed=1))

    assert municipality_file.load(text.encode(), folder=Path())


def test_command_prints_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_municipality", "--bodies", "2", "--years", "2", "--seed", "3")

    assert json.loads(capsys.readouterr().out) == invented_municipality(bodies=2, years=2, seed=3)


@of_any_municipality
def test_everything_is_marked_as_an_example(municipality: Item) -> None:
    assert all(part.get("is_example", True) is True for part in parts_of(municipality))
    assert all("EXEMPEL" in decision["diary_number"] for decision in municipality["decisions"])


# The rules


@of_any_municipality
def test_decisions_and_plans_come_in_the_order_they_were_made(municipality: Item) -> None:
    dates = {decision["slug"]: decision["date"] for decision in municipality["decisions"]}
    adopted = [dates[plan["decision"]] for plan in municipality["plans"]]

    assert list(dates.values()) == sorted(dates.values())
    assert adopted == sorted(adopted)


@of_any_municipality
def test_every_thread_is_used(municipality: Item) -> None:
    used = {part["thread"] for part in parts_of(municipality["plans"]) if "thread" in part}

    assert used == {thread["id"] for thread in municipality["threads"]}


@of_any_municipality
def test_objectives_contribute_to_goals_that_are_prioritised(municipality: Item) -> None:
    for strategic, missions, _ in editions_of_a_year(municipality):
        prioritised = {item["goal"]["slug"] for item in strategic["goals"]}

        assert {item["goal"]["slug"] for plan in missions for item in plan["objectives"]} <= prioritised


@of_any_municipality
def test_allocations_stay_within_the_frame(municipality: Item) -> None:
    for strategic, missions, _ in editions_of_a_year(municipality):
        frames = {frame["body"]["slug"]: frame["amounts"] for frame in strategic["frames"]}
        for plan in missions:
            for year in range(plan["from_year"], plan["last_year"] + 1):
                handed_out = [area["amounts"].get(str(year)) for area in plan["areas"]]
                frame = frames[plan["owner"]["slug"]].get(str(year))
                if frame is None:
                    assert handed_out == [None] * len(plan["areas"])
                else:
                    assert sum(handed_out) <= frame


@of_any_municipality
def test_assignments_go_to_departments_that_serve_the_body(municipality: Item) -> None:
    for plan in documents(municipality, "mission_plan"):
        for assignment in plan["assignments"]:
            for department in [assignment["lead"], *assignment["supporting"]]:
                assert plan["owner"]["slug"] in served_by(municipality, department)


@of_any_municipality
def test_assignments_answer_what_the_council_asked_of_the_body(municipality: Item) -> None:
    for strategic, missions, _ in editions_of_a_year(municipality):
        asked = {item["thread"]: item["bodies"] for item in strategic["special_assignments"]}
        for plan in missions:
            answered = [item["answers"] for item in plan["assignments"] if item["answers"]]

            assert all(plan["owner"] in asked[thread] for thread in answered)


@of_any_municipality
def test_activities_carry_out_assignments_of_bodies_that_the_department_serves(municipality: Item) -> None:
    for _, missions, operational in editions_of_a_year(municipality):
        for plan in operational:
            served = served_by(municipality, plan["owner"])
            given_to_it = {
                assignment["thread"]
                for mission in missions
                if mission["owner"]["slug"] in served
                for assignment in mission["assignments"]
            }

            assert {activity["assignment"] for activity in plan["activities"]} <= given_to_it


@of_any_municipality
def test_totals_foot(municipality: Item) -> None:
    totals = {(total["year"], total["kind"]): total["amount"] for total in municipality["municipal_totals"]}
    for strategic in documents(municipality, "strategic_plan"):
        year = strategic["from_year"]
        parts = [totals[year, kind] for kind in ("taxes", "grants", "financial_net", "net_cost")]

        assert totals[year, "net_cost"] == -sum(frame["amounts"][str(year)] for frame in strategic["frames"])
        assert totals[year, "result"] == sum(parts)


# Life as it is


def test_periods_of_three_and_four_years_overlap(municipality: Item) -> None:
    editions = [
        (plan["first_year"], plan["last_year"], plan["from_year"]) for plan in documents(municipality, "strategic_plan")
    ]

    assert editions == [
        (2019, 2022, 2019),
        (2019, 2022, 2020),
        (2021, 2023, 2021),
        (2021, 2023, 2022),
        (2023, 2026, 2023),
        (2023, 2026, 2024),
    ]


def test_goals_change_between_terms(municipality: Item) -> None:
    goals = {
        plan["from_year"]: {item["goal"]["name"] for item in plan["goals"]}
        for plan in documents(municipality, "strategic_plan")
    }

    assert goals[2022] == {"Ekonomi", "Lärande", "Hälsa", "Miljö", "Öppenhet"}
    assert goals[2023] == {"Ekonomi", "Lärande", "Hälsa", "Öppenhet", "Landsbygd"}
    assert {goal["name"]: goal["valid_to"] for goal in municipality["long_term_goals"]}["Miljö"] == "2022-12-31"


def test_frames_are_zero_missing_and_undecided(municipality: Item) -> None:
    plan = documents(municipality, "strategic_plan")[0]
    last = {frame["body"]["slug"]: frame["amounts"].get("2022", "missing") for frame in plan["frames"]}
    first = {frame["body"]["slug"]: frame["amounts"]["2019"] for frame in plan["frames"]}

    assert first["valnamnden"] == 0
    assert last["revisionen"] is None
    assert last["centrala-poster"] == "missing"


def test_some_money_is_not_handed_out_and_some_areas_bring_in_money(municipality: Item) -> None:
    areas = [area for plan in documents(municipality, "mission_plan") for area in plan["areas"]]
    moved = [row for row in municipality["frame_adjustments"] if row["kind"] == "reallocation"]

    assert any(amount < 0 for area in areas for amount in area["amounts"].values() if amount)
    assert moved != []


@pytest.mark.parametrize(
    ("part", "text"),
    [("special_assignments", "title"), ("objectives", "title"), ("assignments", "title"), ("goals", "wording")],
)
def test_threads_live_on_with_rewordings(municipality: Item, part: str, text: str) -> None:
    texts = texts_by_thread(municipality, part, text).values()

    assert any(len(set(wordings)) > 1 for wordings in texts)


def test_some_objectives_end_and_are_taken_over(municipality: Item) -> None:
    last_year = {
        item["thread"]
        for plan in documents(municipality, "mission_plan")
        if plan["from_year"] == 2024
        for item in plan["objectives"]
    }
    continued = {thread["continues"] for thread in municipality["threads"]} - {None}

    assert continued != set()
    assert continued & last_year == set()


def test_one_department_serves_two_bodies(municipality: Item) -> None:
    assert [len(department["services"]) for department in municipality["departments"]] == [1, 2, 1, 1, 2, 1]
