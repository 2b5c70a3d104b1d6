from plans.models.answers import WarningAnswer
from plans.models.log import PlanEvent
from plans.models.mission import (
    Allocation,
    AllocationAmount,
    Assignment,
    MissionPlan,
    Objective,
    ObjectiveIndicator,
    ObjectiveTarget,
)
from plans.models.money import (
    BudgetFrame,
    FrameAdjustment,
    FrameChange,
    Investment,
    InvestmentAdjustment,
    InvestmentAmount,
    InvestmentState,
    MunicipalTotal,
)
from plans.models.operational import Activity, OperationalPlan
from plans.models.plan import Plan
from plans.models.reference import reference_to
from plans.models.review import Comment, Disposal, PublishedProposal, ReadMark, Review
from plans.models.roles import Role
from plans.models.search import SearchEntry, SearchWord
from plans.models.strategic import (
    GoalIndicator,
    GoalTarget,
    PrioritisedGoal,
    SpecialAssignment,
    StrategicPlan,
)
from plans.models.thread import Thread

__all__ = [
    "Activity",
    "Allocation",
    "AllocationAmount",
    "Assignment",
    "BudgetFrame",
    "Comment",
    "Disposal",
    "FrameAdjustment",
    "FrameChange",
    "GoalIndicator",
    "GoalTarget",
    "Investment",
    "InvestmentAdjustment",
    "InvestmentAmount",
    "InvestmentState",
    "MissionPlan",
    "MunicipalTotal",
    "Objective",
    "ObjectiveIndicator",
    "ObjectiveTarget",
    "OperationalPlan",
    "Plan",
    "PlanEvent",
    "PrioritisedGoal",
    "PublishedProposal",
    "ReadMark",
    "Review",
    "Role",
    "SearchEntry",
    "SearchWord",
    "SpecialAssignment",
    "StrategicPlan",
    "Thread",
    "WarningAnswer",
    "reference_to",
]
