"""Files are handed out only when something public names them, and run nothing in our name."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from goals.models import Film
from styrmodell.models import GoverningDocument
from tests import factories

pytestmark = pytest.mark.django_db

VIDEO = bytes(range(256)) * 4
SECRET = b"hemligt"
SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """The folder for media, with a film, documents of every kind and a file that nothing names."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media/film").mkdir(parents=True)
    (tmp_path / "secret-key").write_bytes(SECRET)
    contents = {"film/film.webm": VIDEO, "film/film.vtt": b"WEBVTT", "unnamed.pdf": SECRET}
    contents |= dict.fromkeys(["policy.pdf", "sign.svg", "page.html", "odd"], SCRIPT)
    for name, content in contents.items():
        (tmp_path / "media" / name).write_bytes(content)
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def film() -> Film:
    return Film.objects.create(
        slug="film",
        title="Film",
        seconds=15,
        video_path="film/film.webm",
        captions_path="film/film.vtt",
        transcript="Allt som sägs.",
    )


def document(name: str) -> GoverningDocument:
    return GoverningDocument.objects.create(
        slug="dokument", title="Dokument", kind="policy", body=factories.body(), file_path=name, file_sha256="0" * 64
    )


def content(client: Client, address: str, **headers: str) -> tuple[int, bytes]:
    response = client.get(address, headers=headers)
    return response.status_code, response.getvalue()


def test_film_is_played_in_the_page(client: Client) -> None:
    response = client.get("/media/film/film.webm")

    assert response.getvalue() == VIDEO
    assert response.headers["Content-Type"] == "video/webm"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Disposition" not in response.headers


def test_captions_are_text_that_the_player_reads(client: Client) -> None:
    response = client.get("/media/film/film.vtt")

    assert (response.getvalue(), response.headers["Content-Type"]) == (b"WEBVTT", "text/vtt; charset=utf-8")


@pytest.mark.parametrize(
    ("asked", "part", "told"),
    [
        ("bytes=0-1", VIDEO[:2], "bytes 0-1/1024"),
        ("bytes=1000-", VIDEO[1000:], "bytes 1000-1023/1024"),
        ("bytes=-24", VIDEO[1000:], "bytes 1000-1023/1024"),
        ("bytes=1000-9999", VIDEO[1000:], "bytes 1000-1023/1024"),
    ],
)
def test_player_can_ask_for_a_part(client: Client, asked: str, part: bytes, told: str) -> None:
    response = client.get("/media/film/film.webm", headers={"range": asked, "accept-encoding": "gzip"})

    assert (response.status_code, response.getvalue()) == (206, part)
    assert response.headers["Content-Range"] == told


def test_part_that_does_not_exist_is_refused(client: Client) -> None:
    assert client.get("/media/film/film.webm", headers={"range": "bytes=5000-6000"}).status_code == 416


@pytest.mark.parametrize("asked", ["bytes=a-b", "bytes=0-1,5-6", "rows=0-1", "bytes"])
def test_range_that_makes_no_sense_gives_the_whole(client: Client, asked: str) -> None:
    assert content(client, "/media/film/film.webm", range=asked) == (200, VIDEO)


def test_unchanged_file_is_not_sent_again(client: Client) -> None:
    etag = client.head("/media/film/film.webm").headers["ETag"]

    assert content(client, "/media/film/film.webm", **{"if-none-match": etag}) == (304, b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("policy.pdf", "application/pdf"),
        ("sign.svg", "image/svg+xml"),
        ("page.html", "application/octet-stream"),
        ("odd", "application/octet-stream"),
    ],
)
def test_document_is_saved_and_runs_nothing(client: Client, name: str, kind: str) -> None:
    document(name)

    response = client.get(f"/media/{name}")

    assert response.getvalue() == SCRIPT
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == "attachment"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/media/",
        "/media/unnamed.pdf",
        "/media/film",
        "/media/film/",
        "/media/film/film.webm/",
        "/media//film/film.webm",
        "/media/./film/film.webm",
        "/media/FILM/film.webm",
        "/media/film/../film/film.webm",
        "/media/../secret-key",
        "/media/%2e%2e/secret-key",
        "/media/..%2fsecret-key",
        "/media/..\\secret-key",
        "/media/film/film.webm%00.pdf",
        "/media/%00",
        "/media//etc/passwd",
    ],
)
def test_nothing_else_is_handed_out(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert SECRET not in response.content


def test_name_that_leads_out_of_the_folder_is_not_followed(client: Client) -> None:
    document("../secret-key")

    assert client.get("/media/../secret-key").status_code == 404


def test_link_that_leads_out_of_the_folder_is_not_followed(client: Client, media: Path) -> None:
    (media / "key.pdf").symlink_to(media.parent / "secret-key")
    document("key.pdf")

    assert client.get("/media/key.pdf").status_code == 404


def test_named_file_that_is_not_there_is_not_found(client: Client, media: Path) -> None:
    (media / "film/film.webm").unlink()

    assert client.get("/media/film/film.webm").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_file_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/media/film/film.webm").status_code == 405


def test_head_says_how_long_the_file_is(client: Client) -> None:
    response = client.head("/media/film/film.webm")

    assert (response.getvalue(), response.headers["Content-Length"]) == (b"", "1024")
