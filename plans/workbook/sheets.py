"""What stands on each sheet: one declaration for writing and reading.

A row is an item of the document; those of the indicators also name their objective.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from plans.document import PREFETCH, Document, document, plain_number
from plans.models import Allocation, Assignment, MissionPlan, Objective, ObjectiveIndicator, Thread
from plans.undecided import UNDECIDED
from plans.workbook import cells, choices
from plans.workbook.cells import Cell
from plans.workbook.choices import Choices
from plans.workbook.faults import Wrong
from styrmodell.typography import in_running_text

Row: TypeAlias = dict[str, Any]
Part: TypeAlias = int | None
"""The year or the place of one column of several that together are one field; None for a field of one column."""
Written: TypeAlias = str | int | float | None

README = "Läs mig"
LISTS = "Listor"
MOST_ROWS = 5_000
"""Of all sheets together."""
BELONGS_TO = "Arbetsboken hör till"
LONGEST_CELL = 32_767
"""Characters that Excel allows; a longer text stands cut, and stays whole while nobody changes it."""
PLACES = 4
MOST_PLACES = 20


class Book:
    """A plan as it is now, and what can be named in its workbook."""

    def __init__(self, plan: MissionPlan) -> None:
        self.plan = plan
        self.present = as_it_is(plan)
        self.rows = rows(self.present)
        self.choices: dict[str, Choices] = choices.of_plan(plan, self.present)

    @property
    def belongs_to(self) -> str:
        return f"{self.plan.body}, {in_running_text(self.plan.title)}, gäller från {self.plan.from_year}"

    @cached_property
    def present_rows(self) -> dict[str, dict[str, Row]]:
        """The rows as they are now, by sheet and public id."""
        return {key: {row["thread"]: row for row in of_sheet} for key, of_sheet in self.rows.items()}

    def years(self, sheet: str, key: str) -> list[int]:
        """Those that the edition speaks for, and those to come that it has numbers for."""
        beyond = {int(year) for row in self.rows[sheet] for year in row[key] if int(year) > self.plan.last_year}
        return sorted(beyond.union(range(self.plan.from_year, self.plan.last_year + 1)))


def as_it_is(plan: MissionPlan) -> Document:
    """The document of the plan as the database has it now, in as many questions for a large plan as for a small."""
    return document(MissionPlan.objects.prefetch_related(*PREFETCH[MissionPlan]).get(pk=plan.pk))


def rows(content: Document) -> dict[str, list[Row]]:
    """The items of a document by sheet, each in its order."""
    return {
        "objectives": content["objectives"],
        "indicators": [
            {**indicator, "objective": objective["thread"]}
            for objective in content["objectives"]
            for indicator in objective["indicators"]
        ],
        "assignments": content["assignments"],
        "areas": content["areas"],
    }


def assembled(present: Document, given: Mapping[str, Sequence[Row]]) -> Document:
    """The document with these rows, and the rest as it is."""
    measured: dict[str, list[Row]] = {row["thread"]: [] for row in given["objectives"]}
    for row in given["indicators"]:
        measured[row["objective"]].append({key: value for key, value in row.items() if key != "objective"})
    return {
        **present,
        "objectives": [{**row, "indicators": measured[row["thread"]]} for row in given["objectives"]],
        "assignments": list(given["assignments"]),
        "areas": list(given["areas"]),
    }


# Columns


@dataclass(frozen=True)
class Column:
    """A field of a row, in one column or several."""

    key: str
    heading: str
    explanation: str
    width: int = 30

    def parts(self, book: Book, sheet: str) -> list[Part]:
        return [None]

    def spare_parts(self) -> list[Part]:
        """Those that may be there as well."""
        return []

    def heading_of(self, part: Part) -> str:
        return self.heading

    def shown(self, row: Row, part: Part, book: Book) -> Written:
        raise NotImplementedError

    def read(self, cell: Cell, present: Row | None, book: Book) -> Any:
        """What one cell means, None when it is empty. `present` is the row as it is now. Raises Wrong."""
        raise NotImplementedError

    def joined(self, values: dict[Part, Any], present: Row | None, book: Book) -> Any:
        """The field, of what its cells mean; those that could not be read are not there."""
        return values.get(None)

    def repeated(self, values: dict[Part, Any]) -> list[Part]:
        """The parts that say what another part has said already."""
        return []

    def _missing(self) -> Wrong:
        return Wrong(f"{self.heading} saknas. Fyll i cellen, eller ta bort hela raden om den inte ska finnas kvar.")


@dataclass(frozen=True)
class Identity(Column):
    """The public id; read on its own, since it says which row it is."""

    def shown(self, row: Row, part: Part, book: Book) -> Written:
        return str(row["thread"])


@dataclass(frozen=True)
class Text(Column):
    longest: int | None = None
    is_required: bool = False

    @property
    def is_long(self) -> bool:
        return self.longest is None

    def shown(self, row: Row, part: Part, book: Book) -> Written:
        return as_shown(row[self.key])

    def read(self, cell: Cell, present: Row | None, book: Book) -> str:
        tidied = cells.in_paragraphs if self.is_long else cells.in_one_line
        given = tidied(cells.text(cell))
        if present and given == tidied(as_shown(present[self.key])):
            return str(present[self.key])
        if self.is_required and not given:
            raise self._missing()
        if self.longest and len(given) > self.longest:
            raise Wrong(f"{self.heading} är {len(given)} tecken. Korta till högst {self.longest}.")
        return given


@dataclass(frozen=True)
class Choice(Column):
    of: str = ""
    is_required: bool = False

    def shown(self, row: Row, part: Part, book: Book) -> Written:
        value = row[self.key]
        return None if value is None else book.choices[self.of].label(_key(value))

    def read(self, cell: Cell, present: Row | None, book: Book) -> Any:
        given = cells.in_one_line(cells.text(cell))
        if not given:
            if self.is_required:
                raise self._missing()
            return None
        stood = [_key(present[self.key])] if present and present[self.key] is not None else []
        return book.choices[self.of].named(given, stood).value


@dataclass(frozen=True)
class SeveralChoices(Column):
    """A choice list each in columns beside each other; no order among them is kept."""

    of: str = ""

    def parts(self, book: Book, sheet: str) -> list[Part]:
        most = max((len(row[self.key]) for row in book.rows[sheet]), default=0)
        return list(range(1, max(PLACES, most) + 1))

    def spare_parts(self) -> list[Part]:
        return list(range(1, MOST_PLACES + 1))

    def heading_of(self, part: Part) -> str:
        return f"{self.heading} {part}"

    def shown(self, row: Row, part: Part, book: Book) -> Written:
        values = row[self.key]
        return book.choices[self.of].label(_key(values[part - 1])) if part and part <= len(values) else None

    def read(self, cell: Cell, present: Row | None, book: Book) -> Any:
        given = cells.in_one_line(cells.text(cell))
        if not given:
            return None
        stood = [_key(value) for value in present[self.key]] if present else []
        try:
            return book.choices[self.of].named(given, stood).value
        except Wrong:
            if ";" in given:
                raise Wrong(
                    f"Flera namn står i samma cell. Skriv ett i varje kolumn: ”{self.heading} 1”, 2, 3 …"
                ) from None
            raise

    def joined(self, values: dict[Part, Any], present: Row | None, book: Book) -> Any:
        by_key = {_key(value): value for value in values.values() if value is not None}
        return [by_key[key] for key in sorted(by_key)]

    def repeated(self, values: dict[Part, Any]) -> list[Part]:
        said = [value for value in values.values() if value is not None]
        filled = [part for part, value in values.items() if value is not None]
        return [part for place, part in enumerate(filled) if said[place] in said[:place]]


@dataclass(frozen=True)
class Years(Column):
    """A number for each year; an empty cell is no number, which is another thing than zero or undecided."""

    def parts(self, book: Book, sheet: str) -> list[Part]:
        return list(book.years(sheet, self.key))

    def heading_of(self, part: Part) -> str:
        return self.heading.format(year=part)

    def shown(self, row: Row, part: Part, book: Book) -> Written:
        if str(part) not in row[self.key]:
            return None
        value = row[self.key][str(part)]
        return UNDECIDED if value is None else self._as_number(value)

    def read(self, cell: Cell, present: Row | None, book: Book) -> Any:
        return None if cells.is_empty(cell) else {"value": self._number(cell)}

    def joined(self, values: dict[Part, Any], present: Row | None, book: Book) -> Any:
        """What earlier editions said of years that are past has no column, and stays."""
        past = {
            year: said for year, said in (present or {}).get(self.key, {}).items() if int(year) < book.plan.from_year
        }
        return past | {str(year): found["value"] for year, found in values.items() if found is not None}

    def _as_number(self, value: Any) -> Written:
        return int(value)

    def _number(self, cell: Cell) -> int | str | None:
        return cells.tkr(cell)


@dataclass(frozen=True)
class Targets(Years):
    def _as_number(self, value: Any) -> Written:
        return float(value) if "." in value else int(value)

    def _number(self, cell: Cell) -> int | str | None:
        number: Decimal | None = cells.target(cell)
        return None if number is None else plain_number(number)


def _key(value: Any) -> str:
    return str(value["slug"] if isinstance(value, dict) else value)


def as_shown(text: str) -> str:
    """Without the characters that no cell can hold."""
    allowed = "".join(letter for letter in text if letter >= " " or letter in "\n\t")
    return allowed[:LONGEST_CELL]


# Sheets


@dataclass(frozen=True)
class Sheet:
    """`key` is its part of a document; `naming` the field that other sheets call its rows by."""

    key: str
    title: str
    kind: Thread.Kind
    explanation: str
    columns: tuple[Column, ...]
    naming: str = "title"
    needs_one_of: tuple[str, ...] = field(default=())
    """Fields of which at least one is filled in, by their keys."""


def _longest(model: type[Any], name: str) -> int:
    return int(model._meta.get_field(name).max_length)


NUMBER = Identity(
    "thread",
    "Id",
    "Radens beständiga id, som portalen har gett. Ändra det inte. Lämna cellen tom på en ny rad: "
    "raden får sitt id när arbetsboken läses in.",
    width=12,
)
SHEETS = (
    Sheet(
        "objectives",
        "Nämndmål",
        Thread.Kind.OBJECTIVE,
        "Ett mål på varje rad, i den ordning som målen står i planen.",
        (
            NUMBER,
            Text(
                "title",
                "Mål",
                "Målet i en mening. Mått och uppdrag pekar ut målet med den här texten. Ändrar du den räcker det att "
                "göra det här.",
                width=50,
                longest=_longest(Objective, "title"),
                is_required=True,
            ),
            Text("text", "Beskrivning", "Vad målet betyder. Får vara tom.", width=60),
            Choice(
                "goal",
                "Bidrar till målet",
                "Det långsiktiga mål som målet främst bidrar till. Välj i listan.",
                of="goals",
                is_required=True,
            ),
            SeveralChoices(
                "indirect_goals",
                "Bidrar också till",
                "Andra långsiktiga mål som målet bidrar till, ett i varje kolumn. Välj i listan eller lämna tomt.",
                width=24,
                of="goals",
            ),
        ),
    ),
    Sheet(
        "indicators",
        "Mått",
        Thread.Kind.INDICATOR,
        "Ett mått på varje rad. Måtten för samma nämndmål visas i den ordning som de står här.",
        (
            NUMBER,
            Choice(
                "objective",
                "Nämndmål",
                "Det nämndmål som måttet mäter. Välj i listan, som hämtas från bladet Nämndmål.",
                width=50,
                of="objectives",
                is_required=True,
            ),
            Text(
                "title",
                "Mått",
                "Vad som mäts.",
                width=50,
                longest=_longest(ObjectiveIndicator, "title"),
                is_required=True,
            ),
            Text(
                "unit",
                "Enhet",
                "Vad talen är: procent, antal, dagar.",
                width=18,
                longest=_longest(ObjectiveIndicator, "unit"),
                is_required=True,
            ),
            Targets(
                "targets",
                "Målvärde {year}",
                f"Vad måttet ska visa det året, med siffror. Noll skrivs 0. "
                f"Skriv ”{UNDECIDED}” när målvärdet ska komma senare. "
                "Lämna cellen tom när året inte ska ha något målvärde.",
                width=15,
            ),
        ),
    ),
    Sheet(
        "assignments",
        "Uppdrag",
        Thread.Kind.ASSIGNMENT,
        "Ett uppdrag på varje rad, i den ordning som uppdragen står i planen.",
        (
            NUMBER,
            Choice(
                "objective",
                "Nämndmål",
                "Det nämndmål som uppdraget hör till. Välj i listan, som hämtas från bladet Nämndmål. Får vara tom när "
                "uppdraget svarar på ett särskilt uppdrag.",
                width=50,
                of="objectives",
            ),
            Choice(
                "answers",
                "Svarar på särskilt uppdrag",
                "Fullmäktiges särskilda uppdrag som detta svarar på, med nummer och rubrik. Välj i listan. Får vara "
                "tom när uppdraget hör till ett nämndmål.",
                width=40,
                of="special_assignments",
            ),
            Text(
                "title",
                "Uppdrag",
                "Uppdraget i en mening.",
                width=50,
                longest=_longest(Assignment, "title"),
                is_required=True,
            ),
            Text("text", "Beskrivning", "Vad som ska göras. Får vara tom.", width=60),
            Choice(
                "lead",
                "Ansvarig förvaltning",
                "Den förvaltning som får uppdraget. Välj i listan.",
                of="departments",
                is_required=True,
            ),
            SeveralChoices(
                "supporting",
                "Tillsammans med",
                "Andra förvaltningar som ska hjälpa till, en i varje kolumn. Välj i listan eller lämna tomt.",
                width=24,
                of="departments",
            ),
            SeveralChoices(
                "areas",
                "Inom verksamhetsområde",
                "De verksamhetsområden som uppdraget rör, ett i varje kolumn. Välj i listan, som hämtas från bladet "
                "Fördelning, eller lämna tomt.",
                width=24,
                of="areas",
            ),
        ),
        needs_one_of=("objective", "answers"),
    ),
    Sheet(
        "areas",
        "Fördelning",
        Thread.Kind.AREA,
        "Ett verksamhetsområde på varje rad, med vad det får av ramen varje år.",
        (
            NUMBER,
            Text(
                "name",
                "Verksamhetsområde",
                "Områdets namn. Uppdragen pekar ut området med det. Ändrar du det räcker det att göra det här.",
                width=36,
                longest=_longest(Allocation, "name"),
                is_required=True,
            ),
            Choice(
                "financing",
                "Finansiering",
                "Hur verksamheten betalas. Välj i listan.",
                of="financing",
                is_required=True,
            ),
            Text("text", "Beskrivning", "Vad som ingår. Får vara tom.", width=60),
            Years(
                "amounts",
                "{year}, tkr",
                "Nettokostnad det året i hela tusental kronor, med siffror. Noll skrivs 0. "
                f"Skriv ”{UNDECIDED}” när beloppet ska komma senare. Lämna cellen tom när året inte ska ha något "
                "belopp.",
                width=14,
            ),
        ),
        naming="name",
    ),
)
