from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import column_index_from_string, get_column_letter

from plans.document import Document
from plans.models import MissionPlan, Thread
from plans.models.thread import new_public_id
from plans.workbook import cells
from plans.workbook.cells import Cell
from plans.workbook.choices import Choices, Option
from plans.workbook.faults import Fault, WorkbookRefused, Wrong
from plans.workbook.opening import Line, opened
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

IDENTITY = (SHEETS[0].columns[0].key, None)
TITLES = [README, *(sheet.title for sheet in SHEETS)]
LONGEST_OWNER = 200
FETCH_ANEW = "Hämta arbetsboken på nytt ur portalen och skriv i den."


def read(content: bytes, plan: MissionPlan) -> Document:
    """The document that the workbook says; what the workbook does not hold is as in the plan.

    New rows have new public ids; `new_threads` tells which. Raises WorkbookRefused with every fault.
    """
    sheets = opened(content)
    return _Reading(Book(plan)).document(sheets)


def new_threads(content: Document, plan: MissionPlan) -> dict[str, str]:
    """The kind of each public id in the document that the plan does not have, as `drafts.replace` wants it."""
    known = {row["thread"] for of_sheet in rows(as_it_is(plan)).values() for row in of_sheet}
    return {
        row["thread"]: str(sheet.kind)
        for sheet in SHEETS
        for row in rows(content)[sheet.key]
        if row["thread"] not in known
    }


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
        if not any(sheet.title in sheets for sheet in SHEETS):
            raise WorkbookRefused.whole(f"Filen är inte arbetsboken för en uppdragsplan. {FETCH_ANEW}")
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
        if not isinstance(belongs_to, str):
            message = f"Det framgår inte vilken plan arbetsboken hör till. {FETCH_ANEW}"
            self.faults.append(Fault(README, 0, "", message))
        elif belongs_to != self.book.belongs_to:
            message = (
                f"Arbetsboken hör till {belongs_to[:LONGEST_OWNER]}, men planen är {self.book.belongs_to}. {FETCH_ANEW}"
            )
            self.faults.append(Fault(README, 0, "", message))

    def _given(self, sheet: Sheet, lines: list[Line] | None) -> list[Given]:
        wanted = self._wanted(sheet)
        headings = [cells.in_one_line(str(cell.value or "")) for cell in lines[0].cells] if lines else []
        if not lines or lines[0].number != 1 or wanted.keys().isdisjoint(headings):
            self._fault(sheet, 0, 0, f"Bladet eller dess rubriker på rad 1 saknas. {FETCH_ANEW}")
            return []
        columns = self._columns(sheet, wanted, headings)
        headless = [place for place, cell in enumerate(lines[0].cells, 1) if cells.is_empty(cell)]
        for line in lines[1:]:
            for place in headless:
                if not cells.is_empty(line.cells[place - 1]):
                    message = "Cellen har ingen rubrik över sig och läses inte. Töm den."
                    self._fault(sheet, line.number, place, message)
        rows = [
            Given(line.number, {what: (place, line.cells[place - 1]) for place, what in columns.items()})
            for line in lines[1:]
        ]
        return [row for row in rows if not all(cells.is_empty(cell) for _, cell in row.cells.values())]

    def _wanted(self, sheet: Sheet) -> dict[str, tuple[str, Part]]:
        return {
            column.heading_of(part): (column.key, part)
            for column in sheet.columns
            for part in [*column.spare_parts(), *column.parts(self.book, sheet.key)]
        }

    def _columns(
        self, sheet: Sheet, wanted: dict[str, tuple[str, Part]], headings: list[str]
    ) -> dict[int, tuple[str, Part]]:
        """What stands in each column, by its place from 1. Without ids no mending tells which row is which."""
        found: dict[int, tuple[str, Part]] = {}
        has_ids = IDENTITY in [wanted.get(heading) for heading in headings]
        for place, heading in enumerate(headings, 1):
            if not heading:
                continue
            if heading not in wanted:
                self._fault(
                    sheet,
                    1,
                    place,
                    f"Kolumnen ”{cells.shortened(heading)}” läses inte. {'Ta bort den.' if has_ids else FETCH_ANEW}",
                )
            elif wanted[heading] in found.values():
                self._fault(sheet, 1, place, f"Kolumnen ”{heading}” finns två gånger. Ta bort den ena.")
            else:
                found[place] = wanted[heading]
        for column in sheet.columns:
            for part in column.parts(self.book, sheet.key):
                if (column.key, part) not in found.values():
                    put_back = "Lägg tillbaka den med sin rubrik på rad 1." if has_ids else FETCH_ANEW
                    self._fault(sheet, 1, 0, f"Kolumnen ”{column.heading_of(part)}” saknas. {put_back}")
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
        """Raises Wrong for an id that is not the plan's own, on this sheet, once."""
        leave_empty = "Lämna cellen tom om raden är ny."
        if public_id in first:
            raise Wrong(f"Id {public_id} står redan på {first[public_id]}. {leave_empty}")
        if public_id in self.book.present_rows[sheet.key]:
            return
        other = next((other for other in SHEETS if public_id in self.book.present_rows[other.key]), None)
        if other:
            raise Wrong(f"Id {public_id} hör till bladet {other.title}. {leave_empty}")
        if public_id in elsewhere:
            raise Wrong(f"Id {public_id} hör till en annan plan ({elsewhere[public_id]}). {leave_empty}")
        raise Wrong(f"”{cells.shortened(public_id)}” är inget id som portalen har gett. {leave_empty}")

    def _elsewhere(self, given: dict[str, list[Given]]) -> dict[str, str]:
        """What the ids that the plan does not have belong to, where they are anybody's."""
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
            row[column.key] = column.joined(values, given.present, self.book)
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
