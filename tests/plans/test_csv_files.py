import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.csv_files import Cell, csv_bytes


def test_file_is_utf_8_with_a_mark_semicolons_and_crlf() -> None:
    content = csv_bytes(["Organ", "Ram"], [["Överförmyndarnämnden", 2750], ["Å; ä", None]])

    assert content == b"\xef\xbb\xbfOrgan;Ram\r\n\xc3\x96verf\xc3\xb6rmyndarn\xc3\xa4mnden;2750\r\n" + (
        '"Å; ä";\r\n'.encode()
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (-1500, "-1500"),
        (0, "0"),
        (2.455, "2,46"),
        (-0.5, "-0,50"),
        (True, "ja"),
        (False, "nej"),
        (date(2021, 6, 16), "2021-06-16"),
        (None, ""),
        ("", ""),
        ("Ram", "Ram"),
        ("5-6", "5-6"),
        ("=SUM(1+1)", "'=SUM(1+1)"),
        ("+46", "'+46"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", '"\'\r=1"'),
        ("\n=1", '"\'\n=1"'),
        (" =1+1", "' =1+1"),
        ("\u00a0\t @SUM(A1)", "'\u00a0\t @SUM(A1)"),
        (" \r-1", '"\' \r-1"'),
        ("＝1+1", "'＝1+1"),
        (" Ram", " Ram"),
        ('=HYPERLINK("a";"b")', '"\'=HYPERLINK(""a"";""b"")"'),
    ],
)
def test_cell_is_what_a_swedish_spreadsheet_reads(cell: Cell, written: str) -> None:
    assert csv_bytes(["A", "B"], [["x", cell]]).decode("utf-8-sig") == f"A;B\r\nx;{written}\r\n"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2))
def test_no_text_can_be_read_as_a_formula_and_none_is_lost(texts: list[str]) -> None:
    content = csv_bytes(["huvud"] * len(texts), [texts]).decode("utf-8-sig")

    [_, row] = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    assert not any(cell.startswith(("\t", "\r", "\n")) for cell in row)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert [cell.removeprefix("'") for cell in row] == [text.removeprefix("'") for text in texts]
