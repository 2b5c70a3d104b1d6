"""The red thread: vision → long-term goal → objective → assignment → activity, upwards and downwards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q
from django.urls import reverse

from goals.models import LongTermGoal
from plans.branches import ActivityLine, Below, Branch, Group, Tie, counted
from plans.models import (
    Activity,
    Allocation,
    Assignment,
    BudgetFrame,
    Objective,
    SpecialAssignment,
    StrategicPlan,
    Thread,
)
from plans.models.plan import speaking_for
from plans.models.thread import PlanItem
from plans.money import Figure
from plans.years import ShownYear
from styrmodell import typography
from styrmodell.models import Body, SteeringModel
from styrmodell.typography import in_running_text

NO_PLAN = "ingen verksamhetsplan"


@dataclass(frozen=True)
class Step:
    """One level of the chain; `state` is done, current, ahead or gap (nothing has picked it up; no url)."""

    level: str
    text: str
    url: str = ""
    state: str = "done"


def steps(
    shown: ShownYear,
    steering: SteeringModel | None,
    *,
    goal: LongTermGoal | None = None,
    objective: Objective | None = None,
    special: SpecialAssignment | None = None,
    assignment: Assignment | None = None,
    activity: Activity | None = None,
    ahead: Iterable[Step] = (),
) -> list[Step]:
    """The chain down to the last thing given, which is where the page stands, and what lies ahead of it."""
    done = [Step("Vision", steering.vision if steering else "", reverse("home"))]
    if goal:
        done.append(Step("Långsiktigt mål", goal.name, shown.url("goal", goal.slug)))
    if objective:
        level = f"{objective_word((assignment or objective).plan.body)} {objective.number}"  # both stand in one plan
        done.append(Step(level, objective.title, shown.url("objective", objective.thread.public_id)))
    if special:
        level = f"Särskilt uppdrag {special.number}"
        done.append(Step(level, special.title, shown.url("special_assignment", special.thread.public_id)))
    if assignment:
        level = f"Uppdrag {assignment.number}".strip()
        done.append(Step(level, assignment.title, shown.url("assignment", assignment.thread.public_id)))
    if activity:
        done.append(Step("Aktivitet", activity.title, shown.url("activity", activity.thread.public_id)))
    here = done.pop()
    return [*done, Step(here.level, here.text, here.url, "current"), *ahead]


def objective_word(body: Body) -> str:
    """What the body's own goals are called on screen."""
    return "Nämndmål" if body.kind == Body.Kind.COMMITTEE else "Styrelsens mål"


def objectives_of(goal: LongTermGoal, year: int) -> list[Objective]:
    """The objectives that contribute directly to the goal, in the order of the bodies; with `assignment_count`."""
    return list(
        Objective.objects.in_force(year)
        .filter(goal=goal)
        .select_related("plan__body", "thread")
        .only("position", "title", "thread__public_id", "plan__is_example", "plan__body__name")
        .with_assignment_count()
        .order_by("plan__body__position", "plan__body__slug", "position")
    )


def below_goal(goal: LongTermGoal, objectives: list[Objective], shown: ShownYear) -> Below:
    """The objectives by body, with each body's frame of the year. One query."""
    granted = BudgetFrame.objects.filter(plan__in=speaking_for(StrategicPlan, shown.year), year=shown.year).order_by()
    frames = {body: Figure(amount) for body, amount in granted.values_list("body", "amount")}
    by_body: dict[Body, list[Objective]] = defaultdict(list)
    for objective in objectives:
        by_body[objective.plan.body].append(objective)
    return Below(
        url=shown.url("goal", goal.slug),
        more=f"Visa målet {goal} på egen sida",
        announce=_announced(len(objectives), "nämndmål", "nämndmål", goal.name),
        groups=[
            Group(
                heading=body.name,
                note=_frame_note(frames.get(body.pk), shown.year),
                branches=[objective_branch(objective, shown) for objective in of_body],
            )
            for body, of_body in by_body.items()
        ],
        gap=""
        if objectives or not goal.exists_in(shown.year)
        else f"Ingen nämnd arbetar mot målet {goal} {shown.year}.",
        empty="" if goal.exists_in(shown.year) else f"Målet gällde inte {shown.year}.",
    )


def _frame_note(frame: Figure | None, year: int) -> str:
    if frame is None:
        return ""
    return f"Ram {year}: {frame.text} tkr" if frame.is_known else f"Ram {year}: inte beslutad"


