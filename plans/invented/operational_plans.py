"""The departments' plans: what they do this year."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from plans.invented import words
from plans.invented.base import Base
from plans.invented.mission_plans import MissionPlans
from plans.invented.record import Item, Record, edition, named


class OperationalPlans:
    def __init__(self, record: Record, base: Base, mission_plans: MissionPlans, *, activities: int) -> None:
        self.record = record
        self.base = base
        self.mission_plans = mission_plans
        self._activities_per_assignment = activities
        self._last: dict[str, list[Item]] = {}

    def adopt(self, year: int) -> None:
        for department in self.base.departments:
            decision = self.record.decide(department, date(year - 1, 12, 19), f"Verksamhetsplan {year}")
            activities = self._last[department["slug"]] = list(self._activities(department, year))
            plan = edition("operational_plan", department, range(year, year + 1), year)
            self.record.adopt(plan | {"activities": activities}, decision)

    def _activities(self, department: Item, year: int) -> Iterator[Item]:
        """Some for every assignment that the department leads, one for each that it supports."""
        last = defaultdict(list)
        for activity in self._last.get(department["slug"], []):
            last[activity["assignment"]].append(activity)
        for service in department["services"]:
            for assignment in self.mission_plans.latest[service["body"]]["assignments"]:
                wanted = self._wanted(assignment, department)
                kept = [item for item in last[assignment["thread"]] if self.record.chance(0.3)][:wanted]
                new = [self._activity(assignment) for _ in range(wanted - len(kept))]
                yield from (item | self._dates(year) for item in kept + new)

    def _wanted(self, assignment: Item, department: Item) -> int:
        if assignment["lead"] == named(department):
            return self._activities_per_assignment
        return int(named(department) in assignment["supporting"])

    def _activity(self, assignment: Item) -> Item:
        place = self.record.rng.choice(self.base.places)
        return {
            "thread": self.record.thread("activity"),
            "assignment": assignment["thread"],
            "title": f"{self.record.rng.choice(words.STEPS)} i {place['name']}",
            "text": f"En del av uppdraget ”{assignment['title']}”.",
            "unit": self.record.rng.choice(words.UNITS),
            "place": named(place),
        }

    def _dates(self, year: int) -> Item:
        starts_on = date(year, self.record.rng.randint(1, 6), 1)
        due_on = date(year, self.record.rng.randint(7, 12), 15)
        return {"starts_on": starts_on.isoformat(), "due_on": due_on.isoformat()}
