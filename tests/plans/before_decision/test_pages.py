"""The list, the pack and the forms, as those who use them meet them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans import drafts, revisions, workflow
from plans.access import Access
from plans.before_decision import commenting, marks, proposal, publishing
from plans.models import Comment, OperationalPlan, ReadMark, Review
from styrmodell.models import Department
from tests import cast, factories, pages, reading
from tests.plans.admin.conftest import LogIn
from tests.plans.before_decision import laying

pytestmark = pytest.mark.django_db


@pytest.fixture
def framed(town: cast.Town) -> cast.Town:
    """1 000 tkr a year for `own`."""
    strategic = factories.strategic_plan(town.council)
    factories.prioritised_goal(strategic)
    factories.frames(strategic, town.own, dict.fromkeys(range(2022, 2026), 1000))
    factories.adopt(strategic)
    return town


@pytest.fixture
def review(framed: cast.Town) -> Review:
    return laying.review_of(laying.mission(framed.own))


def at(review: Review, tail: str = "") -> str:
    return f"/infor-beslut/{review.public_id}/{tail}"


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return pages.text(response.content).replace("\N{NO-BREAK SPACE}", " ")


# The list


def test_list_tells_what_lies_there_by_day(log_in: LogIn, review: Review, town: cast.Town) -> None:
    publishing.convene(review=review, on=date(2021, 11, 18))
    laying.say(review)

    shown = text(log_in("councillor"), "/infor-beslut/")

    assert "18 november 2021 Socialnämndens uppdragsplan 2022–2025" in shown
    assert "Det är den första planen, så det finns ingen tidigare att jämföra med. Ej fördelat: 400 tkr 2022" in shown
    assert "1 öppen synpunkt." in shown


def test_empty_list_says_so(log_in: LogIn) -> None:
    assert "Just nu ligger inget för beslut" in text(log_in("councillor"), "/infor-beslut/")


def test_body_and_department_of_one_slug_are_told_apart(log_in: LogIn, review: Review, framed: cast.Town) -> None:
    Department.objects.filter(pk=framed.department.pk).update(slug=framed.own.slug)
    factories.propose(cast.plan_in("draft", OperationalPlan, framed.department, 2023))
    client = log_in("board_member")

    found = {
        name: reading.read(client.get(f"/infor-beslut/?{name}={framed.own.slug}")).texts("h3")
        for name in ("organ", "forvaltning")
    }

    assert found == {
        "organ": ["Socialnämndens uppdragsplan 2022–2025"],
        "forvaltning": ["Socialförvaltningens verksamhetsplan 2023"],
    }


def test_list_can_be_narrowed_to_one_body(log_in: LogIn, review: Review, framed: cast.Town) -> None:
    laying.mission(framed.other)
    client = log_in("board_member")

    narrowed = text(client, f"/infor-beslut/?organ={framed.other.slug}")

    assert "Socialnämndens uppdragsplan" not in narrowed
    assert "Barn- och utbildningsnämndens uppdragsplan" in narrowed


def test_decided_ones_stand_below(log_in: LogIn, review: Review) -> None:
    workflow.reject(review.plan, decision=factories.decision(review.plan.owner), by=factories.user("secretary"))

    shown = text(log_in("councillor"), "/infor-beslut/")

    assert shown.index("Just nu ligger inget") < shown.index("Nyligen avgjort") < shown.index("Socialnämndens")


def test_desk_and_plan_lead_there(log_in: LogIn, review: Review) -> None:
    client = log_in("councillor")

    for path in ("/admin/", f"/admin/planer/uppdragsplan/{review.plan.pk}/"):
        assert at(review) in client.get(path).content.decode(), path


# The pack


def test_pack_of_a_first_plan_in_short(log_in: LogIn, review: Review) -> None:
    shown = text(log_in("councillor"), at(review))

    for sentence in (
        "Förslag till beslut Socialnämnden antar uppdragsplan 2022–2025 enligt förslaget.",
        "Planen har 1 nämndmål, 1 uppdrag och 1 verksamhetsområde.",
        "Det är den första planen, så det finns ingen tidigare att jämföra med.",
        "Ej fördelat: 400 tkr 2022, 400 tkr 2023, 400 tkr 2024 och 400 tkr 2025.",
        "Det som saknas: 1 nämndmål utan mått och 4 år med pengar som inte är fördelade.",
    ):
        assert sentence in shown


def test_pack_tells_what_differs_from_what_holds(log_in: LogIn, framed: cast.Town) -> None:
    first = laying.mission(framed.own)
    workflow.adopt(first, decision=factories.decision(framed.own), by=factories.user("secretary"))
    plan = revisions.revise(first, by=factories.user("editor"))
    with drafts.writing(plan, by=factories.user("editor")):
        plan.assignments.update(title="Byt till cykel")
    factories.propose(plan)

    shown = text(log_in("councillor"), at(laying.review_of(plan)))

    assert "Det här skiljer sig från uppdragsplan 2022–2025. Omformulerat: 1 uppdrag." in shown
    assert "Byt till struket: elbilar tillagt: cykel" in shown


def test_pack_tells_what_is_above_the_frame(log_in: LogIn, review: Review, framed: cast.Town) -> None:
    factories.adjustment(framed.other, 500, source=framed.own)

    shown = text(log_in("councillor"), at(review))

    assert "Det är mer än ramen: 100 tkr 2022." in shown
    assert "−100 för mycket" in shown


def test_pack_shows_what_was_proposed_while_the_minutes_are_written_in(log_in: LogIn, review: Review) -> None:
    plan: Any = review.plan
    secretary = factories.user("secretary")
    workflow.open_for_amendment(plan, by=secretary)
    with drafts.writing(plan, by=secretary):
        plan.assignments.update(title="Enligt protokollet")

    shown = text(log_in("councillor"), at(review))

    assert "Byt till elbilar" in shown
    assert "Enligt protokollet" not in shown


def test_pack_of_what_was_adopted_with_amendments_tells_the_difference(log_in: LogIn, review: Review) -> None:
    plan: Any = review.plan
    secretary = factories.user("secretary")
    workflow.open_for_amendment(plan, by=secretary)
    with drafts.writing(plan, by=secretary):
        plan.assignments.update(title="Byt till cyklar")
    workflow.adopt(plan, decision=factories.decision(plan.owner), by=secretary)

    response = log_in("councillor").get(at(review))
    shown = pages.text(response.content)

    assert "Planen antogs med ändringar." in shown
    assert "Byt till struket: elbilar tillagt: cyklar" in shown
    assert plan.revision_url in response.content.decode()


def test_contents_lead_to_every_part_by_its_heading(log_in: LogIn, framed: cast.Town) -> None:
    """The kinds of change stand under the changes, and the chapters under the text."""
    first = laying.mission(framed.own)
    workflow.adopt(first, decision=factories.decision(first.owner), by=factories.user("secretary"))
    plan = revisions.revise(first, by=factories.user("editor"))
    with drafts.writing(plan, by=factories.user("editor")):
        plan.assignments.update(title="Byt till cyklar")  # type: ignore[attr-defined]
        plan.allocations.update(name="Hemtjänst dygnet runt")  # type: ignore[attr-defined]
        factories.allocation(plan, {2023: 50})  # type: ignore[arg-type]
    factories.propose(plan)

    whole = reading.read(log_in("councillor").get(at(laying.review_of(plan))))

    contents = whole.one("nav", "contents")
    headings = {
        part.attributes.get("id") or "": (part.tag, part.text) for part in whole.all() if part.tag[1:].isdigit()
    }
    chapters = {part.attributes["id"]: ("h3", part.one("h3").text) for part in whole.all("div", "chapter")}
    found = {href[1:]: (headings | chapters)[href[1:]] for _, href in contents.links}
    assert [(text, f"#{anchor}") for anchor, (_, text) in found.items()] == contents.links
    assert [f"{tag} {text}" for tag, text in found.values()] == [
        "h2 I korthet",
        "h2 Ändringar",
        "h3 Nytt",
        "h3 Omformulerat",
        "h3 Pengarna: verksamhetsområden",
        "h2 Pengar mot ramen",
        "h2 Det som saknas",
        "h2 Svar på varningar",
        "h2 Hela texten",
        "h3 Ansvarsområde",
        "h3 Mål och uppdrag",
        "h3 Fördelning av ramen",
        "h2 Det som har hänt",
        "h2 Synpunkter",
    ]


def test_proposal_is_compared_with_any_edition_before_it(log_in: LogIn, framed: cast.Town) -> None:
    """The one just before is compared with in the pack, and each comparison has one address."""
    review = laying.third_edition(framed)
    client = log_in("councillor")
    first, second = at(review, "andringar/2022-2025/r1/"), at(review, "andringar/2023-2026/r1/")

    pack, older = reading.read(client.get(at(review))), reading.read(client.get(first))

    links = [("2022–2025", first), ("2023–2026", f"{at(review)}#andringar")]
    assert [link for nav in pack.all("nav", "filters") for link in nav.links] == links
    assert [link for nav in older.all("nav", "filters") for link in nav.links] == links
    assert "Byt till struket: cyklar tillagt: hästar" in pack.text
    assert "Byt till struket: elbilar tillagt: hästar" in older.text
    assert older.texts("h1") == ["Ändringar mot 2022–2025"]
    assert client.get(second)["Location"] == f"{at(review)}#andringar"


@pytest.mark.parametrize("who", ["editor", "secretary", "board_member"])
def test_whoever_reads_the_pack_reads_its_comparisons(log_in: LogIn, framed: cast.Town, who: str) -> None:
    assert log_in(who).get(at(laying.third_edition(framed), "andringar/2022-2025/r1/")).status_code == 200


@pytest.mark.parametrize("edition", ["2024-2027/r1", "2022-2025/r2", "2020-2023/r1"])
def test_proposal_is_compared_with_its_owners_adopted_editions_alone(
    log_in: LogIn, framed: cast.Town, edition: str
) -> None:
    """Not with itself, nor with one that is not there, nor with another body's."""
    review = laying.third_edition(framed)
    other = factories.mission_plan(framed.other, first_year=2020, last_year=2023)
    factories.objective(other)
    factories.adopt(other)
    path = at(review, f"andringar/{edition}/")

    assert {log_in(who).get(path).status_code for who in ("councillor", "board_member")} == {404}


