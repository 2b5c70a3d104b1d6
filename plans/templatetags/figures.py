from dataclasses import dataclass
from typing import Any

from django import template

from styrmodell import typography

register = template.Library()


@dataclass(frozen=True)
class TargetFigure:
    """A target as the table shows it; `kind` as in components/amount.html."""

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
