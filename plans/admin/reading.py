"""A plan in work as others will see it: as the citizen, as a paper, as differences."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve

from plans import changes, paper, printing, revisions, workflow
from plans.admin import officials
from plans.admin.officials import Asked, asked_plan, path_of
from plans.before_decision import against_frame
from plans.document import document, stored
from plans.models import Plan


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
        told = changes.told(plan, stored(plan), document(plan), with_frame=True)
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
