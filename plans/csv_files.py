"""Tables to take away: CSV that a spreadsheet opens as it should in Swedish, and that cannot run there.

UTF-8 with a byte order mark, semicolons, CRLF. Numbers have a plain minus and a decimal comma. A text that a
spreadsheet would read as a formula gets an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | bool | date | None

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    heads: tuple[str, ...]
    rows: list[Row]


FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
LINE_SIGNS = ("\t", "\r", "\n")


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nej"
        case float():
            return f"{cell:.2f}".replace(".", ",")
        case int() | date():
            return str(cell)
    return f"'{cell}" if _is_formula(cell) else cell


def _is_formula(text: str) -> bool:
    """Some spreadsheets pass over blanks at the beginning, and read full-width signs as the plain ones."""
    return text.startswith(LINE_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)
