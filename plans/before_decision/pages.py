"""What lies before a decision, as councillors, secretaries and editors read it."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from plans import changes, editions, paper, printing
from plans.access import access_of
from plans.admin import officials
from plans.admin.officials import Asked
from plans.before_decision import lying, marks, proposal
from plans.before_decision.pack import Pack, editions_before, pack_of, state_on_paper
from plans.changes import Changes
from plans.models import Plan, Review
from plans.years import YearLink

PARTS = (
    ("kort", "I korthet"),
    ("sedan-sist", "Ändrat sedan det skickades tillbaka"),
    ("andringar", "Ändringar"),
    ("pengar", "Pengar mot ramen"),
    ("saknas", "Det som saknas"),
    ("svar", "Svar på varningar"),
    ("text", "Hela texten"),
    ("berett", "Det som har hänt"),
    ("synpunkter", "Synpunkter"),
)
"""The anchors of the pack's parts, in order."""
BEFORE_THE_TEXT = ("sedan-sist", "andringar", "pengar", "saknas", "svar")
"""Those that the paper leads to before the text itself."""


@officials.reading
def index(request: Asked) -> HttpResponse:
    """What lies open, by day of meeting, and what was decided lately."""
    asked = next((f"{name}={request.GET[name]}" for name in lying.ASKED_BY.values() if request.GET.get(name)), "")
    everything = lying.lying(request.access)
    owners = lying.owners(everything.matters)
    shown = lying.narrowed(everything, asked)
    here = reverse("before_decision")
    return render(
        request,
        "before_decision/index.html",
        officials.context(
            request,
            title="Inför beslut",
            shown=shown,
            may_dispose=request.access.may_dispose,
            owners=[
                {"label": "Alla", "url": here, "is_current": not asked},
                *({"label": name, "url": f"{here}?{query}", "is_current": query == asked} for query, name in owners),
            ]
            if len(owners) > 1
            else [],
            crumbs=[{"label": "Inför beslut"}],
        ),
    )


@officials.reading
def show(request: Asked, public_id: str) -> HttpResponse:
    """The pack."""
    review = asked_review(request, public_id)
    pack = pack_of(review, request.access)
    return render(
        request,
        "before_decision/pack.html",
        review_context(
            request,
            review,
            pack=pack,
            title=pack.plan.owned_edition,
            contents=_contents(pack),
            others=_others(review, pack.before, pack.last),
            crumbs=crumbs(review),
        ),
    )


@officials.reading
def compared(request: Asked, public_id: str, other_period: str, other_revision: int) -> HttpResponse:
    """The proposal against any edition before it; against the one just before, the pack says it all."""
    review = asked_review(request, public_id)
    before = editions_before(review.plan)
    previous = _asked_edition(before, other_period, other_revision)
    if previous == before[-1]:
        return redirect(_comparison_url(review, previous, before[-1]))
    told = _differences(review.plan, previous)
    return render(
        request,
        "before_decision/compared.html",
        review_context(
            request,
            review,
            title=f"Ändringar mot {editions.label(previous)}",
            previous=previous,
            changes=told,
            paper_url=f"{request.path}handling/",
            contents=_as_contents(told.parts),
            others=_others(review, before, previous),
            crumbs=crumbs(review, f"Ändringar mot {editions.label(previous)}"),
        ),
    )


@officials.reading
def compared_paper(
    request: Asked, public_id: str, other_period: str, other_revision: int, *, as_pdf: bool
) -> HttpResponse:
    """The same to take along; what the edition just before says stands in the paper of the pack."""
    review = asked_review(request, public_id)
    plan = review.plan
    before = editions_before(plan)
    previous = _asked_edition(before, other_period, other_revision)
    if previous == before[-1]:
        return redirect("review_pdf" if as_pdf else "review_paper", public_id)
    url = _comparison_url(review, previous, before[-1])
    shown = replace(paper.of_changes(plan, previous, url), state=state_on_paper(plan))
    content = {
        "plan": plan,
        "changes": _differences(plan, previous),
        "address": request.build_absolute_uri(url),
        "review": review,
    }
    return printing.handed_out(request, "papers/comparison.html", shown, content, as_pdf=as_pdf, is_public=False)


def _asked_edition(before: list[Plan], period: str, revision: int) -> Plan:
    """Raises Http404."""
    for edition in before:
        if (edition.period, edition.revision) == (period, revision):
            return edition
    raise Http404("Det finns ingen sådan utgåva att jämföra med.")


def _differences(plan: Plan, previous: Plan) -> Changes:
    """What the proposal, as it was laid, changes in an edition that was not the last before it."""
    return changes.between(previous, plan, proposal.laid(plan, proposal.events_of(plan)), follows=False)


def _others(review: Review, before: list[Plan], current: Plan | None) -> list[YearLink]:
    """The editions to compare the proposal with, as changes/others.html reads them; none where there is no choice."""
    links = [
        YearLink(editions.label(each), _comparison_url(review, each, before[-1]), each == current) for each in before
    ]
    return links if len(links) > 1 else []


