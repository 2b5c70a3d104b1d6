from django.db import models
from django.db.models import Q
from django.urls import reverse

from goals.models.global_goals import GlobalGoal
from styrmodell.models.lifetime import Lifetime


class LongTermGoal(Lifetime):
    """The lasting identity of a goal; each strategic plan words it as a prioritised goal."""

    class Colour(models.TextChoices):
        OCHRE = "ochre", "ockra"
        CANAL = "canal", "kanalgrön"
        WATER = "water", "vattenblå"
        BRICK = "brick", "tegelröd"
        PLUM = "plum", "plommon"
        SLATE = "slate", "skiffer"
        MOSS = "moss", "mossa"
        ROSE = "rose", "nypon"

    class Sign(models.TextChoices):
        """Each has its drawing in `templates/components/icons/`."""

        COINS = "coins", "mynt"
        LEAF = "leaf", "löv"
        BOOK_OPEN = "book-open", "bok"
        HEART_PULSE = "heart-pulse", "hjärta"
        EYE = "eye", "öga"
        HOME = "home", "hus"
        BUS = "bus", "buss"
        USERS = "users", "människor"
        SHIELD = "shield", "sköld"
        SPROUT = "sprout", "grodd"
        SCALE = "scale", "våg"
        HANDSHAKE = "handshake", "handslag"
        LIGHTBULB = "lightbulb", "lampa"
        TREE = "tree", "träd"
        DROPLET = "droplet", "droppe"
        STAR = "star", "stjärna"
        LANDMARK = "landmark", "byggnad"

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    name = models.CharField("namn", max_length=150)
    sign = models.CharField("tecken", max_length=20, choices=Sign)
    colour = models.CharField("färg", max_length=20, choices=Colour)
    global_goals: "models.ManyToManyField[GlobalGoal, GlobalTie]" = models.ManyToManyField(
        GlobalGoal, through="GlobalTie", related_name="long_term_goals", verbose_name="globala mål"
    )
    easy_text = models.TextField("lättläst text", blank=True)
    easy_text_on = models.DateField("lättläst text daterad", null=True, blank=True)
    source = models.TextField("källa", blank=True)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta(Lifetime.Meta):
        verbose_name = "långsiktigt mål"
        verbose_name_plural = "långsiktiga mål"
        ordering = ["position", "slug"]
        constraints = [
            *Lifetime.Meta.constraints,
            models.CheckConstraint(
                condition=Q(easy_text="", easy_text_on=None) | (~Q(easy_text="") & Q(easy_text_on__isnull=False)),
                name="goals_longtermgoal_easy_text_is_dated",
                violation_error_message="En lättläst text ska ha ett datum.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("goal", args=[self.slug])


class GlobalTie(models.Model):
    """That a long-term goal serves one of the global goals."""

    goal = models.ForeignKey(LongTermGoal, models.CASCADE, related_name="global_ties")
    global_goal = models.ForeignKey(GlobalGoal, models.PROTECT, related_name="ties")
    is_example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "koppling till globalt mål"
        verbose_name_plural = "kopplingar till globala mål"
        ordering = ["global_goal__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "global_goal"],
                name="goals_globaltie_once",
                violation_error_message="Målet är redan kopplat till det globala målet.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.goal} – {self.global_goal}"
