from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from plans import administration, chain, citation
from plans.branches import counted
from plans.chain import Step
from plans.editions import Editions
from plans.models import Activity, Assignment, OperationalPlan, Plan, StrategicPlan
from plans.years import ShownYear, shown
from styrmodell.context import steering_of
from styrmodell.models import Body, Department
from styrmodell.publication import public
from styrmodell.typography import in_running_text


@dataclass(frozen=True)
class ActivityText:
    id: str
    title: str
    text: str
    url: str
    facts: str


@dataclass(frozen=True)
class Task:
    """One assignment and what is done for it; nothing when the department has left it aside."""

    assignment: Assignment
    url: str
    objective_url: str
    activities: list[ActivityText] = field(default_factory=list)


@dataclass(frozen=True)
class FromBody:
    body: Body
    heading: str
    tasks: list[Task]


@public
def operational_plan(request: HttpRequest, slug: str, period: str, revision: int | None = None) -> HttpResponse:
    """The latest confirmed edition for the year, or one very revision of it."""
    steering = steering_of(request)
    department = get_object_or_404(Department, slug=slug)
    editions = Editions(OperationalPlan.objects.filter(department=department), shown(steering, None).year)
    plan = editions.asked_for(period, revision)
    this_year = shown(steering, plan.from_year)
    activities = list(plan.activities.select_related("thread", "place", "assignment").order_by("position"))
    sections = _sections(department, activities, this_year)
    return render(
        request,
        "operational_plans/operational_plan.html",
        {
            "plan": plan,
            "revision": revision,
            "department": department,
            "department_url": this_year.url("department", department.slug),
            "standing": editions.standing(plan),
            "editions": editions.lines(plan),
            "seal_text": editions.seal_text(plan),
            "changes_url": plan.changes_url if editions.before(plan) else "",
            "citation": citation.of_plan(request, plan),
            "sections": sections,
            "contents": _contents(plan, sections),
            "steps": _steps(steering.vision if steering else "", plan, sections, this_year),
            "year": plan.from_year,
            "crumbs": [
                {"label": "Förvaltningar", "url": this_year.url("departments")},
                {"label": department.name, "url": this_year.url("department", department.slug)},
                {"label": plan.edition},
            ],
            "is_example": plan.is_example,
        },
    )


def _sections(department: Department, activities: list[Activity], this_year: ShownYear) -> list[FromBody]:
    """The assignments that are carried out or should be, body by body, in the order of the mission plans."""
    by_thread: dict[int, list[Activity]] = {}
    for activity in activities:
        by_thread.setdefault(activity.assignment_id, []).append(activity)
    gaps = [item for item in administration.led_by(department, this_year.year) if not item.activity_count]
    worded = _wordings(list(by_thread), this_year.year)
    assignments = [*worded, *(item for item in gaps if item.thread_id not in by_thread)]
    assignments.sort(key=lambda item: (item.plan.body.position, item.plan.body.slug, item.position))
    by_body: dict[Body, list[Task]] = {}
    for item in assignments:
        task = _task(item, by_thread.get(item.thread_id, []), this_year)
        by_body.setdefault(item.plan.body, []).append(task)
    return [FromBody(body, f"Uppdrag från {in_running_text(body.name)}", tasks) for body, tasks in by_body.items()]


def _wordings(threads: list[int], year: int) -> list[Assignment]:
    """Each thread as the mission plan in force words it, else as it was last worded before. One query."""
    items = (
        Assignment.objects.filter(thread__in=threads, plan__state=Plan.State.ADOPTED, plan__from_year__lte=year)
        .with_number()
        .with_speaks(year)
        .select_related("thread", "objective__thread", "plan__body")
        .order_by("plan__from_year", "plan__sequence")
    )
    latest: dict[int, Assignment] = {}
    for item in items:
        held = latest.get(item.thread_id)
        if held is None or not held.speaks:
            latest[item.thread_id] = item
    return list(latest.values())


def _task(item: Assignment, activities: list[Activity], this_year: ShownYear) -> Task:
    objective = item.objective
    return Task(
        assignment=item,
        url=this_year.url("assignment", item.thread.public_id),
        objective_url=this_year.url("objective", objective.thread.public_id) if objective else "",
        activities=[_text(activity, this_year) for activity in activities],
    )


def _text(activity: Activity, this_year: ShownYear) -> ActivityText:
    line = chain.activity_line(activity, this_year)
    return ActivityText(activity.thread.public_id, activity.title, activity.text, line.get_absolute_url, line.facts)


def _contents(plan: OperationalPlan, sections: list[FromBody]) -> list[dict[str, str]]:
    return [
        *([{"label": "Inledning", "anchor": "inledning"}] if plan.introduction else []),
        *({"label": section.heading, "anchor": f"fran-{section.body.slug}"} for section in sections),
        {"label": "Utgåvor och sigill", "anchor": "utgavor"},
    ]


def _steps(vision: str, plan: OperationalPlan, sections: list[FromBody], this_year: ShownYear) -> list[Step]:
    """Through the mission plan that the department answers, where it answers one alone."""
    strategic = StrategicPlan.objects.in_force(this_year.year).first()
    answered = {task.assignment.plan for section in sections for task in section.tasks}
    mission = next(iter(answered)) if len(answered) == 1 else None
    return [
        Step("Vision", vision, reverse("home")),
        Step("Strategisk plan", strategic.shown_period, strategic.get_absolute_url())
        if strategic
        else Step("Strategisk plan", f"Ingen för {this_year.year}", state="gap"),
        Step("Uppdragsplan", str(mission.body), mission.get_absolute_url())
        if mission
        else Step("Uppdragsplan", f"Från {counted(len(sections), 'organ', 'organ')}", "#innehallsforteckning"),
        Step("Verksamhetsplan", f"{plan.department} {plan.period}", state="current"),
    ]
