"""The pack as a paper: for whoever may read the review, without what has been said of it."""

import io
from datetime import date

import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from plans import drafts, workflow
from plans.before_decision import publishing
from plans.models import Review
from tests import cast, factories
from tests.plans.admin.conftest import LogIn
from tests.plans.before_decision import laying
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(town: cast.Town) -> Review:
    strategic = factories.strategic_plan(town.council)
    factories.prioritised_goal(strategic)
    factories.frames(strategic, town.own, dict.fromkeys(range(2022, 2026), 1000))
    factories.adopt(strategic)
    return laying.review_of(laying.mission(town.own))


def at(review: Review, tail: str) -> str:
    return f"/infor-beslut/{review.public_id}/{tail}"


def test_pack_leads_to_its_paper_and_back(log_in: LogIn, review: Review) -> None:
    councillor = log_in("councillor")

    paper = read(councillor.get(at(review, "handling/")))

    assert ("Skriv ut eller spara som PDF", at(review, "handling/")) in read(councillor.get(at(review, ""))).links
    assert paper.one("nav", "ways").links == [
        ("Tillbaka", at(review, "")),
        ("Hämta som PDF", at(review, "handling.pdf")),
    ]
    assert paper.section("I korthet").texts("li")
    assert paper.section("Pengar mot ramen").one("caption").text.endswith("tkr, nettokostnad")


def test_paper_has_contents_that_lead_to_every_part(log_in: LogIn, review: Review) -> None:
    found = read(log_in("councillor").get(at(review, "handling/")))

    led_to = {href.removeprefix("#") for _, href in found.one("nav", "contents").links}
    headings = [heading.attributes["id"] for heading in found.all("h2") if "id" in heading.attributes]
    assert {"pengar", "saknas", "mal-och-uppdrag"} <= led_to
    assert led_to - {"mal-och-uppdrag-1"} == set(headings) - {"i-korthet", "innehall"}


def test_paper_has_the_proposal_and_not_what_is_said_of_it(log_in: LogIn, review: Review) -> None:
    laying.say(review, "Vem har räknat på det här?")

    response = log_in("councillor").get(at(review, "handling.pdf"))

    found = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages]
    assert all("Förslag 20" in text for text in found)
    assert review.plan.objectives.first().title in " ".join(found)
    assert "Vem har räknat" not in " ".join(found)
    assert response["Cache-Control"] == "private, no-store"


def test_paper_is_not_there_for_a_stranger(client: Client, log_in: LogIn, review: Review) -> None:
    for tail in ("handling/", "handling.pdf"):
        assert log_in("other_councillor").get(at(review, tail)).status_code == 404
        assert client.get(at(review, tail)).status_code == 302


def compared(review: Review, tail: str) -> str:
    return at(review, f"andringar/2022-2025/r1/{tail}")


def test_comparison_with_an_earlier_edition_leads_to_its_paper_and_back(log_in: LogIn, town: cast.Town) -> None:
    review, councillor = laying.third_edition(town), log_in("councillor")

    page, paper = (read(councillor.get(compared(review, tail))) for tail in ("", "handling/"))

    assert ("Skriv ut eller spara som PDF", compared(review, "handling/")) in page.links
    assert paper.one("nav", "ways").links == [
        ("Tillbaka", compared(review, "")),
        ("Hämta som PDF", compared(review, "handling.pdf")),
    ]
    assert paper.texts("h1") == ["Vad som ändras"]
    name = "Socialnämndens uppdragsplan 2024–2027"
    assert f"{name}, jämförd med uppdragsplan 2022–2025" in paper.texts("p")
    assert "Byt till struket: elbilar tillagt: hästar" in paper.one("main").text


