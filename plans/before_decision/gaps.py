"""What a proposal leaves undone, read from its frozen document: what the checklist warns of in its words, and more.

The checklist asks the same of a draft's rows before it is proposed; a test keeps the two agreed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from plans import checklist
from plans.before_decision.against_frame import AgainstFrame, FrameLine, Frames
from plans.checklist import Finding
from plans.document import Document
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, in words; `thread` is where it shows in the text, `key` the checklist's warning."""

    text: str
    thread: str = ""
    key: str = ""

    @classmethod
    def warned(cls, finding: Finding, thread: str = "") -> Self:
        """As the checklist says it; `thread` where it shows elsewhere in the text than the checklist leads."""
        return cls(finding.message, thread or finding.thread, finding.key)


@dataclass(frozen=True)
class Gap:
    """All that is missing of one kind: "prioriterade mål utan nämndmål"."""

    one: str
    many: str
    lacks: list[Lack]

    @property
    def heading(self) -> str:
        return f"{len(self.lacks)} {self.one if len(self.lacks) == 1 else self.many}"


def gaps(
    plan: Plan, content: Document, *, allocation: AgainstFrame | None, frames: Frames | None, on: date
) -> list[Gap]:
    """What is missing, kind by kind; kinds of which nothing is missing are left out. At most four queries."""
    match plan:
        case MissionPlan():
            found = _of_mission(plan, content, allocation, on)
        case OperationalPlan():
            found = _of_operational(plan, content)
        case _:
            found = _of_strategic(content, frames, on)
    return [gap for gap in found if gap.lacks]


def _of_mission(plan: MissionPlan, content: Document, money: AgainstFrame | None, on: date) -> Iterator[Gap]:
    strategic = StrategicPlan.objects.in_force(plan.from_year, known_on=on).first()
    if strategic:
        goals = list(_goals_without_objective(content, strategic))
        yield Gap("prioriterat mål utan nämndmål", "prioriterade mål utan nämndmål", goals)
        specials = list(_unanswered(plan, content, strategic))
        yield Gap("särskilt uppdrag utan svar", "särskilda uppdrag utan svar", specials)
    given = {item["objective"] for item in content["assignments"]}
    without = [Lack(item["title"], item["thread"]) for item in content["objectives"] if item["thread"] not in given]
    yield Gap("nämndmål utan uppdrag", "nämndmål utan uppdrag", without)
    yield _without_measure("nämndmål utan mått", "nämndmål utan mått", content["objectives"])
    yield _without_target(content, content["objectives"])
    yield Gap("uppdrag utan aktivitet året före", "uppdrag utan aktivitet året före", list(_idle(plan, content)))
    left = [Lack.warned(checklist.not_allocated(left, year)) for year, left in (money.below if money else ())]
    yield Gap("år med pengar som inte är fördelade", "år med pengar som inte är fördelade", left)


def _goals_without_objective(content: Document, strategic: StrategicPlan) -> Iterator[Lack]:
    worked_with = {goal["slug"] for item in content["objectives"] for goal in [item["goal"], *item["indirect_goals"]]}
    for item in strategic.goals.select_related("goal").order_by("position"):
        if item.goal.slug not in worked_with:
            yield Lack.warned(checklist.without_objective(item.goal))


def _unanswered(plan: MissionPlan, content: Document, strategic: StrategicPlan) -> Iterator[Lack]:
    answered = {item["answers"] for item in content["assignments"]}
    for special in checklist.addressed(strategic, plan.body):
        if special.thread.public_id not in answered:
            yield Lack.warned(checklist.unanswered(special))


def _idle(plan: MissionPlan, content: Document) -> Iterator[Lack]:
    """Assignments that stood in force the year before and that no department with a plan did anything for."""
    year = plan.from_year - 1
    planned = set(checklist.planned_in(year).values_list("slug", flat=True))
    idle = set(checklist.idle_in(year, plan.body).values_list("thread__public_id", flat=True))
    for item in content["assignments"]:
        if item["thread"] in idle and item["lead"]["slug"] in planned:
            yield Lack.warned(checklist.idle(item["title"], item["thread"], year))


def _of_operational(plan: OperationalPlan, content: Document) -> Iterator[Gap]:
    done = {item["assignment"] for item in content["activities"]}
    left_out = [
        Lack.warned(checklist.not_carried_out(assignment))
        for assignment in checklist.led(plan)
        if assignment.thread.public_id not in done
    ]
    yield Gap("uppdrag utan aktivitet", "uppdrag utan aktivitet", left_out)
    open_ended = [Lack(item["title"], item["thread"]) for item in content["activities"] if not item["due_on"]]
    yield Gap("aktivitet utan slutdatum", "aktiviteter utan slutdatum", open_ended)


def _of_strategic(content: Document, frames: Frames | None, on: date) -> Iterator[Gap]:
    yield _without_measure("prioriterat mål utan mått", "prioriterade mål utan mått", content["goals"])
    yield _without_target(content, content["goals"])
    nobodys = [Lack(item["title"], item["thread"]) for item in content["special_assignments"] if not item["bodies"]]
    yield Gap("särskilt uppdrag som ingen har fått", "särskilda uppdrag som ingen har fått", nobodys)
    yield Gap("organ utan ram", "organ utan ram", list(_without_frame(content, on)))
    lines = frames.lines if frames else []
    undecided = [
        _of_frame(line, checklist.undecided(line.key, line.name, years))
        for line in lines
        if (years := _undecided(line, content["from_year"]))
    ]
    yield Gap("organ vars ram inte är beslutad", "organ vars ramar inte är beslutade", undecided)
    unexplained = [
        _of_frame(line, checklist.unexplained(line.key, line.name, content["from_year"], line.unexplained))
        for line in lines
        if line.unexplained and not line.ended
    ]
    yield Gap("ändrad ram som inte är förklarad", "ändrade ramar som inte är förklarade", unexplained)


def _of_frame(line: FrameLine, finding: Finding) -> Lack:
    return Lack.warned(finding, f"ram-{line.key}")


def _undecided(line: FrameLine, first_year: int) -> list[int]:
    return [year for year, figure in enumerate(line.figures, first_year) if figure.kind == "undecided"]


def _without_frame(content: Document, on: date) -> Iterator[Lack]:
    year = content["from_year"]
    framed = {entry["body"]["slug"] for entry in content["frames"] if str(year) in entry["amounts"]}
    for body in checklist.framed_before(year, on):
        if body.slug not in framed:
            yield Lack.warned(checklist.without_frame(body, year))


def _without_measure(one: str, many: str, items: list[Document]) -> Gap:
    return Gap(one, many, [Lack(_title(item), item["thread"]) for item in items if not item["indicators"]])


def _without_target(content: Document, items: list[Document]) -> Gap:
    """Measures that say nothing of any year to come."""
    lacks = [
        Lack.warned(checklist.without_target(one["title"], one["thread"]), item["thread"])
        for item in items
        for one in item["indicators"]
        if not any(value is not None for year, value in one["targets"].items() if int(year) >= content["from_year"])
    ]
    return Gap("mått utan målvärde", "mått utan målvärde", lacks)


def _title(item: Document) -> str:
    return str(item.get("title") or item["goal"]["name"])
