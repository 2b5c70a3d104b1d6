"""The reading copy of a proposal that is published with the meeting's papers."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import drafts, masking, revisions, workflow
from plans.before_decision import publishing
from plans.models import FrameChange, MissionPlan, OperationalPlan, PlanEvent, PublishedProposal, Review
from plans.workflow import Refused
from styrmodell.models import SteeringModel
from tests import cast, factories, pages
from tests.plans.before_decision import laying
from tests.reading import Part, read

pytestmark = pytest.mark.django_db
MEETING = date(2026, 12, 3)


@pytest.fixture
def town() -> cast.Town:
    factories.steering_model()
    return cast.town()


@pytest.fixture
def review(town: cast.Town) -> Review:
    return laying.review_of(laying.mission(town.own))


def publish(review: Review, papers_url: str = "") -> str:
    """Its address."""
    publishing.publish(review=review, meeting_on=MEETING, papers_url=papers_url, by=factories.user("secretary"))
    return f"/forslag/{review.public_id}/"


def text(content: bytes) -> str:
    return pages.text(content).replace("\N{NO-BREAK SPACE}", " ")


def test_published_proposal_is_a_dated_copy_marked_as_such(client: Client, review: Review) -> None:
    response = client.get(publish(review, "https://kommunen.example/kallelse"))
    html, shown = response.content.decode(), text(response.content)

    assert '<span class="stamp">Förslag</span>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'href="https://kommunen.example/kallelse"' in html
    assert "inför sammanträdet 3 december 2026" in shown
    assert "Byt till elbilar" in shown
    assert "Lämna synpunkt" not in shown
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "public, no-cache")
    assert not response.cookies


def test_amounts_of_a_proposal_say_what_they_are_of_and_in_what(client: Client, review: Review) -> None:
    table = read(client.get(publish(review))).section("Fördelning av ramen").one("table")

    assert (table.one("caption").text, table.texts("th")[0]) == ("Belopp per verksamhetsområde tkr", "Vad")


def test_frames_of_a_proposal_stand_with_their_reasons(client: Client, town: cast.Town) -> None:
    plan = factories.strategic_plan(town.council)
    factories.prioritised_goal(plan)
    factories.frames(plan, town.own, {2022: 1000})
    FrameChange.objects.create(plan=plan, body=town.own, year=2022, cause="volume", amount=100, text="Fler äldre.")
    factories.propose(plan)

    chapter = read(client.get(publish(laying.review_of(plan)))).section("Driftramar")

    assert chapter.texts("h3") == ["Varför ramen ändras: Socialnämnden"]
    assert chapter.texts("p", "facts") == ["2022: +100 tkr, volym. Fler äldre."]


def about(client: Client, address: str) -> Part:
    return read(client.get(address)).section("Om förslaget")


def test_proposal_says_from_when_it_would_apply_and_what_does_now(client: Client, review: Review) -> None:
    """What applies is what does in the year that the portal shows, whatever the day."""
    first = review.plan
    alone = about(client, publish(review)).texts("p")
    workflow.adopt(first, decision=factories.decision(first.owner), by=factories.user("secretary"))
    adopted = about(client, f"/forslag/{review.public_id}/").text
    plan = revisions.revise(first, by=factories.user("editor"))
    factories.propose(plan)
    second = about(client, publish(laying.review_of(plan)))

    assert (
        "Planen ska enligt förslaget gälla från 2022 till och med 2025. Socialnämnden har ingen uppdragsplan för 2022."
        in alone
    )
    assert "enligt förslaget" not in adopted
    assert (
        "Planen ska enligt förslaget gälla från 2023 till och med 2026. 2022 gäller uppdragsplan 2022–2025."
        in second.texts("p")
    )
    assert ("uppdragsplan 2022–2025", first.revision_url) in second.links


def test_proposal_for_one_year(client: Client, town: cast.Town) -> None:
    plan = cast.plan_in("proposed", MissionPlan, town.own, 2023)

    says = about(client, publish(laying.review_of(plan))).text

    assert "Planen ska enligt förslaget gälla 2023. Socialnämnden har ingen uppdragsplan för 2022." in says


def test_plan_that_is_decided_without_a_meeting_is_not_published(town: cast.Town) -> None:
    plan = cast.plan_in("proposed", OperationalPlan, town.department, 2023)

    with pytest.raises(Refused, match="utan sammanträde"):
        publish(laying.review_of(plan))


def test_answer_is_alike_to_everyone(review: Review, town: cast.Town) -> None:
    address = publish(review)
    laying.say(review, "Hemlig fråga")
    answers = set()
    for person in (None, *town.people.values()):
        client = Client()
        if person:
            client.force_login(person)
        answers.add(client.get(address).content)

    assert len(answers) == 1
    assert "Hemlig fråga" not in answers.pop().decode()


def test_head_and_unchanged(client: Client, review: Review) -> None:
    address = publish(review)
    first = client.get(address)

    assert (client.head(address).status_code, client.head(address)["ETag"]) == (200, first["ETag"])
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_what_is_not_published_is_not_there(client: Client, review: Review) -> None:
    address = f"/forslag/{review.public_id}/"
    before = client.get(address)
    publish(review)
    publishing.unpublish(review=review, by=factories.user("secretary"))
    after = client.get(address)

    assert (before.status_code, after.status_code) == (404, 404)
    assert before.content == after.content


def test_publishing_moves_nothing_else(client: Client, review: Review) -> None:
    version = SteeringModel.objects.get().publication_version
    before = {path: _seen(client, path) for path in OTHERS}

    publish(review)
    during = {path: _seen(client, path) for path in OTHERS}
    publishing.unpublish(review=review, by=factories.user("secretary"))

    assert before == during == {path: _seen(client, path) for path in OTHERS}
    assert SteeringModel.objects.get().publication_version == version


OTHERS = ("/", "/sitemap.xml", "/nya-beslut/", "/nya-beslut/atom.xml", "/sok/?q=elbilar", "/namnder/", "/beslut/")


def _seen(client: Client, path: str) -> tuple[int, bytes, dict[str, str]]:
    response = client.get(path)
    return response.status_code, response.content, dict(response.headers)


def test_copy_stays_what_it_was_until_it_is_published_anew(client: Client, review: Review) -> None:
    address = publish(review)
    first = client.get(address)
    workflow.give_back(review.plan, by=factories.user("secretary"), reason="Gör om.")
    with drafts.writing(review.plan, by=factories.user("editor")):
        review.plan.assignments.update(title="Byt till cyklar")  # type: ignore[attr-defined]
    factories.propose(review.plan)
    second = client.get(address)
    publish(review)
    third = client.get(address)

    assert second.content == first.content
    assert "Byt till cyklar" in text(third.content)
    assert third["ETag"] != first["ETag"]


def test_after_the_decision_it_leads_to_what_was_adopted_and_to_the_difference(client: Client, review: Review) -> None:
    address = publish(review)
    before = client.get(address)["ETag"]
    plan, secretary = review.plan, factories.user("secretary")
    workflow.open_for_amendment(plan, by=secretary)
    with drafts.writing(plan, by=secretary):
        plan.assignments.update(title="Byt till cyklar")  # type: ignore[attr-defined]
    workflow.adopt(plan, decision=factories.decision(plan.owner), by=secretary)

    response = client.get(address)

    assert plan.revision_url in response.content.decode()
    assert "Byt till struket: elbilar tillagt: cyklar" in text(response.content)
    assert response["ETag"] != before


def test_rejected_proposal_says_so(client: Client, review: Review) -> None:
    address = publish(review)
    workflow.reject(review.plan, decision=factories.decision(review.plan.owner), by=factories.user("secretary"))

    shown = text(client.get(address).content)
    assert "Det avslogs och gäller inte." in shown
    assert "Inget i det här är beslutat." not in shown


def test_withdrawn_proposal_says_so(client: Client, review: Review) -> None:
    address = publish(review)
    before, plan = client.get(address)["ETag"], review.plan
    workflow.give_back(plan, by=factories.user("secretary"), reason="Gör om.")
    workflow.withdraw(plan, by=factories.user("editor"))

    response = client.get(address)
    shown = text(response.content)

    assert "Det drogs tillbaka innan något var beslutat." in shown
    assert "Så här ligger förslaget" not in shown
    assert "Planen skulle gälla från 2022 till och med 2025." in shown
    assert "Förslag till beslut" not in shown
    assert response["ETag"] != before


@pytest.mark.parametrize("state", ["draft", "rejected", "adopted"])
def test_only_what_lies_before_its_body_is_published(review: Review, state: str) -> None:
    secretary, decision = factories.user("secretary"), factories.decision(review.plan.owner)
    match state:
        case "draft":
            workflow.give_back(review.plan, by=secretary, reason="Gör om.")
        case "rejected":
            workflow.reject(review.plan, decision=decision, by=secretary)
        case "adopted":
            workflow.adopt(review.plan, decision=decision, by=secretary)

    with pytest.raises(Refused):
        publish(Review.objects.get())


def test_log_keeps_what_was_published_and_when_it_was_taken_down(review: Review) -> None:
    publish(review)
    publishing.unpublish(review=review, by=factories.user("secretary"))

    told = PlanEvent.objects.filter(kind__in=["published", "unpublished"]).order_by("pk")
    assert [(event.kind, str(event.by), event.document_after) for event in told] == [
        ("published", "secretary", review.plan.stored_document),
        ("unpublished", "secretary", ""),
    ]


def test_example_is_marked(client: Client, town: cast.Town) -> None:
    address = publish(laying.review_of(laying.mission(town.own, is_example=True)))

    assert "De går inte att hänvisa till." in client.get(address).content.decode()


def test_masking_reaches_the_copy_and_what_is_said(review: Review) -> None:
    laying.say(review, "Vad säger Byt till elbilar?")
    publish(review)
    workflow.adopt(review.plan, decision=factories.decision(review.plan.owner), by=factories.user("secretary"))

    masking.mask(review.plan, "Byt till elbilar", by=factories.user("steward"), reason="Namn.")

    assert "elbilar" not in PublishedProposal.objects.get().document
    assert review.comments.get().text == "Vad säger [maskat]?"


def test_number_of_queries_is_fixed(client: Client, town: cast.Town) -> None:
    counts = []
    for objectives, year in ((1, 2022), (5, 2030)):
        plan = factories.mission_plan(town.own, first_year=year, last_year=year)
        for position in range(objectives):
            factories.assignment(factories.objective(plan, position=position), town.department)
        factories.propose(plan)
        address = publish(laying.review_of(plan))
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts == [4, 4]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"sammantrade": "2026-12-03"}, 302),
        ({"sammantrade": ""}, 422),
        ({"sammantrade": "0026-12-03"}, 422),
        ({"sammantrade": "2026-12-03", "handlingar": "javascript:alert(1)"}, 422),
        ({"sammantrade": "2026-12-03", "handlingar": "ftp://kommunen.example/a"}, 422),
        ({"sammantrade": "2026-12-03", "handlingar": "https://kommunen.example/19811228-9874"}, 422),
    ],
)
def test_form_of_the_secretary(review: Review, town: cast.Town, typed: dict[str, str], status: int) -> None:
    client = Client()
    client.force_login(town.people["secretary"])

    response = client.post(f"/infor-beslut/{review.public_id}/publicera/", typed)

    assert response.status_code == status
    assert PublishedProposal.objects.exists() is (status == 302)
