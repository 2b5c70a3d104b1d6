from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from plans.models import MissionPlan
from plans.undecided import UNDECIDED
from plans.workbook.sheets import (
    BELONGS_TO,
    LISTS,
    MOST_ROWS,
    README,
    SHEETS,
    Book,
    Choice,
    Column,
    Identity,
    SeveralChoices,
    Sheet,
    Targets,
    Written,
    Years,
)

LONGEST_PROMPT = 255
AS_TEXT = "@"
LISTED = {
    "goals": "Långsiktiga mål",
    "departments": "Förvaltningar",
    "special_assignments": "Särskilda uppdrag",
    "financing": "Finansiering",
}
"""The headings of the sheet with the choice lists."""
NUMBER_FORMATS: dict[type[Column], str] = {Years: "#,##0", Targets: "#,##0.####"}
FORMULA_SIGNS = ("=", "+", "-", "@")

HEADING = Font(bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="1F3B4D")
QUIET = Font(color="808080")
BOLD = Font(bold=True)
TITLE = Font(bold=True, size=16)
WRAPPED = Alignment(wrap_text=True, vertical="top")

STEPS = (
    "Skriv i de fyra bladen. Varje rad är en sak i planen och varje kolumn har en förklaring här nedanför.",
    "Ny rad: skriv längst ner eller infoga en rad. Lämna Id tomt, så får raden sitt id av portalen.",
    (
        "Ta bort: ta bort hela raden. Då avslutas det som stod där, i den nya utgåvan. Det som redan är antaget "
        "ändras inte."
    ),
    "Ordningen på raderna blir ordningen i planen. Sorterar du ett blad sorterar du planen.",
    "Kopierar du en rad: töm Id i kopian, annars står samma id två gånger.",
    "Skriv text och tal, inte formler. Räkna gärna i en annan arbetsbok och klistra in värdena.",
    (
        f"Tomt, noll och {UNDECIDED} är tre olika saker. En tom cell betyder att det inte finns något tal för året. "
        f"0 betyder noll. ”{UNDECIDED}” betyder att talet ska komma senare."
    ),
    "Skriv aldrig personnummer. Planen är offentlig.",
    (
        "Spara som Excel-arbetsbok (.xlsx) och läs in filen i portalen. Du ser först allt som skulle ändras. Är något "
        "fel får du veta alla fel på en gång, och ingenting ändras."
    ),
)


def write(plan: MissionPlan) -> bytes:
    """The workbook of the plan, xlsx."""
    book = Book(plan)
    workbook = Workbook()
    workbook.properties.title = book.belongs_to
    workbook.properties.creator = str(plan.body)
    ranges = _write_lists(workbook, book)
    for sheet in SHEETS:
        _write_sheet(workbook.create_sheet(sheet.title), sheet, book, ranges)
    _write_readme(workbook.create_sheet(README, 0), book)
    workbook.move_sheet(LISTS, len(SHEETS) + 1)
    workbook.active = 0
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _put(on: Worksheet, row: int, column: int, value: Written, number_format: str = AS_TEXT) -> None:
    """Text is always text, whatever it begins with, and stays text when somebody edits the cell."""
    cell = on.cell(row, column, None if value == "" else value)
    cell.number_format = number_format
    cell.alignment = WRAPPED
    if value and isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_SIGNS)


def _write_lists(workbook: Workbook, book: Book) -> dict[str, str]:
    """Where each choice list stands; those of objectives and areas are the columns of their own sheets."""
    on = workbook.worksheets[0]
    on.title = LISTS
    on.sheet_state = "hidden"
    ranges = {sheet.key: _growing_range(sheet.title, _naming_column(sheet)) for sheet in SHEETS}
    fixed = {key: list_ for key, list_ in book.choices.items() if key not in ranges}
    for column, (key, list_) in enumerate(fixed.items(), 1):
        _put(on, 1, column, LISTED[key])
        for row, label in enumerate(list_.labels, 2):
            _put(on, row, column, label)
        ranges[key] = _range(LISTS, column, max(len(list_.labels), 1) + 1)
    return ranges


def _naming_column(sheet: Sheet) -> int:
    """It stands before every field that takes several columns."""
    return next(place for place, column in enumerate(sheet.columns, 1) if column.key == sheet.naming)


def _range(title: str, column: int, last: int) -> str:
    letter = get_column_letter(column)
    return f"'{title}'!${letter}$2:${letter}${last}"


def _growing_range(title: str, column: int) -> str:
    """As far down as the column is filled in: among empty rows, a choice list would open at its end."""
    letter = get_column_letter(column)
    filled = f"COUNTA({_range(title, column, MOST_ROWS + 1)})"
    return f"OFFSET('{title}'!${letter}$2,0,0,MAX({filled},1),1)"


