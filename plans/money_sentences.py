"""The money of a year in whole sentences, the same on every page that speaks of it."""

from plans.models import MunicipalTotal
from plans.money import YearOfFrame
from styrmodell import typography
from styrmodell.models import Body


def of_body(body: Body, of_year: YearOfFrame) -> str:
    """What the body's frame of the year is, against the year before, and what happened to it."""
    year, amount = of_year.year, of_year.frame.value
    if of_year.frame.is_missing:
        return f"{body} har ingen egen ram {year}."
    if amount is None:
        return f"{typography.genitive(body.name)} ram för {year} är inte beslutad."
    sentences = [_granted(body, amount, year)]
    if of_year.change is not None:
        sentences.append(difference(of_year.change, year - 1))
    if of_year.adjusted_by:
        sentences.append(_adjusted(body, of_year.adjusted_by, amount + of_year.adjusted_by))
    return " ".join(sentences)


def _granted(body: Body, amount: int, year: int) -> str:
    if body.kind == Body.Kind.CENTRAL:
        return f"{typography.in_tkr(amount)} är avsatta {year} utan att höra till någon nämnd än."
    return f"{body} får kosta {typography.in_tkr(amount)} netto {year}."


def _adjusted(body: Body, by: int, to: int) -> str:
    if body.kind == Body.Kind.CENTRAL and by < 0:
        return f"Under året har {typography.in_tkr(-by)} delats ut, och {typography.in_tkr(to)} är kvar."
    return f"Under året har ramen {'höjts' if by > 0 else 'sänkts'} till {typography.in_tkr(to)}."


def difference(change: int, before: int) -> str:
    """ "Det är 20 770 tkr mer än 2021." """
    if not change:
        return f"Det är lika mycket som {before}."
    amount = typography.in_tkr(abs(change))
    return f"Det är {amount} {'mer' if change > 0 else 'mindre'} än {before}."


def amount_of(total: MunicipalTotal) -> str:
    """ "697 500 tkr", "22,12 kronor per hundralapp"; "" where it is not decided."""
    if total.amount is None:
        return ""
    if total.kind == MunicipalTotal.Kind.TAX_RATE:
        return f"{typography.decimal(total.amount / 100, 2)} kronor per hundralapp"
    is_people = total.kind == MunicipalTotal.Kind.POPULATION
    return typography.tkr(total.amount) if is_people else typography.in_tkr(total.amount)
