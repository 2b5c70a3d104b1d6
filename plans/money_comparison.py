"""Money side by side: what items had in one document and have in another. Integer tkr, net cost; sums foot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plans.branches import listed
from plans.document import Document
from plans.document_items import KINDS, Item
from plans.models import Allocation
from plans.money import MISSING, Figure, sum_of


@dataclass(frozen=True)
class YearOfMoney:
    """`old` and `new` are None where the item is not in that document, and then count as nothing."""

    year: int
    old: Figure | None
    new: Figure | None

    @property
    def is_known(self) -> bool:
        """Whether the two can be compared: a sum has nothing else in it."""
        return (self.old is None or self.old.is_known) and (self.new is None or self.new.is_known)

    @property
    def difference(self) -> int | None:
        return value(self.new) - value(self.old) if self.is_known else None

    @property
    def percent(self) -> float | None:
        """Of what was before; None where that is not known or not more than zero."""
        before = value(self.old)
        return 100 * self.difference / before if self.difference is not None and before > 0 else None


def value(figure: Figure | None) -> int:
    """What a figure adds to a sum."""
    return (figure.value or 0) if figure else 0


@dataclass(frozen=True)
class MoneyRow:
    """An item as it stood in one document and stands in another, None where it is not in it.

    `of_years` are those that both documents speak for.
    """

    item: Item
    old: Item | None
    new: Item | None
    of_years: Sequence[int]

    @cached_property
    def years(self) -> list[YearOfMoney]:
        return [YearOfMoney(year, _figure(self.old, year), _figure(self.new, year)) for year in self.of_years]

    @property
    def is_changed(self) -> bool:
        if self.old is None or self.new is None:
            return bool(self.of_years)
        old, new = self.old.entry["amounts"], self.new.entry["amounts"]
        return old != new and any(old.get(str(year), MISSING) != new.get(str(year), MISSING) for year in self.of_years)


@dataclass(frozen=True)
class YearSum:
    """The sum of the amounts that can be compared; `left_out` names the items whose amounts cannot.

    Where none can, `kind` says why, as of a `Figure`, and there is no sum to show.
    """

    year: int
    old: int
    new: int
    left_out: list[str]
    kind: str = ""

    @property
    def difference(self) -> int:
        return self.new - self.old

    @property
    def percent(self) -> float | None:
        return 100 * self.difference / self.old if self.old > 0 else None


@dataclass(frozen=True)
class MoneyTable:
    """All items of a kind with money: the `rows` that differ, with those that came and went, and the `unchanged`."""

    kind: str
    years: list[int]
    rows: list[MoneyRow]
    unchanged: list[MoneyRow]

    @property
    def heading(self) -> str:
        return KINDS[self.kind][1]

    @property
    def unchanged_sums(self) -> list[YearSum]:
        return sums(self.years, self.unchanged)

    @property
    def sums(self) -> list[YearSum]:
        """Of everything: what differs, what came and went, and what is unchanged."""
        return sums(self.years, [*self.rows, *self.unchanged])

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """What the sums do not count, in words, with the years in which it is so."""
        years: dict[str, list[str]] = {}
        for each in self.sums:
            if each.left_out:
                years.setdefault(listed(each.left_out), []).append(str(each.year))
        return [(listed(found), titles) for titles, found in years.items()]


def sums(years: Sequence[int], rows: Sequence[MoneyRow]) -> list[YearSum]:
    return [_sum_of(year, [(row.item, row.years[index]) for row in rows]) for index, year in enumerate(years)]


def _sum_of(year: int, rows: Sequence[tuple[Item, YearOfMoney]]) -> YearSum:
    showing = [(item, money) for item, money in rows if not _is_paid_by_others(item, money)] or rows
    return year_sum(year, [(item.title, money) for item, money in showing])


def _is_paid_by_others(item: Item, money: YearOfMoney) -> bool:
    """An area whose zero does not mean that there is no money; see `divisions.paid_by`."""
    is_tax = item.fields.get("financing") == Allocation.Financing.TAX
    return item.kind == "areas" and not is_tax and money.is_known and not value(money.old) and not value(money.new)


def year_sum(year: int, named: Sequence[tuple[str, YearOfMoney]]) -> YearSum:
    known = [money for _, money in named if money.is_known]
    figures = [figure for _, money in named for figure in (money.old, money.new) if figure and not figure.is_known]
    return YearSum(
        year,
        old=sum(value(money.old) for money in known),
        new=sum(value(money.new) for money in known),
        left_out=[name for name, money in named if not money.is_known],
        kind=sum_of(figures).kind if not known else "",
    )


def common_years(old: Document, new: Document) -> list[int]:
    """The years that both speak for."""
    return list(range(max(old["from_year"], new["from_year"]), min(old["last_year"], new["last_year"]) + 1))


Items = Mapping[tuple[str, str], Item]


def money_tables(before: Items, after: Items, years: Sequence[int]) -> Iterator[MoneyTable]:
    """A table for each kind of item whose money differs, in the order of the new document; what went comes last."""
    rows: dict[str, list[MoneyRow]] = {}
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        item = new or before[key]
        if "amounts" in item.entry:
            rows.setdefault(item.kind, []).append(MoneyRow(item, old, new, years))
    for kind in KINDS:
        changed = [row for row in rows.get(kind, ()) if row.is_changed]
        if changed:
            yield MoneyTable(kind, list(years), changed, [row for row in rows[kind] if not row.is_changed])


def _figure(item: Item | None, year: int) -> Figure | None:
    if item is None:
        return None
    amounts = item.entry["amounts"]
    return Figure(amounts[str(year)]) if str(year) in amounts else MISSING
