from collections.abc import Callable

import pytest
from django.db.models import Model, ProtectedError

from goals.models import Film, GlobalGoal, GlobalTie, LongTermGoal
from tests import constraints, factories
from tests.styrmodell.test_models import ENDED

pytestmark = pytest.mark.django_db


def tie_of_the_same_goals() -> GlobalTie:
    tie = GlobalTie.objects.create(goal=factories.goal(), global_goal=factories.global_goal(4))
    return GlobalTie(goal=tie.goal, global_goal=tie.global_goal)


BROKEN: dict[str, Callable[[], Model]] = {
    "goals_film_has_captions_and_transcript": lambda: Film(seconds=60, transcript="Allt som sägs"),
    "goals_globalgoal_is_one_of_seventeen": lambda: GlobalGoal(number=18),
    "goals_globaltie_once": tie_of_the_same_goals,
    "goals_longtermgoal_easy_text_is_dated": lambda: LongTermGoal(easy_text="Lätt att läsa"),
    "goals_longtermgoal_ends_after_it_begins": lambda: LongTermGoal(**ENDED),
}


def test_every_constraint_has_a_case() -> None:
    assert sorted(BROKEN) == constraints.names("goals")


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_is_kept_by_the_database(name: str) -> None:
    constraints.assert_database_refuses(BROKEN[name](), name)


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_is_told_in_swedish(name: str) -> None:
    constraints.assert_validation_says_why(BROKEN[name](), name)


def test_film_without_transcript_is_refused() -> None:
    film = Film(seconds=60, captions_path="film.vtt")

    constraints.assert_database_refuses(film, "goals_film_has_captions_and_transcript")


def test_goal_that_a_plan_names_cannot_be_deleted() -> None:
    item = factories.prioritised_goal(factories.strategic_plan())

    with pytest.raises(ProtectedError):
        item.goal.delete()
