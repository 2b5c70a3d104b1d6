"""A mission plan in Excel and back: a dry run of everything, then one confirmation."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from plans import changes, drafts, workbook
from plans.admin import officials
from plans.admin.officials import Asked, asked_plan, path_of, require
from plans.branches import listed
from plans.document import Document, canonical, document
from plans.models import MissionPlan
from plans.workflow import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "styrmodell.workbook"
MOST = 5 * 1024 * 1024


def _mission_plan(request: Asked, kind: str, pk: int) -> MissionPlan:
    plan = asked_plan(request, kind, pk)
    if not isinstance(plan, MissionPlan):
        raise Http404("Bara uppdragsplaner skrivs i Excel.")
    require(request.access.may_write(plan), request)
    return plan


@officials.reading
def download(request: Asked, kind: str, pk: int) -> HttpResponse:
    plan = _mission_plan(request, kind, pk)
    response = HttpResponse(workbook.write(plan), content_type=XLSX)
    name = f"uppdragsplan-{plan.body.slug}-{plan.period}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@officials.writing
def upload(request: Asked, kind: str, pk: int) -> HttpResponse:
    """Choose a file; see what it would change; confirm, all or nothing."""
    plan = _mission_plan(request, kind, pk)
    if request.method != "POST":
        return _page(request, plan)
    if "bekrafta" in request.POST:
        return _confirmed(request, plan)
    file = request.FILES.get("fil")
    if file is None:
        return _page(request, plan, faults=["Välj en fil."], status=422)
    if (file.size or 0) > MOST:
        return _page(request, plan, faults=["Filen är större än 5 MB."], status=422)
    try:
        content = workbook.read(file.read(), plan)
    except workbook.WorkbookRefused as refused:
        return _page(request, plan, faults=refused.faults, status=422)
    return _dry_run(request, plan, content)


def _dry_run(request: Asked, plan: MissionPlan, content: Document) -> HttpResponse:
    now = document(plan)
    if canonical(content) == canonical(now):
        messages.info(request, "Filen ändrar ingenting: planen säger redan detsamma.")
        return redirect(path_of(plan))
    held = signing.dumps(
        {"content": content, "new": workbook.new_threads(content, plan), "version": plan.version, "plan": plan.pk},
        salt=SALT,
        compress=True,
    )
    told = changes.told(plan, now, content, with_frame=True)
    return _page(request, plan, changes=told, held=held)


def _confirmed(request: Asked, plan: MissionPlan) -> HttpResponse:
    try:
        held = signing.loads(request.POST.get("innehall", ""), salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        return _page(request, plan, faults=["Förhandsvisningen är för gammal. Ladda upp filen igen."], status=422)
    if held["plan"] != plan.pk or held["version"] != plan.version:
        message = "Någon har ändrat planen sedan filen lästes. Ladda upp den igen, så ser du vad den ändrar nu."
        return _page(request, plan, faults=[message], status=409)
    try:
        drafts.replace(plan, held["content"], by=request.user, new_threads=held["new"])
    except KeyError as error:
        message = f"”{error.args[0]}” har bytt adressnamn eller tagits bort sedan filen lästes. Ladda upp den igen."
        return _page(request, plan, faults=[message], status=409)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(path_of(plan))
    messages.success(request, "Filen är inläst.")
    return redirect(path_of(plan))


def _page(
    request: Asked,
    plan: MissionPlan,
    *,
    faults: Any = (),
    changes: Any = None,
    held: str = "",
    status: int = 200,
) -> HttpResponse:
    title = "Skriv i Excel"
    return render(
        request,
        "admin/plans/workbook.html",
        officials.context(
            request,
            title=title,
            plan=plan,
            faults=faults,
            changes=changes,
            above=listed(map(str, changes.areas.above)) if changes and changes.areas else "",
            held=held,
            download_url=path_of(plan, "plan_workbook"),
            crumbs=officials.crumbs(plan, title),
        ),
        status=status,
    )
