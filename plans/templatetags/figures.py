from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from plans.undecided import UNDECIDED
from styrmodell import typography

register = template.Library()


NO_AMOUNT = {
    "missing": "uppgift saknas",
    "undecided": UNDECIDED,
    "fees": "betalas med avgifter",
    "zero": "0",
}


@register.filter
def amount(figure: Any) -> SafeString:
    """The figure as it is set or, where it has a kind, why there is none. Needs `text`, without markup, and `kind`."""
    return no_amount(figure.kind, figure.text) if figure.kind else mark_safe(figure.text)


@register.filter
def no_amount(kind: str, text: str = "") -> SafeString:
    """Why there is no amount; `text` where the kind alone does not say it."""
    return format_html('<span class="amount" data-kind="{}">{}</span>', kind, text or NO_AMOUNT[kind])


@dataclass(frozen=True)
class TargetFigure:
    """A target as the table shows it; `kind` as in `NO_AMOUNT`."""

    text: str
    kind: str


@register.filter
def targets(indicator: Any, years: list[int]) -> list[TargetFigure]:
    """The indicator's target for each of the years. Needs targets prefetched."""
    values = {target.year: target.value for target in indicator.targets.all()}
    return [_figure(year in values, values.get(year)) for year in years]


def _figure(is_there: bool, value: Any) -> TargetFigure:
    if not is_there:
        return TargetFigure("", "missing")
    if value is None:
        return TargetFigure("", "undecided")
    plain = value.normalize()
    return TargetFigure(typography.decimal(value, max(0, -plain.as_tuple().exponent)), "")
