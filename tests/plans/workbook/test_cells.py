"""One cell wrong at a time, and exactly what is said of it."""

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from plans.models import MissionPlan
from tests.plans.workbook.books import changed, faults, write_in

FORMULA = "Här står en formel ({}). Skriv värdet i stället: kopiera cellen och klistra in som Värden."
ERROR = "Här står felvärdet {}. Skriv det som ska stå, eller töm cellen."
DATE = (
    "Excel har gjort om det som skrevs till ett datum eller en tid ({}). Formatera cellen som Text och skriv på nytt."
)
TRUTH = "Här står {}, som Excel inte ser som text. Skriv det som ska stå, eller töm cellen."
NO_TEXT = "Här ska det stå text, men Excel har sparat talet {}. Formatera cellen som Text och skriv på nytt."
NOT_WHOLE = "{} är inte hela tkr. Avrunda till hela tusental kronor, till exempel {}."
NOT_TKR = (
    "”{}” är inte hela tkr. Skriv med siffror, till exempel 1 250 eller −5, skriv ”inte beslutat”, eller "
    "lämna cellen tom."
)
TOO_MANY_TKR = "{} tkr är för stort. Skriv beloppet i tusental kronor, inte i kronor."
PERCENT = (
    "Cellen är formaterad som procent, så Excel har sparat {} % som {}. "
    "Formatera cellen som Tal och skriv talet utan procenttecken."
)
NO_NUMBER = (
    "”{}” är inte ett tal. Skriv med siffror, till exempel 7,5 eller −5, skriv ”inte beslutat”, eller lämna cellen tom."
)
DECIMALS = "{} har för många decimaler. Skriv högst 4."
TOO_LARGE = "{} är för stort. Ett målvärde har högst tio siffror före kommat: byt enhet."
MISSING = "{} saknas. Fyll i cellen, eller ta bort hela raden om den inte ska finnas kvar."
TOO_LONG = "{} är {} tecken. Korta till högst {}."
TWICE = "”{}” står två gånger på raden. Töm den ena cellen."
ONE_EACH = "Flera namn står i samma cell. Skriv ett i varje kolumn: ”{} 1”, 2, 3 …"
ELSEWHERE = "Id {} hör till en annan plan ({}). Lämna cellen tom om raden är ny."
OTHER_SHEET = "Id {} hör till bladet {}. Lämna cellen tom om raden är ny."
USED = "Id {} står redan på {}. Lämna cellen tom om raden är ny."
UNKNOWN = "”{}” är inget id som portalen har gett. Lämna cellen tom om raden är ny."
PERSON = (
    "Här står något som ser ut som ett personnummer. Ta bort det: en plan är offentlig och handlar inte om enskilda "
    "personer."
)
NO_GOAL = "”{}” är inget långsiktigt mål. {}"
NO_OBJECTIVE = "”{}” är inget nämndmål på bladet Nämndmål. {}"
NO_SPECIAL = "”{}” är inget särskilt uppdrag till Socialnämnden. {}"
NO_DEPARTMENT = "”{}” är ingen förvaltning som arbetar åt Socialnämnden. {}"
NO_AREA = "”{}” är inget verksamhetsområde på bladet Fördelning. {}"
NO_FINANCING = (
    "”{}” är inget sätt att betala. Välj i cellens lista: ”betalas med skatt”, ”betalas med avgifter”, "
    "”betalas av kommunens andra verksamheter”."
)


