"""The investment budget: objects that are planned, begun and finished."""

from datetime import date

from plans.invented import words
from plans.invented.base import Base
from plans.invented.calendar import council_day
from plans.invented.record import EXAMPLE, Item, Record, named


class Investments:
    def __init__(self, record: Record, base: Base) -> None:
        self.record = record
        self.base = base
        self.objects: list[Item] = []
        self.states: list[Item] = []
        self.adjustments: list[Item] = []
        self._state: dict[str, str] = {}

    def budget(self, from_year: int, years: range) -> list[Item]:
        """What is not finished goes on with its number; new objects take the place of the finished."""
        kept = [item for item in self.objects if self._state[item["thread"]] != "done"]
        new = [self._object(from_year) for _ in range(max(3, len(self.base.steering)) - len(kept))]
        self.objects = [self._with_amounts(item, from_year, years) for item in kept + new]
        return self.objects

    def live_through(self, year: int) -> None:
        """Objects are finished and begun; the first of the begun takes money with it from the year before."""
        day = date(year, 3, 1)
        begun = []
        for thread in [item["thread"] for item in self.objects]:
            if self._state[thread] == "ongoing" and self.record.chance(0.3):
                self._set_state(thread, day, "done")
            elif self._state[thread] == "planned" and self.record.chance(0.5):
                self._set_state(thread, day, "ongoing")
                begun.append(thread)
        if begun:
            self._carry_over(begun[0], year)

    def _object(self, from_year: int) -> Item:
        rng = self.record.rng
        place = rng.choice(self.base.places)
        thread = self.record.thread("investment")
        self._set_state(thread, council_day(from_year), "planned")
        return {
            "thread": thread,
            "number": self.record.next_number("investment"),
            "title": f"{rng.choice(words.OBJECTS)} i {place['name']}",
            "text": "",
            "body": named(rng.choice(self.base.steering)),
            "financing": rng.choice(["tax", "tax", "tax", "fee", "development"]),
            "place": named(place),
            "amounts": {},
        }

    def _with_amounts(self, item: Item, from_year: int, years: range) -> Item:
        """Amounts for the period, the last sometimes undecided. Building plots can sell for more than they cost."""
        lowest = -5_000 if item["financing"] == "development" else 0
        amounts: dict[str, int | None] = {
            year: amount for year, amount in item["amounts"].items() if years[0] <= int(year) < from_year
        }
        for year in years:
            amounts.setdefault(str(year), self.record.rng.randrange(lowest, 20_000, 500))
        if self.record.chance(0.1):
            amounts[str(years[-1])] = None
        return item | {"amounts": amounts}

    def _set_state(self, thread: str, day: date, state: str) -> None:
        self._state[thread] = state
        row = {"investment": thread, "date": day.isoformat(), "state": state, "reason": "", "decision": None}
        self.states.append(row | EXAMPLE)

    def _carry_over(self, thread: str, year: int) -> None:
        title = f"Ombudgetering av investeringar {year}"
        self.adjustments.append(
            {
                "slug": f"ombudgetering-{year}",
                "decision": self.record.decide(self.base.council, date(year, 4, 25), title),
                "investment": thread,
                "year": year,
                "kind": "carried_over",
                "amount": self.record.rng.randrange(500, 3_000, 100),
                "financing": "",
                "reason": "Arbetet blev inte klart i tid.",
                "undoes": None,
                **EXAMPLE,
            }
        )
