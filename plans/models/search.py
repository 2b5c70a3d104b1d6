"""The index of everything public, made by `plans.search.rebuild` and by nothing else."""

from django.db import models

from styrmodell.models import Body, Place

FIRST_YEAR, LAST_YEAR = 0, 9999


class SearchEntry(models.Model):
    """One wording of one thing, as the adopted content has it.

    A `thing` that has been reworded has several entries. Each spoke for the years `from_year`–`last_year`, which is
    no year at all when the last is 0, and every year when nothing limits it. The order of the rows, by `id`, is that
    of equally good answers.
    """

    class Level(models.TextChoices):
        """In the order of the chain; the value stands in the address."""

        GOAL = "mal", "långsiktiga mål"
        SPECIAL_ASSIGNMENT = "sarskilda-uppdrag", "särskilda uppdrag"
        OBJECTIVE = "namndmal", "nämndmål"
        ASSIGNMENT = "uppdrag", "uppdrag"
        ACTIVITY = "aktiviteter", "aktiviteter"
        AREA = "verksamhetsomraden", "verksamhetsområden"
        INVESTMENT = "investeringar", "investeringar"
        PLAN = "planer", "planer"
        BODY = "organ", "nämnder och andra organ"
        DEPARTMENT = "forvaltningar", "förvaltningar"
        DECISION = "beslut", "beslut"
        GOVERNING_DOCUMENT = "styrdokument", "styrdokument"
        GLOBAL_GOAL = "globala-mal", "globala mål"
        FILM = "filmer", "filmer"
        PLACE = "orter", "orter"

    level = models.CharField("nivå", max_length=20, choices=Level)
    thing = models.CharField("vad", max_length=150)
    above = models.CharField("hänger under", max_length=150, blank=True)
    page = models.CharField("adressens namn", max_length=40)
    page_args = models.JSONField("vad adressen säger", default=list)
    fragment = models.CharField("plats på sidan", max_length=16, blank=True)
    title = models.TextField("rubrik")
    text = models.TextField("text", blank=True)
    facts = models.TextField("vem, var och när", blank=True)
    body = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+", verbose_name="organ")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+", verbose_name="ort")
    from_year = models.PositiveSmallIntegerField("från året", default=FIRST_YEAR)
    last_year = models.PositiveSmallIntegerField("till året", default=LAST_YEAR)
    is_reworded = models.BooleanField("lyder annorlunda senare", default=False)
    is_revoked = models.BooleanField("upphävd", default=False)
    is_example = models.BooleanField("exempel", default=False)
    title_stems = models.TextField("rubrikens ordstammar")
    stems = models.TextField("alla ordstammar")

    class Meta:
        verbose_name = "sökpost"
        verbose_name_plural = "sökposter"
        ordering = ["pk"]
        indexes = [models.Index(fields=["thing"], name="plans_searchentry_thing")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A stem that occurs in the index, with the shortest word that has it, in which compounds are recognised."""

    stem = models.CharField("ordstam", max_length=40, unique=True)
    word = models.CharField("ord", max_length=40)

    class Meta:
        verbose_name = "sökord"
        verbose_name_plural = "sökord"
        ordering = ["stem"]

    def __str__(self) -> str:
        return self.word
