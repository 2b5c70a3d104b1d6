"""Money typed in a grid: areas or bodies down, years across, summed by the server as one types."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from plans import drafts, money
from plans.admin import officials
from plans.admin.fields import amount, written
from plans.admin.officials import Asked, asked_plan, path_of, require
from plans.models import AllocationAmount, BudgetFrame, MissionPlan, Plan, StrategicPlan
from plans.money import MISSING, Figure
from plans.undecided import UNDECIDED
from plans.workflow import Refused
from styrmodell import typography
from styrmodell.models import Body


@dataclass(frozen=True)
class Cell:
    """What stands in one place of the grid: the text as typed, the amount it means, or why it means none."""

    name: str
    text: str
    figure: Figure
    error: str = ""


@dataclass(frozen=True)
class Line:
    id: str
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Column:
    """What a year comes to; tkr. `left` is None where there is no frame to compare with."""

    year: int
    total: Figure
    frame: Figure
    left: int | None

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def left_text(self) -> str:
        return "" if self.left is None else typography.tkr(self.left)

    @property
    def total_text(self) -> str:
        return money.WITHOUT_NUMBER.get(self.total.kind) or f"{self.total.text} tkr"


class Grid:
    """The amounts of a plan as they are typed; `errors` are the cells that mean no amount."""

    def __init__(self, plan: Plan, posted: QueryDict | None = None) -> None:
        self.plan = plan
        self.years = list(range(plan.from_year, plan.last_year + 1))
        self.stored = {(row.owner, row.year): Figure(row.amount) for row in _rows(plan)}
        self.lines = [
            Line(key, label, [self._cell(key, year, posted) for year in self.years]) for key, label in _lines(plan)
        ]
        self.columns = [self._column(index, year) for index, year in enumerate(self.years)]

    def _cell(self, key: str, year: int, posted: QueryDict | None) -> Cell:
        name = f"b-{key}-{year}"
        stored = self.stored.get((key, year), MISSING)
        is_theirs = posted is None or posted.get(f"valj-{name}") == "deras"
        text = written(stored) if posted is None or is_theirs else posted.get(name, "")
        try:
            return Cell(name, text, amount(text))
        except ValidationError as error:
            return Cell(name, text, MISSING, error.messages[0])

    def _column(self, index: int, year: int) -> Column:
        total = money.sum_of([line.cells[index].figure for line in self.lines])
        frame = _frame(self.plan, year)
        return Column(year, total, frame, None if frame.value is None else frame.value - (total.value or 0))

    @property
    def errors(self) -> list[Cell]:
        return [cell for line in self.lines for cell in line.cells if cell.error]

    @property
    def is_over(self) -> bool:
        return any(column.is_over for column in self.columns)

    @property
    def fingerprint(self) -> str:
        return drafts.fingerprint({f"{key} {year}": written(figure) for (key, year), figure in self.stored.items()})

    def changed(self) -> list[tuple[str, str, int, Figure]]:
        """The cells that say something else than what is stored: line, label, year and what they say."""
        return [
            (line.id, line.label, year, cell.figure)
            for line in self.lines
            for year, cell in zip(self.years, line.cells, strict=True)
            if cell.figure != self.stored.get((line.id, year), MISSING)
        ]


@dataclass(frozen=True)
class Row:
    owner: str
    year: int
    amount: int | None


def _rows(plan: Plan) -> list[Row]:
    """What is stored for the years of the grid, and for those before."""
    rows: QuerySet[Any]
    if isinstance(plan, MissionPlan):
        rows = AllocationAmount.objects.filter(allocation__plan=plan)
        return [Row(*row) for row in rows.values_list("allocation__thread__public_id", "year", "amount")]
    rows = BudgetFrame.objects.filter(plan_id=plan.pk)
    return [Row(*row) for row in rows.values_list("body__slug", "year", "amount")]


def _lines(plan: Plan) -> list[tuple[str, str]]:
    """The areas; or the bodies that can have a frame, and those given one before they were to end."""
    if isinstance(plan, MissionPlan):
        areas = plan.allocations.select_related("thread").order_by("position", "pk")
        return [(area.thread.public_id, area.name) for area in areas]
    existing = Body.objects.existing_in(plan.from_year).exclude(kind=Body.Kind.COMPANY)
    given = BudgetFrame.objects.filter(plan_id=plan.pk, year__gte=plan.from_year)
    bodies = Body.objects.filter(Q(pk__in=existing.values("pk")) | Q(pk__in=given.values("body")))
    return [(body.slug, body.name) for body in bodies.order_by("position", "slug")]


def _frame(plan: Plan, year: int) -> Figure:
    """What the body may spend; missing for the frames themselves."""
    if not isinstance(plan, MissionPlan):
        return MISSING
    if "frame_history" not in plan.__dict__:
        plan.__dict__["frame_history"] = money.FrameHistory(plan.body)
    history: money.FrameHistory = plan.__dict__["frame_history"]
    return history.effective(year, timezone.localdate())


def _has_grid(plan: Plan) -> bool:
    return isinstance(plan, MissionPlan | StrategicPlan)


@officials.writing
def grid(request: Asked, kind: str, pk: int) -> HttpResponse:
    """The whole grid; saved when every cell is right."""
    plan = asked_plan(request, kind, pk)
    if not _has_grid(plan):
        raise Http404("Planen har inga pengar att fördela.")
    officials.require_writing(request, plan)
    if request.method != "POST":
        return _page(request, plan, Grid(plan))
    try:
        with drafts.writing(plan, by=request.user):
            typed = Grid(plan, request.POST)
            is_stale = request.POST.get("opened") != typed.fingerprint
            if not is_stale and not typed.errors:
                _write(plan, typed)
    except Refused as refused:
        raise officials.Frozen(plan) from refused
    if is_stale:
        return _page(request, plan, typed, is_stale=True, status=409)
    if typed.errors:
        return _page(request, plan, typed, status=422)
    messages.success(request, "Beloppen är sparade.")
    return redirect(path_of(plan, "plan_grid") if "stanna" in request.POST else path_of(plan) + "#fordelning")


@officials.posting
def sums(request: Asked, kind: str, pk: int) -> HttpResponse:
    """The sums of what is typed so far; nothing is saved."""
    plan = asked_plan(request, kind, pk)
    if not _has_grid(plan):
        raise Http404("Planen har inga pengar att fördela.")
    require(request.access.may_write(plan), request)
    return render(request, "admin/plans/grid_sums.html", {"grid": Grid(plan, request.POST), "plan": plan})


def _page(request: HttpRequest, plan: Plan, shown: Grid, *, is_stale: bool = False, status: int = 200) -> HttpResponse:
    title = "Fördelning av ramen" if isinstance(plan, MissionPlan) else "Driftramar"
    return render(
        request,
        "admin/plans/grid.html",
        officials.context(
            request,
            title=title,
            plan=plan,
            grid=shown,
            opened=shown.fingerprint,
            is_stale=is_stale,
            changed=[
                (
                    f"valj-b-{key}-{year}",
                    f"{label} {year}",
                    written(shown.stored.get((key, year), MISSING)) or "inget",
                    written(figure) or "inget",
                )
                for key, label, year, figure in shown.changed()
            ]
            if is_stale
            else [],
            undecided=UNDECIDED,
            is_mission=isinstance(plan, MissionPlan),
            back=path_of(plan),
            sums_url=path_of(plan, "plan_grid_sums"),
            crumbs=officials.crumbs(plan, title),
        ),
        status=status,
    )


def _write(plan: Any, typed: Grid) -> None:
    for key, _, year, figure in typed.changed():
        if isinstance(plan, MissionPlan):
            rows: Any = AllocationAmount.objects.filter(allocation__plan=plan)
            owner: dict[str, Any] = {"allocation": plan.allocations.get(thread__public_id=key)}
        else:
            rows = BudgetFrame.objects.filter(plan=plan)
            owner = {"plan": plan, "body": Body.objects.get(slug=key)}
        if figure.kind == "missing":
            rows.filter(**owner, year=year).delete()
        else:
            rows.update_or_create(**owner, year=year, defaults={"amount": figure.value})
