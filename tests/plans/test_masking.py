from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client

from plans import document, drafts, masking, municipality_file, seals, search, unalterable, workflow
from plans.models import MissionPlan, Objective, PlanEvent, SearchEntry
from styrmodell import publication
from styrmodell.models import GoverningDocument, SteeringModel
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Robin Al", "Texten står inte i planen. Stora och små bokstäver ska stämma."),
        ("KIM", "Texten står inte i planen. Stora och små bokstäver ska stämma."),
        ("K", "Skriv minst 3 tecken."),
    ],
)
def test_what_does_not_stand_there_is_not_masked(adopted: MissionPlan, text: str, said: str) -> None:
    with pytest.raises(workflow.Refused, match=said):
        masking.mask(adopted, text, by=factories.user("steward"), reason="Begäran")

    assert MissionPlan.objects.get().masked_at is None


@pytest.mark.parametrize("reason", [f"{NAME} har begärt det", 'Begärt av kim  "kimmen" EK'])
def test_reason_that_repeats_the_text_is_refused(adopted: MissionPlan, reason: str) -> None:
    with pytest.raises(workflow.Refused, match="Skriv det utan den text som maskeras"):
        masking.mask(adopted, NAME, by=factories.user("steward"), reason=reason)

    assert MissionPlan.objects.get().masked_at is None


def test_mask_that_has_no_room_is_refused(adopted: MissionPlan) -> None:
    plan = factories.mission_plan(adopted.body, first_year=2026, last_year=2026)
    factories.objective(plan, title="Kim " * 50)
    factories.adopt(plan)

    with pytest.raises(workflow.Refused, match="Maskera en längre bit av texten"):
        masking.mask(plan, "Kim", by=factories.user("steward"), reason="Begäran")


@pytest.mark.parametrize("text", ["title", "2022", "19100", "null", "slug", "false", "mission_plan", '","', "organ"])
def test_only_what_people_wrote_is_masked(text: str) -> None:
    """Keys, numbers, names in addresses and public ids stay, so that the document can be read as before."""
    factories.steering_model()
    plan = factories.mission_plan(responsibility=f"Nämnden ansvarar för {text} och annat.")
    factories.allocation(plan, {2022: 19100, 2023: None}, name=f"Området {text}")
    factories.adopt(plan)
    before = document.without_names(document.stored(plan))

    masking.mask(plan, text, by=factories.user("steward"), reason="Begäran")
    plan.refresh_from_db()

    after = document.without_names(document.stored(plan))
    assert after == document.without_names(document.document(plan))
    assert after == before | {
        "responsibility": "Nämnden ansvarar för [maskat] och annat.",
        "areas": [before["areas"][0] | {"name": "Området [maskat]"}],
    }


@pytest.mark.parametrize("text", ["title", "19100"])
def test_public_pages_show_a_masked_plan(text: str) -> None:
    factories.steering_model()
    first = factories.adopt(factories.mission_plan())
    plan = factories.mission_plan(first.body, responsibility=f"Nämnden har {text} av allt.")
    factories.objective(plan)
    factories.allocation(plan, {2022: 19100})
    factories.adopt(plan)

    masking.mask(plan, text, by=factories.user("steward"), reason="Begäran")

    pages = [Client().get(f"{plan.revision_url}{under}") for under in ("", "andringar/")]
    assert [page.status_code for page in pages] == [200, 200]


def test_name_is_gone_from_the_answers_and_the_comments(adopted: MissionPlan) -> None:
    steward = factories.user("steward")
    adopted.warninganswers.create(key="a", text=f"{NAME} vet varför", by=steward)
    review = adopted.reviews.get()
    with unalterable.opened():
        review.comments.create(text=f"Fråga {NAME}", by=steward)

    masking.mask(adopted, NAME, by=steward, reason="Begäran")

    assert [*adopted.warninganswers.values_list("text", flat=True)] == ["[maskat] vet varför"]
    assert [*review.comments.values_list("text", flat=True)] == ["Fråga [maskat]"]


def test_name_is_gone_from_search_and_the_file(adopted: MissionPlan) -> None:
    search.rebuild()
    assert SearchEntry.objects.filter(title__contains="Kimmen").exists()
    assert "Kimmen" in str(municipality_file.export())

    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran")

    entries = [value for row in SearchEntry.objects.values_list() for value in row if "kimmen" in str(value).casefold()]
    assert entries == []
    assert "Kimmen" not in str(municipality_file.export())


