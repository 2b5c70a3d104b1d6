"""Gallring: only under a named decision, by the steward, and exactly what was exported."""

import hashlib
import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from plans import unalterable, workflow
from plans.before_decision import commenting, disposing
from plans.models import Comment, Disposal, Review
from tests import cast, factories
from tests.plans.admin.conftest import LogIn
from tests.plans.before_decision import laying
from tests.reading import read

pytestmark = pytest.mark.django_db
GROUNDS = "KS 2026-02-10 § 12, dnr 2026-41"


@pytest.fixture
def review(town: cast.Town) -> Review:
    """Decided, with a comment that is answered."""
    review = laying.review_of(laying.mission(town.own))
    asked = laying.say(review, "Varför nu?")
    commenting.answer(to=asked, text="Därför.", by=factories.user("editor"), settles=True)
    workflow.reject(review.plan, decision=factories.decision(town.own), by=factories.user("secretary"))
    return Review.objects.get()


def exported(client: Client, *reviews: Review) -> tuple[str, bytes]:
    """The digest in the file's name, and the file."""
    query = "&".join(f"arende={review.public_id}" for review in reviews)
    response = client.get(f"/infor-beslut/gallring/export.json?{query}")
    return response["Content-Disposition"].partition("gallring-")[2].partition(".json")[0], response.content


def dispose(client: Client, review: Review, digest: str, grounds: str = GROUNDS) -> int:
    address = f"/infor-beslut/gallring/?arende={review.public_id}"
    return client.post(address, {"beslut": grounds, "kontrollsumma": digest}).status_code


def test_what_is_exported_is_what_goes(log_in: LogIn, review: Review) -> None:
    client = log_in("steward")
    digest, content = exported(client, review)
    texts = [row["text"] for row in json.loads(content)["synpunkter"]]

    status = dispose(client, review, digest)

    assert (texts, hashlib.sha256(content).hexdigest()) == (["Varför nu?", "Därför."], digest)
    assert (status, Comment.objects.count()) == (302, 0)
    log = Disposal.objects.get()
    assert (log.by.username, log.grounds, log.count, log.digest) == ("steward", GROUNDS, 2, digest)
    assert log.reviews == f"{review.public_id} Socialnämndens uppdragsplan 2022–2025"
    assert GROUNDS in client.get("/infor-beslut/gallring/").content.decode()


def test_comment_written_meanwhile_stops_it(log_in: LogIn, review: Review) -> None:
    client = log_in("steward")
    digest, _ = exported(client, review)
    with unalterable.opened():
        Comment.objects.create(review=review, text="Sent", by=factories.user("councillor"))

    assert dispose(client, review, digest) == 409
    assert Comment.objects.count() == 3
    assert not Disposal.objects.exists()


@pytest.mark.parametrize(
    ("digest", "grounds"),
    [("", GROUNDS), ("0" * 63, GROUNDS), (f"gallring-{'0' * 64}.json", GROUNDS), (None, "")],
)
def test_without_export_or_decision_nothing_goes(
    log_in: LogIn, review: Review, digest: str | None, grounds: str
) -> None:
    client = log_in("steward")

    status = dispose(client, review, exported(client, review)[0] if digest is None else digest, grounds)

    assert (status, Comment.objects.count()) == (422, 2)


def test_open_review_is_not_there_to_choose(log_in: LogIn, town: cast.Town) -> None:
    review = laying.review_of(laying.mission(town.own))
    laying.say(review)
    client = log_in("steward")

    assert client.get(f"/infor-beslut/gallring/?arende={review.public_id}").status_code == 404
    assert "Inget avgjort ärende har synpunkter." in client.get("/infor-beslut/gallring/").content.decode()
    with pytest.raises(disposing.Refused):
        disposing.dispose(reviews=[review], digest="", grounds=GROUNDS, by=factories.user("steward"))


def test_decision_in_the_portal_is_chosen_and_named(log_in: LogIn, review: Review) -> None:
    decided, client = factories.decision(), log_in("steward")
    address = f"/infor-beslut/gallring/?arende={review.public_id}"
    typed = {"beslut": GROUNDS, "infort": decided.pk, "kontrollsumma": exported(client, review)[0]}

    status = client.post(address, typed).status_code

    assert (status, Disposal.objects.get().decision) == (302, decided)
    assert (str(decided), decided.get_absolute_url()) in read(client.get(address.partition("?")[0])).links


@pytest.mark.parametrize("number", ["%00", "finns-inte", ""])
def test_review_that_is_not_there_cannot_be_chosen(log_in: LogIn, review: Review, number: str) -> None:
    client = log_in("steward")

    for page in ("", "export.json"):
        address = f"/infor-beslut/gallring/{page}?arende={review.public_id}&arende={number}"
        assert client.get(address).status_code == 404


def test_one_comment_is_counted_as_one(log_in: LogIn, town: cast.Town) -> None:
    review = laying.review_of(laying.mission(town.own))
    laying.say(review)
    workflow.reject(review.plan, decision=factories.decision(town.own), by=factories.user("secretary"))
    client = log_in("steward")

    dispose(client, review, exported(client, review)[0])

    assert "1 synpunkt är gallrad." in client.get("/infor-beslut/gallring/").content.decode()


def test_log_of_what_went_is_never_rewritten(review: Review) -> None:
    digest = disposing.export([review]).digest
    disposing.dispose(reviews=[review], digest=digest, grounds=GROUNDS, by=factories.user("steward"))

    for act in (lambda: Disposal.objects.update(grounds="Annat"), lambda: Disposal.objects.all().delete()):
        with pytest.raises(IntegrityError, match=unalterable.MESSAGE), transaction.atomic():
            act()


def test_only_what_was_chosen_goes(review: Review, town: cast.Town) -> None:
    other = laying.review_of(laying.mission(town.other))
    laying.say(other, "En annan plan")

    disposing.dispose(
        reviews=[review], digest=disposing.export([review]).digest, grounds=GROUNDS, by=factories.user("steward")
    )

    assert [comment.text for comment in Comment.objects.all()] == ["En annan plan"]
