"""What was typed and could not be saved: shown again, and never lost.

When the login lapsed it is carried through the login in the form itself. When somebody has logged in again in another
tab, the form waits for a press on a button of its own. When the plan has been frozen meanwhile it is shown, to be
copied. Nothing is ever saved by itself, and no password is kept.
"""

from typing import Any

from django.contrib.admin import site
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.csrf import csrf_failure

from plans.admin.parts import slug_of
from plans.models import Plan
from styrmodell.headers import PRIVATE
from styrmodell.login import LoginForm

SALT = "styrmodell.kept"
FIELD = "det-jag-skrev"
DAY = 24 * 60 * 60
Fields = list[tuple[str, str]]
NOT_WORDS = ("opened", "version", "stalle", "_")
"""How the names of the fields begin that hold something else than what was typed."""


def log_in(request: HttpRequest) -> HttpResponse:
    """The login page, holding the form that came too late."""
    held = signing.dumps({"path": request.get_full_path(), "fields": _typed(request)}, salt=SALT, compress=True)
    return render(
        request,
        "admin/login.html",
        {
            **site.each_context(request),
            "title": "Logga in",
            "form": LoginForm(request),
            "kept": held,
            "kept_field": FIELD,
            "app_path": reverse("admin:login"),
        },
        status=401,
    )


def after_login(request: HttpRequest) -> HttpResponse | None:
    """What the login page held, to be saved with one button; None when it held nothing that is ours."""
    try:
        held: dict[str, Any] = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    return _page(request, held["fields"], path=held["path"], why="lapsed")


def frozen(request: HttpRequest, plan: Plan, *, says: str, back: str) -> HttpResponse:
    """What was typed into a plan, or said of one, that has been proposed, sent back or decided meanwhile."""
    return _page(request, _typed(request), plan=plan, says=says, back=back, why="frozen", status=409)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened before the last login in the same browser; forms from elsewhere are refused as ever."""
    if not _is_a_form_of_ours(request):
        return csrf_failure(request, reason)
    if request.path == reverse("admin:login"):
        is_in = request.user.is_authenticated
        return after_login(request) or redirect("admin:index") if is_in else csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return log_in(request)
    return _page(request, _typed(request), path=request.get_full_path(), why="renewed", status=403)


def _is_a_form_of_ours(request: HttpRequest) -> bool:
    """Browsers say themselves where a form stood; one without its origin may be anybody's. A login code is not kept."""
    is_for_officials = request.path.startswith(PRIVATE) and not request.path.startswith("/admin/konto/")
    return is_for_officials and request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _typed(request: HttpRequest) -> Fields:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]


def _page(request: HttpRequest, fields: Fields, *, status: int = 200, **about: Any) -> HttpResponse:
    shown = [value for name, value in fields if value and not name.startswith(NOT_WORDS)]
    plan_slug = slug_of(about["plan"]) if "plan" in about else ""
    context = {**site.each_context(request), **about, "plan_slug": plan_slug, "fields": fields, "shown": shown}
    return render(request, "admin/kept.html", context, status=status)
