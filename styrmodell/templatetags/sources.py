"""Where a fact comes from, as readers should meet it."""

import re
from urllib.parse import urlsplit

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ADDRESS = re.compile(r"(https?://[^\s<>()\"]+[^\s<>()\".,;:])")


@register.filter
def linked(source: str) -> SafeString:
    """The text with its web addresses as links that read as the site they lead to: "soderkoping.se"."""
    pieces = ADDRESS.split(source)
    words, addresses = map(escape, pieces[::2]), map(_link, pieces[1::2])
    return mark_safe("".join(piece for pair in zip(words, [*addresses, ""], strict=True) for piece in pair))


def _link(address: str) -> SafeString:
    site = urlsplit(address).netloc.removeprefix("www.")
    return format_html('<a href="{}" rel="nofollow">{}</a>', address, site)
