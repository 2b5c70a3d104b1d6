from django.db import models
from django.db.models import Q
from django.urls import reverse


class GlobalGoal(models.Model):
    """One of the 17 goals of Agenda 2030, identified by http://metadata.un.org/sdg/<number>."""

    number = models.PositiveSmallIntegerField("nummer", unique=True)
    name = models.CharField("namn", max_length=100)
    colour = models.CharField("färg", max_length=7)
    text_colour = models.CharField("textfärg på färgen", max_length=7)
    uri = models.URLField("beständig identifierare")

    class Meta:
        verbose_name = "globalt mål"
        verbose_name_plural = "globala mål"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=17), name="goals_globalgoal_is_one_of_seventeen"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("global_goal", args=[self.number])
