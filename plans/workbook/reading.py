import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from plans.document import Document
from plans.models import MissionPlan, Thread
from plans.models.thread import new_public_id
from plans.workbook import cells, packed
from plans.workbook.cells import Cell
from plans.workbook.choices import Choices, Option
from plans.workbook.faults import Fault, WorkbookRefused, Wrong
from plans.workbook.sheets import (
    BELONGS_TO,
    LISTS,
    README,
    SHEETS,
    Book,
    Column,
    Part,
    Row,
    Sheet,
    as_it_is,
    assembled,
    rows,
)

MOST_ROWS = 5_000
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

IDENTITY = (SHEETS[0].columns[0].key, None)
TITLES = [README, *(sheet.title for sheet in SHEETS)]
FETCH_ANEW = "Hämta arbetsboken på nytt ur portalen och skriv i den."


def read(content: bytes, plan: MissionPlan) -> Document:
    """The document that the workbook says; what the workbook does not hold is as in the plan.

    New rows have new public ids; `new_threads` tells which. Raises WorkbookRefused with every fault.
    """
    packed.guard(content)
    reading = _Reading(Book(plan))
    try:
        sheets = _opened(content)
    except BROKEN as error:
        raise WorkbookRefused.whole(packed.BROKEN) from error
    return reading.document(sheets)


def new_threads(content: Document, plan: MissionPlan) -> dict[str, str]:
    """The kind of each public id in the document that the plan does not have, as `drafts.replace` wants it."""
    known = {row["thread"] for of_sheet in rows(as_it_is(plan)).values() for row in of_sheet}
    return {
        row["thread"]: str(sheet.kind)
        for sheet in SHEETS
        for row in rows(content)[sheet.key]
        if row["thread"] not in known
    }


# What stands in the file


@dataclass
class Line:
    """A row as it stands, with `number` from 1, every cell up to the last column that we look at."""

    number: int
    cells: tuple[Cell, ...]


def _opened(content: bytes) -> dict[str, list[Line]]:
    """The rows of every sheet that are not empty, by its name. Raises whatever openpyxl does."""
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
                raise WorkbookRefused.whole(
                    f"Arbetsboken har fler än {MOST_ROWS} rader. Ta bort rader som inte hör till planen."
                )
    return found


# What it means


@dataclass
class Given:
    """A row under its headings: the place of each cell, from 1, and the thread that the row speaks of."""

    number: int
    cells: dict[tuple[str, Part], tuple[int, Cell]]
    thread: str = ""
    present: Row | None = None


