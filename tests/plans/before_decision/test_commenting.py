"""The verbs that write comments, and what the database refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from plans import unalterable, workflow
from plans.before_decision import commenting
from plans.models import Comment, Review
from plans.workflow import Refused
from tests import factories
from tests.plans.before_decision import laying

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    factories.steering_model()
    return laying.review_of(laying.mission(factories.body()))


def test_comment_keeps_what_it_is_about_as_that_was_called(review: Review) -> None:
    assignment = review.plan.assignments.get()  # type: ignore[attr-defined]
    place = laying.place(review, assignment.thread.public_id, "rubrik")

    made = commenting.comment(review=review, place=place, text="  Varför nu? ", by=factories.user("councillor"))

    made.refresh_from_db()
    assert (made.thread, made.field, made.about, made.text, made.state) == (
        assignment.thread,
        "rubrik",
        "Uppdrag 1.1, Byt till elbilar: rubrik",
        "Varför nu?",
        "open",
    )


def test_every_item_field_and_figure_can_be_spoken_of(review: Review) -> None:
    area = review.plan.allocations.get()  # type: ignore[attr-defined]
    labels = [place.label for place in laying.places_of(review)[area.thread.public_id]]

    assert labels == ["helheten", "namn", "finansiering", "2022", "2023", "2024", "2025"]
    assert [places[0].title for places in laying.places_of(review).values()] == [
        "Förslaget i sin helhet",
        "Ansvarsområde",
        "Nämndmål 1, Renare luft",
        "Uppdrag 1.1, Byt till elbilar",
        "Verksamhetsområde, Hemtjänst",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Skriv vad du vill säga."),
        (" \u200b\n", "Skriv vad du vill säga."),
        ("a" * 4001, "Synpunkten är 4001 tecken. Den får vara högst 4000."),
        ("Fråga 811228-9874", "”811228-9874” ser ut som ett personnummer. Skriv inga personnummer här."),
    ],
)
def test_words_that_cannot_stand_are_refused(review: Review, text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        laying.say(review, text)

    assert str(refused.value) == message
    assert not Comment.objects.exists()


def test_answer_of_the_writers_settles_and_another_question_opens_again(review: Review) -> None:
    asked = laying.say(review)
    states = []
    for who, settles in (("editor", True), ("councillor", False), ("editor", True)):
        commenting.answer(to=asked, text="Så här.", by=factories.user(who), settles=settles)
        asked.refresh_from_db()
        states.append((asked.state, str(asked.moved_by)))

    assert states == [("answered", "editor"), ("open", "councillor"), ("answered", "editor")]


def test_answer_to_an_answer_answers_what_was_asked_first(review: Review) -> None:
    asked = laying.say(review)
    first = commenting.answer(to=asked, text="Så.", by=factories.user("editor"), settles=True)

    second = commenting.answer(to=first, text="Tack.", by=factories.user("councillor"), settles=False)

    assert second.answers == asked


def test_comment_is_resolved_and_opened_again(review: Review) -> None:
    asked = laying.say(review)
    secretary = factories.user("secretary")
    commenting.resolve(comment=asked, by=secretary)
    asked.refresh_from_db()
    resolved = (asked.state, asked.moved_by)
    commenting.reopen(comment=asked, by=secretary)
    asked.refresh_from_db()

    assert (resolved, asked.state) == (("resolved", secretary), "open")


@pytest.mark.parametrize("verb", ["comment", "answer", "resolve", "reopen"])
def test_nothing_is_said_after_the_decision(review: Review, verb: str) -> None:
    asked, person = laying.say(review), factories.user("councillor")
    place = laying.place(review)
    workflow.reject(review.plan, decision=factories.decision(review.plan.owner), by=factories.user("secretary"))
    act = {
        "comment": lambda: commenting.comment(review=review, place=place, text="Sent", by=person),
        "answer": lambda: commenting.answer(to=asked, text="Sent", by=person, settles=False),
        "resolve": lambda: commenting.resolve(comment=asked, by=person),
        "reopen": lambda: commenting.reopen(comment=asked, by=person),
    }[verb]

    with pytest.raises(Refused, match="Ärendet är avgjort"):
        act()


@pytest.mark.parametrize(
    "act",
    [
        lambda: Comment.objects.update(text="Något annat"),
        lambda: Comment.objects.update(at=timezone.now()),
        lambda: Comment.objects.update(by=factories.user("annan")),
        lambda: Comment.objects.update(about="Något annat"),
        lambda: Comment.objects.all().delete(),
        lambda: Comment.objects.all()._raw_delete(using="default"),
    ],
)
def test_database_refuses_to_change_or_delete_what_was_said(review: Review, act: object) -> None:
    laying.say(review)

    with pytest.raises(IntegrityError, match=unalterable.MESSAGE), transaction.atomic():
        act()  # type: ignore[operator]


@pytest.mark.parametrize("is_answer", [False, True])
def test_database_refuses_what_is_said_of_a_decided_matter(review: Review, is_answer: bool) -> None:
    asked = laying.say(review)
    more = {"answers": asked, "state": ""} if is_answer else {}
    Comment.objects.create(review=review, by=factories.user("councillor"), text="I tid", **more)
    workflow.reject(review.plan, decision=None, by=factories.user("secretary"))

    with pytest.raises(IntegrityError, match=unalterable.MESSAGE), transaction.atomic():
        Comment.objects.create(review=review, by=factories.user("councillor"), text="Sent", **more)


def test_button_pressed_twice_says_it_once(review: Review) -> None:
    """Not what is said of another place, by another or a minute later; an answer is not a comment."""
    asked, again = laying.say(review), laying.say(review)
    answers = [
        commenting.answer(to=asked, text=asked.text, by=factories.user("councillor"), settles=False) for _ in "12"
    ]
    thread = review.plan.assignments.get().thread.public_id  # type: ignore[attr-defined]
    others = [laying.say(review, thread=thread), laying.say(review, by="editor")]
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        later = laying.say(review)

    assert (asked, answers[0]) == (again, answers[1])
    assert list(Comment.objects.all()) == [asked, answers[0], *others, later]


def test_nobody_floods_a_proposal(review: Review) -> None:
    """Comments and answers count alike, those of others and of more than an hour ago not."""
    councillor, place = factories.user("councillor"), laying.place(review)
    asked = laying.say(review, by=factories.user("editor"))
    with time_machine.travel(timezone.now() - commenting.HOUR - timedelta(minutes=1)):
        laying.say(review)
    for number in range(commenting.MOST_AN_HOUR):
        if number % 2:
            commenting.answer(to=asked, text=f"Så {number}?", by=councillor, settles=False)
        else:
            commenting.comment(review=review, place=place, text=f"Varför {number}?", by=councillor)

    for act in (
        lambda: commenting.comment(review=review, place=place, text="En till", by=councillor),
        lambda: commenting.answer(to=asked, text="Ett till", by=councillor, settles=False),
    ):
        with pytest.raises(Refused, match="Du har lämnat 60 synpunkter och svar på en timme"):
            act()
    assert Comment.objects.filter(by=councillor).count() == commenting.MOST_AN_HOUR + 1
    laying.say(review, by=factories.user("editor"))


def test_proposal_that_comes_back_keeps_its_review_and_what_was_said(review: Review) -> None:
    plan = review.plan
    asked = laying.say(review, thread=plan.assignments.get().thread.public_id)  # type: ignore[attr-defined]
    workflow.give_back(plan, by=factories.user("secretary"), reason="Räkna om.")
    plan.assignments.all().delete()  # type: ignore[attr-defined]
    factories.propose(plan)

    again = Review.objects.get()
    assert (again, again.closed_at, again.comments.get()) == (review, None, asked)
    assert again.comments.get().about == "Uppdrag 1.1, Byt till elbilar"
