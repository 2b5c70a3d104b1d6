"""The bodies' plans: objectives, areas of activity and their money, assignments."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from plans.invented import words
from plans.invented.base import Base
from plans.invented.calendar import mission_period
from plans.invented.record import Item, Record, all_named, edition, in_hundreds, named, threads_of
from plans.invented.strategic_plans import StrategicPlans


class MissionPlans:
    """`latest` are the editions in force, by the slug of the body."""

    def __init__(
        self, record: Record, base: Base, strategic_plans: StrategicPlans, *, objectives: int, assignments: int
    ) -> None:
        self.record = record
        self.base = base
        self.strategic_plans = strategic_plans
        self.latest: dict[str, Item] = {}
        self._objectives_per_body = objectives
        self._assignments_per_objective = assignments
        self._objective_titles = record.deck(words.GROUPS, words.OUTCOMES)
        self._assignment_titles = record.deck(words.VERBS, words.SUBJECTS)

    def adopt(self, year: int) -> None:
        years = mission_period(year)
        for number, body in enumerate(self.base.steering):
            day = date(year - 1, 12, 1 + 16 * number // len(self.base.steering))
            decision = self.record.decide(body, day, f"Uppdragsplan {years[0]}–{years[-1]}")
            plan = self.latest[body["slug"]] = self._plan(body, year, years)
            self.record.adopt(plan, decision)

    def _plan(self, body: Item, year: int, years: range) -> Item:
        last = self.latest.get(body["slug"], {"objectives": [], "areas": [], "assignments": []})
        objectives = self._objectives(last["objectives"], years)
        areas = self._areas(body, last["areas"], year, years)
        return edition("mission_plan", body, years, year) | {
            "responsibility": body["responsibility"],
            "objectives": objectives,
            "areas": areas,
            "assignments": self._assignments(body, last["assignments"], threads_of(areas), objectives),
        }

    # Objectives

    def _objectives(self, last: list[Item], years: range) -> list[Item]:
        """Most live on. Those whose goal is no longer prioritised end, and a few others; new ones follow them."""
        goals = [item["goal"] for item in self.strategic_plans.latest["goals"]]
        kept = [
            self.record.reworded(item)
            | {"indicators": [self.record.indicator(years, indicator) for indicator in item["indicators"]]}
            for item in last
            if item["goal"] in goals and self.record.chance(0.9)
        ]
        ended = [item["thread"] for item in last if item["thread"] not in threads_of(kept)]
        new = [self._objective(goals, years, thread if self.record.chance(0.5) else None) for thread in ended]
        first = [self._objective(goals, years) for _ in range(self._objectives_per_body - len(last))]
        return kept + new + first

    def _objective(self, goals: Sequence[Item], years: range, continues: str | None = None) -> Item:
        goal, *indirect = self.record.rng.sample(goals, self.record.rng.randint(1, 3))
        return {
            "thread": self.record.thread("objective", continues),
            "goal": goal,
            "indirect_goals": all_named(indirect),
            "title": next(self._objective_titles),
            "text": "Nämnden följer upp målet två gånger om året.",
            "indicators": [self.record.indicator(years)],
        }

    # Areas of activity

    def _areas(self, body: Item, last: list[Item], from_year: int, years: range) -> list[Item]:
        """The frame handed out, for the years that have one. The amounts of years gone by stay as they were."""
        areas = last or self._new_areas(body)
        amounts = [
            {year: amount for year, amount in area["amounts"].items() if years[0] <= int(year) < from_year}
            for area in areas
        ]
        for year, frame in self.strategic_plans.budget.frames[body["slug"]].items():
            if from_year <= year <= years[-1]:
                for by_year, amount in zip(amounts, self._shares(frame, areas), strict=True):
                    by_year[str(year)] = amount
        return [area | {"amounts": by_year} for area, by_year in zip(areas, amounts, strict=True)]

    def _new_areas(self, body: Item) -> list[Item]:
        """Three that cost money; some bodies also have one paid by fees, or one that brings in money."""
        number = self.base.steering.index(body)
        areas = [(name, "tax") for name in self.record.rng.sample(words.AREAS, 3)]
        areas += [("Vatten och avlopp", "fee")] * (number % 4 == 1)
        areas += [("Uthyrning av lokaler", "internal")] * (number % 3 == 0)
        return [
            {"thread": self.record.thread("area"), "name": name, "financing": financing, "text": "", "amounts": {}}
            for name, financing in areas
        ]

    def _shares(self, frame: int | None, areas: Sequence[Item]) -> list[int | None]:
        """What each area gets. The first takes what the others leave; sometimes a part is kept for later."""
        if frame is None:
            return [None] * len(areas)
        left = frame - (in_hundreds(0.01 * frame) if self.record.chance(0.3) else 0)
        shares = {"tax": 0.3, "fee": 0.0, "internal": -0.01}
        others = [in_hundreds(shares[area["financing"]] * frame) for area in areas[1:]]
        return [left - sum(others), *others]

    # Assignments

    def _assignments(self, body: Item, last: list[Item], areas: set[str], objectives: list[Item]) -> list[Item]:
        """Those that still have a reason live on; new ones fill the objectives and answer the council."""
        special = self.strategic_plans.latest["special_assignments"]
        asked = [item["thread"] for item in special if named(body) in item["bodies"]]
        kept = list(self._kept(last, threads_of(objectives), asked))
        answered = {item["answers"] for item in kept}
        reasons = [
            *self._unfilled(objectives, kept),
            *[(None, thread) for thread in asked if thread not in answered and self.record.chance(0.7)],
        ]
        return kept + [self._assignment(body, sorted(areas), *reason) for reason in reasons]

    def _kept(self, last: list[Item], objectives: set[str], asked: list[str]) -> Iterator[Item]:
        for item in last:
            objective = item["objective"] if item["objective"] in objectives else None
            answers = item["answers"] if item["answers"] in asked else None
            if (objective or answers) and self.record.chance(0.9):
                yield self.record.reworded(item) | {"objective": objective, "answers": answers}

    def _unfilled(self, objectives: list[Item], kept: list[Item]) -> Iterator[tuple[str, None]]:
        """One objective for each assignment that it lacks; now and then one waits a year for its first."""
        carried = Counter(item["objective"] for item in kept)
        for thread in [objective["thread"] for objective in objectives]:
            if carried[thread] or self.record.chance(0.95):
                yield from [(thread, None)] * (self._assignments_per_objective - carried[thread])

    def _assignment(self, body: Item, areas: list[str], objective: str | None, answers: str | None) -> Item:
        departments = self.base.departments_of(body)
        lead, *supporting = self.record.rng.sample(departments, self.record.rng.randint(1, len(departments)))
        return {
            "thread": self.record.thread("assignment"),
            "objective": objective,
            "answers": answers,
            "title": next(self._assignment_titles),
            "text": "Förvaltningen väljer själv arbetssätt.",
            "lead": named(lead),
            "supporting": all_named(supporting),
            "areas": [self.record.rng.choice(areas)],
        }