def test_decided_proposal_is_compared_with_what_came_before_it(log_in: LogIn, framed: cast.Town) -> None:
    review = laying.third_edition(framed)
    decided = Review.objects.get(mission_plan__from_year=2023)
    path = f"/infor-beslut/{decided.public_id}/"

    assert reading.read(log_in("councillor").get(path)).all("nav", "filters") == []
    assert review.plan.from_year == 2024


def test_reasons_are_held_against_the_edition_just_before_alone(log_in: LogIn, town: cast.Town) -> None:
    for year, amount in ((2021, 900), (2022, 1000), (2023, 1300)):
        plan = factories.strategic_plan(town.council, first_year=year, last_year=year + 3)
        factories.prioritised_goal(plan)
        factories.frames(plan, town.own, dict.fromkeys(range(year, year + 4), amount))
        if year < 2023:
            factories.adopt(plan)
    factories.propose(plan)
    review, client = laying.review_of(plan), log_in("council_member")

    headings = [
        reading.read(client.get(path)).texts("h3") + reading.read(client.get(path)).texts("h2")
        for path in (at(review), at(review, "andringar/2021-2024/r1/"))
    ]

    assert ["Från 2022 till 2023" in each for each in headings] == [True, False]
    assert ["Pengarna: driftramar" in each for each in headings] == [True, True]