CASES: list[tuple[str, str, Any, str]] = [
    ("Nämndmål", "B2", "=A1&B1", FORMULA.format("=A1&B1")),
    ("Nämndmål", "A2", "=A3", FORMULA.format("=A3")),
    (
        "Nämndmål",
        "C2",
        '=HYPERLINK("http://example.com","Klicka här på länken")',
        FORMULA.format('=HYPERLINK("http://example.com","Klicka …'),
    ),
    ("Nämndmål", "D2", "=Listor!A2", FORMULA.format("=Listor!A2")),
    ("Nämndmål", "F2", "=Listor!A2", FORMULA.format("=Listor!A2")),
    ("Fördelning", "E2", "=SUM(E3:E9)", FORMULA.format("=SUM(E3:E9)")),
    ("Mått", "E2", "=80+1", FORMULA.format("=80+1")),
    ("Nämndmål", "B2", datetime(2022, 5, 6), DATE.format("2022-05-06")),  # noqa: DTZ001 - as Excel keeps it
    ("Fördelning", "E2", date(2022, 5, 6), DATE.format("2022-05-06")),
    ("Mått", "E2", date(2022, 5, 6), DATE.format("2022-05-06")),
    ("Mått", "D2", time(12, 30), DATE.format("12:30:00")),
    ("Nämndmål", "B2", True, TRUTH.format("SANT")),
    ("Fördelning", "E2", False, TRUTH.format("FALSKT")),
    ("Nämndmål", "B2", 2022, NO_TEXT.format("2 022")),
    ("Mått", "D2", 0.5, NO_TEXT.format("0,5")),
    ("Mått", "B2", 1, NO_TEXT.format("1")),
    ("Uppdrag", "A2", 1, NO_TEXT.format("1")),
    ("Fördelning", "E2", "1 234,5", NOT_WHOLE.format("1 234,5", "1 235")),
    ("Fördelning", "E2", 1234.5, NOT_WHOLE.format("1 234,5", "1 235")),
    ("Fördelning", "E2", 0.4, NOT_WHOLE.format("0,4", "0")),
    ("Fördelning", "E2", "−0,5", NOT_WHOLE.format("−0,5", "−1")),
    ("Fördelning", "E2", "(5)", NOT_TKR.format("(5)")),
    ("Fördelning", "E2", "1.234", NOT_TKR.format("1.234")),
    ("Fördelning", "E2", "1,234", NOT_WHOLE.format("1,234", "1")),
    ("Fördelning", "E2", "1 23", NOT_TKR.format("1 23")),
    ("Fördelning", "E2", "12 tkr", NOT_TKR.format("12 tkr")),
    ("Fördelning", "E2", "ca 5", NOT_TKR.format("ca 5")),
    ("Fördelning", "E2", "-", NOT_TKR.format("-")),
    ("Fördelning", "E2", "5-", NOT_TKR.format("5-")),
    ("Fördelning", "E2", "1e6", NOT_TKR.format("1e6")),
    ("Fördelning", "E2", "٣", NOT_TKR.format("٣")),
    ("Fördelning", "E2", "noll", NOT_TKR.format("noll")),
    ("Fördelning", "E2", "?", NOT_TKR.format("?")),
    ("Fördelning", "E2", "beslutat", NOT_TKR.format("beslutat")),
    ("Fördelning", "E2", 2147483648, TOO_MANY_TKR.format("2 147 483 648")),
    ("Fördelning", "E2", "-99 999 999 999", TOO_MANY_TKR.format("−99 999 999 999")),
    ("Fördelning", "E2", 1e300, TOO_MANY_TKR.format("1 000 000 000 000 000 000 000 000 000 00…")),
    ("Mått", "E2", "7.5", NO_NUMBER.format("7.5")),
    ("Mått", "E2", "80 %", NO_NUMBER.format("80 %")),
    ("Mått", "E2", "80–90", NO_NUMBER.format("80–90")),
    ("Mått", "E2", "minst 80", NO_NUMBER.format("minst 80")),
    ("Mått", "E2", 0.12345, DECIMALS.format("0,12345")),
    ("Mått", "E2", "0,12345", DECIMALS.format("0,12345")),
    ("Mått", "E2", 12345678901, TOO_LARGE.format("12 345 678 901")),
    ("Nämndmål", "B2", None, MISSING.format("Mål")),
    ("Nämndmål", "B2", "   ", MISSING.format("Mål")),
    ("Nämndmål", "D2", None, MISSING.format("Bidrar till målet")),
    ("Mått", "B2", None, MISSING.format("Nämndmål")),
    ("Mått", "C2", None, MISSING.format("Mått")),
    ("Mått", "D2", None, MISSING.format("Enhet")),
    ("Uppdrag", "D2", None, MISSING.format("Uppdrag")),
    ("Uppdrag", "F2", None, MISSING.format("Ansvarig förvaltning")),
    ("Fördelning", "B3", None, MISSING.format("Verksamhetsområde")),
    ("Fördelning", "C2", None, MISSING.format("Finansiering")),
    ("Nämndmål", "B2", "a" * 251, TOO_LONG.format("Mål", "251", "250")),
    ("Mått", "C2", "a" * 201, TOO_LONG.format("Mått", "201", "200")),
    ("Mått", "D2", "a" * 61, TOO_LONG.format("Enhet", "61", "60")),
    ("Uppdrag", "D2", "a" * 300, TOO_LONG.format("Uppdrag", "300", "250")),
    ("Fördelning", "B2", "a" * 151, TOO_LONG.format("Verksamhetsområde", "151", "150")),
    ("Nämndmål", "D2", "Hälso", NO_GOAL.format("Hälso", "Menade du ”Hälsa”?")),
    (
        "Nämndmål",
        "D2",
        "Världsfred",
        NO_GOAL.format("Världsfred", "Välj i cellens lista: ”Hälsa”, ”God miljö”, ”Ekonomi”."),
    ),
    ("Nämndmål", "E2", "Hälsa; Ekonomi", ONE_EACH.format("Bidrar också till")),
    ("Nämndmål", "F2", "Ekonomi", TWICE.format("Ekonomi")),
    (
        "Mått",
        "B2",
        "Rent vatten",
        NO_OBJECTIVE.format("Rent vatten", "Välj i cellens lista: ”Trygg omsorg”, ”God ordning”."),
    ),
    (
        "Mått",
        "B2",
        "Trygg omsorg (mal00009)",
        NO_OBJECTIVE.format("Trygg omsorg (mal00009)", "Menade du ”Trygg omsorg”?"),
    ),
    (
        "Uppdrag",
        "B2",
        "mal00009",
        NO_OBJECTIVE.format("mal00009", "Välj i cellens lista: ”Trygg omsorg”, ”God ordning”."),
    ),
    ("Uppdrag", "C2", "3", NO_SPECIAL.format("3", "Välj i cellens lista: ”3 Korta köerna”.")),
    ("Uppdrag", "C2", "4 Korta köerna", NO_SPECIAL.format("4 Korta köerna", "Menade du ”3 Korta köerna”?")),
    (
        "Uppdrag",
        "F2",
        "Socialkontoret",
        NO_DEPARTMENT.format("Socialkontoret", "Välj i cellens lista: ”Serviceförvaltningen”, ”Socialförvaltningen”."),
    ),
    (
        "Uppdrag",
        "F2",
        "Skolförvaltningen",
        NO_DEPARTMENT.format("Skolförvaltningen", "Menade du ”Socialförvaltningen”?"),
    ),
    (
        "Uppdrag",
        "F2",
        "-",
        NO_DEPARTMENT.format("-", "Välj i cellens lista: ”Serviceförvaltningen”, ”Socialförvaltningen”."),
    ),
    ("Uppdrag", "H2", "Serviceförvaltningen", TWICE.format("Serviceförvaltningen")),
    ("Uppdrag", "M2", "Hemtjänst", TWICE.format("Hemtjänst")),
    ("Uppdrag", "K2", "Skola", NO_AREA.format("Skola", "Välj i cellens lista: ”Hemtjänst”, ”Färdtjänst”.")),
    ("Fördelning", "C2", "skatt", NO_FINANCING.format("skatt")),
    ("Fördelning", "C2", "tax?", NO_FINANCING.format("tax?")),
    ("Nämndmål", "A2", "mal00009", ELSEWHERE.format("mal00009", "nämndmål")),
    ("Nämndmål", "A2", "uppdrag1", OTHER_SHEET.format("uppdrag1", "Uppdrag")),
    ("Nämndmål", "A3", "mal00001", USED.format("mal00001", "Nämndmål, rad 2")),
    ("Nämndmål", "A2", "abcd1234", UNKNOWN.format("abcd1234")),
    ("Nämndmål", "A2", "1", UNKNOWN.format("1")),
    ("Nämndmål", "A2", "MAL00001", UNKNOWN.format("MAL00001")),
    ("Mått", "A2", "mal00001", USED.format("mal00001", "Nämndmål, rad 2")),
    ("Mått", "A2", "omrade01", OTHER_SHEET.format("omrade01", "Fördelning")),
    ("Uppdrag", "A2", "sarskilt", ELSEWHERE.format("sarskilt", "särskilt uppdrag")),
    ("Fördelning", "A3", "omrade01", USED.format("omrade01", "Fördelning, rad 2")),
    ("Nämndmål", "B2", "Ring 640823-3234", PERSON),
    ("Nämndmål", "C2", "196408233234", PERSON),
    ("Uppdrag", "E2", "Samordningsnummer 701063-2391.", PERSON),
    ("Uppdrag", "F2", "6408233234", PERSON),
    ("Mått", "D2", "640823+3234", PERSON),
    ("Fördelning", "E2", "640823-3234", PERSON),
    ("Fördelning", "E2", 6408233234, PERSON),
    ("Mått", "E2", 6408233234, PERSON),
    ("Mått", "E2", "6 408 233 234", PERSON),
    ("Mått", "E2", "6 408 233 234,0", PERSON),
    ("Nämndmål", "C2", "**640823**\\-3234", PERSON),
    ("Nämndmål", "B2", 6408233234, PERSON),
    ("Nämndmål", "A2", "640823-3234", PERSON),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "message"), CASES)
