import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goals.models import LongTermGoal
from plans.document import Document, canonical, document, plain_number, seal, stored, without_names
from plans.filling import Lookup, fill
from plans.models import (
    FrameChange,
    GoalTarget,
    MissionPlan,
    ObjectiveTarget,
    OperationalPlan,
    StrategicPlan,
)
from tests import factories

pytestmark = pytest.mark.django_db


def full_strategic_plan() -> StrategicPlan:
    """Two of everything that has an order, and every kind of amount: a number, zero, undecided and missing."""
    plan = factories.strategic_plan(introduction="Fyra år.", is_example=True)
    school, care = factories.body("Skolnämnden"), factories.body("Vårdnämnden")
    goal = factories.prioritised_goal(plan, position=1)
    factories.prioritised_goal(plan, position=0, wording="Alla lär sig.")
    indicator = factories.measure(goal, title="Utsläpp", unit="ton")
    GoalTarget.objects.create(indicator=indicator, year=2022, value=Decimal("2.50"))
    GoalTarget.objects.create(indicator=indicator, year=2023)
    factories.special_assignment(plan, school, care)
    factories.frames(plan, school, {2022: 0, 2023: None})
    factories.frames(plan, care, {2022: -5})
    FrameChange.objects.create(plan=plan, body=care, year=2022, cause="volume", amount=3, text="Fler äldre")
    FrameChange.objects.create(plan=plan, body=care, year=2022, cause="prices", amount=-1)
    factories.investment(plan, {2022: 700, 2023: 0, 2024: None}, place=factories.place(), body=school)
    factories.investment(plan, number=2)
    return plan


def full_mission_plan() -> MissionPlan:
    plan = factories.mission_plan(responsibility="Omsorg.")
    objective = factories.objective(plan)
    objective.indirect_goals.set([factories.goal("Trygghet"), factories.goal("Kunskap")])
    indicator = factories.measure(objective, title="Elbilar")
    ObjectiveTarget.objects.create(indicator=indicator, year=2022, value=100)
    home_care = factories.allocation(plan, {2022: 77_600, 2023: None})
    factories.allocation(plan, {2022: 0}, position=1, financing="fee")
    assignment = factories.assignment(objective, answers=factories.thread("special_assignment"))
    assignment.supporting.set([factories.department(serving=[plan.body]) for _ in range(2)])
    assignment.areas.set([home_care])
    factories.assignment(objective, position=1)
    return plan


def full_operational_plan() -> OperationalPlan:
    plan = factories.operational_plan()
    factories.activity(
        plan, unit="Enheten", starts_on=date(2022, 1, 1), due_on=date(2022, 5, 31), place=factories.place()
    )
    factories.activity(plan, position=1)
    return plan


FULL_PLANS = [full_strategic_plan, full_mission_plan, full_operational_plan]


def filled(content: Document, kind: type[Any], owner: Any) -> Any:
    """A new plan with the content of the document."""
    plain = {key: content[key] for key in ("first_year", "last_year", "from_year", "introduction", "is_example")}
    extra = {"responsibility": content["responsibility"]} if kind is MissionPlan else {}
    plan = kind.objects.create(**{kind.OWNER: owner}, state="withdrawn", **plain, **extra)
    fill(plan, content, Lookup())
    return plan


@pytest.mark.parametrize("full_plan", FULL_PLANS)
def test_fill_is_the_inverse_of_document(full_plan: Any) -> None:
    plan = full_plan()
    content = document(plan)

    copied = filled(content, type(plan), plan.owner)

    assert document(copied) == content


def test_document_of_an_operational_plan_says_everything_by_slug_and_name() -> None:
    plan = full_operational_plan()
    first, second = plan.activities.all()

    assert document(plan) == {
        "format": 1,
        "kind": "operational_plan",
        "owner": {"slug": plan.department.slug, "name": "Socialförvaltningen"},
        "first_year": 2022,
        "last_year": 2022,
        "from_year": 2022,
        "is_example": False,
        "introduction": "",
        "activities": [
            {
                "thread": first.thread.public_id,
                "assignment": first.assignment.public_id,
                "title": "Upphandla bilar",
                "text": "",
                "unit": "Enheten",
                "starts_on": "2022-01-01",
                "due_on": "2022-05-31",
                "place": {"slug": first.place.slug, "name": "Mogata"},
            },
            {
                "thread": second.thread.public_id,
                "assignment": second.assignment.public_id,
                "title": "Upphandla bilar",
                "text": "",
                "unit": "",
                "starts_on": None,
                "due_on": None,
                "place": None,
            },
        ],
    }


