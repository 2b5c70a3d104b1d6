"""How the bodies have divided their frames for one year, area by area. Everything is integer tkr, net cost."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from plans.branches import listed
from plans.models import Allocation, AllocationAmount, MissionPlan
from plans.models.plan import speaking_for
from plans.money import MISSING, Figure, FrameHistory, FrameLedger, known_sum
from styrmodell.models import Body, cited
from styrmodell.typography import in_running_text

NOT_SHOWN: Mapping[int, Figure] = {}


@dataclass(frozen=True)
class Area:
    """One area of activity and what it gets, this year and the year before."""

    allocation: Allocation
    public_id: str
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
    def why_nothing_is_left(self) -> str:
        """ "beloppen för förskola och gymnasieskola inte är beslutade"; "kända" where some is missing."""
        names = listed(in_running_text(area.allocation.name) for area in self.unknown)
        is_decision = all(area.figure.kind == "undecided" for area in self.unknown)
        if len(self.unknown) == 1:
            return f"beloppet för {names} inte är {'beslutat' if is_decision else 'känt'}"
        return f"beloppen för {names} inte är {'beslutade' if is_decision else 'kända'}"

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


DIVIDED = (
    "first_year", "last_year", "revision", "is_example", *cited("decision"),
    *(f"body__{name}" for name in ("name", "slug", "kind", "position")),
)  # fmt: skip
"""What is told of a plan that divides a frame."""


def divisions(
    year: int, ledger: FrameLedger, body: Body | None = None, *, before: Mapping[int, Figure] = NOT_SHOWN
) -> dict[int, Division]:
    """By the body's key, for every body with a mission plan in force, or the one that is given. Two queries.

    `before` is what each area had the year before, where that is shown.
    """
    plans = MissionPlan.objects.in_force(year).select_related("body", "decision__body").only(*DIVIDED)
    if body is not None:
        plans = plans.filter(body=body)
    areas = _areas([plan.pk for plan in plans], year, before)
    return {plan.body_id: _division(plan, areas[plan.pk], year, ledger) for plan in plans}


def _areas(plans: Iterable[int], year: int, before: Mapping[int, Figure]) -> dict[int, list[Area]]:
    """By plan, in its order."""
    allocations = Allocation.objects.filter(plan__in=plans).with_amount(year).annotate(public_id=F("thread__public_id"))
    areas: dict[int, list[Area]] = defaultdict(list)
    for allocation in allocations.order_by("position"):
        last = before.get(allocation.thread_id, MISSING)
        areas[allocation.plan_id].append(Area(allocation, allocation.public_id, figure_of(allocation), last))
    return areas


def figure_of(area: Allocation) -> Figure:
    """Needs `with_amount`."""
    return MISSING if area.amount_year is None else Figure(area.amount)


def undivided(body: Body, year: int, ledger: FrameLedger) -> Division:
    """The frame of a body that has no mission plan."""
    history = FrameHistory(body, ledger)
    return Division(body, year, None, [], history.frame(year), history.effective(year))


def amounts_of(year: int) -> dict[int, Figure]:
    """What each area has in the year, by its thread. One query."""
    amounts = AllocationAmount.objects.filter(year=year, allocation__plan__in=speaking_for(MissionPlan, year))
    return {thread: Figure(amount) for thread, amount in amounts.values_list("allocation__thread", "amount")}


def _division(plan: MissionPlan, areas: list[Area], year: int, ledger: FrameLedger) -> Division:
    history = FrameHistory(plan.body, ledger)
    return Division(
        body=plan.body,
        year=year,
        plan=plan,
        areas=areas,
        at_adoption=history.effective(year, plan.decision.date if plan.decision else None),
        now=history.effective(year),
    )
