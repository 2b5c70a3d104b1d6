"""The public papers: every adopted edition, and what it changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from plans import paper, printing
from plans.before_decision import against_frame
from plans.changes import between
from plans.document import stored
from plans.editions import Editions, comparison_url
from plans.models import Plan
from styrmodell.publication import public


@public
def plan_paper(
    request: HttpRequest, kind: type[Plan], period: str, revision: int, *, as_pdf: bool, **owner: str
) -> HttpResponse:
    editions = _editions(kind, owner)
    plan = editions.asked_for(period, revision)
    said = stored(plan)
    content = {
        "plan": plan,
        "chapters": paper.chapters(said),
        "money": against_frame.of_plan(plan, said),
        "address": request.build_absolute_uri(plan.revision_url),
        "previous": editions.before(plan),
        "seal_text": editions.seal_text(plan),
    }
    shown = paper.of_plan(plan, plan.revision_url)
    return printing.handed_out(request, "papers/plan.html", shown, content, as_pdf=as_pdf, is_public=True)


@public
def changes_paper(
    request: HttpRequest,
    kind: type[Plan],
    period: str,
    revision: int,
    other_period: str = "",
    other_revision: int | None = None,
    *,
    as_pdf: bool,
    **owner: str,
) -> HttpResponse:
    """What an edition changed against the one before it, or against the one that is named; one address for each."""
    editions = _editions(kind, owner)
    plan = editions.asked_for(period, revision)
    previous = editions.compared_with(plan, other_period, other_revision)
    shown = paper.of_changes(plan, previous, comparison_url(plan, previous))
    address = f"{shown.url}handling.pdf" if as_pdf else f"{shown.url}handling/"
    if address != request.path:
        return redirect(address, permanent=True)
    changes = between(previous, plan, stored(plan)) if previous else None
    content = {"plan": plan, "changes": changes, "address": request.build_absolute_uri(shown.url)}
    return printing.handed_out(request, "papers/comparison.html", shown, content, as_pdf=as_pdf, is_public=True)


def _editions(kind: type[Plan], owner: dict[str, str]) -> Editions[Any]:
    """Those of the owner that the address names; there is one strategic plan, and no name."""
    plans: Any = kind._default_manager
    return Editions(plans.filter(**{f"{kind.OWNER}__slug": slug for slug in owner.values()}), 0)
