"""The whole of it for one year."""

from dataclasses import dataclass

from plans import tree
from plans.coverage.answers import special_assignments
from plans.coverage.gaps import GapList, Measures, gap_lists
from plans.coverage.matrix import Matrix, matrix
from plans.divisions import divisions
from plans.models import Objective, PrioritisedGoal
from plans.money import FrameLedger
from plans.years import ShownYear


@dataclass(frozen=True)
class Coverage:
    matrix: Matrix
    lists: list[GapList]

    @property
    def gaps(self) -> list[GapList]:
        """The lists with something in them, those that only wait last."""
        return sorted((each for each in self.lists if each.gaps), key=lambda each: each.only_waits)

    @property
    def covered(self) -> list[str]:
        """What is covered, each as a sentence."""
        return [each.covered for each in self.lists if each.is_covered and each.covered]

    @property
    def is_complete(self) -> bool:
        """Something is planned, and nothing of it is left alone."""
        return bool(self.covered) and not any(each.gaps and not each.only_waits for each in self.lists)


def coverage(shown: ShownYear) -> Coverage:
    """The number of queries does not grow."""
    whole = tree.whole(shown)
    table = matrix(whole, shown)
    divided = divisions(shown.year, FrameLedger(is_summed=True))
    return Coverage(
        table, gap_lists(whole, table, _measures(shown.year), special_assignments(shown.year), divided.values(), shown)
    )


def _measures(year: int) -> Measures:
    """Two queries."""
    goals = PrioritisedGoal.objects.in_force(year).filter(indicators=None)
    objectives = Objective.objects.in_force(year).filter(indicators=None)
    return Measures(
        set(goals.values_list("goal__slug", flat=True)), set(objectives.values_list("thread__public_id", flat=True))
    )
