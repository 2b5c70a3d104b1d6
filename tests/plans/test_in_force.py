from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.in_force import planned_years, speaking_for
from plans.models import MissionPlan, OperationalPlan, StrategicPlan
from styrmodell.models import Body
from tests import factories
from tests.plans.lillby import undone

pytestmark = pytest.mark.django_db

YEARS = range(2019, 2029)


def in_force(owner: Body, year: int, known_on: date | None = None) -> MissionPlan | None:
    """The edition that speaks, on which the database and the reading of a list agree."""
    asked = MissionPlan.objects.in_force(year, known_on=known_on).filter(body=owner).first()
    read = speaking_for(MissionPlan.objects.adopted().filter(body=owner), year, known_on=known_on)
    assert asked == read
    return asked


def edition(
    owner: Body, first_year: int, last_year: int, *, sequence: int = 1, revoked_on: date | None = None, **fields: Any
) -> MissionPlan:
    plan: MissionPlan = factories.standing(
        MissionPlan,
        owner,
        **{"first_year": first_year, "last_year": last_year, "from_year": first_year, **fields},
        sequence=sequence,
        revision=sequence,
        revoked_by=factories.decision(owner, on=revoked_on) if revoked_on else None,
    )
    plan.save()
    return plan


def test_edition_speaks_for_the_years_from_its_first_to_its_last() -> None:
    owner = factories.body()
    edition(owner, 2021, 2024, from_year=2022)

    assert [year for year in YEARS if in_force(owner, year)] == [2022, 2023, 2024]


def test_edition_gives_way_to_a_later_one_from_its_first_year() -> None:
    owner = factories.body()
    older, newer = edition(owner, 2021, 2024), edition(owner, 2023, 2026, sequence=2)

    assert [in_force(owner, year) for year in (2022, 2023, 2026)] == [older, newer, newer]


def test_edition_from_a_later_year_speaks_though_adopted_earlier() -> None:
    owner = factories.body()
    ahead, late = edition(owner, 2023, 2026), edition(owner, 2021, 2024, sequence=2)

    assert [in_force(owner, year) for year in (2022, 2023)] == [late, ahead]


def test_edition_adopted_last_speaks_of_those_from_the_same_year() -> None:
    owner = factories.body()
    edition(owner, 2022, 2025)
    revised = edition(owner, 2022, 2025, sequence=2)

    assert in_force(owner, 2022) == revised


def test_shorter_later_edition_leaves_the_years_after_it_without() -> None:
    owner = factories.body()
    edition(owner, 2022, 2025)
    shorter = edition(owner, 2023, 2024, sequence=2)

    assert [in_force(owner, year) for year in (2023, 2024, 2025)] == [shorter, shorter, None]


def test_revoked_edition_leaves_its_years_without() -> None:
    owner = factories.body()
    older = edition(owner, 2021, 2024)
    edition(owner, 2022, 2025, sequence=2, revoked_on=date(2022, 3, 1))

    assert [in_force(owner, year) for year in (2021, 2022, 2024)] == [older, None, None]


def test_edition_is_silent_when_its_owner_has_ended() -> None:
    owner = factories.body(valid_to=date(2023, 1, 1))
    plan = edition(owner, 2022, 2025)

    assert [in_force(owner, year) for year in (2022, 2023, 2024)] == [plan, plan, None]


@pytest.mark.parametrize("state", ["draft", "proposed", "rejected", "withdrawn"])
def test_edition_that_is_not_adopted_says_nothing(state: str) -> None:
    plan = factories.mission_plan(state=state, stored_document="{}")

    assert MissionPlan.objects.in_force(plan.from_year).exists() is False


def test_every_owner_has_its_own_edition() -> None:
    plans = {edition(factories.body(), 2022, 2025), edition(factories.body(), 2021, 2024)}

    assert set(MissionPlan.objects.in_force(2022)) == plans


def test_operational_plan_speaks_for_its_department() -> None:
    plan = factories.standing(OperationalPlan, factories.department())
    plan.save()

    assert [OperationalPlan.objects.in_force(year).first() for year in (2021, 2022)] == [None, plan]


def test_edition_is_not_known_before_its_decision() -> None:
    owner = factories.body()
    older = edition(owner, 2022, 2025, decision=factories.decision(owner, on=date(2021, 6, 1)))
    newer = edition(owner, 2022, 2025, sequence=2, decision=factories.decision(owner, on=date(2022, 3, 1)))

    days = [date(2021, 5, 31), date(2021, 6, 1), date(2022, 2, 28), date(2022, 3, 1)]

    assert [in_force(owner, 2022, known_on=day) for day in days] == [None, older, older, newer]


def test_edition_speaks_until_the_day_that_it_is_revoked() -> None:
    owner = factories.body()
    plan = edition(owner, 2022, 2025, revoked_on=date(2022, 3, 1))

    days = [date(2022, 2, 28), date(2022, 3, 1)]

    assert [in_force(owner, 2022, known_on=day) for day in days] == [plan, None]


days = st.dates(date(2020, 12, 1), date(2023, 2, 1))
editions = st.lists(
    st.tuples(st.integers(2020, 2024), st.integers(0, 3), st.integers(0, 3), days, st.none() | days), max_size=5
)


@given(editions, st.none() | st.integers(2020, 2025), st.none() | days)
@settings(max_examples=30)
def test_database_and_list_agree(rows: list[Any], owner_ends: int | None, known_on: date | None) -> None:
    with undone():
        owner = factories.body(valid_to=date(owner_ends, 6, 30) if owner_ends else None)
        for sequence, (first, length, waits, decided_on, revoked_on) in enumerate(rows, start=1):
            edition(
                owner,
                first,
                first + length,
                sequence=sequence,
                from_year=first + min(waits, length),
                decision=factories.decision(owner, on=decided_on),
                revoked_on=revoked_on,
            )

        for year in YEARS:
            in_force(owner, year, known_on)


def test_planned_years_are_none_without_plans() -> None:
    factories.mission_plan()

    assert planned_years() == range(0)


def test_planned_years_span_all_kinds_of_plan() -> None:
    edition(factories.body(), 2022, 2025, from_year=2023)
    factories.standing(OperationalPlan, factories.department(), first_year=2021, last_year=2021, from_year=2021).save()
    factories.standing(StrategicPlan, factories.council(), last_year=2024).save()

    assert planned_years() == range(2021, 2026)