def _comparison_url(review: Review, previous: Plan, last: Plan) -> str:
    if previous == last:
        return f"{reverse('review', args=[review.public_id])}#andringar"
    return reverse("review_compared", args=[review.public_id, previous.period, previous.revision])


@officials.reading
def as_paper(request: Asked, public_id: str, *, as_pdf: bool) -> HttpResponse:
    """The pack to take along. What has been said of it stays on the page, where it is answered."""
    review = asked_review(request, public_id)
    pack = pack_of(review, request.access)
    of_plan = paper.of_plan(pack.plan, reverse("review", args=[public_id]))
    shown = replace(
        of_plan,
        title=f"Inför beslut, {pack.plan.owned_edition}",
        state=state_on_paper(pack.plan),
        file_name=f"infor-beslut-{of_plan.file_name}",
    )
    read = paper.chapters(pack.content)
    content = {
        "pack": pack,
        "plan": pack.plan,
        "review": review,
        "chapters": read,
        "contents": _contents_of_paper(pack, read),
    }
    return printing.handed_out(request, "papers/pack.html", shown, content, as_pdf=as_pdf, is_public=False)


def _contents(pack: Pack) -> list[dict[str, Any]]:
    """As components/contents.html reads them."""
    below = {
        "andringar": pack.changes.parts if pack.changes else [],
        "text": [(chapter.anchor, chapter.heading) for chapter in pack.text.chapters],
    }
    return [
        {
            "label": label,
            "anchor": anchor,
            "parts": _as_contents(below.get(anchor, [])),
        }
        for anchor, label in _parts(pack)
    ]


def _as_contents(parts: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": heading, "anchor": anchor} for anchor, heading in parts]


def _contents_of_paper(pack: Pack, read: list[paper.Chapter]) -> list[Any]:
    """As papers/contents.html reads them."""
    first = [{"heading": label, "anchor": anchor} for anchor, label in _parts(pack) if anchor in BEFORE_THE_TEXT]
    last = [{"heading": "Beslut som beredde det", "anchor": "berett"}] if pack.prepared else []
    return [*first, *read, *last]


def _parts(pack: Pack) -> list[tuple[str, str]]:
    """The anchor and heading of each part that the pack has."""
    labels = dict(PARTS) | ({"pengar": "Ramarna mot året före"} if pack.frames else {})
    return [(anchor, label) for anchor, label in labels.items() if _stands(pack, anchor)]


def _stands(pack: Pack, part: str) -> bool:
    """Whether the pack has the part."""
    match part:
        case "sedan-sist":
            return pack.came_back is not None and pack.came_back.changes is not None
        case "andringar":
            return pack.changes is not None
        case "pengar":
            return bool((pack.allocation and pack.allocation.rows) or (pack.frames and pack.frames.lines))
        case "svar":
            return bool(pack.answers)
        case _:
            return True


# Marks that nobody else sees


@officials.posting
def mark(request: Asked, public_id: str) -> HttpResponse:
    """Read, or not read after all."""
    review = asked_review(request, public_id)
    if "ta-bort" in request.POST:
        marks.unread(review, by=request.user)
    else:
        marks.read(review, by=request.user)
    return redirect("review", public_id)


@officials.posting
def seen(request: Asked, public_id: str) -> HttpResponse:
    """That the reader has looked, sent by the page itself where scripts are on."""
    marks.see(asked_review(request, public_id), by=request.user)
    return HttpResponse(status=204)


# What they share


def asked_review(request: Asked, public_id: str) -> Review:
    """The review of the address, if the person may read it. Raises Http404."""
    found = request.access.reviews().filter(public_id=public_id)
    review = found.select_related(*lying.OWNERS, *lying.DECISIONS, "published").first()
    if review is None:
        officials.refusals.warning("404 %s %s %s", request.user, request.method, request.path)
        raise Http404("Ärendet finns inte.")
    return review


def crumbs(review: Review, title: str = "") -> list[dict[str, str]]:
    way = [{"label": "Inför beslut", "url": reverse("before_decision")}]
    name = review.plan.owned_edition
    if not title:
        return [*way, {"label": name}]
    return [*way, {"label": name, "url": reverse("review", args=[review.public_id])}, {"label": title}]


def review_context(request: HttpRequest, review: Review, **more: Any) -> dict[str, Any]:
    """What every page about a review shows, and what the person may do there."""
    access = access_of(request)
    return officials.context(
        request,
        review=review,
        plan=review.plan,
        say_url=reverse("review_comment", args=[review.public_id]) if access.may_comment(review) else "",
        may_convene=access.may_convene(review),
        may_publish=access.may_publish(review),
        may_unpublish=access.may_unpublish(review),
        may_see_plan=access.may_see(review.plan),
        **more,
    )
