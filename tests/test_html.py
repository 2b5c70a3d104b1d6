"""Every kind of page is HTML without an error, by the Nu checker."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests import html_checker, kinds


@pytest.mark.parametrize("municipality", ["data/soderkoping.json", "tests/data/adala.json"])
def test_every_kind_of_page_is_right_html(
    municipality: str, put: Callable[[str], None], client: Client, tmp_path: Path
) -> None:
    put(municipality)
    for name in (name for name in kinds.named() if name != "media" and not name.endswith("_pdf")):
        response = client.get(kinds.address(name))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            (tmp_path / f"{name}.html").write_bytes(response.content)
    (tmp_path / "not_found.html").write_bytes(client.get("/finns-inte/").content)

    assert html_checker.errors(tmp_path) == []


def test_a_fault_is_found(tmp_path: Path) -> None:
    (tmp_path / "fault.html").write_text("<!DOCTYPE html><html lang=sv><title>x</title><p><div></p>")

    assert html_checker.errors(tmp_path) != []
