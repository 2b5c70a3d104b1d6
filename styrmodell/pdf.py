"""A page of HTML as a tagged PDF (PDF/UA-1): the `pdf` extra.

It is made in a process of its own, which gives its memory back, can be stopped, knows no secrets and opens no file
but our stylesheet and fonts. The same HTML gives the same bytes, so what is public is made once and kept.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from threading import BoundedSemaphore, Lock

from django.conf import settings
from django.core.cache import caches

LONGEST = 120
"""Seconds. A plan of forty pages takes some ten of one core."""
MOST_AT_ONCE = 4
"""One that is made and three that wait, for each worker: the other threads answer for the rest of the portal."""
MOST_PUBLIC = MOST_AT_ONCE - 1
"""Of those, so that whoever is logged in has a place however many the public asks for."""

PRESS = "styrmodell.pdf_press"

_places = BoundedSemaphore(MOST_AT_ONCE)
_public_places = BoundedSemaphore(MOST_PUBLIC)
_press = Lock()


class CannotBeMadeNow(Exception):
    """Too many ask at once, it took too long, or something is missing on the machine; the log says which."""


def is_available() -> bool:
    return find_spec("weasyprint") is not None


def kept(html: str, holds: Callable[[], bool]) -> bytes:
    """The PDF of a public page: made the first time, and then the same file again. Raises CannotBeMadeNow.

    `holds` says whether the page still says what it said. It is asked when the file has been put away: whoever masks
    something forgets the files afterwards, so that one of the two always removes a file that is too old.
    """
    key = hashlib.sha256(f"{settings.RELEASE} {version('weasyprint')} {html}".encode()).hexdigest()
    content = caches["papers"].get(key)
    if content is None:
        with _place_among(_public_places):
            content = made(html, key)
        caches["papers"].set(key, content)
        if not holds():
            caches["papers"].delete(key)
    return bytes(content)


def forget() -> None:
    """Throw away what is kept, since it may say what has been masked."""
    caches["papers"].clear()


def made(html: str, key: str = "") -> bytes:
    """Make the PDF now, unless someone before us in the queue has put it under the key. Raises CannotBeMadeNow."""
    with _place_among(_places), _press:
        return (caches["papers"].get(key) if key else None) or _printed(html)


@contextmanager
def _place_among(places: BoundedSemaphore) -> Iterator[None]:
    """Raises CannotBeMadeNow where none is left."""
    if not places.acquire(blocking=False):
        raise CannotBeMadeNow
    try:
        yield
    finally:
        places.release()


def _printed(html: str) -> bytes:
    command = [sys.executable, "-m", PRESS]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=html.encode(), capture_output=True, check=True, timeout=LONGEST, env=_environment()
        )
    except subprocess.CalledProcessError as error:
        raise CannotBeMadeNow(error.stderr.decode()) from error
    except subprocess.TimeoutExpired as error:
        raise CannotBeMadeNow(str(error)) from error
    return done.stdout


def _environment() -> dict[str, str]:
    """What makes two runs alike, and nothing that is secret."""
    wanted = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
    same = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "LANG": "C.UTF-8", "TZ": "UTC"}
    return wanted | same | {"PYTHONPATH": str(settings.BASE_DIR)}