def test_pack_of_what_came_back_tells_why_and_what_is_new(log_in: LogIn, review: Review) -> None:
    plan: Any = review.plan
    laying.say(review, "Om det som togs bort", thread=plan.assignments.get().thread.public_id)
    workflow.refer_back(
        plan, decision=factories.decision(plan.owner), by=factories.user("secretary"), reason="Räkna om."
    )
    with drafts.writing(plan, by=factories.user("editor")):
        plan.assignments.all().delete()
    factories.propose(plan)

    shown = text(log_in("councillor"), at(review))

    assert "har kommit tillbaka med 1 ändring." in shown
    assert "Räkna om." in shown
    assert "På det som inte längre finns med" in shown
    assert "Om det som togs bort" in shown


def test_returned_proposal_is_there_for_those_who_write_and_not_for_readers(log_in: LogIn, review: Review) -> None:
    workflow.give_back(review.plan, by=factories.user("secretary"), reason="Räkna om.")

    found = {who: log_in(who).get(at(review)).status_code for who in ("editor", "secretary", "councillor")}

    assert found == {"editor": 200, "secretary": 200, "councillor": 404}
    assert "Återlämnat: skrivs om" in text(log_in("editor"), at(review))


def test_answers_to_warnings_stand_with_who_gave_them(log_in: LogIn, review: Review) -> None:
    shown = text(log_in("councillor"), at(review))

    assert "400 tkr av ramen för 2022 är inte fördelade. Det är meningen. editor," in shown


