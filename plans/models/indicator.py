from collections.abc import Iterable
from typing import Any

from django.db import models

from plans.models.thread import PlanItem
from plans.undecided import UNDECIDED


class Indicator(PlanItem):
    """How a goal or an objective is measured. Concrete indicators add `plan` and what they measure."""

    title = models.CharField("mått", max_length=200)
    unit = models.CharField("enhet", max_length=60)

    class Meta(PlanItem.Meta):
        abstract = True
        verbose_name = "mått"
        verbose_name_plural = "mått"

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """What the indicator should show in a year; None means that it is not yet decided."""

    year = models.PositiveSmallIntegerField("år")
    value = models.DecimalField("målvärde", max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta:
        abstract = True
        verbose_name = "målvärde"
        verbose_name_plural = "målvärden"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="%(app_label)s_%(class)s_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {UNDECIDED if self.value is None else self.value.normalize()}"


def target_years(indicators: Iterable[Any]) -> list[int]:
    """Every year that any of the indicators has a target for. Needs targets prefetched."""
    return sorted({target.year for indicator in indicators for target in indicator.targets.all()})
