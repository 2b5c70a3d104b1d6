from collections.abc import Iterable

from django import template

from plans.branches import listed

register = template.Library()


@register.filter(name="listed")
def in_a_row(things: Iterable[object]) -> str:
    """a, b och c."""
    return listed(map(str, things))
