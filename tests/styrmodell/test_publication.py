import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from styrmodell import publication
from styrmodell.models import SteeringModel
from tests import factories

pytestmark = pytest.mark.django_db


@publication.public
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("En sida")


def get(**headers: str) -> HttpResponse:
    return page(RequestFactory().get("/", headers=headers))


def test_version_never_comes_back() -> None:
    """Also not in a database that was restored from a copy and went on from there."""
    versions = [factories.steering_model().publication_version]
    for _ in range(5):
        publication.advance()
        versions.append(SteeringModel.objects.get().publication_version)

    assert len(set(versions)) == 6


def test_advance_without_a_municipality_does_nothing() -> None:
    publication.advance()

    assert SteeringModel.objects.exists() is False


def test_page_may_be_kept_by_anyone_and_is_asked_about_every_time() -> None:
    answer = get()

    assert (answer.status_code, answer.content) == (200, b"En sida")
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer.has_header("Vary") is False


def test_page_that_has_not_changed_is_answered_without_its_text() -> None:
    factories.steering_model()
    etag = get()["ETag"]

    answer = get(if_none_match=etag)

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert answer["Cache-Control"] == "public, no-cache"


def test_page_is_sent_anew_when_something_public_has_changed() -> None:
    factories.steering_model()
    etag = get()["ETag"]

    publication.advance()

    assert get(if_none_match=etag).status_code == 200


def test_page_is_sent_anew_by_another_release() -> None:
    with override_settings(RELEASE="1"):
        etag = get()["ETag"]

    with override_settings(RELEASE="2"):
        answer = get(if_none_match=etag)

    assert answer.status_code == 200


def test_page_that_is_not_there_is_not_kept() -> None:
    @publication.public
    def missing(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=404)

    answer = missing(RequestFactory().get("/"))

    assert (answer.has_header("ETag"), answer.has_header("Cache-Control")) == (False, False)


def test_error_of_a_page_passes_through() -> None:
    @publication.public
    def missing(request: HttpRequest) -> HttpResponse:
        raise Http404

    with pytest.raises(Http404):
        missing(RequestFactory().get("/"))
