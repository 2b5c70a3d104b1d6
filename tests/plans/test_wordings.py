from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.wordings import MOST_STEPS, Piece, words

wordings = st.lists(st.sampled_from(["alla", "barn", "och", "unga", "klarar", "skolan"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("Alla klarar skolan", "Alla klarar skolan", [Piece("Alla klarar skolan", "same")]),
        (
            "Fler barn klarar skolan",
            "Alla barn klarar skolan",
            [Piece("Fler", "removed"), Piece("Alla", "added"), Piece("barn klarar skolan", "same")],
        ),
        ("Rena sjöar", "Rena sjöar och ren å", [Piece("Rena sjöar", "same"), Piece("och ren å", "added")]),
        ("Rena sjöar och ren å", "Rena sjöar", [Piece("Rena sjöar", "same"), Piece("och ren å", "removed")]),
        ("", "Rena sjöar", [Piece("Rena sjöar", "added")]),
        ("Rena sjöar", "", [Piece("Rena sjöar", "removed")]),
        ("Rena\nsjöar ", " Rena  sjöar", [Piece("Rena sjöar", "same")]),
        ("", "", []),
    ],
)
def test_words_that_differ_are_told_apart(old: str, new: str, pieces: list[Piece]) -> None:
    assert words(old, new) == pieces


@given(wordings, wordings)
def test_both_wordings_can_be_read_back(old: str, new: str) -> None:
    pieces = words(old, new)

    assert " ".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert " ".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(before.kind != after.kind for before, after in pairwise(pieces))


NUMBER = 2000
"""So many words in each that following them all would take more steps than are allowed."""


def test_long_wordings_with_little_in_common_are_told_by_sentence() -> None:
    assert NUMBER**2 > MOST_STEPS
    begin, end = "Det här står kvar.", "Och det här."
    old, new = (" ".join(f"{letter}{number}" for number in range(NUMBER)) + "." for letter in "ab")

    assert words(f"{begin} {old} Mitt emellan. {old} {end}", f"{begin} {new} Mitt emellan. {new} {end}") == [
        Piece(begin, "same"),
        Piece(old, "removed"),
        Piece(new, "added"),
        Piece("Mitt emellan.", "same"),
        Piece(old, "removed"),
        Piece(new, "added"),
        Piece(end, "same"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ".join(f"a{number}" for number in range(15_000)), " ".join(f"b{number}" for number in range(15_000))),
        ("p q " * 25_000, "q p p " * 17_000),
        (" ".join(f"p a{number}" for number in range(14_000)), " ".join(f"p b{number}" for number in range(14_000))),
        ("A. " * 30_000, "B. A. C. " * 10_000),
    ],
)
def test_texts_made_to_be_slow_are_told_as_one_instead_of_the_other(old: str, new: str) -> None:
    """Each of them 100 kB; to follow them to the end would take minutes."""
    assert words(old, new) == [Piece(old.strip(), "removed"), Piece(new.strip(), "added")]
