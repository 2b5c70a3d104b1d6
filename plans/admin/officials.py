"""How every page for officials begins: who is asking, which plan, and what stays when the login has lapsed."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.admin import site
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from plans.access import Access, access_of
from plans.admin import kept
from plans.admin.parts import SLUGS, slug_of
from plans.checklist import Finding
from plans.models import Plan
from plans.workflow import Refused

refusals = logging.getLogger("styrmodell.access")


class Frozen(Exception):
    """Something was typed too late. `says` why it could not be saved, `back` is where to go on; without them it was
    typed into a plan that lies fast.
    """

    def __init__(self, plan: Plan, *, says: str = "", back: str = "") -> None:
        super().__init__()
        self.plan, self.says, self.back = plan, says, back


class Moved(Refused):
    """Somebody has changed the plan since the page was opened."""


class Asked(HttpRequest):
    """A request by somebody with a role."""

    user: User
    access: Access


def page(*methods: str) -> Callable[[Any], Any]:
    """A page under `/admin/` for whoever has a role; others log in first, and find what they typed again."""

    def decorate(view: Any) -> Any:
        @csrf_protect
        @require_http_methods(list(methods))
        @wraps(view)
        def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated or not request.user.is_active:
                return _log_in_first(request)
            request.access = access_of(request)
            if not request.access.has_any:
                refuse(request)
            try:
                response: HttpResponse = view(request, *args, **kwargs)
            except Frozen as frozen:
                return kept.frozen(request, frozen.plan, says=frozen.says, back=frozen.back)
            return response

        return answer

    return decorate


reading = page("GET", "HEAD")
posting = page("POST")
writing = page("GET", "HEAD", "POST")


def _log_in_first(request: HttpRequest) -> HttpResponse:
    """To the login, and back; what a form held goes along, so that nothing typed is lost."""
    log_in = reverse("admin:login")
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = f"{log_in}?{urlencode({'next': _here(request) or reverse('admin:index')})}"
        return response
    if request.method == "POST":
        return kept.log_in(request)
    return redirect(f"{log_in}?{urlencode({'next': request.get_full_path()})}")


def _here(request: HttpRequest) -> str:
    """The path of the page that htmx asks from; "" where it cannot be read."""
    try:
        return urlsplit(request.headers.get("HX-Current-URL", "")).path
    except ValueError:
        return ""


def refuse(request: HttpRequest) -> None:
    refusals.warning("403 %s %s %s", request.user, request.method, request.path)
    raise PermissionDenied


def asked_plan(request: Asked, kind: str, pk: int) -> Any:
    """The plan of the address, if the person may see it. Raises Http404."""
    model = SLUGS.get(kind)
    plan = request.access.visible(model).filter(pk=pk).select_related(model.OWNER).first() if model else None
    if plan is None:
        refusals.warning("404 %s %s %s", request.user, request.method, request.path)
        raise Http404("Planen finns inte.")
    return plan


def reads_only_the_proposal(request: Asked, plan: Plan) -> bool:
    """Whether the plan is being amended by others: what they write is not shown, what was proposed is."""
    return plan.state == Plan.State.AMENDING and not request.access.may_follow(plan)


def require(allowed: bool, request: HttpRequest) -> None:
    """Raises PermissionDenied."""
    if not allowed:
        refuse(request)


def require_writing(request: Asked, plan: Plan) -> None:
    """Raises Frozen for what is typed too late by somebody who writes the plan, and PermissionDenied otherwise."""
    is_allowed = request.access.may_write(plan)
    if not is_allowed and request.method == "POST" and request.access.is_frozen_for(plan):
        raise Frozen(plan)
    require(is_allowed, request)


@contextmanager
def as_opened(request: Asked, plan: Plan) -> Iterator[None]:
    """Hold the plan as it was when the page was opened. Raises Moved when somebody has saved since."""
    with transaction.atomic():
        held = type(plan)._default_manager.select_for_update().get(pk=plan.pk)
        if request.POST.get("version") != str(held.version):
            plan.version = held.version
            raise Moved(Finding("Någon har ändrat planen sedan du öppnade sidan. Läs igenom den igen."))
        yield


def context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What every page for officials shows around its own: the site's name, who is logged in."""
    plan = more.get("plan")
    return {
        **site.each_context(request),
        "is_steward": access_of(request).is_steward,
        "plan_slug": slug_of(plan) if plan else "",
        **more,
    }


def crumbs(plan: Plan, title: str = "") -> list[dict[str, str]]:
    """The way back: the desk, the plan, and the page with the title under it."""
    way = [{"label": "Mina ärenden", "url": reverse("admin:index")}]
    if not title:
        return [*way, {"label": plan.owned_edition}]
    return [*way, {"label": plan.owned_edition, "url": path_of(plan)}, {"label": title}]


def path_of(plan: Plan, name: str = "plan", *args: Any) -> str:
    return reverse(f"admin:{name}", args=[slug_of(plan), plan.pk, *args])
