from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError

from styrmodell.models import (
    Body,
    CoreValue,
    Decision,
    Department,
    GoverningDocument,
    Outlook,
    Service,
    SteeringModel,
    Synonym,
    YearEvent,
)
from tests import constraints, factories

pytestmark = pytest.mark.django_db

ENDED = {"valid_from": date(2022, 1, 2), "valid_to": date(2022, 1, 1)}


def body_that_continues_itself() -> Body:
    body = factories.body()
    body.continued_by = body
    return body


def service_from_the_same_day() -> Service:
    body = factories.body()
    return Service(department=factories.department(serving=[body]), body=body)


def synonym_again() -> Synonym:
    known = Synonym.objects.create(word="dagis", means="förskola")
    return Synonym(word=known.word, means=known.means)


def decision(**fields: object) -> Decision:
    return Decision(slug="beslut", title="Beslut", **({"date": date(2022, 1, 10)} | fields))


BROKEN: dict[str, Callable[[], Model]] = {
    "styrmodell_body_does_not_continue_itself": body_that_continues_itself,
    "styrmodell_body_ends_after_it_begins": lambda: Body(kind="board", **ENDED),
    "styrmodell_body_kind_is_known": lambda: Body(kind="parliament"),
    "styrmodell_corevalue_ends_after_it_begins": lambda: CoreValue(**ENDED),
    "styrmodell_decision_adjusted_after_it_is_made": lambda: decision(
        body=factories.body(), adjusted_on=date(2022, 1, 9)
    ),
    "styrmodell_decision_has_one_maker": decision,
    "styrmodell_decision_made_on_a_believable_day": lambda: decision(body=factories.body(), date=date(204, 1, 10)),
    "styrmodell_decision_on_delegation_has_no_paragraph": lambda: decision(
        department=factories.department(), paragraph="§ 1"
    ),
    "styrmodell_department_ends_after_it_begins": lambda: Department(**ENDED),
    "styrmodell_governingdocument_ends_after_it_begins": lambda: GoverningDocument(body=factories.body(), **ENDED),
    "styrmodell_governingdocument_file_has_checksum": lambda: GoverningDocument(
        body=factories.body(), file_path="policy.pdf"
    ),
    "styrmodell_outlook_ends_after_it_begins": lambda: Outlook(**ENDED),
    "styrmodell_service_ends_after_it_begins": lambda: Service(
        department=factories.department(), body=factories.body(), **ENDED
    ),
    "styrmodell_service_once_from_a_day": service_from_the_same_day,
    "styrmodell_steeringmodel_is_one_row": lambda: SteeringModel(pk=2, shown_year=2022),
    "styrmodell_synonym_once": synonym_again,
    "styrmodell_yearevent_months_stand_in_order": lambda: YearEvent(month_from=4, month_to=3),
}


def test_every_constraint_has_a_case() -> None:
    assert sorted(BROKEN) == constraints.names("styrmodell")


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_is_kept_by_the_database(name: str) -> None:
    constraints.assert_database_refuses(BROKEN[name](), name)


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_is_told_in_swedish(name: str) -> None:
    constraints.assert_validation_says_why(BROKEN[name](), name)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(2100, 1, 1), date(9999, 12, 31)])
def test_decision_of_an_unbelievable_day_is_refused(day: date) -> None:
    made = decision(body=factories.body(), date=day)

    with pytest.raises(ValidationError) as refusal:
        made.clean_fields()

    assert refusal.value.message_dict == {"date": [f"Skriv årtalet med fyra siffror: {day.year:04} kan inte stämma."]}
    constraints.assert_database_refuses(made, "styrmodell_decision_made_on_a_believable_day")


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2099, 12, 31)])
def test_decision_of_the_first_and_the_last_day_stands(day: date) -> None:
    made = decision(body=factories.body(), date=day)
    made.clean_fields()
    made.save()


def test_decision_by_a_body_and_by_a_head_is_refused() -> None:
    two_makers = decision(body=factories.body(), department=factories.department())

    constraints.assert_database_refuses(two_makers, "styrmodell_decision_has_one_maker")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "years"),
    [
        (None, None, [2020, 2021, 2022, 2023]),
        (date(2021, 12, 31), None, [2021, 2022, 2023]),
        (None, date(2022, 1, 1), [2020, 2021, 2022]),
        (date(2021, 6, 1), date(2021, 6, 1), [2021]),
    ],
)
def test_lifetime_touches_the_years_it_has_a_day_in(
    valid_from: date | None, valid_to: date | None, years: list[int]
) -> None:
    body = factories.body(valid_from=valid_from, valid_to=valid_to)

    assert [year for year in range(2020, 2024) if body.exists_in(year)] == years
    assert [year for year in range(2020, 2024) if Body.objects.existing_in(year).exists()] == years


def test_decision_is_cited_by_body_and_paragraph() -> None:
    made = factories.decision(factories.body("Socialnämnden"), paragraph="§ 12")

    assert made.made_by == "Socialnämnden §\N{NO-BREAK SPACE}12"
    assert str(made) == "Socialnämnden §\N{NO-BREAK SPACE}12 2021-06-16"
    assert (made.is_on_delegation, made.paragraph_is_unknown) == (False, False)


def test_decision_without_paragraph_is_cited_by_body_alone() -> None:
    made = factories.decision(factories.body("Socialnämnden"))

    assert made.made_by == "Socialnämnden"
    assert made.paragraph_is_unknown is True


def test_decision_on_delegation_is_cited_by_head() -> None:
    made = factories.decision(factories.department(name="Socialförvaltningen"))

    assert made.made_by == "Förvaltningschefen, socialförvaltningen"
    assert (made.is_on_delegation, made.paragraph_is_unknown) == (True, False)


def test_body_that_has_decided_cannot_be_deleted() -> None:
    made = factories.decision()

    with pytest.raises(ProtectedError):
        made.body.delete()


def test_department_is_not_deleted_from_under_a_decision() -> None:
    made = factories.decision(factories.department())

    with pytest.raises(ProtectedError):
        made.department.delete()