@pytest.mark.parametrize("state", ["proposed", "adopted", "rejected"])
@pytest.mark.parametrize("whose", ["strategic", "mission", "operational"])
def test_every_kind_of_plan_has_its_pack_in_every_state(town: cast.Town, whose: str, state: str) -> None:
    kind, owner = town.owners()[whose]
    plan = cast.plan_in(state, kind, owner, 2022)
    client = Client()
    client.force_login(town.people["board_member"])

    assert plan.owned_title in text(client, at(laying.review_of(plan)))


# Comments


def test_comment_is_written_at_its_item_and_shows_there(log_in: LogIn, review: Review) -> None:
    thread = review.plan.assignments.get().thread.public_id  # type: ignore[attr-defined]
    client = log_in("councillor")
    path = at(review, f"synpunkt/?om={thread}&falt=")
    assert path.replace("&", "&amp;") in client.get(at(review)).content.decode()

    response = client.post(path, {"stalle": f"{thread}/rubrik", "text": "Räcker laddstolparna?"})

    made = Comment.objects.get()
    assert response["Location"] == f"{at(review)}#synpunkt-{made.pk}"
    assert (made.by.username, made.thread.public_id, made.field) == ("councillor", thread, "rubrik")
    html = client.get(at(review)).content.decode()
    assert html.index(f'id="{thread}"') < html.index("Räcker laddstolparna?") < html.index('id="berett"')


def test_what_was_typed_stays_when_it_is_refused(log_in: LogIn, review: Review) -> None:
    response = log_in("councillor").post(at(review, "synpunkt/?om=&falt="), {"text": "Ring 811228-9874 <b>"})

    assert (response.status_code, Comment.objects.count()) == (422, 0)
    assert "Ring 811228-9874 &lt;b&gt;" in response.content.decode()


@pytest.mark.parametrize("query", ["om=finnsinte&falt=", "om=&falt=2022", ""])
def test_what_is_not_in_the_proposal_cannot_be_spoken_of(log_in: LogIn, review: Review, query: str) -> None:
    status = log_in("councillor").get(at(review, f"synpunkt/?{query}")).status_code

    assert status == (404 if query else 200)


def test_editors_answer_settles_and_others_do_not(log_in: LogIn, review: Review) -> None:
    asked = laying.say(review)
    states = []
    for who in ("editor", "board_member"):
        log_in(who).post(at(review, f"synpunkter/{asked.pk}/svara/"), {"text": "Svar"})
        asked.refresh_from_db()
        states.append(asked.state)

    assert states == ["answered", "open"]


def test_comments_are_listed_by_state(log_in: LogIn, review: Review) -> None:
    laying.say(review, "Den öppna")
    commenting.resolve(comment=laying.say(review, "Den avslutade"), by=factories.user("editor"))
    client = log_in("councillor")

    found = {state: text(client, at(review, f"synpunkter/?lage={state}")) for state in ("", "oppna", "avslutade")}

    assert {state: ("Den öppna" in shown, "Den avslutade" in shown) for state, shown in found.items()} == {
        "": (True, True),
        "oppna": (True, False),
        "avslutade": (False, True),
    }


def test_what_is_written_shows_no_markup_of_its_own(log_in: LogIn, review: Review) -> None:
    laying.say(review, '<script>alert(1)</script> [x](javascript:alert(1)) <a href="http://evil.example">här</a>')

    html = log_in("councillor").get(at(review)).content.decode()

    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert '<a href="http://evil.example">' not in html


def test_lapsed_login_keeps_what_was_typed(review: Review) -> None:
    response = Client().post(at(review, "synpunkt/?om=&falt="), {"text": "Det jag skrev"})

    assert response.status_code == 401
    assert 'name="det-jag-skrev"' in response.content.decode()


