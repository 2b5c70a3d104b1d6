import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXTRAS = ("requirements-auth.txt", "requirements-pdf.txt")
LOCKS = ("requirements.txt", *EXTRAS, "requirements-dev.txt")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_hashed(name: str) -> None:
    text = (ROOT / name).read_text()

    assert len(re.findall(r"^\S+==.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pins(name))


@pytest.mark.parametrize("extra", EXTRAS)
def test_locks_agree(extra: str) -> None:
    assert pins("requirements.txt").items() <= pins(extra).items()
    assert pins(extra).items() <= pins("requirements-dev.txt").items()
