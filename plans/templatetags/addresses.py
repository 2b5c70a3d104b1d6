"""On paper a link cannot be followed, so its address stands in a note."""

import re
from html import escape, unescape

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LINK = re.compile(r'<a ([^>]*?)href="(?!#)([^"]+)"([^>]*)>(.*?)</a>', re.DOTALL)


class Addresses(template.Node):
    """What stands within, with a note for every link that does not already say where it leads.

    As PDF the note is at the foot of its page, and links are whole, since they are followed from elsewhere. A
    browser cannot lay out such notes: there they stand numbered at the end, and only on paper.
    """

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        request: HttpRequest = context["request"]
        notes: dict[str, int] = {}
        is_pdf = context["is_pdf"]

        def noted(link: re.Match[str]) -> str:
            before, url, after, text = link.groups()
            address = request.build_absolute_uri(unescape(url))
            says = address.removeprefix("mailto:")
            if is_pdf:
                note = "" if says in unescape(text) else f'<span class="footnote">{escape(says)}</span>'
                return f'<a {before}href="{escape(address)}"{after}>{text}</a>{note}'
            if says in unescape(text):
                return link[0]
            return f'{link[0]}<sup class="call">{notes.setdefault(says, len(notes) + 1)}</sup>'

        body = LINK.sub(noted, self.nodelist.render(context))
        return mark_safe(body + _listed(notes))


def _listed(notes: dict[str, int]) -> str:
    lines = "".join(f"<li>{escape(address)}</li>" for address in notes)
    return f'<section class="notes"><h2>Adresser</h2><ol>{lines}</ol></section>' if notes else ""


@register.tag
def addresses(parser: Parser, token: Token) -> Addresses:
    nodelist = parser.parse(("endaddresses",))
    parser.delete_first_token()
    return Addresses(nodelist)
