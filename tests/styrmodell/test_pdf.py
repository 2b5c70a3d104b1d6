"""The maker of PDFs by itself: what it opens, what it knows, what it keeps."""

import io
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pypdf
import pytest
from django.conf import settings
from django.core.cache import caches

from styrmodell import pdf

PAGE = '<html lang="sv"><title>Sida</title><body>{}</body></html>'


def holds() -> bool:
    return True


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PRESS", "tests.quick_press")


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A site on this machine, and the paths that anyone has asked it for."""
    paths: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("hemligheten")
    return path


def test_nothing_on_the_net_is_opened(asked: tuple[str, list[str]]) -> None:
    site, paths = asked
    asking = (
        f'<img src="{site}/img" alt="x"><img srcset="{site}/srcset" alt="x"><object data="{site}/object"></object>'
        f'<link rel="stylesheet" href="{site}/sheet"><link rel="attachment" href="{site}/attachment">'
        f'<style>@import url("{site}/import"); p {{ background: url({site}/background) }}'
        f"@font-face {{ font-family: F; src: url({site}/font) }} p {{ font-family: F }}</style>"
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{site}/svg"/></svg><p>Text</p>'
    )

    made = pdf.made(PAGE.format(asking))

    assert "Text" in pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert paths == []


def test_no_file_is_opened_or_put_into_the_paper(secret: Path) -> None:
    url = secret.as_uri()
    asking = (
        f'<link rel="attachment" href="{url}"><a rel="attachment" href="{url}">Text</a><img src="{url}" alt="x">'
        f'<object data="{url}"></object><link rel="stylesheet" href="{url}"><embed src="{secret}">'
    )

    reader = pypdf.PdfReader(io.BytesIO(pdf.made(PAGE.format(asking))))

    assert dict(reader.attachments) == {}
    assert "hemligheten" not in reader.pages[0].extract_text()


def test_it_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemligheten")
    monkeypatch.setenv("DATABASE_URL", "postgres://x:y@z/w")

    known = pdf._environment()

    assert known.keys() <= {
        "PATH",
        "HOME",
        "XDG_CACHE_HOME",
        "PYTHONHASHSEED",
        "SOURCE_DATE_EPOCH",
        "LANG",
        "TZ",
        "PYTHONPATH",
    }
    assert "hemligheten" not in known.values()


def test_same_html_gives_the_same_bytes() -> None:
    html = PAGE.format("<h1>Hej</h1><p>Text</p>")

    assert pdf.made(html) == pdf.made(html)


def test_what_is_kept_is_made_once_however_many_ask() -> None:
    caches["papers"].clear()
    html = PAGE.format("<p>En gång</p>")

    with ThreadPoolExecutor(pdf.MOST_PUBLIC) as readers:
        answers = list(readers.map(lambda _: pdf.kept(html, holds), range(pdf.MOST_PUBLIC)))
    begun = time.perf_counter()
    again = pdf.kept(html, holds)

    assert len({*answers, again}) == 1
    assert time.perf_counter() - begun < 0.2


def test_what_is_forgotten_is_gone_from_the_disk() -> None:
    folder = Path(settings.CACHES["papers"]["LOCATION"])
    pdf.kept(PAGE.format("<p>Glömmas</p>"), holds)
    assert list(folder.glob("*.djcache"))

    pdf.forget()

    assert list(folder.glob("*.djcache")) == []


@pytest.mark.usefixtures("quick")
def test_what_has_changed_while_it_was_made_is_not_kept() -> None:
    folder = Path(settings.CACHES["papers"]["LOCATION"])
    pdf.forget()
    there: list[int] = []

    def changed() -> bool:
        """As it is asked: with the file in its place, which whoever comes to mask from now on removes."""
        there.append(len(list(folder.glob("*.djcache"))))
        return False

    made = pdf.kept(PAGE.format("<p>Ändras</p>"), changed)

    assert (made, there) == (b"%PDF-1.7", [1])
    assert list(folder.glob("*.djcache")) == []


@pytest.mark.usefixtures("quick")
def test_public_leaves_a_place_for_those_who_are_logged_in() -> None:
    """While the places of the public are taken, and one paper is being made."""
    with ExitStack() as waiting:
        for _ in range(pdf.MOST_PUBLIC):
            waiting.enter_context(pdf._place_among(pdf._public_places))
            waiting.enter_context(pdf._place_among(pdf._places))

        assert pdf.made(PAGE.format("<p>För den som är inloggad</p>")) == b"%PDF-1.7"
        with pytest.raises(pdf.CannotBeMadeNow):
            pdf.kept(PAGE.format("<p>För alla</p>"), holds)


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST", 0.05)

    with pytest.raises(pdf.CannotBeMadeNow):
        pdf.made(PAGE.format("<p>Text</p>"))


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PRESS", "styrmodell.finns_inte")

    with pytest.raises(pdf.CannotBeMadeNow, match="finns_inte"):
        pdf.made(PAGE.format("<p>Text</p>"))