class _Reading:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.faults: list[Fault] = []

    def document(self, sheets: dict[str, list[Line]]) -> Document:
        self._belongs_here(sheets)
        given = {sheet.key: self._given(sheet, sheets.get(sheet.title)) for sheet in SHEETS}
        self._identify(given)
        for sheet in SHEETS:
            if sheet.key in self.book.choices:
                options = [self._option(sheet, row) for row in given[sheet.key]]
                self.book.choices[sheet.key] = Choices(self.book.choices[sheet.key].no_such, options)
        said = {sheet.key: [self._row(sheet, row) for row in given[sheet.key]] for sheet in SHEETS}
        if self.faults:
            raise WorkbookRefused(sorted(self.faults, key=_in_order))
        return assembled(self.book.present, said)

    def _fault(self, sheet: Sheet, row: int, place: int, message: str) -> None:
        self.faults.append(Fault(sheet.title, row, get_column_letter(place) if place else "", message))

    # Sheets and headings

    def _belongs_here(self, sheets: dict[str, list[Line]]) -> None:
        known = {README, LISTS, *(sheet.title for sheet in SHEETS)}
        for title in sheets:
            if title not in known:
                self.faults.append(
                    Fault(title, 0, "", "Bladet läses inte. Ta bort det ur filen innan du läser in den.")
                )
        first = next((line.cells for line in sheets.get(README, []) if line.cells[0].value == BELONGS_TO), None)
        belongs_to = first[1].value if first else None
        if belongs_to is None:
            message = f"Det framgår inte vilken plan arbetsboken hör till. {FETCH_ANEW}"
            self.faults.append(Fault(README, 0, "", message))
        elif belongs_to != self.book.belongs_to:
            message = f"Arbetsboken hör till {belongs_to}, men planen är {self.book.belongs_to}. {FETCH_ANEW}"
            self.faults.append(Fault(README, 0, "", message))

    def _given(self, sheet: Sheet, lines: list[Line] | None) -> list[Given]:
        if not lines or lines[0].number != 1:
            self._fault(sheet, 0, 0, f"Bladet eller dess rubriker på rad 1 saknas. {FETCH_ANEW}")
            return []
        columns = self._columns(sheet, lines[0])
        headless = [place for place, cell in enumerate(lines[0].cells, 1) if cells.is_empty(cell)]
        for line in lines[1:]:
            for place in headless:
                if not cells.is_empty(line.cells[place - 1]):
                    message = "Cellen har ingen rubrik över sig och läses inte. Töm den."
                    self._fault(sheet, line.number, place, message)
        return [
            Given(line.number, {what: (place, line.cells[place - 1]) for place, what in columns.items()})
            for line in lines[1:]
        ]

    def _columns(self, sheet: Sheet, heads: Line) -> dict[int, tuple[str, Part]]:
        """What stands in each column, by its place from 1."""
        wanted = {
            column.heading_of(part): (column.key, part)
            for column in sheet.columns
            for part in [*column.spare_parts(), *column.parts(self.book, sheet.key)]
        }
        found: dict[int, tuple[str, Part]] = {}
        for place, cell in enumerate(heads.cells, 1):
            heading = cells.in_one_line(str(cell.value or ""))
            if not heading:
                continue
            if heading not in wanted:
                self._fault(sheet, 1, place, f"Kolumnen ”{cells.shortened(heading)}” läses inte. Ta bort den.")
            elif wanted[heading] in found.values():
                self._fault(sheet, 1, place, f"Kolumnen ”{heading}” finns två gånger. Ta bort den ena.")
            else:
                found[place] = wanted[heading]
        for column in sheet.columns:
            for part in column.parts(self.book, sheet.key):
                if (column.key, part) not in found.values():
                    message = f"Kolumnen ”{column.heading_of(part)}” saknas. Lägg tillbaka den med sin rubrik på rad 1."
                    self._fault(sheet, 1, 0, message)
        return found

    # Which thread a row speaks of

    def _identify(self, given: dict[str, list[Given]]) -> None:
        elsewhere = self._elsewhere(given)
        first: dict[str, str] = {}
        for sheet in SHEETS:
            for row in given[sheet.key]:
                row.thread = new_public_id()
                place, cell = row.cells.get(IDENTITY, (0, EMPTY_CELL))
                try:
                    public_id = cells.in_one_line(cells.text(cell))
                    if public_id:
                        self._known(public_id, sheet, elsewhere, first)
                        first[public_id] = f"{sheet.title}, rad {row.number}"
                        row.thread, row.present = public_id, self.book.present_rows[sheet.key][public_id]
                except Wrong as wrong:
                    self._fault(sheet, row.number, place, wrong.message)

    def _known(self, public_id: str, sheet: Sheet, elsewhere: dict[str, str], first: dict[str, str]) -> None:
        """Raises Wrong for a number that is not the plan's own, on this sheet, once."""
        leave_empty = "Lämna cellen tom om raden är ny."
        if public_id in first:
            raise Wrong(f"Numret {public_id} står redan på {first[public_id]}. {leave_empty}")
        if public_id in self.book.present_rows[sheet.key]:
            return
        other = next((other for other in SHEETS if public_id in self.book.present_rows[other.key]), None)
        if other:
            raise Wrong(f"Numret {public_id} hör till bladet {other.title}. {leave_empty}")
        if public_id in elsewhere:
            raise Wrong(f"Numret {public_id} hör till en annan plan ({elsewhere[public_id]}). {leave_empty}")
        raise Wrong(f"”{cells.shortened(public_id)}” är inget nummer som portalen har gett. {leave_empty}")

    def _elsewhere(self, given: dict[str, list[Given]]) -> dict[str, str]:
        """What the numbers that the plan does not have belong to, where they are anybody's."""
        said = {
            str(row.cells[IDENTITY][1].value).strip()
            for of_sheet in given.values()
            for row in of_sheet
            if IDENTITY in row.cells
        }
        ours = {public_id for of_sheet in self.book.present_rows.values() for public_id in of_sheet}
        threads = Thread.objects.filter(public_id__in=sorted(said - ours - {"None"}))
        return {thread.public_id: thread.get_kind_display() for thread in threads}

    def _option(self, sheet: Sheet, row: Given) -> Option:
        """A row as other sheets may call it: as it is named in the workbook, and as it was named before."""
        names = [row.present[sheet.naming]] if row.present else []
        _, cell = row.cells.get((sheet.naming, None), (0, EMPTY_CELL))
        if isinstance(cell.value, str) and not cells.is_formula(cell) and not cells.is_empty(cell):
            names.insert(0, cell.value)
        return Option(row.thread, tuple(names) or (row.thread,), row.thread, is_new=row.present is None)

    # Rows

    def _row(self, sheet: Sheet, given: Given) -> Row:
        row: Row = {"thread": given.thread}
        unread: set[str] = set()
        for column in sheet.columns[1:]:
            values: dict[Part, Any] = {}
            for part, place, cell in _of(column, given):
                try:
                    values[part] = column.read(cell, given.present, self.book)
                except Wrong as wrong:
                    unread.add(column.key)
                    self._fault(sheet, given.number, place, wrong.message)
            for part in column.repeated(values):
                place, cell = given.cells[column.key, part]
                message = f"”{cells.in_one_line(str(cell.value))}” står två gånger på raden. Töm den ena cellen."
                self._fault(sheet, given.number, place, message)
            row[column.key] = column.joined(values)
        self._has_one_of(sheet, given, row, unread)
        return row

    def _has_one_of(self, sheet: Sheet, given: Given, row: Row, unread: set[str]) -> None:
        needed = [column for column in sheet.columns if column.key in sheet.needs_one_of]
        if needed and not any(row[column.key] or column.key in unread for column in needed):
            headings = " eller ".join(f"”{column.heading}”" for column in needed)
            self._fault(sheet, given.number, 0, f"Raden saknar både nämndmål och särskilt uppdrag. Fyll i {headings}.")


def _of(column: Column, given: Given) -> Iterator[tuple[Part, int, Cell]]:
    for (key, part), (place, cell) in given.cells.items():
        if key == column.key:
            yield part, place, cell


def _in_order(fault: Fault) -> tuple[int, int, int, str]:
    """As the file is read: the first sheet first, row by row, and a cell after what is said of its row."""
    place = TITLES.index(fault.sheet) if fault.sheet in TITLES else len(TITLES)
    return place, fault.row, column_index_from_string(fault.column) if fault.column else 0, fault.message
