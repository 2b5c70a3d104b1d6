import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def canonical(context: RequestContext) -> SafeString | str:
    """The one address among those that show this page: without parameters, and without the year shown anyway."""
    path = context.get("canonical_path")
    return format_html('<link rel="canonical" href="{}">', _absolute(context, path)) if path else ""


@register.simple_tag(takes_context=True)
def trail(context: RequestContext) -> SafeString | str:
    """The way down to the page as a schema.org BreadcrumbList: its breadcrumbs, or its red thread."""
    crumbs = context.get("crumbs")
    way = [(crumb["label"], crumb.get("url", "")) for crumb in crumbs] if crumbs else _down(context.get("steps") or ())
    return _script(_breadcrumb_list(context, way)) if way else ""


def _down(steps: Iterable[Any]) -> list[tuple[str, str]]:
    """The steps of a red thread down to the page; none where it is not about the page."""
    way: list[tuple[str, str]] = []
    for step in steps:
        state = getattr(step, "state", "")
        way.append((getattr(step, "text", ""), getattr(step, "url", "")))
        if state == "current":
            return way
    return []


def _breadcrumb_list(context: RequestContext, steps: list[tuple[str, str]]) -> dict[str, Any]:
    items = []
    for position, (name, url) in enumerate(steps, 1):
        item = {"@type": "ListItem", "position": position, "name": name}
        items.append(item | {"item": _absolute(context, url)} if url else item)
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _absolute(context: RequestContext, url: str) -> str:
    return context.request.build_absolute_uri(url) if context.request else url


def _script(content: dict[str, Any]) -> SafeString:
    """Data, which no browser runs; nothing in it can end the element."""
    text = json.dumps(content, ensure_ascii=False).translate(IN_HTML)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
