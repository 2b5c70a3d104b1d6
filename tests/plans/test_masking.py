import pytest
from django.core.management import call_command

from plans import drafts, masking, unalterable, workflow
from plans.models import MissionPlan, Objective, PlanEvent
from tests import factories

pytestmark = pytest.mark.django_db

NAME = 'Kim "Kimmen" Ek'


@pytest.fixture
def adopted() -> MissionPlan:
    factories.steering_model()
    plan = factories.mission_plan(responsibility=f"Nämnden ansvarar. Fråga {NAME}.")
    factories.objective(plan, title=f"{NAME} är nöjd")
    with drafts.writing(plan, by=factories.user("editor")):
        plan.objectives.update(text=f"Som {NAME} sade")
    adopted: MissionPlan = factories.adopt(plan)
    return adopted


def test_name_is_gone_from_rows_document_and_log(adopted: MissionPlan) -> None:
    seal = adopted.seal

    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran enligt dataskyddsförordningen")

    plan = MissionPlan.objects.get()
    stored = [plan.responsibility, plan.stored_document, *Objective.objects.values_list("title", "text").get()]
    logged = [text for event in PlanEvent.objects.all() for text in (event.document_before, event.document_after)]
    assert [text for text in [*stored, *logged] if "Kimmen" in text] == []
    assert plan.responsibility == "Nämnden ansvarar. Fråga [maskat]."
    assert (plan.seal, plan.mask_reason) == (seal, "Begäran enligt dataskyddsförordningen")
    assert PlanEvent.objects.last().kind == "masked"  # type: ignore[union-attr]


def test_masked_plan_is_said_to_be_so_and_the_chain_holds(
    adopted: MissionPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran")

    call_command("verify_seals")

    assert capsys.readouterr().out == (
        "Socialnämndens uppdragsplan 2022–2025 är maskad.\nAlla 1 antagna planer håller.\n"
    )


@pytest.mark.parametrize(("text", "said"), [("Robin Al", "Texten står inte i planen."), ("K", "Skriv minst 3 tecken.")])
def test_what_does_not_stand_there_is_not_masked(adopted: MissionPlan, text: str, said: str) -> None:
    with pytest.raises(workflow.Refused, match=said):
        masking.mask(adopted, text, by=factories.user("steward"), reason="Begäran")

    assert MissionPlan.objects.get().masked_at is None


def test_door_closes_behind_it(adopted: MissionPlan) -> None:
    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran")

    assert unalterable.missing("default") == []
