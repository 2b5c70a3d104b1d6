"""Proposals before their bodies, made as the portal makes them."""

from typing import Any

from django.contrib.auth.models import User

from goals.models import LongTermGoal
from plans import drafts, paper, revisions, workflow
from plans.before_decision import commenting, passages, proposal
from plans.before_decision.passages import Place
from plans.models import Comment, MissionPlan, Plan, Review, reference_to
from styrmodell.models import Body
from tests import cast, factories


def mission(owner: Body, **fields: object) -> MissionPlan:
    """A proposal of one objective with one assignment, and one area of 600 tkr a year."""
    plan = factories.mission_plan(owner, **fields)
    objective = factories.objective(plan, LongTermGoal.objects.first())
    department = owner.departments.first() or factories.department(serving=[owner])
    factories.assignment(objective, department)
    factories.allocation(plan, dict.fromkeys(range(plan.from_year, plan.last_year + 1), 600))
    factories.propose(plan)
    return plan


def review_of(plan: Plan) -> Review:
    return Review.objects.get(**reference_to(plan))


def third_edition(town: cast.Town) -> Review:
    """A proposal that follows on two adopted editions; the assignment has another name in each."""
    editor = factories.user("editor")
    plan: Any = mission(town.own)
    for title in ("Byt till cyklar", "Byt till hästar"):
        workflow.adopt(plan, decision=factories.decision(plan.owner), by=factories.user("secretary"))
        plan = revisions.revise(plan, by=editor)
        with drafts.writing(plan, by=editor):
            plan.assignments.update(title=title)
        factories.propose(plan)
    return review_of(plan)


def places_of(review: Review) -> dict[str, list[Place]]:
    content = proposal.laid(review.plan, proposal.events_of(review.plan))
    return passages.places(content, paper.chapters(content))


def place(review: Review, thread: str = "", field: str = "") -> Place:
    """The place with the thread and the field; the whole when neither is given."""
    every = [one for places in places_of(review).values() for one in places]
    return next(one for one in every if (one.thread, one.field) == (thread, field))


def say(review: Review, text: str = "Varför?", *, by: str | User = "councillor", thread: str = "") -> Comment:
    writer = factories.user(by) if isinstance(by, str) else by
    return commenting.comment(review=review, place=place(review, thread), text=text, by=writer)
