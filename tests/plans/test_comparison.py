from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.comparison import Piece, words

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