def test_document_tells_zero_undecided_and_missing_apart() -> None:
    content = document(full_strategic_plan())

    amounts = {entry["body"]["name"]: entry["amounts"] for entry in content["frames"]}

    assert amounts == {"Skolnämnden": {"2022": 0, "2023": None}, "Vårdnämnden": {"2022": -5}}
    assert [item["amounts"] for item in content["investments"]] == [{"2022": 700, "2023": 0, "2024": None}, {}]


def test_document_orders_what_has_no_order_of_its_own() -> None:
    content = document(full_strategic_plan())

    changes = [change["cause"] for entry in content["frames"] for change in entry["changes"]]
    bodies = [body["slug"] for body in content["special_assignments"][0]["bodies"]]

    assert changes == ["prices", "volume"]
    assert bodies == sorted(bodies)


def test_canonical_text_is_sorted_and_readable() -> None:
    assert canonical({"b": ["å", None], "a": 1}) == '{"a":1,"b":["å",null]}'


def test_canonical_text_reads_back_as_the_same_document() -> None:
    content = document(full_mission_plan())

    assert json.loads(canonical(content)) == content


@pytest.mark.parametrize(
    ("value", "text"),
    [("2.50", "2.5"), ("100", "100"), ("0.0000", "0"), ("-0", "0"), ("-3.10", "-3.1"), ("9999999999", "9999999999")],
)
def test_target_has_one_text_however_it_was_written(value: str, text: str) -> None:
    assert plain_number(Decimal(value)) == text


def test_seal_is_sha256_over_format_previous_and_text() -> None:
    assert seal("{}", previous="") == "ea5ffb9f1112f22d831a4b87ce5bf3ab0c3f0a479ce235156f258d6703f501a5"


def test_seal_changes_with_the_text_and_with_the_seal_before_it() -> None:
    seals = {seal("{}", previous=""), seal("{} ", previous=""), seal("{}", previous=seal("{}", previous=""))}

    assert len(seals) == 3


def test_adopted_edition_is_sealed_onto_the_one_before() -> None:
    owner = factories.body()

    first = factories.adopt(factories.mission_plan(owner))
    second = factories.adopt(factories.mission_plan(owner))

    assert (first.previous_seal, second.previous_seal) == ("", first.seal)
    assert second.seal == seal(second.stored_document, previous=first.seal)
    assert second.seal != seal(second.stored_document, previous="")


def test_renaming_leaves_what_was_adopted_as_it_was() -> None:
    plan = factories.adopt(full_mission_plan())
    before = (plan.stored_document, plan.seal)

    type(plan.body).objects.update(name="Vård- och omsorgsnämnden")
    LongTermGoal.objects.update(name="Ett annat namn")
    plan.refresh_from_db()

    assert (plan.stored_document, plan.seal) == before
    assert seal(plan.stored_document, previous=plan.previous_seal) == plan.seal
    assert stored(plan)["owner"]["name"] == "Socialnämnden"
    assert document(plan) != stored(plan)
    assert without_names(document(plan)) == without_names(stored(plan))


def test_without_names_keeps_everything_but_the_names() -> None:
    content = {"owner": {"slug": "sn", "name": "Socialnämnden"}, "items": [{"title": "A", "place": None}], "year": 2022}

    assert without_names(content) == {"owner": "sn", "items": [{"title": "A", "place": None}], "year": 2022}


def test_fill_says_which_name_is_not_there() -> None:
    content = document(full_mission_plan())
    LongTermGoal.objects.filter(name="God miljö").update(slug="flyttat")

    with pytest.raises(KeyError) as missing:
        filled(content, MissionPlan, factories.body())

    assert missing.value.args == (content["objectives"][0]["goal"]["slug"],)
