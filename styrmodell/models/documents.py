from django.db import models
from django.urls import reverse

from styrmodell.models.decisions import Decision
from styrmodell.models.lifetime import Lifetime
from styrmodell.models.organisation import Body, Department


class GoverningDocument(Lifetime):
    """A policy, plan, regulation …: what everyone has to keep to."""

    class Kind(models.TextChoices):
        RULES_OF_PROCEDURE = "rules_of_procedure", "arbetsordning"
        REGULATION = "regulation", "reglemente"
        DELEGATION = "delegation", "delegationsordning"
        RULES = "rules", "regler"
        GUIDELINE = "guideline", "riktlinje"
        POLICY = "policy", "policy"
        PLAN = "plan", "plan"
        PROGRAMME = "programme", "program"
        ORDINANCE = "ordinance", "föreskrift"
        TARIFF = "tariff", "taxa"

    KINDS_IN_PLURAL = {
        Kind.RULES_OF_PROCEDURE: "arbetsordningar",
        Kind.REGULATION: "reglementen",
        Kind.DELEGATION: "delegationsordningar",
        Kind.RULES: "regler",
        Kind.GUIDELINE: "riktlinjer",
        Kind.POLICY: "policyer",
        Kind.PLAN: "planer",
        Kind.PROGRAMME: "program",
        Kind.ORDINANCE: "föreskrifter",
        Kind.TARIFF: "taxor",
    }

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    title = models.CharField("titel", max_length=200)
    kind = models.CharField("sort", max_length=20, choices=Kind)
    summary = models.TextField("sammanfattning", blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="governing_documents", verbose_name="antas av")
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="governing_documents",
        verbose_name="ansvarig förvaltning",
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="governing_documents",
        verbose_name="beslut",
    )
    url = models.URLField("adress", blank=True)
    file_path = models.CharField("fil", max_length=200, blank=True)
    file_sha256 = models.CharField("filens kontrollsumma", max_length=64, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="ersätter"
    )
    position = models.PositiveSmallIntegerField("ordning", default=0)
    is_example = models.BooleanField("exempel", default=False)

    class Meta(Lifetime.Meta):
        verbose_name = "styrdokument"
        verbose_name_plural = "styrdokument"
        ordering = ["position", "slug"]
        constraints = [
            *Lifetime.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(file_path="", file_sha256="")
                | (~models.Q(file_path="") & ~models.Q(file_sha256="")),
                name="styrmodell_governingdocument_file_has_checksum",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("governing_document", args=[self.slug])
