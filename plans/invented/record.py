"""What the municipality has decided so far, and the chance that decides."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, product
from string import ascii_lowercase, digits
from typing import Any

from plans.invented import words

Item = dict[str, Any]

EXAMPLE = {"is_example": True}
SOURCED = {"source": "Påhittat exempel", "is_example": True}


def named(thing: Item) -> Item:
    return {"slug": thing["slug"], "name": thing["name"]}


def all_named(things: Iterable[Item]) -> list[Item]:
    return sorted(map(named, things), key=lambda reference: str(reference["slug"]))


def lifetime(valid_from: date | None = None, valid_to: date | None = None) -> Item:
    return {
        "valid_from": valid_from and valid_from.isoformat(),
        "valid_to": valid_to and valid_to.isoformat(),
    }


def threads_of(items: Iterable[Item]) -> set[str]:
    return {item["thread"] for item in items}


def in_hundreds(amount: float) -> int:
    return 100 * round(amount / 100)


class Record:
    """Every decision, thread and plan, in the order they were made."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.decisions: list[Item] = []
        self.threads: list[Item] = []
        self.plans: list[Item] = []
        self._numbers: Counter[tuple[str, int]] = Counter()

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def deck(self, *parts: Sequence[str]) -> Iterator[str]:
        """Every combination of the parts once, in random order, and then again."""
        combinations = [" ".join(combination) for combination in product(*parts)]
        self.rng.shuffle(combinations)
        return cycle(combinations)

    def reworded(self, item: Item) -> Item:
        """The same item; for one in five with another title."""
        if not self.chance(0.2):
            return item
        title = item["title"].partition(" – ")[0]
        return item | {"title": f"{title} – {self.rng.choice(words.ADDITIONS)}"}

    def thread(self, kind: str, continues: str | None = None) -> str:
        public_id = self.rng.choice(ascii_lowercase) + "".join(self.rng.choices(ascii_lowercase + digits, k=9))
        self.threads.append({"id": public_id, "kind": kind, "continues": continues})
        return public_id

    def next_number(self, series: str, year: int = 0) -> int:
        self._numbers[series, year] += 1
        return self._numbers[series, year]

    def decide(self, maker: Item, day: date, title: str, prepared_by: Sequence[str] = ()) -> str:
        """The slug of a new decision, by a body or by the head of a department on delegation."""
        is_body = "services" not in maker
        number = self.next_number(maker["slug"], day.year)
        self.decisions.append(
            {
                "slug": f"{maker['slug']}-{day}-{number}",
                "title": title,
                "summary": "",
                "body": maker["slug"] if is_body else None,
                "department": None if is_body else maker["slug"],
                "date": day.isoformat(),
                "paragraph": f"§ E{number}" if is_body else "",
                "diary_number": f"EXEMPEL {day.year}:{self.next_number('diary', day.year):02d}",
                "minutes_url": "",
                "adjusted_on": (day + timedelta(days=8)).isoformat() if is_body else None,
                "prepared_by": list(prepared_by),
                "corrects": None,
                "revokes": None,
                **SOURCED,
            }
        )
        return str(self.decisions[-1]["slug"])

    def adopt(self, document: Item, decision: str, **more: str) -> None:
        self.plans.append({"state": "adopted", "decision": decision, **more, "document": document})

    def indicator(self, years: range, last: Item | None = None) -> Item:
        """The same indicator as `last` for other years, or a new one. Targets rise by one percent a year."""
        if last is None:
            level = self.rng.randrange(30, 60) - years[0]
            last = {"thread": self.thread("indicator"), "title": self.rng.choice(words.MEASURES), "unit": "procent"}
        else:
            year, value = next(iter(last["targets"].items()))
            level = int(value) - int(year)
        targets: dict[str, str | None] = {str(year): str(level + year) for year in years}
        if self.chance(0.2):
            targets[str(years[-1])] = None
        return last | {"targets": targets}


def edition(kind: str, owner: Item, years: range, from_year: int) -> Item:
    """What the documents of the three kinds of plan begin with."""
    return {
        "format": 1,
        "kind": kind,
        "owner": named(owner),
        "first_year": years[0],
        "last_year": years[-1],
        "from_year": from_year,
        **EXAMPLE,
        "introduction": f"Planen visar vad {owner['name']} vill nå, och vem som gör vad.",
    }
