"""Mina ärenden: what is mine, what waits for me, what is due and what to mend."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from plans import checklist, revisions
from plans.access import Access
from plans.admin import officials
from plans.admin.officials import path_of
from plans.admin.parts import slug_of
from plans.before_decision import lying
from plans.editions import number_in_work
from plans.models import MissionPlan, OperationalPlan, Plan, PlanEvent, Role, StrategicPlan
from plans.models.plan import OPEN_STATES
from styrmodell.models import Decision, Department, SteeringModel

KINDS: tuple[type[Any], ...] = (StrategicPlan, MissionPlan, OperationalPlan)
REMEMBERED = 8


@dataclass(frozen=True)
class Matter:
    """One plan on the desk: what it is, where it lies and what there is to do."""

    plan: Plan
    url: str
    todo: str
    is_mine: bool


@dataclass(frozen=True)
class Beginning:
    """A plan that can be begun with one button; `fields` are what the button sends."""

    title: str
    explanation: str
    fields: dict[str, str]


def page(request: HttpRequest, access: Access) -> HttpResponse:
    """The first page for officials."""
    lies = lying.lying(access)
    matters = _matters(access)
    events = _events(access)
    number_in_work([*(matter.plan for matter in matters), *(event.plan for event, _ in events)])
    before_decision = [matter.plan for matter in lies.matters]
    return render(
        request,
        "admin/desk.html",
        officials.context(
            request,
            title="Mina ärenden",
            roles=access.roles,
            lying=lies,
            waiting=[matter for matter in matters if matter.is_mine],
            others=[matter for matter in matters if not matter.is_mine and matter.plan not in before_decision],
            beginnings=_beginnings(access),
            unadjusted=_unadjusted(access),
            events=events,
            is_steward=access.is_steward,
        ),
    )


def _matters(access: Access) -> list[Matter]:
    found = []
    for kind in KINDS:
        open_plans = (
            access.visible(kind).filter(state__in=OPEN_STATES).select_related(kind.OWNER).order_by("from_year", "pk")
        )
        writable = set(access.writable(kind).values_list("pk", flat=True))
        decidable = set(access.decidable(kind).values_list("pk", flat=True))
        for plan in open_plans:
            is_mine = plan.pk in writable or plan.pk in decidable
            todo = _todo(plan, writes=plan.pk in writable, decides=plan.pk in decidable)
            found.append(Matter(plan, path_of(plan), todo, is_mine))
    return found


def _todo(plan: Plan, *, writes: bool, decides: bool) -> str:
    if writes and plan.state == Plan.State.DRAFT:
        checked = checklist.check(plan, on=timezone.localdate())
        if checked.is_ready:
            return "Klar att föreslå."
        parts = [
            f"{len(checked.errors)} att rätta" if checked.errors else "",
            f"{len(checked.unanswered)} att svara på" if checked.unanswered else "",
        ]
        return f"{' och '.join(filter(None, parts))}."
    is_operational = isinstance(plan, OperationalPlan)
    if writes:
        return f"Skriv in ändringarna och {'fastställ planen' if is_operational else 'för in beslutet'}."
    if decides:
        return f"Väntar på beslut: {'fastställ planen' if is_operational else 'för in vad protokollet säger'}."
    return "Skrivs." if plan.state == Plan.State.DRAFT else "Väntar på beslut."


def _beginnings(access: Access) -> list[Beginning]:
    """The next edition of each plan in force that the person writes, unless somebody has begun it."""
    steering = SteeringModel.objects.first()
    if steering is None:
        return []
    found = []
    for kind in (StrategicPlan, MissionPlan):
        begun = set(kind._default_manager.open().values_list(kind.OWNER, "from_year", "first_year"))
        latest: dict[int, Any] = {}
        for plan in access.revisable(kind).select_related(kind.OWNER).order_by("sequence"):
            latest[plan.owner.pk] = plan
        for owner, plan in latest.items():
            after = revisions.after(plan)
            is_begun = (owner, after["from_year"], after["first_year"]) in begun
            if not is_begun and plan.owner.exists_in(after["from_year"]):
                found.append(_next_edition(plan))
    return found + _operational(access, steering.shown_year)


def _next_edition(plan: Plan) -> Beginning:
    return Beginning(
        f"Börja på nästa års {plan.OWNED}",
        f"{plan.owner}: från {plan.edition.lower()}, med varje rad att behålla, ändra eller avsluta.",
        {"sort": slug_of(plan), "plan": str(plan.pk)},
    )


def _operational(access: Access, year: int) -> list[Beginning]:
    """The department's plan for the year after its latest."""
    found = []
    departments = Department.objects.filter(pk__in=access.departments_of(Role.Kind.EDITOR))
    for department in departments.order_by("position", "slug"):
        plans = OperationalPlan.objects.filter(department=department).exclude(state__in=["rejected", "withdrawn"])
        latest = plans.order_by("-from_year").first()
        if latest is not None and latest.is_open:
            continue
        wanted = latest.from_year + 1 if latest else year
        if department.exists_in(wanted):
            found.append(
                Beginning(
                    f"Börja på verksamhetsplanen för {wanted}",
                    f"{department}: från uppdragen som förvaltningen har det året.",
                    {"forvaltning": department.slug, "ar": str(wanted)},
                )
            )
    return found


def _unadjusted(access: Access) -> list[Decision]:
    """Decisions whose minutes nobody has said are adjusted, by bodies that the person keeps the minutes of."""
    lately = timezone.localdate() - timedelta(days=365)
    kept = Decision.objects.filter(body__in=access.bodies(Role.Kind.SECRETARY), adjusted_on=None, date__gte=lately)
    return list(kept.select_related("body").order_by("-date")[:REMEMBERED])


def _events(access: Access) -> list[tuple[PlanEvent, str]]:
    """What has happened lately with the plans that the person can see and that are somebody's of theirs."""
    mine = Q()
    for kind, field in zip(KINDS, ("strategic_plan", "mission_plan", "operational_plan"), strict=True):
        seen = access.visible(kind).exclude(origin="import", state="adopted")
        mine |= Q(**{f"{field}__in": seen.values("pk")})
    events = PlanEvent.objects.filter(mine).select_related(
        "by", "strategic_plan__body", "mission_plan__body", "operational_plan__department"
    )
    return [(event, path_of(event.plan)) for event in events.order_by("-at", "-pk")[:REMEMBERED]]