def _announced(count: int, one: str, many: str, parent: str) -> str:
    return f"{counted(count, one, many)} visas under {parent}." if count else f"Inga {many} under {parent}."


def objective_branch(objective: Objective, shown: ShownYear, *, by: str = "") -> Branch:
    """Needs `with_assignment_count`."""
    return Branch(
        id=objective.thread.public_id,
        number=objective.number,
        title=objective.title,
        by=by,
        count=counted(objective.assignment_count, "uppdrag", "uppdrag")
        if objective.assignment_count
        else "inga uppdrag",
        url=shown.url("objective", objective.thread.public_id),
        more=f"Visa målet ”{objective}” på egen sida",
    )


def assignments_under(objective: Objective, year: int) -> list[Assignment]:
    """In order, with number, activity count and `areas_in_words`. Two queries."""
    found = objective.assignments.with_number().with_activity_count(year).select_related("thread", "lead").order_by()
    areas = _areas_of(objective, year)
    for assignment in found:
        assignment.areas_in_words = areas[assignment.pk]
    return sorted(found, key=lambda assignment: assignment.position)


def _areas_of(objective: Objective, year: int) -> dict[int, list[str]]:
    """The areas that each of its assignments is carried out within, as `within` says them. One query."""
    of_year = FilteredRelation("amounts", condition=Q(amounts__year=year))
    areas = Allocation.objects.filter(assignments__objective=objective).annotate(of_year=of_year).order_by("position")
    found: dict[int, list[str]] = defaultdict(list)
    for assignment, name, amount, financing in areas.values_list("assignments", "name", "of_year__amount", "financing"):
        found[assignment].append(within(name, amount, financing))
    return found


def below_objective(objective: Objective, assignments: list[Assignment], shown: ShownYear) -> Below:
    body = objective.plan.body
    return Below(
        url=shown.url("objective", objective.thread.public_id),
        more=f"Visa målet ”{objective}” på egen sida",
        announce=_announced(len(assignments), "uppdrag", "uppdrag", objective.title),
        branches=[
            assignment_branch(assignment, shown, by=assignment_facts(assignment.lead.name, assignment.areas_in_words))
            for assignment in assignments
        ],
        gap="" if assignments else f"{body} har inte gett något uppdrag för målet.",
    )


def assignment_branch(assignment: Assignment, shown: ShownYear, *, by: str = "") -> Branch:
    """Needs `with_number` and `with_activity_count`."""
    return Branch(
        id=assignment.thread.public_id,
        number=assignment.number,
        title=assignment.title,
        by=by,
        count=_activity_count(assignment),
        url=shown.url("assignment", assignment.thread.public_id),
        more=f"Visa uppdraget ”{assignment}” på egen sida",
        is_plain=not assignment.number,
    )


def _activity_count(assignment: Assignment) -> str:
    if assignment.activity_count:
        return counted(assignment.activity_count, "aktivitet", "aktiviteter")
    return "inga aktiviteter" if assignment.has_operational_plan else NO_PLAN


def not_planned(shown: ShownYear) -> str:
    """Why nothing is said of activities; for years gone by there is no plan to wait for."""
    return f"Verksamhetsplanen för {shown.year} {'finns inte här' if shown.has_gone_by else 'är inte gjord än'}."


def ahead_of(assignments: list[Assignment], year: int) -> Step:
    """What is done for them in the year. Needs `with_activity_count`."""
    count = sum(assignment.activity_count for assignment in assignments)
    if count:
        return Step("Aktivitet", counted(count, "aktivitet", "aktiviteter"), "#nedanfor", "ahead")
    if any(assignment.has_operational_plan for assignment in assignments):
        return Step("Aktivitet", f"Ingen {year}", state="gap")
    return Step("Aktivitet", NO_PLAN.capitalize(), "#nedanfor", "ahead")


def activities_of(assignment: Assignment, year: int) -> list[Activity]:
    """What is done in the year to carry it out, in the order of the plans; with `department_name`."""
    department = {"department_name": F("plan__department__name"), "department_place": F("plan__department__position")}
    done = Activity.objects.in_force(year).filter(assignment=assignment.thread).annotate(**department)
    found = done.select_related("thread", "place").order_by()
    return sorted(found, key=lambda activity: (activity.department_place, activity.position))