def test_login_renewed_in_another_tab_keeps_what_was_typed(town: cast.Town, review: Review) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people["councillor"])
    client.get(at(review, "synpunkt/"))

    response = client.post(
        at(review, "synpunkt/"),
        {"text": "Det jag skrev", "csrfmiddlewaretoken": "a" * 64},
        headers={"Origin": "http://testserver"},
    )

    assert (response.status_code, Comment.objects.count()) == (403, 0)
    assert "<li>Det jag skrev</li>" in response.content.decode()


@pytest.mark.parametrize("to", ["the proposal", "a comment"])
def test_decision_made_while_one_writes_keeps_what_was_typed(log_in: LogIn, review: Review, to: str) -> None:
    said = laying.say(review)
    workflow.reject(review.plan, decision=factories.decision(review.plan.owner), by=factories.user("secretary"))
    tail = "synpunkt/?om=&falt=" if to == "the proposal" else f"synpunkter/{said.pk}/svara/"

    response = log_in("councillor").post(at(review, tail), {"text": "Det jag skrev"})

    assert (response.status_code, Comment.objects.count()) == (409, 1)
    assert "har blivit avslagen medan du skrev" in pages.text(response.content)
    assert "<li>Det jag skrev</li>" in response.content.decode()


def kept_texts(client: Client, path: str) -> tuple[int, str]:
    """The status, and what the page says before what was typed; that it is there is tried on the way."""
    response = client.post(path, {"stalle": "/", "text": "Det jag skrev\noch mer"})
    words = pages.text(response.content)
    assert "Det du skrev Det jag skrev och mer" in words
    return response.status_code, words.partition("Din text finns kvar ")[2].rpartition(" Det du skrev")[0]


@pytest.mark.parametrize("tail", ["synpunkt/?om=&falt=", "synpunkter/{said}/svara/"])
def test_proposal_sent_back_while_one_writes_keeps_what_was_typed(log_in: LogIn, review: Review, tail: str) -> None:
    said = laying.say(review)
    workflow.give_back(review.plan, reason="Räkna om.", by=factories.user("secretary"))

    status, says = kept_texts(log_in("councillor"), at(review, tail.format(said=said.pk)))

    assert (status, Comment.objects.count()) == (409, 1)
    assert says.endswith(
        "Socialnämndens uppdragsplan 2022–2025 ligger inte längre inför beslut: planen skickades tillbaka medan du "
        "skrev. Därför gick det inte att spara det du skrev. Läggs den fram igen går det att lämna synpunkter på nytt. "
        "Kopiera det du vill ha kvar. Tillbaka"
    )


@pytest.mark.parametrize("who", ["other_councillor", "other_editor", "steward"])
def test_proposal_sent_back_is_not_there_for_strangers(log_in: LogIn, review: Review, who: str) -> None:
    workflow.give_back(review.plan, reason="Räkna om.", by=factories.user("secretary"))

    assert log_in(who).post(at(review, "synpunkt/?om=&falt="), {"text": "Det jag skrev"}).status_code == 404


@pytest.mark.parametrize("tail", ["synpunkt/?om=finnsinte&falt=title", "synpunkter/99999/svara/"])
def test_what_one_writes_about_is_gone(log_in: LogIn, review: Review, tail: str) -> None:
    client = log_in("councillor")

    status, says = kept_texts(client, at(review, tail))

    assert status == 409
    assert "finns inte längre" in says
    assert client.get(at(review, tail)).status_code == 404


def test_what_is_refused_for_being_too_much_stays_in_the_form(
    log_in: LogIn, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commenting, "MOST_AN_HOUR", 1)
    laying.say(review)

    response = log_in("councillor").post(at(review, "synpunkt/?om=&falt="), {"text": "Det jag skrev"})

    assert (response.status_code, Comment.objects.count()) == (422, 1)
    assert reading.read(response).texts("textarea") == ["Det jag skrev"]
    assert "Vänta en stund och skicka det igen." in pages.text(response.content)


# Marks


def test_mark_is_set_and_taken_away(log_in: LogIn, review: Review) -> None:
    client = log_in("councillor")
    client.post(at(review, "last/"))
    marked = text(client, at(review))
    client.post(at(review, "last/"), {"ta-bort": "1"})

    assert "Ta bort märket" in marked
    assert "Markera som läst" in text(client, at(review))


