"""What one cell says.

Excel turns what is typed into numbers, dates and formulas; what it has made is told, never guessed.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from plans.undecided import UNDECIDED, is_undecided
from plans.workbook.faults import Wrong
from styrmodell import typography
from styrmodell.personal_numbers import find_personal_number

LARGEST_TKR = 2_147_483_647
LARGEST_TARGET = Decimal("9999999999.9999")
MOST_DECIMALS = 4
EXCEL_DIGITS = 15
"""What Excel keeps and shows of a number."""
LONGEST_SHOWN = 40

NUMBER = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:,(\d+))?", re.ASCII)
QUOTED = re.compile(r'"[^"]*"|\\.')
"""What a number format writes out without calculating with it."""
MINUSES = str.maketrans(dict.fromkeys("−–‐‑", "-"))
CARRIAGE_RETURN = "_x000D_"


class Cell(Protocol):
    """A cell as openpyxl reads it; `data_type` is s, n, b, d, e or f."""

    value: Any
    data_type: str
    number_format: str | None


def is_empty(cell: Cell) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def is_formula(cell: Cell) -> bool:
    return cell.data_type == "f"


def text(cell: Cell) -> str:
    """The text as it was written, "" for an empty cell. Raises Wrong."""
    if cell.value is None:
        return ""
    _refuse_what_excel_made(cell)
    _refuse_persons(str(cell.value))
    if not isinstance(cell.value, str):
        raise Wrong(
            f"Här ska det stå text, men Excel har sparat talet {_said(_exactly(cell.value))}. "
            "Formatera cellen som Text och skriv på nytt."
        )
    return cell.value


def _refuse_persons(said: str) -> None:
    if find_personal_number(said):
        raise Wrong(
            "Här står något som ser ut som ett personnummer. Ta bort det: en plan är offentlig och handlar inte om "
            "enskilda personer."
        )


def _refuse_what_excel_made(cell: Cell) -> None:
    """Raises Wrong for formulas, errors, dates and truth values."""
    match cell.value:
        case _ if is_formula(cell):
            formula = str(getattr(cell.value, "text", cell.value))
            raise Wrong(
                f"Här står en formel ({shortened(formula)}). Skriv värdet i stället: kopiera cellen och klistra in "
                "som Värden."
            )
        case _ if cell.data_type == "e":
            raise Wrong(f"Här står felvärdet {cell.value}. Skriv det som ska stå, eller töm cellen.")
        case bool():
            truth = "SANT" if cell.value else "FALSKT"
            raise Wrong(f"Här står {truth}, som Excel inte ser som text. Skriv det som ska stå, eller töm cellen.")
        case datetime() | date() | time() | timedelta():
            shown = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            raise Wrong(
                f"Excel har gjort om det som skrevs till ett datum eller en tid ({shown}). "
                "Formatera cellen som Text och skriv på nytt."
            )


def tkr(cell: Cell) -> int | None:
    """Whole thousands of kronor, None for what is not yet decided. Raises Wrong."""
    number = _number(cell, "hela tkr", "1 250")
    if number is None:
        return None
    if abs(number) > LARGEST_TKR:
        raise Wrong(f"{_said(number)} tkr är för stort. Skriv beloppet i tusental kronor, inte i kronor.")
    if number != number.to_integral_value():
        raise Wrong(
            f"{_said(number)} är inte hela tkr. Avrunda till hela tusental kronor, till exempel {_round(number)}."
        )
    return int(number)


def target(cell: Cell) -> Decimal | None:
    """Up to four decimals, None for what is not yet decided. Raises Wrong."""
    number = _number(cell, "ett tal", "7,5")
    if number is None:
        return None
    if abs(number) > LARGEST_TARGET:
        raise Wrong(f"{_said(number)} är för stort. Ett målvärde har högst tio siffror före kommat: byt enhet.")
    if number != round(number, MOST_DECIMALS):
        raise Wrong(f"{_said(number)} har för många decimaler. Skriv högst {MOST_DECIMALS}.")
    _refuse_persons(str(number))
    return number


def _number(cell: Cell, wanted: str, example: str) -> Decimal | None:
    _refuse_what_excel_made(cell)
    _refuse_persons(str(cell.value))
    if isinstance(cell.value, str):
        return _typed_number(cell.value, wanted, example)
    if "%" in QUOTED.sub("", cell.number_format or ""):
        raise Wrong(
            f"Cellen är formaterad som procent, så Excel har sparat {_said(_exactly(cell.value * 100))} % som "
            f"{_said(_exactly(cell.value))}. Formatera cellen som Tal och skriv talet utan procenttecken."
        )
    number = _exactly(cell.value)
    if not number.is_finite():
        raise Wrong(f"Talet är för stort. Skriv {wanted}, till exempel {example}.")
    return number


def _exactly(value: float) -> Decimal:
    return Decimal(f"{value:.{EXCEL_DIGITS}g}") if isinstance(value, float) else Decimal(value)


def _typed_number(given: str, wanted: str, example: str) -> Decimal | None:
    line = in_one_line(given).translate(MINUSES)
    if is_undecided(line):
        return None
    found = NUMBER.fullmatch(line.replace("- ", "-", 1))
    if not found:
        raise Wrong(
            f"”{shortened(in_one_line(given))}” är inte {wanted}. Skriv med siffror, till exempel {example} eller −5, "
            f"skriv ”{UNDECIDED}”, eller lämna cellen tom."
        )
    sign, whole, decimals = found.groups()
    return Decimal(f"{sign}{whole.replace(' ', '')}{f'.{decimals}' if decimals else ''}")


def _said(number: Decimal) -> str:
    if not number.is_finite():
        return str(number)
    return shortened(typography.decimal(number, max(-int(number.as_tuple().exponent), 0)))


def _round(number: Decimal) -> str:
    return typography.tkr(int(number.to_integral_value(ROUND_HALF_UP)))


# Text


def in_one_line(given: str) -> str:
    """Composed letters and single spaces."""
    return " ".join(unicodedata.normalize("NFC", given.replace(CARRIAGE_RETURN, "\n")).split())


def in_paragraphs(given: str) -> str:
    """As `in_one_line`, line by line: line breaks and the space that a line begins with mean something."""
    lines = unicodedata.normalize("NFC", given.replace(CARRIAGE_RETURN, "")).replace("\r\n", "\n").split("\n")
    tidied = "\n".join(_indent(line) + " ".join(line.split()) for line in lines)
    return re.sub(r"\n[ \n]*\n", "\n\n", tidied).strip()


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip())) if line.strip() else ""


def shortened(given: str) -> str:
    return f"{given[:LONGEST_SHOWN]}…" if len(given) > LONGEST_SHOWN else given
