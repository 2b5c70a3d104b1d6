"""What nobody has picked up."""

from collections import defaultdict
from dataclasses import dataclass

from plans.models import Assignment, SpecialAssignment
from styrmodell.models import Body


@dataclass(frozen=True)
class Answer:
    """What one addressee has given its department because of a special assignment; empty when nothing."""

    body: Body
    assignments: list[Assignment]


@dataclass(frozen=True)
class Answered:
    """A special assignment and its addressees, in the order of the bodies."""

    special: SpecialAssignment
    answers: list[Answer]

    @property
    def unanswered(self) -> list[Body]:
        return [answer.body for answer in self.answers if not answer.assignments]

    @property
    def text(self) -> str:
        """ "2 av 6 organ har ett uppdrag för detta"."""
        total = len(self.answers)
        return f"{total - len(self.unanswered)} av {total} organ har ett uppdrag för detta"


def answers_to(specials: list[SpecialAssignment], year: int) -> list[Answered]:
    """Who has answered what in the year. The specials have `bodies` prefetched; one query."""
    given: dict[tuple[int, int], list[Assignment]] = defaultdict(list)
    assignments = (
        Assignment.objects.in_force(year)
        .filter(answers__in=[special.thread_id for special in specials])
        .with_number()
        .select_related("plan__body", "thread")
        .order_by("plan__body__position", "position")
    )
    for assignment in assignments:
        given[assignment.answers_id, assignment.plan.body_id].append(assignment)
    return [
        Answered(special, [Answer(body, given[special.thread_id, body.pk]) for body in special.bodies.all()])
        for special in specials
    ]


def special_assignments(year: int) -> list[Answered]:
    """The special assignments of the strategic plan in force, in its order, and their answers. Three queries."""
    specials = (
        SpecialAssignment.objects.in_force(year)
        .select_related("thread", "plan__decision", "plan__body")
        .prefetch_related("bodies")
        .order_by("position")
    )
    return answers_to(list(specials), year)
