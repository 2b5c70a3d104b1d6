"""What was typed when the login lapsed: carried through the login in the form itself, and shown again after it."""

from typing import Any

from django.contrib.admin import site
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from styrmodell.login import LoginForm

SALT = "styrmodell.kept"
FIELD = "det-jag-skrev"
DAY = 24 * 60 * 60


def log_in(request: HttpRequest) -> HttpResponse:
    """The login page, holding the form that came too late."""
    fields = [(key, value) for key, values in request.POST.lists() for value in values if key != "csrfmiddlewaretoken"]
    held = signing.dumps({"path": request.get_full_path(), "fields": fields}, salt=SALT, compress=True)
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
    shown = [(key, value) for key, value in held["fields"] if value and not key.startswith(("opened", "_"))]
    return render(
        request,
        "admin/kept.html",
        {**site.each_context(request), "path": held["path"], "fields": held["fields"], "shown": shown},
    )
