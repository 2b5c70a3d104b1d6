"""The officials' site: Django's admin with our own first page, our own pages for plans and our own door.

Outside `plans.admin`, since whatever registers itself there needs the site to stand first.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from plans.access import access_of
from styrmodell.login import LoginForm, with_limit, with_second_factor

refusals = logging.getLogger("styrmodell.access")


class OfficialsSite(AdminSite):
    site_header = "Skriv och besluta"
    site_title = "Skriv och besluta"
    index_title = "Mina ärenden"
    login_form = LoginForm
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever has a role today; the superuser looks after accounts and roles."""
        user = request.user
        return user.is_active and (user.is_superuser or access_of(request).has_any)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from plans.admin import (
            deciding,
            grids,
            guide,
            history,
            items,
            plan_page,
            reading,
            texts,
            workbooks,
        )  # their forms name models

        one = "planer/<slug:kind>/<int:pk>/"
        own = [
            path("borja/", plan_page.begin, name="plan_begin"),
            path("text/", texts.shown, name="text_shown"),
            path("hjalp/", guide.page, name="help"),
            path(one, plan_page.show, name="plan"),
            path(f"{one}texter/", items.texts, name="plan_texts"),
            path(f"{one}belopp/", grids.grid, name="plan_grid"),
            path(f"{one}belopp/summor/", grids.sums, name="plan_grid_sums"),
            path(f"{one}svar/", plan_page.answers, name="plan_answers"),
            path(f"{one}foresla/", deciding.propose, name="plan_propose"),
            path(f"{one}dra-in/", deciding.withdraw, name="plan_withdraw"),
            path(f"{one}aterlamna/", deciding.give_back, name="plan_give_back"),
            path(f"{one}beslut/", deciding.decide, name="plan_decide"),
            path(f"{one}maskera/", deciding.mask, name="plan_mask"),
            path(f"{one}upphav/", deciding.revoke, name="plan_revoke"),
            path(f"{one}forhandsvisning/", reading.preview, name="plan_preview"),
            path(f"{one}handling/", reading.as_paper, {"as_pdf": False}, name="plan_paper"),
            path(f"{one}handling.pdf", reading.as_paper, {"as_pdf": True}, name="plan_pdf"),
            path(f"{one}andringar/", reading.differences, name="plan_changes"),
            path(f"{one}historik/", history.history, name="plan_history"),
            path(f"{one}arbetsbok.xlsx", workbooks.download, name="plan_workbook"),
            path(f"{one}arbetsbok/", workbooks.upload, name="plan_workbook_upload"),
            path(f"{one}<slug:part>/ny/", items.item, name="plan_item_new"),
            path(f"{one}<slug:part>/ordning/", items.order, name="plan_item_order"),
            path(f"{one}<slug:part>/<slug:given>/", items.item, name="plan_item"),
            path(f"{one}<slug:part>/<slug:given>/ta-bort/", items.remove, name="plan_item_remove"),
        ]
        # What `view_on_site` answers would tell of drafts to whoever has an account.
        return [*own, *(one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site")]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """As usual; and what is refused is logged."""

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                refusals.warning("403 %s %s %s", request.user, request.method, request.path)
                raise

        return super().admin_view(answer, cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from plans.admin import desk

        access = access_of(request)
        return desk.page(request, access) if access.has_any else super().index(request, extra_context)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """As usual; and what was typed when the login lapsed comes back."""
        from plans.admin import kept

        held = request.POST.get(kept.FIELD, "")
        context = {"kept": held, "kept_field": kept.FIELD}
        response = with_limit(super().login(request, {**(extra_context or {}), **context}))
        response = with_second_factor(request, response)
        if held and request.user.is_authenticated and response.status_code == 302:
            return kept.after_login(request) or response
        return response

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """As usual; and the browser forgets what it was shown."""
        response = super().logout(request, extra_context)
        if not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from plans.admin import guide

        access = access_of(request)
        return super().each_context(request) | {
            "has_role": access.has_any,
            "is_steward": access.is_steward,
            "has_single_sign_on": settings.HAS_SINGLE_SIGN_ON,
            "help_url": guide.url_of(request),
        }