def test_nobody_else_sees_that_one_has_read(log_in: LogIn, review: Review) -> None:
    everyone = ["secretary", "editor", "board_member", "superuser"]
    before = {who: _without_token(log_in(who).get(at(review)).content) for who in everyone}

    log_in("councillor").post(at(review, "last/"))

    assert {who: _without_token(log_in(who).get(at(review)).content) for who in everyone} == before


def _without_token(content: bytes) -> str:
    return re.sub(r'(value="|Token": ")[\w-]{64}', "", content.decode())


def test_reading_writes_nothing(log_in: LogIn, review: Review) -> None:
    client = log_in("councillor")

    for path in ("/infor-beslut/", at(review), at(review, "synpunkter/"), at(review, "synpunkt/")):
        client.get(path)

    assert not ReadMark.objects.exists()


def test_what_is_new_is_told_and_marked_until_the_visit_is_over(log_in: LogIn, review: Review, town: cast.Town) -> None:
    councillor = town.people["councillor"]
    asked = laying.say(review, by=councillor)
    yesterday = timezone.now() - timedelta(days=1)
    marks.see(review, by=councillor)
    ReadMark.objects.update(seen_at=yesterday)
    laying.say(review, "En annan undrar", by="board_member")
    commenting.answer(to=asked, text="Så här.", by=town.people["editor"], settles=True)
    publishing.convene(review=review, on=date(2030, 3, 4))
    client = log_in("councillor")
    expected = "sammanträdet är 4 mars 2030, 1 ny synpunkt, 1 nytt svar."

    for path in ("/infor-beslut/", at(review)):
        assert expected in text(client, path), path
    client.post(at(review, "sedd/"))
    assert expected in text(client, at(review))
    later = timezone.now() + timedelta(seconds=1)
    ReadMark.objects.update(seen_at=later, seen_before=later)
    assert "Nytt sedan" not in text(client, at(review))


def test_a_visit_lasts_an_hour_from_when_one_last_looked(review: Review) -> None:
    councillor = factories.user("councillor")
    first = timezone.now()
    seen = []
    for minutes in (0, 30, 80, 200):
        marks.see(review, by=councillor, now=first + timedelta(minutes=minutes))
        seen.append(ReadMark.objects.get().seen_before)

    assert seen == [None, None, None, first + timedelta(minutes=80)]


def test_copy_that_was_taken_down_is_new(review: Review) -> None:
    councillor, secretary = factories.user("councillor"), factories.user("secretary")
    publishing.publish(review=review, meeting_on=date(2030, 3, 4), papers_url="", by=secretary)
    since = timezone.now()
    publishing.unpublish(review=review, by=secretary)

    new = marks.new_in(review, proposal.events_of(review.plan), [], since, Access(councillor))

    assert new.sentences == ["förslaget är inte längre publicerat"]


def test_decided_matter_asks_for_no_comments(log_in: LogIn, review: Review) -> None:
    workflow.reject(review.plan, decision=factories.decision(review.plan.owner), by=factories.user("secretary"))
    client = log_in("councillor")

    for path in (at(review), at(review, "synpunkter/")):
        assert "Ärendet är avgjort, så det går inte längre att lämna synpunkter." in text(client, path), path
        assert "Skriv inga personuppgifter" not in text(client, path), path


def test_head_decides_without_a_meeting(log_in: LogIn, town: cast.Town) -> None:
    plan = factories.operational_plan(town.department)
    factories.propose(plan)
    review = laying.review_of(plan)
    client = log_in("councillor")

    assert "Beslutsdagen är inte satt." in text(client, at(review))
    publishing.convene(review=review, on=date(2030, 3, 4))
    for path, said in ((at(review), "Beslutas 4 mars 2030."), (at(review, "handling/"), "Inför beslut 4 mars 2030")):
        shown = text(client, path)
        assert said in shown, path
        assert "ammanträde" not in shown, path


def test_head_sets_the_day_and_convenes_nobody(log_in: LogIn, town: cast.Town) -> None:
    plan = cast.plan_in("proposed", OperationalPlan, town.department, 2022)
    path = at(laying.review_of(plan), "sammantrade/")
    head = log_in("head")

    shown = reading.page(head, path).one("main")
    saved = reading.read(head.post(path, {"sammantrade": "2030-03-04"}, follow=True))

    assert (shown.texts("h1"), shown.texts("label")[0]) == (["Beslutsdagen"], "Beslutsdagen (valfritt)")
    assert saved.texts("p", "message") == ["Beslutsdagen är sparad."]


