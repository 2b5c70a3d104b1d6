"""Money: integer tkr, net cost. No row is missing, None is not yet decided, 0 is zero."""

from django.db import models
from django.db.models import F, Q

from plans.models.strategic import StrategicPlan
from plans.models.thread import PlanItem, Thread
from styrmodell.models import Body, Decision, Place


class BudgetFrame(models.Model):
    """Net cost that the council grants a body for a year."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="frames")
    body = models.ForeignKey(Body, models.PROTECT, related_name="frames", verbose_name="organ")
    year = models.PositiveSmallIntegerField("år")
    amount = models.IntegerField("ram, tkr", null=True, blank=True)

    class Meta:
        verbose_name = "driftram"
        verbose_name_plural = "driftramar"
        ordering = ["plan_id", "body__position", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "body", "year"],
                name="plans_budgetframe_once_a_year",
                violation_error_message="Organet har redan en ram för året.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class FrameChange(models.Model):
    """One stated reason why a body's frame differs from the year before, and how much of it (tkr)."""

    class Cause(models.TextChoices):
        PRICES = "prices", "pris och lön"
        VOLUME = "volume", "volym"
        ASSIGNMENT = "assignment", "uppdrag"
        EFFICIENCY = "efficiency", "effektivisering"
        TRANSFER = "transfer", "flytt"

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="frame_changes")
    body = models.ForeignKey(Body, models.PROTECT, related_name="frame_changes", verbose_name="organ")
    year = models.PositiveSmallIntegerField("år")
    cause = models.CharField("orsak", max_length=12, choices=Cause)
    amount = models.IntegerField("belopp, tkr")
    text = models.TextField("förklaring", blank=True)

    class Meta:
        verbose_name = "ramförändring"
        verbose_name_plural = "ramförändringar"
        ordering = ["plan_id", "body__position", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "body", "year", "cause"],
                name="plans_framechange_cause_once",
                violation_error_message="Orsaken är redan angiven för organet och året.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year} {self.get_cause_display()}"

    @property
    def heading(self) -> str:
        """The cause as a heading: "Pris och lön"."""
        return str(self.Cause(self.cause).label).capitalize()


class Adjustment(models.Model):
    """What happened to money during the year. Append-only: undone by a row of its own that names it."""

    slug = models.SlugField("adressnamn", max_length=100, unique=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="%(class)ss", verbose_name="beslut")
    year = models.PositiveSmallIntegerField("år")
    amount = models.IntegerField("belopp, tkr")
    financing = models.TextField("finansiering", blank=True)
    reason = models.TextField("skäl", blank=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name="återtar"
    )
    is_example = models.BooleanField("exempel", default=False)

    class Meta:
        abstract = True
        ordering = ["decision__date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="%(app_label)s_%(class)s_moves_money",
                violation_error_message="Beloppet kan inte vara noll.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="supplementary") | ~Q(financing=""),
                name="%(app_label)s_%(class)s_supplement_is_financed",
                violation_error_message="Ett tilläggsanslag ska ange finansiering (kommunallagen 11 kap. 15 §).",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class FrameAdjustment(Adjustment):
    """An amount that `body` received, from `source_body` where it was moved.

    One row is a whole move, so that a reallocation and a pay compensation sum to zero by their form. A
    supplementary appropriation comes from nobody and states its financing (kommunallagen 11:15).
    """

    class Kind(models.TextChoices):
        SUPPLEMENTARY = "supplementary", "tilläggsanslag"
        REALLOCATION = "reallocation", "omfördelning"
        PAY = "pay", "lönekompensation"

    kind = models.CharField("sort", max_length=15, choices=Kind)
    body = models.ForeignKey(Body, models.PROTECT, related_name="received_adjustments", verbose_name="till")
    source_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="given_adjustments", verbose_name="från"
    )

    class Meta(Adjustment.Meta):
        verbose_name = "justering av ram"
        verbose_name_plural = "justeringar av ramar"
        constraints = [
            *Adjustment.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="supplementary", source_body=None)
                | Q(kind__in=["reallocation", "pay"], source_body__isnull=False),
                name="plans_frameadjustment_source_fits_its_kind",
                violation_error_message=(
                    "En omfördelning eller lönekompensation tas från ett organ, ett tilläggsanslag inte."
                ),
            ),
            models.CheckConstraint(
                condition=Q(source_body=None) | ~Q(source_body=F("body")),
                name="plans_frameadjustment_moves_between_two",
                violation_error_message="Pengar kan inte flyttas till samma organ.",
            ),
        ]


