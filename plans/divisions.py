"""How the bodies have divided their frames for one year, area by area. Everything is integer tkr, net cost."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch

from plans.models import Allocation, AllocationAmount, MissionPlan
from plans.money import MISSING, Figure, FrameHistory, FrameLedger, known_sum
from styrmodell.models import Body


@dataclass(frozen=True)
class Area:
    """One area of activity and what it gets, this year and the year before."""

    allocation: Allocation
    figure: Figure
    before: Figure

    @property
    def change(self) -> int | None:
        if self.figure.value is None or self.before.value is None:
            return None
        return self.figure.value - self.before.value

    @property
    def paid_by(self) -> str:
        return paid_by(self.allocation, self.figure)


def paid_by(area: Allocation, figure: Figure) -> str:
    """Who pays instead of the taxpayers, where a zero does not mean that there is no money; "" otherwise."""
    is_tax = area.financing == Allocation.Financing.TAX
    return "" if is_tax or figure.value != 0 else area.get_financing_display()


@dataclass(frozen=True)
class Division:
    """A body's frame and how its mission plan in force divides it; `plan` is None where there is none."""

    body: Body
    year: int
    plan: MissionPlan | None
    areas: list[Area]
    at_adoption: Figure
    """The frame as the body knew it when it adopted its plan."""
    now: Figure
    """The frame with everything that has happened to it."""

    @property
    def allocated(self) -> int | None:
        return self._sum(lambda area: area.figure)

    @property
    def allocated_before(self) -> int | None:
        return self._sum(lambda area: area.before)

    def _sum(self, of: Callable[[Area], Figure]) -> int | None:
        """None where no area that shows amounts has one."""
        showing = [area for area in self.areas if not paid_by(area.allocation, of(area))]
        return known_sum(map(of, showing or self.areas))

    @property
    def unknown(self) -> list[Area]:
        """The areas that nobody has set an amount for yet."""
        return [area for area in self.areas if area.figure.value is None]

    @property
    def left(self) -> int | None:
        """What is not allocated; None when the frame or an area is not known, or nothing is divided."""
        if self.unknown or self.allocated is None or self.at_adoption.value is None:
            return None
        return self.at_adoption.value - self.allocated

    @property
    def changed(self) -> int:
        """How much the frame has changed since the plan was adopted; 0 where that is not known."""
        if self.plan is None or self.now.value is None or self.at_adoption.value is None:
            return 0
        return self.now.value - self.at_adoption.value


def divisions(year: int, ledger: FrameLedger, body: Body | None = None) -> dict[int, Division]:
    """By the body's key, for every body with a mission plan in force, or the one that is given. Four queries."""
    plans = MissionPlan.objects.in_force(year).select_related("body", "decision__body")
    if body is not None:
        plans = plans.filter(body=body)
    areas = Allocation.objects.select_related("thread").order_by("position")
    amounts = AllocationAmount.objects.filter(year=year)
    plans = plans.prefetch_related(Prefetch("allocations", areas.prefetch_related(Prefetch("amounts", amounts))))
    before = _amounts_before(year)
    return {plan.body_id: _division(plan, year, ledger, before) for plan in plans}


def undivided(body: Body, year: int, ledger: FrameLedger) -> Division:
    """The frame of a body that has no mission plan."""
    history = FrameHistory(body, ledger)
    return Division(body, year, None, [], history.frame(year), history.effective(year))


def _amounts_before(year: int) -> dict[int, Figure]:
    """What each area had the year before, by its thread."""
    amounts = AllocationAmount.objects.filter(
        year=year - 1, allocation__plan__in=MissionPlan.objects.in_force(year - 1)
    )
    return {thread: Figure(amount) for thread, amount in amounts.values_list("allocation__thread", "amount")}


def _division(plan: MissionPlan, year: int, ledger: FrameLedger, before: dict[int, Figure]) -> Division:
    history = FrameHistory(plan.body, ledger)
    return Division(
        body=plan.body,
        year=year,
        plan=plan,
        areas=[_area(allocation, before) for allocation in plan.allocations.all()],
        at_adoption=history.effective(year, plan.decision.date if plan.decision else None),
        now=history.effective(year),
    )


def _area(allocation: Allocation, before: dict[int, Figure]) -> Area:
    figures = [Figure(row.amount) for row in allocation.amounts.all()]
    return Area(allocation, figures[0] if figures else MISSING, before.get(allocation.thread_id, MISSING))
