"""The council's special assignments, and who has given an assignment because of each."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F

from plans.models import Assignment, SpecialAssignment
from plans.models.mission import AssignmentQuerySet
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
    """Who has answered in the year, of each answer its thread. The specials have `bodies` prefetched; one query."""
    return answered(specials, _that_answer(specials, year).only("answers", "thread__public_id"))


def answering(specials: list[SpecialAssignment], year: int) -> AssignmentQuerySet:
    """The assignments of the year that answer the specials; with number, thread and `body_id`."""
    return _that_answer(specials, year).with_number()


def _that_answer(specials: list[SpecialAssignment], year: int) -> AssignmentQuerySet:
    assignments: AssignmentQuerySet = Assignment.objects.in_force(year)
    answers = assignments.filter(answers__in=[special.thread_id for special in specials])
    return answers.select_related("thread").annotate(body_id=F("plan__body")).order_by("position")


def answered(specials: list[SpecialAssignment], assignments: AssignmentQuerySet) -> list[Answered]:
    """The specials with those of the assignments that answer them. The specials have `bodies` prefetched."""
    given: dict[tuple[int, int], list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        given[assignment.answers_id, assignment.body_id].append(assignment)
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
