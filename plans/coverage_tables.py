"""What is covered and what is not, as rows to take away."""

from collections.abc import Iterator

from plans.coverage import Coverage
from plans.csv_files import Row, Table
from styrmodell import typography


def matrix(coverage: Coverage, year: int) -> Table:
    """A row for every body and prioritised goal."""
    heads = (
        "År", "Organ", "Organets beteckning", "Har uppdragsplan", "Prioriterat mål", "Målets beteckning", "Nämndmål",
        "Indirekta nämndmål", "Sida",
    )  # fmt: skip
    return Table(heads, list(_cells(coverage, year)))


def _cells(coverage: Coverage, year: int) -> Iterator[Row]:
    for row in coverage.matrix.rows:
        start = (year, row.body.name, row.body.slug, row.has_plan)
        if not row.has_plan:
            yield (*start, "", "", None, None, row.url)
        for goal, cell in row.cells:
            yield (*start, goal.title, goal.id, cell.direct, cell.indirect, cell.url)


def gaps(coverage: Coverage, year: int) -> Table:
    """A row for every gap, and for what only waits."""
    heads = ("År", "Vad som saknas", "Sort", "Titel", "Hos", "I ord", "Enhet", "Belopp", "Sida")
    rows: list[Row] = [
        (
            year, each.missing, each.id, gap.title, gap.owner,
            gap.says.replace(typography.NO_BREAK_SPACE, " "), "tkr" if gap.amount is not None else "", gap.amount,
            gap.url,
        )
        for each in coverage.gaps
        for gap in each.gaps
    ]  # fmt: skip
    return Table(heads, rows)
