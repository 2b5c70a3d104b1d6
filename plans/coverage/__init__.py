"""What nobody has picked up. Counted in the tree, so that every number is that of the tree."""

from plans.coverage.answers import Answer, Answered, answered, answering, answers_to, special_assignments
from plans.coverage.gaps import Gap, GapList, gap_lists
from plans.coverage.matrix import Cell, Matrix, Row, matrix
from plans.coverage.missing import Coverage, coverage

__all__ = [
    "Answer",
    "Answered",
    "Cell",
    "Coverage",
    "Gap",
    "GapList",
    "Matrix",
    "Row",
    "answered",
    "answering",
    "answers_to",
    "coverage",
    "gap_lists",
    "matrix",
    "special_assignments",
]
