"""Workbooks as somebody has filled them in."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans import workbook
from plans.models import MissionPlan

Change = Callable[[Workbook], object]


def changed(plan: MissionPlan, *changes: Change) -> bytes:
    """The plan's workbook after somebody has opened, changed and saved it."""
    opened = load_workbook(BytesIO(workbook.write(plan)))
    for change in changes:
        change(opened)
    content = BytesIO()
    opened.save(content)
    return content.getvalue()


def faults(content: bytes, plan: MissionPlan) -> list[str]:
    """Every fault with its place; [] when it is read."""
    try:
        workbook.read(content, plan)
    except workbook.WorkbookRefused as refused:
        return [str(fault) for fault in refused.faults]
    return []


def write_in(sheet: str, cell: str, value: Any, *, number_format: str | None = None, kind: str | None = None) -> Change:
    """Write in a cell; "A1" as Excel calls it."""

    def change(opened: Workbook) -> None:
        target = opened[sheet][cell]
        target.value = value
        if number_format is not None:
            target.number_format = number_format
        if kind is not None:
            target.data_type = kind

    return change


def column(on: Worksheet, heading: str) -> int:
    return next(cell.column for cell in on[1] if cell.value == heading)


def under(sheet: str, heading: str, row: int, value: Any, **how: Any) -> Change:
    """Write in a cell under a heading."""
    return lambda opened: write_in(
        sheet, opened[sheet].cell(row, column(opened[sheet], heading)).coordinate, value, **how
    )(opened)


def add_row(sheet: str, **values: Any) -> Change:
    """A row below the others; the headings are written with _ for space."""

    def change(opened: Workbook) -> None:
        on = opened[sheet]
        row = 1 + next(number for number in range(on.max_row, 0, -1) if any(cell.value for cell in on[number]))
        for heading, value in values.items():
            on.cell(row, column(on, heading.replace("_", " ")), value)

    return change


def delete_row(sheet: str, row: int) -> Change:
    return lambda opened: opened[sheet].delete_rows(row)


def move_row(sheet: str, row: int, to: int) -> Change:
    """Cut a row and insert it before another, as when a sheet is sorted."""

    def change(opened: Workbook) -> None:
        on = opened[sheet]
        values = [cell.value for cell in on[row]]
        on.delete_rows(row)
        on.insert_rows(to)
        for place, value in enumerate(values, 1):
            on.cell(to, place, value)

    return change
