"""The year that a page shows, and the same page's address for other years."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.urls import reverse

from plans.in_force import planned_years
from styrmodell.addresses import PLACEHOLDER, address
from styrmodell.models import SteeringModel


@dataclass(frozen=True)
class YearLink:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ShownYear:
    """`default` is the year that the steering model shows, whose pages have no year in their address."""

    year: int
    default: int
    planned: range

    def at(self, year: int) -> "ShownYear":
        """Another year, which some plan speaks for."""
        return replace(self, year=year)

    @property
    def has_gone_by(self) -> bool:
        """Against the year that the steering model shows, never the clock."""
        return self.year < self.default

    def url(self, name: str, *args: Any) -> str:
        """The address of a page, for this year. The name has a twin `<name>_year` that takes the year last."""
        return self.url_for(self.year, name, *args)

    def url_for(self, year: int, name: str, *args: Any) -> str:
        years = () if year == self.default else (year,)
        name = f"{name}_year" if years else name
        if not args or not isinstance(args[0], str):
            return reverse(name, args=[*args, *years])
        return address(name, args[0], *years)

    def url_pattern(self, name: str) -> Callable[[str], str]:
        """The addresses of the pages of one kind, as `url`, for when there are thousands."""
        before, after = self.url(name, PLACEHOLDER).split(PLACEHOLDER)
        return lambda slug: f"{before}{slug}{after}"

    def links(self, name: str, *args: Any) -> list[YearLink]:
        """The page for every planned year."""
        return [YearLink(str(year), self.url_for(year, name, *args), year == self.year) for year in self.planned]


def shown(steering: SteeringModel | None, year: int | None) -> ShownYear:
    """Raises Http404 where no municipality is loaded, or for a year that no plan speaks for."""
    if steering is None:
        raise Http404("Här finns ingen kommun ännu.")
    planned = planned_years()
    if year is not None and year not in planned and year != steering.shown_year:
        raise Http404(f"Ingen plan gäller {year}.")
    return ShownYear(year or steering.shown_year, steering.shown_year, planned)
