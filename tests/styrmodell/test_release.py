from pathlib import Path

import pytest

from styrmodell import release


@pytest.fixture
def code(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/money.py").write_text("tkr = 1000")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/goal.html").write_text("<h1>")
    (tmp_path / "requirements.txt").write_text("django==5.2")
    return tmp_path


@pytest.mark.parametrize("name", ["plans/money.py", "templates/goal.html", "requirements.txt"])
def test_release_changes_with_content(code: Path, name: str) -> None:
    before = release.of(code)

    (code / name).write_text("something else")

    assert release.of(code) != before


def test_release_changes_with_name(code: Path) -> None:
    before = release.of(code)

    (code / "templates/goal.html").rename(code / "templates/goals.html")

    assert release.of(code) != before


def test_release_does_not_depend_on_what_python_keeps(code: Path) -> None:
    before = release.of(code)

    (code / "plans/__pycache__").mkdir()
    (code / "plans/__pycache__/money.pyc").write_bytes(b"\0")

    assert release.of(code) == before


def test_release_does_not_depend_on_place(code: Path) -> None:
    before = release.of(code)

    elsewhere = code.rename(code.with_name("elsewhere"))

    assert release.of(elsewhere) == before
