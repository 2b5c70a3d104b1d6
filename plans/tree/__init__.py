"""The whole chain of a year as one tree: goals, objectives, assignments, activities; and a part of it.

Every number that the tree shows is counted on its own lines, so that it is the number of what opens.
"""

from plans.tree.lines import Level, Line, Tree
from plans.tree.narrowing import Choice, Narrowing, is_asked, narrowing
from plans.tree.reading import overview, whole

__all__ = ["Choice", "Level", "Line", "Narrowing", "Tree", "is_asked", "narrowing", "overview", "whole"]
