"""The council's plans: prioritised goals, special assignments, frames and investments."""

from datetime import date, timedelta

from django.utils.text import slugify

from plans.invented import words
from plans.invented.base import Base, goals_of
from plans.invented.budget import Budget
from plans.invented.calendar import council_day, is_revision, period
from plans.invented.investments import Investments
from plans.invented.record import Item, Record, all_named, edition, named


class StrategicPlans:
    """`latest` is the edition in force."""

    def __init__(self, record: Record, base: Base, budget: Budget, investments: Investments) -> None:
        self.record = record
        self.base = base
        self.budget = budget
        self.investments = investments
        self.latest: Item = {"goals": [], "special_assignments": []}
        self._titles = record.deck(words.VERBS, words.SUBJECTS)

    def adopt(self, year: int) -> None:
        years, day, council = period(year), council_day(year), self.base.council
        title = f"Strategisk plan {years[0]}–{years[-1]}"
        proposal = self.record.decide(self.base.board, day - timedelta(days=14), f"Förslag: {title}")
        decision = self.record.decide(council, day, title, [proposal])
        investing = self.record.decide(council, date(year - 1, 11, 27), f"Investeringsbudget {year}")
        self.latest = edition("strategic_plan", council, years, year) | {
            "goals": [self._prioritised(goal, years) for goal in self.base.goals if goal["name"] in goals_of(year)],
            "special_assignments": self._special_assignments(year),
            "frames": self.budget.grant(year, years),
            "investments": self.investments.budget(year, years),
        }
        self.record.adopt(self.latest, decision, investment_decision=investing)
        self.budget.add_it_up(year, decision)

    def _prioritised(self, goal: Item, years: range) -> Item:
        """Under the same thread as long as it is prioritised, now and then with an addition to its wording."""
        last = next((item for item in self.latest["goals"] if item["goal"]["slug"] == goal["slug"]), None)
        wording = next(row[-1] for row in words.GOALS if slugify(row[0]) == goal["slug"])
        addition = f" Det gäller {self.record.rng.choice(words.ADDITIONS)}." if self.record.chance(0.3) else ""
        return {
            "thread": last["thread"] if last else self.record.thread("prioritised_goal"),
            "goal": named(goal),
            "wording": f"{wording}{addition}",
            "indicators": [self.record.indicator(years, last and last["indicators"][0])],
        }

    def _special_assignments(self, year: int) -> list[Item]:
        """A revision keeps them all and adds one; a new plan keeps about half."""
        kept = [
            self.record.reworded(item)
            for item in self.latest["special_assignments"]
            if is_revision(year) or self.record.chance(0.5)
        ]
        wanted = min(12, 2 + len(self.base.steering)) + is_revision(year)
        new = [self._special_assignment() for _ in range(wanted - len(kept))]
        return [item | {"number": number} for number, item in enumerate(kept + new, 1)]

    def _special_assignment(self) -> Item:
        bodies = self.base.steering
        addressed = self.record.rng.sample(bodies, self.record.rng.randint(1, min(3, len(bodies))))
        return {
            "thread": self.record.thread("special_assignment"),
            "title": next(self._titles),
            "text": "Redovisa resultatet för kommunfullmäktige.",
            "bodies": all_named(addressed),
        }
