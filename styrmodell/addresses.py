"""Addresses of things, put together from one that has been reversed: a page has hundreds, and reversing takes long."""

from functools import cache
from typing import Any

from django.urls import reverse

PLACEHOLDER = "plats-i-adressen"


def address(name: str, slug: str, *after: Any) -> str:
    """The address of the page of that name about the thing; `after` is what follows the thing in it."""
    before, rest = _around(name, *after)
    return f"{before}{slug}{rest}"


@cache
def _around(name: str, *after: Any) -> list[str]:
    return reverse(name, args=[PLACEHOLDER, *after]).split(PLACEHOLDER)
