from datetime import date

from django import template

from styrmodell import typography

register = template.Library()


@register.filter
def soft(text: object) -> str:
    """Soft hyphens in long words."""
    return typography.soft(str(text))


@register.filter
def tkr(amount: int) -> str:
    return typography.tkr(amount)


@register.filter
def signed(amount: int) -> str:
    return typography.signed(amount)


@register.filter
def signed_percent(percent: float) -> str:
    """A change in percent with one decimal, without the sign of percent."""
    return typography.signed_percent(percent)


@register.filter(expects_localtime=True)
def date_sv(day: date) -> str:
    """A moment is told as the day that it was here."""
    return typography.long_date(day)


@register.filter
def genitive(name: object) -> str:
    return typography.genitive(str(name))


@register.filter
def share(percent: float) -> str:
    """Percent with two decimals, without the sign."""
    return typography.decimal(percent, 2)
