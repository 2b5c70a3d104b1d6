from goals.models.films import Film
from goals.models.global_goals import GlobalGoal
from goals.models.long_term_goals import GlobalTie, LongTermGoal

__all__ = ["Film", "GlobalGoal", "GlobalTie", "LongTermGoal"]
