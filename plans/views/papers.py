"""The public papers: every adopted edition, and what it changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from plans import paper, printing
from plans.changes import Changes, changes_of
from plans.document import stored
from plans.editions import Editions
from plans.models import Plan
from plans.paper import Paper
from styrmodell.publication import public


@public
def plan_paper(
    request: HttpRequest, kind: type[Plan], period: str, revision: int, *, as_pdf: bool, **owner: str
) -> HttpResponse:
    editions = _editions(kind, owner)
    plan = editions.asked_for(period, revision)
    content = {
        "plan": plan,
        "chapters": paper.chapters(stored(plan)),
        "address": request.build_absolute_uri(plan.revision_url),
        "previous": editions.before(plan),
        "seal_text": editions.seal_text(plan),
    }
    shown = paper.of_plan(plan, plan.revision_url)
    return printing.handed_out(request, "papers/plan.html", shown, content, as_pdf=as_pdf, is_public=True)


@public
def changes_paper(
    request: HttpRequest, kind: type[Plan], period: str, revision: int, *, as_pdf: bool, **owner: str
) -> HttpResponse:
    plan = _editions(kind, owner).asked_for(period, revision)
    changes = changes_of(plan)
    shown = paper.of_changes(plan, changes.previous if changes else None, plan.changes_url)
    return comparison(request, plan, changes, shown, as_pdf=as_pdf)


def comparison(
    request: HttpRequest, plan: Plan, changes: Changes | None, shown: Paper, *, as_pdf: bool
) -> HttpResponse:
    """The paper of what differs between two adopted plans, whichever they are."""
    content = {"plan": plan, "changes": changes, "address": request.build_absolute_uri(shown.url)}
    return printing.handed_out(request, "papers/comparison.html", shown, content, as_pdf=as_pdf, is_public=True)


def _editions(kind: type[Plan], owner: dict[str, str]) -> Editions[Any]:
    """Those of the owner that the address names; there is one strategic plan, and no name."""
    plans: Any = kind._default_manager
    return Editions(plans.filter(**{f"{kind.OWNER}__slug": slug for slug in owner.values()}), 0)
