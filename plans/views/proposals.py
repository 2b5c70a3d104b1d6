"""A published proposal: the reading copy that lies with the meeting's papers (kommunallagen 8:14)."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from plans import paper
from plans.before_decision import lying, passages
from plans.before_decision import proposal as proposals
from plans.document import Document
from plans.editions import none_in_force
from plans.models import Plan, PublishedProposal
from styrmodell.context import steering_of
from styrmodell.publication import only_read

REFERENCES = [f"review__{field}" for field in [*lying.OWNERS, *lying.DECISIONS]]
OVER = (Plan.State.ADOPTED, Plan.State.REJECTED, Plan.State.WITHDRAWN)
BEFORE = "Inget i det här är beslutat. Så här ligger förslaget för den som ska besluta."
AFTER = "Så här låg förslaget för den som skulle besluta. Nu är det avgjort."
WITHDRAWN = "Så här låg förslaget för den som skulle besluta. Det är tillbakadraget."


@only_read
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """As it was published. Its ETag is made of its own row, so that publishing moves no other page."""
    published = get_object_or_404(
        PublishedProposal.objects.select_related("review", *REFERENCES), review__public_id=public_id
    )
    plan = published.review.plan
    etag = _etag(request, published, plan)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged if unchanged is not None else _page(request, published, plan)
    if response.status_code in (200, 304):
        response["ETag"] = etag
        patch_cache_control(response, public=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _etag(request: HttpRequest, published: PublishedProposal, plan: Plan) -> str:
    steering = steering_of(request)
    said = [
        settings.RELEASE,
        steering.publication_version if steering else "none",
        published.review.public_id,
        published.at.isoformat(),
        plan.state if plan.state in OVER else "",
        plan.masked_at.isoformat() if plan.masked_at else "",
    ]
    return quote_etag("-".join(said))


def _page(request: HttpRequest, published: PublishedProposal, plan: Plan) -> HttpResponse:
    content: Document = json.loads(published.document)
    read = paper.chapters(content)
    over = plan.state if plan.state in OVER else ""
    chapters = passages.chapters(read, passages.places(content, read), {})
    return render(
        request,
        "proposals/proposal.html",
        {
            "plan": plan,
            "published": published,
            "owner": content["owner"]["name"],
            "title": _title(plan, content),
            "lede": {"": BEFORE, Plan.State.WITHDRAWN: WITHDRAWN}.get(over, AFTER),
            "sentence": paper.sentence(plan),
            "applies": _applies(content, is_over=bool(over)),
            **_holding(request, plan),
            "chapters": chapters,
            "contents": [
                {"label": "Om förslaget", "anchor": "om"},
                *({"label": chapter.heading, "anchor": chapter.anchor} for chapter in chapters),
            ],
            "decided": over,
            "changes": proposals.became(plan, content) if plan.is_adopted else None,
            "is_example": content["is_example"],
            "crumbs": [{"label": "Förslag"}],
        },
    )


def _applies(content: Document, *, is_over: bool) -> str:
    first, last = content["from_year"], content["last_year"]
    years = f"{first}" if first == last else f"från {first} till och med {last}"
    return f"Planen {'skulle' if is_over else 'ska enligt förslaget'} gälla {years}."


def _holding(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """What applies in the year that is shown, or that nothing does; not said where the proposal itself is adopted."""
    steering = steering_of(request)
    if plan.is_adopted or steering is None:
        return {}
    year, editions = steering.shown_year, type(plan)._default_manager.in_force(steering.shown_year)
    holding = editions.filter(**{plan.OWNER: plan.owner}).select_related(plan.OWNER).first()
    return {"holding": holding, "year": year, "nothing": none_in_force(plan.owner, plan, year)}


def _title(plan: Plan, content: Document) -> str:
    """The plan's title with the years that were proposed, and the number that the edition would have."""
    years = sorted({content["first_year"], content["last_year"]})
    name = str(plan._meta.verbose_name)
    return plan.numbered(f"{name[:1].upper()}{name[1:]} {'–'.join(map(str, years))}")