def _write_sheet(on: Worksheet, sheet: Sheet, book: Book, ranges: dict[str, str]) -> None:
    columns = [(column, part) for column in sheet.columns for part in column.parts(book, sheet.key)]
    for place, (column, part) in enumerate(columns, 1):
        _write_heading(on, place, column, column.heading_of(part))
        on.add_data_validation(_validation(column, get_column_letter(place), ranges))
    for number, row in enumerate(book.rows[sheet.key], 2):
        for place, (column, part) in enumerate(columns, 1):
            _put(on, number, place, column.shown(row, part, book), _number_format(column))
        on.cell(number, 1).font = QUIET
    on.freeze_panes = "B2"
    on.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(book.rows[sheet.key]), 1) + 1}"
    _set_for_paper(on)


def _write_heading(on: Worksheet, place: int, column: Column, heading: str) -> None:
    _put(on, 1, place, heading)
    cell = on.cell(1, place)
    cell.font, cell.fill = HEADING, HEADING_FILL
    beneath = on.column_dimensions[get_column_letter(place)]
    beneath.width = column.width
    beneath.number_format = _number_format(column)
    beneath.alignment = WRAPPED


def _number_format(column: Column) -> str:
    return NUMBER_FORMATS.get(type(column), AS_TEXT)


def _validation(column: Column, letter: str, ranges: dict[str, str]) -> DataValidation:
    """Help when the cell is entered and a warning when it is left; whoever knows better is let through."""
    rule = DataValidation(
        **_rule(column, letter, ranges),
        allow_blank=True,
        errorStyle="warning",
        promptTitle=column.heading.format(year="varje år")[:32],
        prompt=_shortened(column.explanation),
        sqref=f"{letter}2:{letter}{MOST_ROWS + 1}",
    )
    rule.showInputMessage = rule.showErrorMessage = True
    return rule


def _rule(column: Column, letter: str, ranges: dict[str, str]) -> dict[str, Any]:
    match column:
        case Choice() | SeveralChoices():
            return {"type": "list", "formula1": ranges[column.of], "error": "Välj ett av namnen i listan."}
        case Years():
            return {
                "type": "custom",
                "formula1": f'OR(ISNUMBER({letter}2),{letter}2="{UNDECIDED}")',
                "error": f"Skriv med siffror, skriv ”{UNDECIDED}” eller lämna cellen tom.",
            }
        case Identity():
            return {"type": "custom", "formula1": f'{letter}2=""', "error": "Lämna cellen tom på en ny rad."}
        case _:
            return {}


def _shortened(explanation: str) -> str:
    """As many whole sentences as Excel shows."""
    sentences = explanation.split(". ")
    while len(". ".join(sentences)) >= LONGEST_PROMPT:
        sentences.pop()
    return ". ".join(sentences)


def _set_for_paper(on: Worksheet) -> None:
    on.page_setup.orientation = "landscape"
    on.page_setup.paperSize = "9"
    on.page_setup.fitToHeight = 0
    on.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    on.print_title_rows = "1:1"


def _write_readme(on: Worksheet, book: Book) -> None:
    on.column_dimensions["A"].width, on.column_dimensions["B"].width = 32, 100
    on.sheet_view.showGridLines = False
    _put(on, 1, 1, book.plan.owned_edition)
    _put(on, 2, 1, BELONGS_TO)
    _put(on, 2, 2, book.belongs_to)
    _put(on, 4, 1, "Så gör du")
    for number, step in enumerate(STEPS, 5):
        _put(on, number, 1, f"{number - 4}.")
        _put(on, number, 2, step)
    row = len(STEPS) + 6
    for sheet in SHEETS:
        row = _explain(on, row, sheet)
    on.cell(1, 1).font = TITLE
    on.cell(1, 1).alignment = Alignment(wrap_text=False)
    on.cell(4, 1).font = BOLD
    _set_for_paper(on)


def _explain(on: Worksheet, row: int, sheet: Sheet) -> int:
    """The columns of a sheet, from the row; gives the row after, with one left empty."""
    _put(on, row, 1, f"Bladet {sheet.title}")
    _put(on, row, 2, sheet.explanation)
    on.cell(row, 1).font = BOLD
    for row_of_column, column in enumerate(sheet.columns, row + 1):
        _put(on, row_of_column, 1, column.heading.format(year="(år)"))
        _put(on, row_of_column, 2, column.explanation)
    return row + len(sheet.columns) + 2