@pytest.mark.parametrize("verb", ["postpone", "refer_back"])
def test_held_meeting_is_not_waited_for(review: Review, verb: str) -> None:
    publishing.convene(review=review, on=date(2021, 11, 18))
    said = {"decision": factories.decision(review.plan.owner), "by": factories.user("secretary")}
    if verb == "postpone":
        workflow.postpone(review.plan, **said)
    else:
        workflow.refer_back(review.plan, **said, reason="Räkna om.")

    review.refresh_from_db()
    assert review.meeting_on is None


# How much is asked of the database


def test_number_of_queries_is_fixed(framed: cast.Town) -> None:
    client = Client()
    client.force_login(framed.people["councillor"])
    counts = []
    for size, first_year in ((1, 2022), (4, 2030)):
        review = _large(framed, size, first_year)
        for path in ("/admin/", "/infor-beslut/", at(review), at(review, "synpunkter/")):
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            counts.append(len(asked))

    assert counts[:4] == counts[4:]


def _large(town: cast.Town, size: int, first_year: int) -> Review:
    """A proposal of that many objectives with as many assignments, each spoken of and answered; others lie beside."""
    plan = factories.mission_plan(town.own, first_year=first_year, last_year=first_year)
    strategic = factories.strategic_plan(town.council, first_year=first_year, last_year=first_year)
    goal = factories.prioritised_goal(strategic).goal
    special = factories.special_assignment(strategic, town.own)
    factories.adopt(strategic)
    for number in range(size):
        objective = factories.objective(plan, goal, position=number)
        factories.assignment(objective, town.department, answers=special.thread)
        factories.allocation(plan, {first_year: 1})
    factories.propose(plan)
    review = laying.review_of(plan)
    for objective in plan.objectives.all():
        asked = laying.say(review, thread=objective.thread.public_id)
        commenting.answer(to=asked, text="Svar", by=factories.user("editor"), settles=True)
    return review


def test_secretary_says_which_decisions_prepared_it(log_in: LogIn, review: Review, town: cast.Town) -> None:
    prepared = factories.decision(town.board, on=date(2021, 9, 1), title="Kommunstyrelsens förslag till plan")
    factories.decision(town.board, on=date(2021, 9, 2), title="Något annat")
    secretary = log_in("secretary")

    secretary.post(at(review, "sammantrade/"), {"beredning": [prepared.pk]})

    shown = text(log_in("councillor"), at(review))
    assert "Beslut som beredde det Kommunstyrelsen, 1 september 2021 Kommunstyrelsens förslag till plan" in shown
    assert "Något annat" not in shown
    form = secretary.get(at(review, "sammantrade/")).context["form"]
    assert [*form["beredning"].value()] == [prepared.pk]


def test_meeting_can_be_moved_and_what_prepared_it_stays_through_a_publishing(
    log_in: LogIn, review: Review, town: cast.Town
) -> None:
    prepared = factories.decision(town.board)
    publishing.convene(review=review, on=None, prepared_by=[prepared])

    log_in("secretary").post(at(review, "publicera/"), {"sammantrade": "2026-12-03"})

    assert [*review.prepared_by.all()] == [prepared]


# Who


def test_people_are_called_by_name_everywhere(log_in: LogIn, review: Review, town: cast.Town) -> None:
    """Or by their account, while that has no name."""
    for account, first, last in (("councillor", "Anna", "Berg"), ("editor", "Kim", "Dal")):
        User.objects.filter(username=account).update(first_name=first, last_name=last)
    said = laying.say(review)
    commenting.answer(to=said, text="Så.", by=town.people["editor"], settles=True)
    commenting.answer(to=said, text="Då så.", by=town.people["secretary"], settles=True)

    shown = text(log_in("secretary"), at(review))
    worked = text(log_in("secretary"), f"/admin/planer/uppdragsplan/{review.plan.pk}/")

    assert " av Kim Dal och ska gälla från 2022." in shown
    assert [
        part.text for part in reading.read(log_in("secretary").get(at(review))).one("article", "remark").all("strong")
    ] == [
        "Anna Berg",
        "Kim Dal",
        "secretary",
    ]
    assert "föreslagen av Kim Dal" in worked
    assert "councillor" not in shown
