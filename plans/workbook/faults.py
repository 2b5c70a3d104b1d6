from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place, and what would be right.

    `column` is its letter. Without them the whole row is meant, the whole sheet, or the whole file.
    """

    sheet: str
    row: int
    column: str
    message: str

    @property
    def place(self) -> str:
        """ "Uppdrag, cell G7", "Uppdrag, rad 7", "bladet Uppdrag"; "" for the file, which the message itself names."""
        if self.column:
            return f"{self.sheet}, cell {self.column}{self.row}"
        if self.row:
            return f"{self.sheet}, rad {self.row}"
        return f"bladet {self.sheet}" if self.sheet else ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class WorkbookRefused(Exception):
    """Nothing is read from the workbook; `faults` is everything that is wrong with it, in its own order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))

    @classmethod
    def whole(cls, message: str) -> "WorkbookRefused":
        """For what is wrong with the file itself."""
        return cls([Fault("", 0, "", message)])


class Wrong(Exception):
    """What is wrong with one cell."""

    @property
    def message(self) -> str:
        return str(self)
