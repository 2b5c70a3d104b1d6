import pytest
from django.templatetags.static import static
from django.test import Client

from goals.models import Film
from goals.screening import screening
from tests.reading import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("adala")]


def test_film_has_controls_and_captions_that_are_on(client: Client) -> None:
    video = page(client, "/film/an-rinner/").one("video")

    assert {"controls", "playsinline"} <= video.attributes.keys()
    assert "autoplay" not in video.attributes
    assert video.one("source").attributes == {"src": "/media/media/an-rinner.webm", "type": "video/webm"}
    assert video.one("track").attributes == {
        "kind": "captions",
        "src": "/media/media/an-rinner.vtt",
        "srclang": "sv",
        "label": "Svenska",
        "default": "",
    }


def test_film_stands_with_all_that_is_said_in_it(client: Client) -> None:
    film = page(client, "/film/an-rinner/").one("div", "film")

    assert film.one("div", "transcript").text == "Filmen i text Ån rinner genom Ådala."
    assert film.one("p", "facts").text == "2 sekunder, med undertexter Exempel"


def test_film_is_shown_on_the_page_of_its_goal(client: Client) -> None:
    section = page(client, "/mal/larande/").section("Film")

    assert [video.attributes["id"] for video in section.all("video")] == ["film-an-rinner"]
    assert ("Ån rinner", "/film/an-rinner/") in section.links


def test_film_is_fetched_on_its_own_page_and_elsewhere_there_is_a_picture(client: Client) -> None:
    beside, alone = (page(client, address).one("video").attributes for address in ("/mal/larande/", "/film/an-rinner/"))

    assert (beside["preload"], beside["poster"]) == ("none", static("icons/film.svg"))
    assert (alone["preload"], "poster" in alone) == ("metadata", False)


def test_film_of_a_goal_is_not_shown_elsewhere(client: Client) -> None:
    assert page(client, "/mal/trygghet/").all("video") == []
    assert page(client, "/om/").all("video") == []


def test_film_about_the_whole_is_shown_where_the_whole_is_told(client: Client) -> None:
    Film.objects.update(goal=None)

    assert [video.attributes["id"] for video in page(client, "/om/").all("video")] == ["film-an-rinner"]


def test_unknown_film_is_not_found(client: Client) -> None:
    assert client.get("/film/finns-inte/").status_code == 404


@pytest.mark.parametrize(
    ("seconds", "length"), [(1, "1 sekund"), (15, "15 sekunder"), (60, "1 minut"), (125, "2 minuter 5 sekunder")]
)
def test_length_is_said_in_words(seconds: int, length: str) -> None:
    film = Film.objects.get()
    film.seconds = seconds

    assert screening(film).length == length