def test_paper_of_a_comparison_has_the_state_of_the_proposal_on_every_page(log_in: LogIn, town: cast.Town) -> None:
    review = laying.third_edition(town)
    proposed, text = f"Förslag {timezone.localdate(review.plan.proposed_at)}", "Vad som ändras, Socialnämndens"
    councillor = log_in("councillor")
    response = councillor.get(compared(review, "handling.pdf"))

    found = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(response.content)).pages]

    assert [page for page in found if proposed not in page] == []
    assert text in found[0]
    assert response["Cache-Control"] == "private, no-store"
    name = f"andringar-uppdragsplan-{review.plan.owner.slug}-2024-2027-forslag-mot-2022-2025-r1.pdf"
    assert response["Content-Disposition"] == f'inline; filename="{name}"'


def test_paper_of_a_comparison_with_the_edition_just_before_is_that_of_the_pack(log_in: LogIn, town: cast.Town) -> None:
    review, councillor = laying.third_edition(town), log_in("councillor")

    for tail in ("handling/", "handling.pdf"):
        assert councillor.get(at(review, f"andringar/2023-2026/r1/{tail}"))["Location"] == at(review, tail)
        assert councillor.get(at(review, f"andringar/2023-2026/r2/{tail}")).status_code == 404


def test_paper_of_a_decided_proposals_comparison_says_what_it_is_of(log_in: LogIn, town: cast.Town) -> None:
    review = laying.third_edition(town)
    workflow.adopt(review.plan, decision=factories.decision(town.own), by=factories.user("secretary"))

    paper = read(log_in("councillor").get(compared(review, "handling/")))

    assert "Jämförelsen är med förslaget som det låg." in paper.texts("p")
    assert "Utgåvans sigill" not in paper.text


@pytest.mark.parametrize("state", ["amending", "adopted"])
def test_paper_of_what_is_amended_is_marked_as_the_proposal_that_it_holds(
    log_in: LogIn, town: cast.Town, state: str
) -> None:
    review = laying.third_edition(town)
    plan, secretary = review.plan, factories.user("secretary")
    workflow.open_for_amendment(plan, by=secretary)
    with drafts.writing(plan, by=secretary):
        plan.assignments.update(title="Byt till oxar")  # type: ignore[attr-defined]
    if state == "adopted":
        workflow.adopt(plan, decision=factories.decision(town.own), by=secretary)
    councillor = log_in("councillor")

    papers = [read(councillor.get(address)) for address in (at(review, "handling/"), compared(review, "handling/"))]

    proposed = f"Förslag {timezone.localdate(plan.proposed_at)}"
    assert [paper.one("p", "state").text for paper in papers] == [proposed, proposed]
    assert all("Byt till hästar" in paper.text or "tillagt: hästar" in paper.text for paper in papers)


def test_proposal_of_a_period_that_has_a_plan_is_called_by_its_own_number(log_in: LogIn, review: Review) -> None:
    """The number that it has once it is adopted, wherever it is read before."""
    secretary = log_in("secretary")
    workflow.adopt(review.plan, decision=factories.decision(review.plan.owner), by=factories.user("secretary"))
    plan = laying.mission(review.plan.owner, from_year=2023)
    second = laying.review_of(plan)
    publishing.publish(review=second, meeting_on=date(2022, 12, 3), papers_url="", by=factories.user("secretary"))

    addresses = [at(second, ""), at(second, "handling/"), f"/forslag/{second.public_id}/"]
    shown = [read(secretary.get(address)) for address in addresses]
    drafts_paper = read(secretary.get(f"/admin/planer/uppdragsplan/{plan.pk}/handling/"))
    workflow.adopt(plan, decision=factories.decision(plan.owner), by=factories.user("secretary"))

    name = "Socialnämndens uppdragsplan 2022–2025, utgåva 2"
    alone = "Uppdragsplan 2022–2025, utgåva 2"
    assert [page.one("h1").text for page in [*shown, drafts_paper]] == [name, name, alone, alone]
    says = "Socialnämnden antar uppdragsplan 2022–2025, utgåva 2, som gäller från 2023, enligt förslaget."
    assert all(says in page.texts("p") for page in [*shown, drafts_paper])
    assert "Ska gälla från 2023." in shown[0].one("header", "plan-head").text
    assert plan.owned_edition == name
