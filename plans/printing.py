"""A paper handed out: as a page to print, and as a PDF at the address beside it."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from plans.paper import Paper
from styrmodell import pdf, publication
from styrmodell.context import steering_of
from styrmodell.typography import SOFT_HYPHEN

log = logging.getLogger("styrmodell.pdf")

SOON = 10
"""Seconds until it is worth asking again."""


def handed_out(
    request: HttpRequest, template: str, paper: Paper, content: dict[str, Any], *, as_pdf: bool, is_public: bool
) -> HttpResponse:
    """`…/handling/` and `…/handling.pdf`. The template extends papers/paper.html; what is not public is not kept."""
    context = {**content, "paper": paper, "is_pdf": as_pdf}
    if not as_pdf:
        pdf_url = f"{request.path.removesuffix('/')}.pdf" if pdf.is_available() else ""
        return render(request, template, {**context, "pdf_url": pdf_url})
    page = f"{request.path.removesuffix('.pdf')}/"
    if not pdf.is_available():
        return render(request, "papers/no_pdf.html", {"url": page, "is_missing": True}, status=404)
    steering = steering_of(request)
    version = steering.publication_version if steering else ""
    html = render_to_string(template, context, request).replace(SOFT_HYPHEN, "")  # it hyphenates by itself
    try:
        made = pdf.kept(html, lambda: publication.is_at(version)) if is_public else pdf.made(html)
    except pdf.CannotBeMadeNow as error:
        log.warning("503 %s %s", request.path, error)
        later = render(request, "papers/no_pdf.html", {"url": page, "is_missing": False}, status=503)
        later["Retry-After"] = str(SOON)
        return later
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{paper.file_name}.pdf"', "X-Robots-Tag": "noindex"},
    )
