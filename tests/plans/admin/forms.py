"""Forms as a person meets them: opened, changed in a field or two, and sent with everything else as it stood."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:(.*?)</\1>)?", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
OPTION = re.compile(r"<option\b([^>]*)>")


def page(response: HttpResponse) -> str:
    return response.content.decode()


def fields(text: str) -> dict[str, list[str]]:
    """What the page's writing form would send as it stands."""
    form = text[text.index('<form class="writing') :]
    found: dict[str, list[str]] = {}
    for tag, given, inside in FIELD.findall(form[: form.index("</form>")]):
        about = attributes(given)
        if "name" in about and _is_sent(about):
            found.setdefault(about["name"], []).extend(_values(tag, about, inside))
    return found


def attributes(given: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(given)}


def _is_sent(about: dict[str, str]) -> bool:
    return about.get("type") not in ("checkbox", "radio") or "checked" in about


def _values(tag: str, about: dict[str, str], inside: str) -> list[str]:
    if tag == "textarea":
        return [html.unescape(inside).removeprefix("\n")]
    if tag == "select":
        chosen = [attributes(given) for given in OPTION.findall(inside)]
        return [one["value"] for one in chosen if "selected" in one]
    return [about.get("value", "on" if about.get("type") == "checkbox" else "")]


def opened(client: Client, path: str) -> dict[str, Any]:
    """The form as it is when the page is opened."""
    response = client.get(path)
    assert response.status_code == 200, path
    return fields(page(response))


def send(client: Client, path: str, form: dict[str, Any], **changes: Any) -> HttpResponse:
    """Send the opened form with some of its fields changed."""
    return client.post(path, {**form, **changes})


def said(text: str) -> list[str]:
    """The messages on top of the page."""
    return [html.unescape(one) for one in re.findall(r'<p class="message [^"]*"[^>]*>(.*?)</p>', text)]


def errors(text: str) -> list[tuple[str, str]]:
    """The summary of what is wrong: where each line leads, and what it says."""
    summary = re.search(r'<div class="wrong"[^>]*>.*?</div>', text, re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", summary[0]) if summary else []
    return [_line(one) for one in lines]


def _line(line: str) -> tuple[str, str]:
    link = re.fullmatch(r'<a href="(.*?)">(.*)</a>', line)
    return (link[1], html.unescape(link[2])) if link else ("", html.unescape(line))
