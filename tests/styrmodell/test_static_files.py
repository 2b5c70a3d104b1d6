from hashlib import md5
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from styrmodell.static_files import without_spare

STYLESHEET = """@layer base;

/* Heading
   ------- */
.a, .b {
  color: red; /* why */
  & > li::before { content: "/* { a:  b; } */ " / ""; }
  @container page (min-width: 60rem) { margin: 0 -1px; }
}
"""


def test_stylesheet_without_what_only_its_writers_need() -> None:
    assert without_spare(STYLESHEET) == (
        '@layer base;.a,.b{color:red;& > li::before{content:"/* { a:  b; } */ " / "";}'
        "@container page (min-width:60rem){margin:0 -1px;}}"
    )


def test_small_stylesheet_again() -> None:
    assert without_spare(without_spare(STYLESHEET)) == without_spare(STYLESHEET)


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """As on a server, twice, since a new release is laid over the old."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "styrmodell.static_files.StaticFiles"}}
    settings.STATIC_ROOT = tmp_path
    for _ in range(2):
        call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_stylesheet_is_named_by_what_is_sent(collected: Path) -> None:
    (sent,) = collected.glob("css/portal.*.css")
    content = sent.read_bytes()

    assert sent.name == f"portal.{md5(content, usedforsecurity=False).hexdigest()[:12]}.css"
    assert content.startswith(b"@layer reset,tokens,base,layout,components,pages;@layer reset{*,*::before")
    assert b"/fonts/brygada-1918." in content
    assert b'url("../fonts/brygada-1918.woff2")' not in content
    assert (collected / "css/portal.css").read_bytes().count(b"{") == content.count(b"{")
    assert sent.with_name(f"{sent.name}.br").exists()
