"""A search as its address has it, and the ways to narrow it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet

from plans.choices import Option
from plans.models.search import SearchEntry
from styrmodell.models import Body, Place


@dataclass(frozen=True)
class Asked:
    """What is not chosen is empty. `address` is that of the page, `body` and `place` are slugs, `page` is from 1."""

    address: str
    text: str = ""
    level: str = ""
    body: str = ""
    place: str = ""
    year: int | None = None
    page: int = 1

    def url(self, **changes: Any) -> str:
        """The address of the same search but for the changes, from its first page."""
        asked = replace(self, **{"page": 1, **changes})
        page = [("sida", asked.page)] if asked.page > 1 else []
        return f"{self.address}?{urlencode([('q', asked.text), *asked.kept, *page])}"

    @property
    def kept(self) -> list[tuple[str, Any]]:
        """What is chosen beside the words, by name in the address."""
        chosen = {"niva": self.level, "organ": self.body, "ort": self.place, "ar": self.year}
        return [(name, value) for name, value in chosen.items() if value]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kept)


class Row(NamedTuple):
    """What is weighed of an entry."""

    pk: int
    level: str
    thing: str
    title_stems: str
    from_year: int
    last_year: int
    body: int | None
    place: int | None

    @staticmethod
    def of(entries: QuerySet[SearchEntry]) -> list["Row"]:
        fields = ("pk", "level", "thing", "title_stems", "from_year", "last_year", "body_id", "place_id")
        return [Row._make(values) for values in entries.values_list(*fields)]

    def spoke_in(self, year: int) -> bool:
        return self.from_year <= year <= self.last_year


class Narrowing:
    """The choices made and open to a search among the rows that it found. Unknown choices count as not made."""

    def __init__(self, asked: Asked, rows: list[Row], planned: range) -> None:
        bodies, places = _named(Body), _named(Place)
        self.labels: dict[str, dict[Any, str]] = {
            "level": {value: str(label).capitalize() for value, label in SearchEntry.Level.choices},
            "body": {slug: name for slug, _, name in bodies},
            "place": {slug: name for slug, _, name in places},
            "year": {year: str(year) for year in planned},
        }
        body_of = {pk: slug for slug, pk, _ in bodies}
        place_of = {pk: slug for slug, pk, _ in places}
        self._values: dict[str, Callable[[Row], Iterable[Any]]] = {
            "level": lambda row: [row.level],
            "body": lambda row: [body_of.get(row.body or 0, "")],
            "place": lambda row: [place_of.get(row.place or 0, "")],
            "year": lambda row: range(max(row.from_year, planned.start), min(row.last_year + 1, planned.stop)),
        }
        self.asked = replace(
            asked,
            level=asked.level if asked.level in self.labels["level"] else "",
            body=asked.body if asked.body in self.labels["body"] else "",
            place=asked.place if asked.place in self.labels["place"] else "",
            year=asked.year if asked.year in self.labels["year"] else None,
        )
        self._rows = rows

    def rows(self, *, but: str = "") -> list[Row]:
        """Those that fit all the choices, or all but one."""
        chosen = [(self._values[way], getattr(self.asked, way)) for way in self.labels if way != but]
        made = [(values, choice) for values, choice in chosen if choice]
        return [row for row in self._rows if all(choice in values(row) for values, choice in made)]

    def levels(self) -> list[Option]:
        """Empty where there is nothing to choose between, like the others."""
        return self._worth_showing(self._options("level"))

    def others(self) -> list[tuple[str, list[Option]]]:
        """Body, place and year, each with its label."""
        made = [(label, self._options(way)) for way, label in (("body", "Organ"), ("place", "Ort"), ("year", "År"))]
        return [(label, options) for label, options in made if self._worth_showing(options)]

    @staticmethod
    def _worth_showing(options: list[Option]) -> list[Option]:
        return options if len(options) > 2 or not options[0].is_current else []

    def _options(self, way: str) -> list[Option]:
        rows = self.rows(but=way)
        things = {(row.thing, value) for row in rows for value in self._values[way](row)}
        counts = Counter(value for _, value in things)
        chosen = getattr(self.asked, way)
        every = Option("Alla", self.asked.url(**{way: None}), not chosen, len({row.thing for row in rows}))
        return [every] + [
            Option(label, self.asked.url(**{way: value}), value == chosen, counts[value])
            for value, label in self.labels[way].items()
            if counts[value] or value == chosen
        ]


def _named(model: type[Body] | type[Place]) -> list[tuple[str, int, str]]:
    return list(model._default_manager.order_by("position", "slug").values_list("slug", "pk", "name"))