def below_assignment(assignment: Assignment, activities: list[Activity], shown: ShownYear) -> Below:
    """Needs `with_activity_count`."""
    over = "" if activities else no_longer(assignment, shown.year)
    return Below(
        url=shown.url("assignment", assignment.thread.public_id),
        more=f"Visa uppdraget ”{assignment}” på egen sida",
        announce=_announced(len(activities), "aktivitet", "aktiviteter", assignment.title),
        activities=[activity_line(activity, shown, by=activity.department_name) for activity in activities],
        ties=area_ties(assignment, shown),
        empty=over or ("" if activities or assignment.has_operational_plan else not_planned(shown)),
        gap=f"Ingen verksamhetsplan för {shown.year} har någon aktivitet för uppdraget."
        if assignment.has_operational_plan and not activities and not over
        else "",
    )


def no_longer(assignment: Assignment, year: int) -> str:
    """Why nothing is awaited of it in the year: whoever gave it has ended, or its plan no longer holds; else ""."""
    plan = assignment.plan
    if plan.body.valid_to and plan.body.has_ended_before(year):
        return f"{plan.body} upphörde {typography.long_date(plan.body.valid_to)}."
    if plan.is_revoked:
        return "Uppdragsplanen är upphävd."
    return f"Uppdragsplanen gäller till och med {plan.last_year}." if plan.last_year < year else ""


def activity_line(activity: Activity, shown: ShownYear, *, by: str = "") -> ActivityLine:
    """`by` is the name of its department, where the page does not say it."""
    return ActivityLine(
        title=activity.title,
        get_absolute_url=shown.url("activity", activity.thread.public_id),
        facts=activity_facts(activity.unit, activity.when, activity.place.name if activity.place else "", by),
    )


def activity_facts(unit: str, when: str, place: str, department: str = "") -> str:
    """ "Hemtjänsten, socialförvaltningen · klar i maj 2022 · Mogata"."""
    who = f"{unit}, {in_running_text(department)}" if unit and department else unit or department
    return " · ".join(filter(None, [who, when, place]))


def assignment_facts(lead: str, areas: Iterable[str]) -> str:
    """ "Till socialförvaltningen · inom Hemtjänst, 77 600 tkr"; the areas as `within` says them."""
    return " · ".join([f"Till {in_running_text(lead)}", *(f"{area[:1].lower()}{area[1:]}" for area in areas)])


def area_ties(assignment: Assignment, shown: ShownYear) -> list[Tie]:
    """The areas that it is carried out within, with their money of the year. Needs areas, amounts prefetched."""
    return [Tie(text=area_text(area, shown.year), url=area_url(assignment, area)) for area in assignment.areas.all()]


def area_url(assignment: Assignment, area: Allocation) -> str:
    plan = assignment.plan
    return f"{plan.get_absolute_url()}#{area.thread.public_id}"


def area_text(area: Allocation, year: int) -> str:
    amount = next((row.amount for row in area.amounts.all() if row.year == year), None)
    return within(area.name, amount, area.financing)


def within(name: str, amount: int | None, financing: str) -> str:
    """ "Inom Hemtjänst, 77 600 tkr": what an area costs is context, and never the assignment's own money."""
    if financing != Allocation.Financing.TAX and amount == 0:
        return f"Inom {name}, {Allocation.Financing(financing).label}"
    return f"Inom {name}" if amount is None else f"Inom {name}, {typography.in_tkr(amount)}"


@dataclass(frozen=True)
class Relative:
    """A thread that this one took over from, or that took over from it."""

    label: str
    title: str
    url: str


def relatives(item: PlanItem, shown: ShownYear) -> list[Relative]:
    """What the thread continues and what continues it, possibly at another body.

    Needs `with_is_continued`. One query where there is anything, else none.
    """
    thread = item.thread
    if thread.continues_id is None and not item.is_continued:
        return []
    related = Thread.objects.filter(Q(pk=thread.continues_id) | Q(continues=thread))
    others = (
        type(item)
        .objects.adopted()
        .filter(thread__in=related)
        .select_related("thread", f"plan__{item.plan.OWNER}")
        .order_by("plan__from_year", "plan__sequence")
    )
    latest = {other.thread_id: other for other in others}
    return [
        Relative(
            label="Fortsätter från" if other.thread_id == thread.continues_id else "Fortsätter hos",
            title=f"{other}, {other.plan.owner}",
            url=shown.url(thread.kind, other.thread.public_id),
        )
        for other in latest.values()
    ]
