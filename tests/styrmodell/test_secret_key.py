from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from styrmodell import secret_key
from styrmodell.environment import Misconfigured


def test_key_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "var/secret-key"

    first, second = secret_key.kept_in(path), secret_key.kept_in(path)

    assert first == second
    assert len(first) >= 50


def test_key_is_read_by_its_owner_only(tmp_path: Path) -> None:
    secret_key.kept_in(tmp_path / "secret-key")

    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_many_who_start_together_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(20) as pool:
        keys = set(pool.map(secret_key.kept_in, [tmp_path / "secret-key"] * 20))

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_empty_file_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text(" \n")

    with pytest.raises(Misconfigured, match="är tom"):
        secret_key.kept_in(tmp_path / "secret-key")

    assert (tmp_path / "secret-key").read_text() == " \n"
