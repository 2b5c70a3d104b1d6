import pytest
from django.http import Http404

from plans.years import ShownYear, YearLink, shown
from styrmodell.models import SteeringModel
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def steering() -> SteeringModel:
    """2022 is shown; the adopted plan speaks for 2021–2023, the draft for later years."""
    council = factories.council()
    factories.adopt(factories.strategic_plan(council, first_year=2021, last_year=2023))
    factories.strategic_plan(council, first_year=2024, last_year=2027)
    return factories.steering_model(shown_year=2022)


def test_year_of_the_address_is_shown(steering: SteeringModel) -> None:
    assert shown(steering, 2023) == ShownYear(2023, default=2022, planned=range(2021, 2024))


def test_without_a_year_the_steering_model_decides(steering: SteeringModel) -> None:
    assert shown(steering, None).year == 2022


@pytest.mark.parametrize("year", [2020, 2024])
def test_year_that_no_adopted_plan_speaks_for_is_not_there(steering: SteeringModel, year: int) -> None:
    with pytest.raises(Http404, match=f"Ingen plan gäller {year}"):
        shown(steering, year)


def test_year_of_the_steering_model_is_there_without_plans() -> None:
    assert shown(factories.steering_model(shown_year=2022), 2022).year == 2022


def test_no_year_is_there_without_a_municipality() -> None:
    with pytest.raises(Http404, match="ingen kommun"):
        shown(None, None)


def test_address_names_the_year_only_when_it_is_another(steering: SteeringModel) -> None:
    assert shown(steering, 2022).url("goal", "natur") == "/mal/natur/"
    assert shown(steering, 2023).url("goal", "natur") == "/mal/natur/2023/"


def test_links_lead_to_every_planned_year(steering: SteeringModel) -> None:
    assert shown(steering, 2023).links("goal", "natur") == [
        YearLink("2021", "/mal/natur/2021/", is_current=False),
        YearLink("2022", "/mal/natur/", is_current=False),
        YearLink("2023", "/mal/natur/2023/", is_current=True),
    ]
