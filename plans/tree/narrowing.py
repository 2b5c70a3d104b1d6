"""A part of the tree, as the address asks for it: `?organ=socialnamnden&ort=mogata`.

A line is shown when it has what is asked for, or hangs below or above one that has. Several questions narrow each
other, in whatever order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from plans.tree.lines import Line, Tag, Tree, walk

NOTHING_BELOW = ("brist", "utan-underliggande")
NOTHING_ABOVE = ("brist", "utan-overliggande")
NO_MONEY = ("brist", "utan-pengar")
NAMES = {
    "mal": "Mål",
    "organ": "Organ",
    "forvaltning": "Förvaltning",
    "sarskilt-uppdrag": "Särskilt uppdrag",
    "ort": "Ort",
    "brist": "Brist",
}
LACKS = [
    (NOTHING_BELOW[1], "Inget hänger under"),
    (NOTHING_ABOVE[1], "Hänger inte på något som gäller"),
    (NO_MONEY[1], "Inga pengar angivna"),
]
INDIRECT = "indirekt"
"""The tag of an objective for a goal that it contributes to beside its own; not to be asked for."""


@dataclass(frozen=True)
class Choice:
    """One question of the form: its name in the address, and what there is to choose between."""

    name: str
    label: str
    options: list[Tag]
    value: str

    @property
    def is_unknown(self) -> bool:
        return bool(self.value) and self.value not in dict(self.options)

    @property
    def text(self) -> str:
        """What has been chosen, in words; "" for nothing."""
        return dict(self.options).get(self.value, "finns inte här") if self.value else ""


@dataclass(frozen=True)
class Narrowing:
    """What the address asks for."""

    choices: list[Choice]

    @property
    def asked(self) -> list[Tag]:
        return [(choice.name, choice.value) for choice in self.choices if choice.value]

    @property
    def goal(self) -> str:
        """The slug of the goal asked for."""
        return dict(self.asked).get("mal", "")

    @property
    def query(self) -> str:
        """As it stands in an address, with its question mark; each choice has one spelling. "" for the whole tree."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    @property
    def text(self) -> str:
        """ "Organ: Socialnämnden. Ort: Mogata." """
        return " ".join(f"{choice.label}: {choice.text}." for choice in self.choices if choice.value)

    def of(self, tree: Tree) -> Tree:
        """What the tree has of it."""
        return _with_all(tree, self.asked)

    def indirect(self, tree: Tree) -> tuple[Line, ...]:
        """Objectives that contribute to the goal asked for beside their own, and have the rest of what is asked."""
        rest = [tag for tag in self.asked if tag[0] != "mal"]
        tag = (INDIRECT, self.goal)
        return tuple(line for line in walk(_with_all(tree, rest).lines) if tag in line.has)


def is_asked(asked: Mapping[str, str]) -> bool:
    """Whether the address asks for a part of the tree."""
    return any(asked.get(name) for name in NAMES)


def narrowing(asked: Mapping[str, str], tree: Tree) -> Narrowing:
    """What the address asks for, out of what the tree knows of."""
    known = tree.known | {"brist": LACKS}
    return Narrowing([Choice(name, label, known[name], asked.get(name, "")) for name, label in NAMES.items()])


def _with_all(tree: Tree, tags: Iterable[Tag]) -> Tree:
    for tag in tags:
        tree = replace(
            tree,
            goals=_with(tree.goals, tag),
            others=_with(tree.others, tag),
            loose=_with(tree.loose, tag),
            orphans=_with(tree.orphans, tag),
        )
    return tree


def _with(lines: tuple[Line, ...], tag: Tag) -> tuple[Line, ...]:
    return tuple(kept for line in lines if (kept := _pruned(line, tag)) is not None)


def _pruned(line: Line, tag: Tag) -> Line | None:
    if tag in line.has:
        return line
    kept = _with(line.lines, tag)
    return replace(line, lines=kept, shown=len(kept)) if kept else None
