"""An invented municipality of any size, in the format of the municipality file, for tests and benchmarks."""

import random

from plans.invented.base import Base
from plans.invented.budget import Budget
from plans.invented.calendar import FIRST_YEAR
from plans.invented.investments import Investments
from plans.invented.mission_plans import MissionPlans
from plans.invented.operational_plans import OperationalPlans
from plans.invented.record import Item, Record
from plans.invented.strategic_plans import StrategicPlans


def invented_municipality(
    *, bodies: int, years: int, seed: int, objectives: int = 4, assignments: int = 3, activities: int = 2
) -> Item:
    """A board and `bodies` - 1 committees, each with a department and plans for `years` years.

    Council, election committee, audit and central items come on top. Objectives are counted per body,
    assignments per objective, activities per assignment and year. The same arguments give the same municipality.
    """
    record = Record(random.Random(seed))  # noqa: S311  nothing here is secret
    base = Base(record, range(FIRST_YEAR, FIRST_YEAR + years), bodies)
    budget = Budget(record, base)
    investments = Investments(record, base)
    strategic_plans = StrategicPlans(record, base, budget, investments)
    mission_plans = MissionPlans(record, base, strategic_plans, objectives=objectives, assignments=assignments)
    operational_plans = OperationalPlans(record, base, mission_plans, activities=activities)
    for year in base.years:
        strategic_plans.adopt(year)
        mission_plans.adopt(year)
        operational_plans.adopt(year)
        investments.live_through(year)
        budget.live_through(year, mission_plans.latest)
    return {
        "format": 1,
        "steering_model": base.steering_model(),
        "core_values": base.core_values(),
        "outlooks": base.outlooks(),
        "year_events": base.year_events(),
        "synonyms": base.synonyms(),
        "places": base.places,
        "bodies": base.bodies,
        "departments": base.departments,
        "decisions": record.decisions,
        "governing_documents": base.governing_documents,
        "global_goals": base.global_goals(),
        "long_term_goals": base.goals,
        "films": [],
        "threads": record.threads,
        "plans": record.plans,
        "frame_adjustments": budget.adjustments,
        "investment_adjustments": investments.adjustments,
        "investment_states": investments.states,
        "municipal_totals": budget.totals,
    }
