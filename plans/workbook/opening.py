"""What stands in the file, row by row, however its writer has described it."""

import struct
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from plans.workbook import cells, packed
from plans.workbook.cells import Cell
from plans.workbook.faults import WorkbookRefused
from plans.workbook.sheets import MOST_ROWS, README, SHEETS
from styrmodell import typography

MOST_COLUMNS = 64
LAST_ROW = 1_048_576
"""Of any sheet in Excel."""
README_ROWS = 20

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What openpyxl raises, somewhere inside, for files that no spreadsheet has written."""


@dataclass
class Line:
    """A row as it stands, with `number` from 1, every cell up to the last column that we look at."""

    number: int
    cells: tuple[Cell, ...]


def opened(content: bytes) -> dict[str, list[Line]]:
    """The rows of every sheet that are not empty, by its name; none of a sheet that is not ours.

    Raises WorkbookRefused.
    """
    packed.guard(content)
    try:
        return _opened(content)
    except BROKEN as error:
        raise WorkbookRefused.whole(packed.BROKEN) from error


def _opened(content: bytes) -> dict[str, list[Line]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that we have no use for
        workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        try:
            return _lines(workbook)
        finally:
            workbook.close()


def _lines(workbook: Workbook) -> dict[str, list[Line]]:
    left = MOST_ROWS + len(SHEETS)
    found: dict[str, list[Line]] = {name: [] for name in workbook.sheetnames}
    if len(found) < len(workbook.sheetnames):
        raise WorkbookRefused.whole(packed.BROKEN)
    ours = {sheet.title for sheet in SHEETS} | {README}
    worksheet: Any  # read-only, which its types do not know
    for worksheet in workbook.worksheets:
        if worksheet.title not in ours:
            continue
        worksheet.reset_dimensions()  # what the file says of its size may be a lie
        for number, row in enumerate(worksheet.iter_rows(max_col=MOST_COLUMNS), 1):
            if number > LAST_ROW:
                raise WorkbookRefused.whole(packed.BROKEN)
            if worksheet.title == README and number > README_ROWS:
                break
            if any(cell is not EMPTY_CELL and not cells.is_empty(cell) for cell in row):
                found[worksheet.title].append(Line(number, row))
                left -= worksheet.title != README
            if left < 0:
                most = typography.tkr(MOST_ROWS)
                message = f"Arbetsboken har fler än {most} rader. Ta bort rader som inte hör till planen."
                raise WorkbookRefused.whole(message)
    return found
