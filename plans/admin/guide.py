"""The officials' guide as it stands in `docs/`, and which section of it each page leads to."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

from plans.admin import officials
from plans.admin.officials import Asked

GUIDE = settings.BASE_DIR / "docs/handledning.md"
COUNCILLORS = settings.BASE_DIR / "docs/fortroendevald.md"
PICTURES = "../static/"
"""How the guide names a picture, so that it shows where the guide lies too."""

START = "mina-arenden"
REFERENCE = "styrmodellens-uppgifter"
SECTIONS = {
    "login": "om-inloggningen-gick-ut",
    "password_change": "logga-in",
    "password_change_done": "logga-in",
    "plan": "arbetssidan",
    "plan_texts": "planens-texter",
    "plan_grid": "fordela-ramen",
    "plan_answers": "checklistan",
    "plan_propose": "foresla-planen",
    "plan_withdraw": "foresla-planen",
    "plan_give_back": "aterlamna-planen",
    "plan_decide": "for-in-beslutet",
    "plan_revoke": "upphav-och-ratta",
    "plan_mask": "upphav-och-ratta",
    "plan_changes": "las-igenom",
    "plan_history": "las-igenom",
    "plan_workbook_upload": "skriv-i-excel",
    "app_list": REFERENCE,
    "auth_user": "behorigheter-och-konton",
    "plans_role": "behorigheter-och-konton",
    "plans_frameadjustment": "under-aret",
    "plans_investmentadjustment": "under-aret",
    "plans_investmentstate": "under-aret",
    "styrmodell_decision": "upphav-och-ratta",
}
"""By the name of the page's address, or of the model whose forms it belongs to."""

OF_PARTS = {
    "mal": "mal-och-matt",
    "matt": "mal-och-matt",
    "uppdrag": "uppdrag",
    "omraden": "fordela-ramen",
    "aktiviteter": "verksamhetsplanen",
    "sarskilda-uppdrag": "den-strategiska-planen",
    "orsaker": "den-strategiska-planen",
    "investeringar": "den-strategiska-planen",
}


BEFORE_DECISION = {
    "before_decision": "listan",
    "review": "arendet-pa-en-sida",
    "review_comment": "fraga-och-tyck-till",
    "review_comments": "fraga-och-tyck-till",
    "review_answer": "fraga-och-tyck-till",
    "review_mark": "last",
    "review_meeting": "for-dig-som-ar-namndsekreterare",
    "review_publish": "for-dig-som-ar-namndsekreterare",
}
"""The sections of the councillors' guide, by the name of the page's address."""


def url_of(request: HttpRequest) -> str:
    """Where the page one is on is explained: in the councillors' guide, or in the officials'."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    if name in BEFORE_DECISION:
        return f"{reverse('before_decision_help')}#{BEFORE_DECISION[name]}"
    return f"{reverse('admin:help')}#{section_of(request)}"


def section_of(request: HttpRequest) -> str:
    """The anchor in the guide that explains the page one is on."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    if match and name.startswith("plan_item"):
        return OF_PARTS.get(match.kwargs["part"], START)
    model = name.rsplit("_", 1)[0]
    is_reference = name.startswith(("styrmodell_", "goals_", "plans_"))
    return SECTIONS.get(name) or SECTIONS.get(model) or (REFERENCE if is_reference else START)


@officials.reading
def page(request: Asked) -> HttpResponse:
    return _show_guide(request, GUIDE)


@officials.reading
def councillors(request: Asked) -> HttpResponse:
    """Before a decision, in two pages."""
    return _show_guide(request, COUNCILLORS)


def _show_guide(request: Asked, guide: Path) -> HttpResponse:
    title, contents, html = read(guide.read_text(encoding="utf-8"))
    return render(request, "admin/guide.html", officials.context(request, title=title, contents=contents, html=html))


def read(text: str) -> tuple[str, list[dict[str, str]], SafeString]:
    """The guide's title, its contents and the rest as HTML, each heading with an anchor. The text is our own."""
    markdown = MarkdownIt("commonmark", {"html": False})
    _, title, last, *tokens = markdown.parse(text)
    contents = []
    for before, token in zip([last, *tokens], tokens, strict=False):
        if before.type == "heading_open":
            before.attrSet("id", slugify(token.content))
            if before.tag == "h2":
                contents.append({"label": token.content, "anchor": slugify(token.content)})
        for child in token.children or ():
            if child.type == "image":
                _show(child)
    return title.content, contents, mark_safe(markdown.renderer.render(tokens, markdown.options, {}))


def _show(image: Any) -> None:
    """With its size, so that the text below does not jump when the picture comes."""
    name = image.attrGet("src").removeprefix(PICTURES)
    width, height = _size((settings.BASE_DIR / "static" / name).read_bytes())
    for attribute, value in {"src": static(name), "width": width, "height": height, "loading": "lazy"}.items():
        image.attrSet(attribute, str(value))


def _size(png: bytes) -> tuple[int, int]:
    """A PNG begins with its signature and the length, name, width and height of its first chunk."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
