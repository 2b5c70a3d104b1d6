"""What every piece of reference data shares: it ends, and never vanishes."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class LifetimeQuerySet(models.QuerySet):
    def existing_in(self, year: int) -> Self:
        """Those that exist on at least one day of the year."""
        return self.filter(exists_in(year))


def exists_in(year: int, prefix: str = "") -> Q:
    """The condition that a lifetime touches the year; `prefix` leads to it (`"body__"`)."""
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": date(year, 12, 31)})
    not_ended = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": date(year, 1, 1)})
    return begun & not_ended


class Lifetime(models.Model):
    """From when to when something exists; None means that no such limit is known."""

    valid_from = models.DateField("gäller från", null=True, blank=True)
    valid_to = models.DateField("gäller till och med", null=True, blank=True)

    objects = LifetimeQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message="Slutdatum kan inte ligga före startdatum.",
            )
        ]

    def exists_in(self, year: int) -> bool:
        """Whether it exists on at least one day of the year."""
        begun = self.valid_from is None or self.valid_from <= date(year, 12, 31)
        return begun and not self.has_ended_before(year)

    def has_ended_before(self, year: int) -> bool:
        return self.valid_to is not None and self.valid_to < date(year, 1, 1)