def test_wrong_cell_is_told(plan: MissionPlan, sheet: str, cell: str, value: Any, message: str) -> None:
    content = changed(plan, write_in(sheet, cell, value))

    assert faults(content, plan) == [f"{sheet}, cell {cell}: {message}"]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "number_format", "message"),
    [
        ("Fördelning", "E2", 0.05, "0%", PERCENT.format("5", "0,05")),
        ("Mått", "E2", 0.805, "0.0%", PERCENT.format("80,5", "0,805")),
        ("Mått", "E2", 1, '0.00%;-0.00%" minus"', PERCENT.format("100", "1")),
    ],
)
def test_percent_is_told(
    plan: MissionPlan, sheet: str, cell: str, value: float, number_format: str, message: str
) -> None:
    content = changed(plan, write_in(sheet, cell, value, number_format=number_format))

    assert faults(content, plan) == [f"{sheet}, cell {cell}: {message}"]


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!"])
def test_error_of_excel_is_told(plan: MissionPlan, error: str) -> None:
    content = changed(plan, write_in("Uppdrag", "D2", error, kind="e"), write_in("Mått", "F2", error, kind="e"))

    assert faults(content, plan) == [
        f"Mått, cell F2: {ERROR.format(error)}",
        f"Uppdrag, cell D2: {ERROR.format(error)}",
    ]


def test_formula_that_was_calculated_in_advance_is_told(plan: MissionPlan) -> None:
    """As Excel saves one: with the value that it gave."""
    content = changed(plan, write_in("Fördelning", "E2", ArrayFormula("E2:E2", "=SUM(F2:G2)")))

    assert faults(content, plan) == [f"Fördelning, cell E2: {FORMULA.format('=SUM(F2:G2)')}"]
