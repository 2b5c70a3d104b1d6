from collections.abc import Iterable
from dataclasses import dataclass

type_names = {
    "string": "text",
    "integer": "ett heltal",
    "boolean": "true eller false",
    "object": "ett objekt",
    "array": "en lista",
    "null": "null",
}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and where in the file: `plans[3].document.objectives[0].goal`."""

    place: str
    message: str

    def __str__(self) -> str:
        text = f"{self.place or 'filen'}: {self.message}"
        return text.encode(errors="backslashreplace").decode()  # what is no character is shown as its number


def place(path: Iterable[str | int]) -> str:
    """("plans", 3, "document") → "plans[3].document"."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