@pytest.fixture
def others(adopted: MissionPlan) -> dict[str, MissionPlan]:
    """The owner's other plans that say the name, or of which it is said; and two that have nothing with it to do."""
    owner, secretary = adopted.body, factories.user("secretary")

    def plan(year: int, says: str = NAME, **fields: Any) -> MissionPlan:
        return factories.mission_plan(owner, first_year=year, last_year=year, responsibility=says, **fields)

    later, draft, proposed, rejected, spoken_of = plan(2026), plan(2027), plan(2028), plan(2029), plan(2030, "Inget")
    factories.adopt(later)
    factories.propose(proposed)
    factories.propose(rejected)
    workflow.reject(rejected, decision=factories.decision(owner), by=secretary)
    factories.propose(spoken_of)
    spoken_of.reviews.get().comments.create(text=f"Vem är {NAME}?", by=secretary)
    plan(2031, "Inget")
    factories.mission_plan(factories.body("Annan nämnd"), responsibility=NAME)
    found = {"later": later, "draft": draft, "proposed": proposed, "rejected": rejected, "spoken of": spoken_of}
    return {name: MissionPlan.objects.get(pk=one.pk) for name, one in found.items()}


def test_other_plans_of_the_owner_that_say_it_are_found(adopted: MissionPlan, others: dict[str, MissionPlan]) -> None:
    assert masking.elsewhere(adopted, NAME) == list(others.values())
    assert masking.elsewhere(adopted, "Kim Ek") == []


def test_chosen_plans_are_masked_at_once_and_no_other(
    adopted: MissionPlan, others: dict[str, MissionPlan], capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [one for name, one in others.items() if name != "rejected"]

    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran", also=chosen)

    assert masking.elsewhere(adopted, NAME) == [others["rejected"]]
    logged = PlanEvent.objects.filter(kind="masked").order_by("pk")
    assert [event.plan for event in logged] == [adopted, *chosen]
    after = {name: MissionPlan.objects.get(pk=one.pk) for name, one in others.items()}
    assert {name: (one.version, one.mask_reason) for name, one in after.items()} == {
        "later": (0, "Begäran"), "draft": (1, ""), "proposed": (1, ""), "rejected": (0, ""), "spoken of": (1, ""),
    }  # fmt: skip
    assert after["proposed"].stored_document == document.canonical(document.document(after["proposed"]))
    assert after["spoken of"].reviews.get().comments.get().text == "Vem är [maskat]?"
    call_command("verify_seals")
    assert capsys.readouterr().out == (
        "Socialnämndens uppdragsplan 2022–2025 är maskad.\nSocialnämndens uppdragsplan 2026 är maskad.\n"
        "Alla 2 antagna planer håller.\n"
    )


def test_masked_proposal_is_adopted_with_a_seal_that_holds(
    adopted: MissionPlan, others: dict[str, MissionPlan]
) -> None:
    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran", also=[others["proposed"]])
    proposal = MissionPlan.objects.get(pk=others["proposed"].pk)

    workflow.adopt(proposal, decision=factories.decision(proposal.body), by=factories.user("other secretary"))

    verdicts = {verdict.plan: (verdict.faults, verdict.is_masked) for verdict in seals.verdicts()}
    assert verdicts[proposal] == ([], False)


def test_text_that_stands_in_another_plan_only_is_masked_there(
    adopted: MissionPlan, others: dict[str, MissionPlan]
) -> None:
    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran")

    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran igen", also=[others["later"]])

    plans = MissionPlan.objects.exclude(mask_reason="").order_by("pk")
    assert [one.mask_reason for one in plans] == ["Begäran", "Begäran igen"]


def test_what_nobody_wrote_is_not_said_to_speak(adopted: MissionPlan) -> None:
    """A seal is letters and digits, and may say anything."""
    theirs = factories.adopt(factories.mission_plan(factories.body("Annan nämnd")))
    later = factories.adopt(factories.mission_plan(theirs.body, first_year=2026, last_year=2026))
    GoverningDocument.objects.create(
        slug="policy", title="Policy", body=theirs.body, file_path="policy.pdf", file_sha256="abc123"
    )

    assert later.previous_seal
    assert masking.beyond(adopted, later.previous_seal[:8]) == []
    assert masking.beyond(adopted, "abc123") == []


def test_door_closes_behind_it(adopted: MissionPlan) -> None:
    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran")

    assert unalterable.missing("default") == []


def test_papers_are_forgotten_when_the_mask_is_in_place(
    adopted: MissionPlan, django_capture_on_commit_callbacks: Any
) -> None:
    """Not before: a paper that is made meanwhile would still say it, and lie there afterwards."""
    caches["papers"].set("plan", NAME)

    with django_capture_on_commit_callbacks(execute=True):
        masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran")
        assert caches["papers"].get("plan") == NAME

    assert caches["papers"].get("plan") is None


def test_paper_of_a_page_that_is_out_of_date_is_seen_to_be_so(adopted: MissionPlan) -> None:
    version = SteeringModel.objects.get().publication_version
    before = publication.is_at(version)

    masking.mask(adopted, NAME, by=factories.user("steward"), reason="Begäran")

    assert (before, publication.is_at(version)) == (True, False)
