"""A plan in work as others will see it: as the citizen, as a paper, as differences, as a history."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve

from plans import changes, document_items, paper, printing, revisions, workflow
from plans.admin import officials
from plans.admin.officials import Asked, asked_plan, path_of, require
from plans.before_decision import against_frame
from plans.document import document, stored
from plans.models import Plan, PlanEvent, reference_to


@officials.reading
def preview(request: Asked, kind: str, pk: int) -> HttpResponse:
    """As the citizen will see it, marked across: the public page itself, read while the plan stands as if adopted."""
    plan = asked_plan(request, kind, pk)
    if not plan.is_open or officials.reads_only_the_proposal(request, plan):
        return redirect(plan.revision_url if plan.is_adopted else path_of(plan, "plan_paper"))
    state = paper.state_line(plan)
    with workflow.as_if_adopted(plan):
        page = HttpRequest()
        page.method, page.path, page.path_info = "GET", plan.revision_url, plan.revision_url
        page.META = {
            name: request.META[name] for name in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST") if name in request.META
        }
        page.resolver_match = resolve(plan.revision_url)
        page.__dict__["preview"] = {"back": path_of(plan), "state": state}
        view, args, kwargs = page.resolver_match
        shown = view(page, *args, **kwargs)
    return HttpResponse(shown.content)


@officials.reading
def as_paper(request: Asked, kind: str, pk: int, *, as_pdf: bool) -> HttpResponse:
    """For the case system; what is adopted has one paper, the public one."""
    plan = asked_plan(request, kind, pk)
    if plan.is_adopted:
        return redirect(plan.paper_url)
    as_proposed = officials.reads_only_the_proposal(request, plan)
    said = paper.content_of(plan, as_proposed=as_proposed)
    content = {
        "plan": plan,
        "chapters": paper.chapters(said),
        "money": against_frame.of_plan(plan, said),
        "sentence": paper.sentence(plan) if plan.is_open else "",
        "answers": list(plan.warninganswers.all()),
    }
    shown = paper.of_plan(plan, path_of(plan), as_proposed=as_proposed)
    return printing.handed_out(request, "papers/plan.html", shown, content, as_pdf=as_pdf, is_public=False)


@officials.reading
def differences(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Against what was adopted last; while the minutes are written in, against what was proposed."""
    plan = asked_plan(request, kind, pk)
    last = revisions.last_adopted(plan)
    as_proposed = officials.reads_only_the_proposal(request, plan)
    is_amended = plan.state == Plan.State.AMENDING and not as_proposed
    told = None
    if is_amended:
        told = changes.told(plan, stored(plan), document(plan))
    elif last:
        told = changes.between(last, plan, paper.content_of(plan, as_proposed=as_proposed))
    return render(
        request,
        "admin/plans/changes.html",
        officials.context(
            request,
            title="Vad som ändras",
            plan=plan,
            last=last,
            changes=told,
            is_amended=is_amended,
            crumbs=officials.crumbs(plan, "Vad som ändras"),
        ),
    )


@officials.reading
def history(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Who changed what, from what to what."""
    plan = asked_plan(request, kind, pk)
    require(request.access.may_follow(plan), request)
    events = PlanEvent.objects.filter(**reference_to(plan)).select_related("by", "decision").order_by("-at", "-pk")
    return render(
        request,
        "admin/plans/history.html",
        officials.context(
            request,
            title="Planens historik",
            plan=plan,
            events=[(event, _said(plan, event)) for event in events[:300]],
            crumbs=officials.crumbs(plan, "Historik"),
        ),
    )


def _said(plan: Plan, event: PlanEvent) -> list[dict[str, Any]]:
    """What an edit did, item by item: its kind, its title, and each field from what to what."""
    if event.kind != PlanEvent.Kind.EDITED or not event.document_after.startswith("{"):
        return []
    before = document_items.items(json.loads(event.document_before))
    after = document_items.items(json.loads(event.document_after))
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        shown = new or old
        lines = [
            (
                document_items.LABELS.get(name, name),
                _words(old and old.fields.get(name)),
                _words(new and new.fields.get(name)),
            )
            for name in (shown.fields if shown else ())
            if (old and old.fields.get(name)) != (new and new.fields.get(name))
        ]
        if shown and lines:
            did = "lade till" if old is None else "tog bort" if new is None else "ändrade"
            found.append({"did": did, "kind": shown.one, "title": shown.title, "lines": lines if old and new else []})
    return found


def _words(value: Any) -> str:
    """A value of the document in words."""
    if value is None or value in ("", [], {}):
        return "inget"
    if isinstance(value, dict):
        if "name" in value:
            return str(value["name"])
        return ", ".join(f"{key}: {'ej beslutat' if one is None else one}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    return str(value)
