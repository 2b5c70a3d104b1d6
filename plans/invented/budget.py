"""The money of the bodies: frames, why they change, what happens to them during the year, and the whole."""

from collections.abc import Iterator
from datetime import date

from plans.invented.base import Base
from plans.invented.calendar import FIRST_YEAR, has_election
from plans.invented.record import EXAMPLE, SOURCED, Item, Record, in_hundreds, named

Amounts = dict[int, int | None]  # by year; tkr, None when not yet decided


class Budget:
    """`frames` are the frames in force, by the slug of the body."""

    def __init__(self, record: Record, base: Base) -> None:
        self.record = record
        self.base = base
        self.frames: dict[str, Amounts] = {body["slug"]: {} for body in base.paid}
        self.size = {body["slug"]: record.rng.randrange(20_000, 400_000, 100) for body in base.steering}
        self.adjustments: list[Item] = []
        self.totals: list[Item] = []

    def grant(self, from_year: int, years: range) -> list[Item]:
        """The frames of a strategic plan. Those of years gone by stay as they were."""
        frames = []
        for body in sorted(self.base.paid, key=lambda body: str(body["slug"])):
            granted = {year: self._frame(body, year, years) for year in years if year >= from_year}
            if body is self.base.central:
                del granted[years[-1]]  # a missing year is neither zero nor undecided
            gone = {year: amount for year, amount in self.frames[body["slug"]].items() if year < from_year}
            known = self.frames[body["slug"]] = gone | granted
            frames.append(
                {
                    "body": named(body),
                    "amounts": {str(year): amount for year, amount in known.items() if year in years},
                    "changes": [change for year in granted for change in self._changes(year, known)],
                }
            )
        return frames

    def _frame(self, body: Item, year: int, years: range) -> int | None:
        growth = 1.025 ** (year - FIRST_YEAR) * self.record.rng.uniform(0.99, 1.01)
        if body is self.base.election:
            return 300 if has_election(year) else 0
        if body is self.base.central:
            return in_hundreds(0.03 * sum(self.size.values()) * growth)
        if year == years[-1] and body in (self.base.audit, self.base.steering[-1]):
            return None
        return in_hundreds(self.size.get(body["slug"], 1_000) * growth)

    def _changes(self, year: int, known: Amounts) -> Iterator[Item]:
        """Why the year differs from the year before; sometimes a rest is left unexplained."""
        before, after = known.get(year - 1), known[year]
        if before is None or after is None:
            return
        prices, efficiency = in_hundreds(0.02 * before), -in_hundreds(0.005 * before)
        rest = after - before - prices - efficiency
        causes = [
            ("efficiency", efficiency, "Krav på effektivare arbetssätt."),
            ("prices", prices, "Löner och priser."),
            ("volume", in_hundreds(rest / 2) if self.record.chance(0.2) else rest, "Behovet har ändrats."),
        ]
        for cause, amount, text in causes:
            if amount:
                yield {"year": year, "cause": cause, "amount": amount, "text": text}

    def add_it_up(self, year: int, decision: str) -> None:
        """The budget of the whole municipality; costs are negative."""
        net_cost = sum(frame[year] or 0 for frame in self.frames.values())
        parts = {
            "taxes": in_hundreds(0.77 * net_cost),
            "grants": in_hundreds(0.25 * net_cost),
            "financial_net": -in_hundreds(0.002 * net_cost),
            "net_cost": -net_cost,
        }
        tax_rate = 2190 + self.record.rng.randrange(0, 60, 5)
        for kind, amount in (parts | {"result": sum(parts.values()), "tax_rate": tax_rate}).items():
            self._add_total(year, kind, "budget", amount, decision)

    def _add_total(self, year: int, kind: str, basis: str, amount: int, decision: str | None) -> None:
        total = {"year": year, "kind": kind, "basis": basis, "amount": amount, "decision": decision}
        self.totals.append(total | SOURCED)

    def live_through(self, year: int, mission_plans: dict[str, Item]) -> None:
        self._compensate_for_pay(year)
        self._move_money(year, mission_plans)
        self._add_total(year, "population", "outcome", 9_000 + 40 * (year - FIRST_YEAR), None)

    def _compensate_for_pay(self, year: int) -> None:
        decision = self.record.decide(self.base.council, date(year, 5, 10), f"Lönekompensation {year}")
        for body in self.base.steering:
            amount = in_hundreds(0.005 * self.size[body["slug"]])
            self._adjust(decision, year, "pay", body, self.base.central, amount)

    def _move_money(self, year: int, mission_plans: dict[str, Item]) -> None:
        """One body gets more than planned; what another has not handed out comes with it."""
        title = f"Tilläggsanslag och omfördelning {year}"
        decision = self.record.decide(self.base.council, date(year, 5, 24), title)
        receiver = self.record.rng.choice(self.base.steering)
        extra = self.record.rng.randrange(500, 3_000, 100)
        self._adjust(decision, year, "supplementary", receiver, None, extra)
        for giver in self.base.steering:
            spare = self._not_handed_out(giver, year, mission_plans[giver["slug"]])
            if spare and giver is not receiver:
                self._adjust(decision, year, "reallocation", receiver, giver, spare)
                return

    def _not_handed_out(self, body: Item, year: int, mission_plan: Item) -> int:
        handed_out = sum(area["amounts"][str(year)] for area in mission_plan["areas"])
        return (self.frames[body["slug"]][year] or 0) - handed_out

    def _adjust(self, decision: str, year: int, kind: str, body: Item, source_body: Item | None, amount: int) -> None:
        reasons = {
            "supplementary": "Fler behöver stöd än väntat.",
            "reallocation": "Pengarna gör mer nytta här.",
            "pay": "Årets löneavtal.",
        }
        self.adjustments.append(
            {
                "slug": f"{kind}-{body['slug']}-{year}",
                "decision": decision,
                "year": year,
                "kind": kind,
                "body": body["slug"],
                "source_body": source_body and source_body["slug"],
                "amount": amount,
                "financing": "" if source_body else "Lägre budgeterat resultat.",
                "reason": reasons[kind],
                "undoes": None,
                **EXAMPLE,
            }
        )