class Investment(PlanItem):
    """An object in the investment budget; `amounts` by year, negative when sales exceed cost."""

    class Financing(models.TextChoices):
        TAX = "tax", "skatt"
        FEE = "fee", "taxa"
        DEVELOPMENT = "development", "exploatering"

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="investments")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("objekt", max_length=200)
    text = models.TextField("beskrivning", blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="investments", verbose_name="organ")
    financing = models.CharField("finansiering", max_length=12, choices=Financing)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="investments", verbose_name="ort"
    )

    class Meta(PlanItem.Meta):
        verbose_name = "investering"
        verbose_name_plural = "investeringar"
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plans_investment_number_once_in_plan",
                violation_error_message="Numret finns redan i planen.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class InvestmentAmount(models.Model):
    investment = models.ForeignKey(Investment, models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    amount = models.IntegerField("belopp, tkr", null=True, blank=True)

    class Meta:
        verbose_name = "belopp"
        verbose_name_plural = "belopp"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["investment", "year"], name="plans_investmentamount_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.investment} {self.year}"


class InvestmentAdjustment(Adjustment):
    """Money carried over from the year before, or granted during the year, for one object."""

    class Kind(models.TextChoices):
        CARRIED_OVER = "carried_over", "ombudgetering"
        SUPPLEMENTARY = "supplementary", "tilläggsanslag"

    kind = models.CharField("sort", max_length=15, choices=Kind)
    investment = models.ForeignKey(
        Thread,
        models.PROTECT,
        related_name="investment_adjustments",
        limit_choices_to={"kind": Thread.Kind.INVESTMENT},
        verbose_name="investering",
    )

    class Meta(Adjustment.Meta):
        verbose_name = "justering av investering"
        verbose_name_plural = "justeringar av investeringar"


class InvestmentState(models.Model):
    """Where an object stands since a day; the latest row speaks. Outside the seal."""

    class State(models.TextChoices):
        PLANNED = "planned", "planerad"
        ONGOING = "ongoing", "pågår"
        PAUSED = "paused", "pausad"
        DONE = "done", "klar"

    investment = models.ForeignKey(
        Thread,
        models.PROTECT,
        related_name="investment_states",
        limit_choices_to={"kind": Thread.Kind.INVESTMENT},
        verbose_name="investering",
    )
    date = models.DateField("sedan")
    state = models.CharField("läge", max_length=10, choices=State)
    reason = models.TextField("skäl", blank=True)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="investment_states",
        verbose_name="beslut",
    )
    is_example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "investeringens läge"
        verbose_name_plural = "investeringarnas lägen"
        ordering = ["investment_id", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["investment", "date"],
                name="plans_investmentstate_one_a_day",
                violation_error_message="Läget är redan angivet för det datumet.",
            ),
            models.CheckConstraint(
                condition=~Q(state="paused") | ~Q(reason=""),
                name="plans_investmentstate_pause_has_reason",
                violation_error_message="Skriv varför investeringen är pausad.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.date}"


class MunicipalTotal(models.Model):
    """A figure for the whole municipality, so that the whole has a whole.

    tkr, except `tax_rate` (öre per hundred kronor, 2 212 is 22,12) and `population` (persons). None is not
    yet decided. Costs are negative.
    """

    class Kind(models.TextChoices):
        TAXES = "taxes", "skatteintäkter"
        GRANTS = "grants", "generella statsbidrag och utjämning"
        FINANCIAL_NET = "financial_net", "finansnetto"
        RESULT = "result", "årets resultat"
        TAX_RATE = "tax_rate", "skattesats"
        NET_COST = "net_cost", "nettokostnad"
        REVENUE = "revenue", "intäkter"
        COST = "cost", "kostnader"
        INVESTMENTS = "investments", "investeringar"
        POPULATION = "population", "invånare"

    class Basis(models.TextChoices):
        BUDGET = "budget", "budget"
        OUTCOME = "outcome", "utfall"

    year = models.PositiveSmallIntegerField("år")
    kind = models.CharField("sort", max_length=15, choices=Kind)
    basis = models.CharField("budget eller utfall", max_length=10, choices=Basis)
    amount = models.IntegerField("belopp", null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="municipal_totals",
        verbose_name="beslut",
    )
    source = models.TextField("källa", blank=True)
    is_example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "siffra för hela kommunen"
        verbose_name_plural = "siffror för hela kommunen"
        ordering = ["year", "basis", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind", "basis"],
                name="plans_municipaltotal_once_a_year",
                violation_error_message="Siffran finns redan för året.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"
