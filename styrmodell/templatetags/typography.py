"""Filters. What is set in figures has nothing to escape, and says so: a page has hundreds of them."""

from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe

from styrmodell import typography

register = template.Library()


@register.filter
def soft(text: object) -> SafeString:
    """Soft hyphens in long words, and held together what belongs together."""
    return typography.whole(typography.soft(str(text)))


@register.filter
def whole(text: object) -> SafeString:
    """Dates, spans of years, paragraphs and amounts held on one line."""
    return typography.whole(text if isinstance(text, str) else str(text))


@register.filter
def tkr(amount: int) -> SafeString:
    return mark_safe(typography.tkr(amount))


@register.filter
def signed(amount: int) -> SafeString:
    return mark_safe(typography.signed(amount))


@register.filter
def signed_percent(percent: float) -> SafeString:
    """A change in percent with one decimal, without the sign of percent."""
    return mark_safe(typography.signed_percent(percent))


@register.filter(expects_localtime=True)
def date_sv(day: date) -> SafeString:
    """A moment is told as the day that it was here."""
    return mark_safe(typography.long_date(day))


@register.filter
def genitive(name: object) -> str:
    return typography.genitive(str(name))


@register.filter
def share(percent: float) -> str:
    """Percent with two decimals, without the sign."""
    return typography.decimal(percent, 2)
