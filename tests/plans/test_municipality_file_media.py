"""Files beside the municipality file: named by path and SHA-256, and kept by the portal."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from plans import municipality_file
from tests.plans.lillby import add, lillby, load, put

pytestmark = pytest.mark.django_db

POLICY = b"%PDF En policy"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """Where the portal keeps its media."""
    with override_settings(MEDIA_ROOT=tmp_path / "kept"):
        yield tmp_path / "kept"


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The folder of the municipality file, with a policy in it."""
    folder = tmp_path / "beside"
    (folder / "dokument").mkdir(parents=True)
    (folder / "dokument/policy.pdf").write_bytes(POLICY)
    return folder


def media(path: str, content: bytes) -> dict[str, str]:
    return {"path": path, "sha256": hashlib.sha256(content).hexdigest()}


def with_policy(content: bytes = POLICY) -> dict[str, Any]:
    return lillby(put("governing_documents[0].file", media("dokument/policy.pdf", content)))


def test_file_is_kept_by_the_portal(kept: Path, beside: Path) -> None:
    load(with_policy(), folder=beside)

    assert (kept / "dokument/policy.pdf").read_bytes() == POLICY


def test_file_that_the_portal_has_need_not_come_again(kept: Path, beside: Path, tmp_path: Path) -> None:
    load(with_policy(), folder=beside)

    assert load(with_policy(), folder=tmp_path) is False
    assert (kept / "dokument/policy.pdf").read_bytes() == POLICY


def test_file_may_be_loaded_from_where_the_portal_keeps_it(kept: Path, beside: Path) -> None:
    beside.rename(kept)

    assert load(with_policy(), folder=kept) is True


def test_new_version_takes_the_place_of_the_old(kept: Path, beside: Path) -> None:
    load(with_policy(), folder=beside)
    (beside / "dokument/policy.pdf").write_bytes(b"Ny")

    load(with_policy(b"Ny"), folder=beside)

    assert (kept / "dokument/policy.pdf").read_bytes() == b"Ny"


def test_file_with_another_checksum_is_refused_and_not_kept(kept: Path, beside: Path) -> None:
    with pytest.raises(municipality_file.LoadRefused) as refusal:
        load(with_policy(b"Inte den"), folder=beside)

    assert [str(problem) for problem in refusal.value.problems] == [
        "governing_documents[0].file: Filen ”dokument/policy.pdf” saknas eller har en annan kontrollsumma."
    ]
    assert kept.exists() is False


def test_file_outside_the_folder_is_refused_though_its_checksum_is_right(kept: Path, beside: Path) -> None:
    outside = media("../beside/dokument/policy.pdf", POLICY)

    with pytest.raises(municipality_file.LoadRefused) as refusal:
        load(lillby(put("governing_documents[0].file", outside)), folder=beside)

    assert [problem.place for problem in refusal.value.problems] == ["governing_documents[0].file"]


@pytest.mark.parametrize("link", ["dokument/policy.pdf", "dokument"])
@pytest.mark.parametrize("where", ["kept", "beside"])
def test_link_out_of_a_folder_is_not_followed(kept: Path, beside: Path, tmp_path: Path, link: str, where: str) -> None:
    """Neither read through, though the checksum is right, nor written through."""
    outside = tmp_path / "outside"
    (beside / link).rename(outside)
    (tmp_path / where / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where / link).symlink_to(outside)

    with pytest.raises(municipality_file.LoadRefused) as refusal:
        load(with_policy(), folder=beside)

    assert [str(problem) for problem in refusal.value.problems] == [
        "governing_documents[0].file: ”dokument/policy.pdf” leder genom en länk ut ur mappen."
    ]


def test_links_in_a_ring_are_not_followed(kept: Path, beside: Path) -> None:
    (beside / "dokument/policy.pdf").unlink()
    (beside / "dokument/policy.pdf").symlink_to(beside / "dokument/policy.pdf")

    with pytest.raises(municipality_file.LoadRefused):
        load(with_policy(), folder=beside)


def test_nothing_is_kept_of_a_file_that_is_refused(kept: Path, beside: Path) -> None:
    data = with_policy()
    data["municipal_totals"][0]["decision"] = "okand"

    with pytest.raises(municipality_file.LoadRefused):
        load(data, folder=beside)

    assert kept.exists() is False


def test_film_comes_with_its_captions_and_goes_out_again(kept: Path, beside: Path) -> None:
    film = {
        "slug": "om-larande",
        "title": "Om lärande",
        "summary": "",
        "goal": "larande",
        "seconds": 90,
        "video": media("film.mp4", b"film"),
        "captions": media("film.vtt", b"text"),
        "transcript": "Allt som sägs.",
        "is_example": True,
    }
    (beside / "film.mp4").write_bytes(b"film")
    (beside / "film.vtt").write_bytes(b"text")

    load(lillby(add("films", film)), folder=beside)

    assert sorted(path.name for path in kept.iterdir()) == ["film.mp4", "film.vtt"]
    assert municipality_file.export()["films"] == [film]
