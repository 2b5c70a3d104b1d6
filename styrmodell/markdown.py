"""Formatted text: kept as Markdown, shown as HTML that nothing unwanted passes through."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from styrmodell import typography

TAGS = {"a", "blockquote", "br", "em", "h3", "h4", "h5", "h6", "li", "ol", "p", "span", "strong", "ul"}
HEADING_SHIFT = 2
"""The page has its own h1 and h2."""

_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "hr"])
_is_harmless = _markdown.validateLink


def _is_address(url: str) -> bool:
    """Whether a link leads to something that can be read as an address: a paper writes it out whole."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return bool(_is_harmless(url))


def _text(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return typography.whole(tokens[index].content)


_markdown.add_render_rule("text", _text)
_markdown.validateLink = _is_address  # type: ignore[method-assign]


def to_html(text: str) -> SafeString:
    """Paragraphs, lists, emphasis, links and headings, from `###` downwards in the page's outline."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + HEADING_SHIFT, 6)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "span": {"class"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return mark_safe(clean)
