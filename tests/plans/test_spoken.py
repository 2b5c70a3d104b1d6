import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from plans.models import Activity, Objective, SpecialAssignment
from plans.spoken import Spoken, Wording, spoken, wordings
from plans.wordings import Piece
from tests import factories

ITEMS = Objective.objects.select_related("thread", "plan__body", "plan__decision")
READ = "Alla elever i årskurs tre läser med flyt"

pytestmark = pytest.mark.django_db


def says(public_id: str, year: int) -> tuple[str, int, int, bool]:
    """The wording, its plan's first year and revision, and whether it is in force."""
    said = spoken(ITEMS, public_id, year)
    return str(said.item), said.item.plan.from_year, said.item.plan.revision, said.is_in_force


@pytest.mark.parametrize(
    ("year", "wording"),
    [
        (2021, ("Fler elever läser med flyt", 2021, 1, True)),
        (2022, (READ, 2022, 2, True)),
        (2023, (READ, 2023, 2, True)),
        (2024, (READ, 2024, 3, True)),
        (2026, (READ, 2024, 3, False)),
    ],
)
def test_edition_in_force_speaks(adala: None, year: int, wording: tuple[str, int, int, bool]) -> None:
    assert says("bsnmallasa", year) == wording


def test_what_was_said_last_stands_when_nothing_is_in_force(adala: None) -> None:
    assert says("ksmalforetag", 2023) == ("Små företag kan lämna anbud", 2021, 1, False)


def test_what_was_said_first_stands_before_the_beginning(adala: None) -> None:
    assert says("ksmalklimat", 2021) == ("Kommunens resor blir färre och renare", 2023, 1, False)


def test_revoked_edition_does_not_speak(adala: None) -> None:
    assert says("vonmalmotas", 2023) == ("Den som får stöd är med och bestämmer", 2023, 1, True)
    assert says("vonmalmotas", 2024) == ("Den som får stöd är med och bestämmer", 2024, 2, False)


def test_body_that_has_ended_does_not_speak(adala: None) -> None:
    assert says("kfnmalrora", 2023)[3] is True
    assert says("kfnmalrora", 2024)[3] is False


def test_wordings_are_every_adopted_one_the_oldest_first(adala: None) -> None:
    items = spoken(ITEMS, "bsnmallasa", 2023).items

    assert [(item.plan.from_year, item.plan.revision) for item in items] == [
        (2021, 1),
        (2022, 2),
        (2023, 1),
        (2023, 2),
        (2024, 3),
    ]


def test_thread_without_adopted_wording_is_not_there() -> None:
    draft = factories.objective(factories.mission_plan())

    with pytest.raises(Http404):
        spoken(ITEMS, draft.thread.public_id, 2022)


def test_thread_of_another_kind_is_not_there(adala: None) -> None:
    with pytest.raises(Http404):
        spoken(ITEMS, "bsnlasplan", 2023)


def test_reading_takes_one_query(adala: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        wordings(spoken(ITEMS, "bsnmallasa", 2023))


# The list of wordings


def lines(said: Spoken[Objective]) -> list[tuple[str, str, bool, str]]:
    return [(line.label, line.facts, line.is_current, line.stamp) for line in wordings(said)]


def test_each_wording_names_its_edition_and_decision(adala: None) -> None:
    assert lines(spoken(ITEMS, "bsnmallasa", 2023)) == [
        ("Barn- och skolnämndens uppdragsplan 2021–2024", "antagen 10\xa0december\xa02020", False, ""),
        ("Barn- och skolnämndens uppdragsplan 2021–2024", "utgåva 2, antagen 9\xa0december\xa02021", False, ""),
        ("Barn- och skolnämndens uppdragsplan 2023–2025", "antagen 8\xa0december\xa02022", False, ""),
        ("Barn- och skolnämndens uppdragsplan 2023–2025", "utgåva 2, antagen 15\xa0juni\xa02023", True, ""),
        ("Barn- och skolnämndens uppdragsplan 2023–2025", "utgåva 3, antagen 15\xa0juni\xa02023", False, ""),
    ]


def test_wording_of_a_revoked_edition_is_stamped(adala: None) -> None:
    assert [stamp for *_, stamp in lines(spoken(ITEMS, "vonmalmotas", 2023))] == ["", "Upphävd"]


def test_changes_are_told_only_where_the_words_differ(adala: None) -> None:
    told = [line.changes for line in wordings(spoken(ITEMS, "bsnmallasa", 2023))]

    assert told == [
        [],
        [
            Piece("Fler", "removed"),
            Piece("Alla", "added"),
            Piece("elever", "same"),
            Piece("i årskurs tre", "added"),
            Piece("läser med flyt", "same"),
        ],
        [],
        [],
        [],
    ]


def test_each_wording_leads_to_its_place_in_its_own_edition(adala: None) -> None:
    special = SpecialAssignment.objects.select_related("thread", "plan__body", "plan__decision")

    assert [line.url for line in wordings(spoken(special, "saagardirektiv", 2023))] == [
        "/strategisk-plan/2023-2025/r1/#saagardirektiv",
        "/strategisk-plan/2023-2025/r2/#saagardirektiv",
    ]


def test_activity_is_confirmed_not_adopted(adala: None) -> None:
    activities = Activity.objects.select_related("thread", "plan__department", "plan__decision")

    assert wordings(spoken(activities, "klagardir", 2023)) == [
        Wording(
            label="Kommunledningsförvaltningens verksamhetsplan 2023",
            url="/forvaltningar/kommunledningsforvaltningen/verksamhetsplan/2023/r1/#klagardir",
            facts="fastställd 19\xa0december\xa02022",
            is_current=True,
            text="Samråd med bolagets styrelse",
            changes=[],
            described=[],
            stamp="",
        )
    ]


def test_change_of_the_description_is_told_beside_an_unchanged_wording(db: None) -> None:
    first = factories.mission_plan(first_year=2022, last_year=2023)
    objective = factories.objective(first, text="Luften mäts varje år.")
    factories.adopt(first)
    second = factories.mission_plan(first.body, first_year=2024, last_year=2025)
    factories.objective(second, objective.goal, thread=objective.thread, text="Luften mäts varje dag.")
    factories.adopt(second)

    told = wordings(spoken(ITEMS, objective.thread.public_id, 2024))

    assert [(line.changes, line.described) for line in told] == [
        ([], []),
        ([], [Piece("Luften mäts varje", "same"), Piece("år.", "removed"), Piece("dag.", "added")]),
    ]
