"""What the three kinds of plan share: the period, the state, the decision and the seal."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.db.models.expressions import RawSQL

from styrmodell import typography
from styrmodell.models import Body, Decision, Department

OPEN_STATES = ("draft", "proposed", "amending")


class PlanQuerySet(models.QuerySet):
    def adopted(self) -> Self:
        return self.filter(state=Plan.State.ADOPTED)

    def open(self) -> Self:
        """Those still in work: drafts, proposals and what is amended as the minutes say."""
        return self.filter(state__in=OPEN_STATES)

    def in_force(self, year: int, *, known_on: date | None = None) -> Self:
        """At most one edition per owner: the one that speaks for the year.

        It is the owner's latest adopted edition with `from_year` ≤ year (latest by `from_year`, then by
        order of adoption), if it reaches the year, is not revoked and its owner exists then. With `known_on`,
        only decisions made up to that day count.
        """
        return self.filter(pk__in=speaking_for(self.model, year, known_on))

    def before(self, plans: Iterable["Plan"]) -> Self:
        """The editions that stand just before the plans, each in the chain of its owner."""
        owner: Any = self.model._meta.get_field(self.model.OWNER)
        after = f"{owner.name}__{owner.remote_field.name}"
        return self.filter(**{f"{after}__in": plans, f"{after}__sequence": F("sequence") + 1})

    def named(self, *more: str) -> Self:
        """With its owner, in the columns that name an edition and lead to it, and in those given.

        What else is asked of a plan is read then. Every column takes the ORM its time.
        """
        owner = self.model.OWNER
        return self.select_related(owner).only(*NAMED, f"{owner}__slug", f"{owner}__name", *more)


NAMED = (
    "first_year",
    "last_year",
    "from_year",
    "is_example",
    "state",
    "revision",
    "sequence",
    "decision",
    "revoked_by",
)
SPEAKING_FOR = """
    SELECT latest.id FROM (
        SELECT plan.id, plan.{owner}_id AS owner_id, plan.last_year, plan.revoked_by_id,
            ROW_NUMBER() OVER (
                PARTITION BY plan.{owner}_id ORDER BY plan.from_year DESC, plan.sequence DESC
            ) AS place
        FROM {plans} plan
        WHERE plan.state = 'adopted' AND plan.from_year <= %(year)s {is_made}
    ) latest
    JOIN {owners} owner ON owner.id = latest.owner_id
    WHERE place = 1 AND last_year >= %(year)s AND (revoked_by_id IS NULL {is_revoked_later})
        AND (owner.valid_from IS NULL OR owner.valid_from <= %(last_day)s)
        AND (owner.valid_to IS NULL OR owner.valid_to >= %(first_day)s)
"""
"""The rule of `PlanQuerySet.in_force` in SQL: built by the ORM it would cost more than the rest of most pages."""
IS_MADE = "AND plan.decision_id IN (SELECT id FROM {decisions} WHERE date <= %(known_on)s)"
IS_REVOKED_LATER = "OR revoked_by_id IN (SELECT id FROM {decisions} WHERE date > %(known_on)s)"


def speaking_for(kind: type["Plan"], year: int, known_on: date | None = None) -> RawSQL:
    """The keys of the editions that speak for the year."""
    values = {"year": year, "first_day": f"{year}-01-01", "last_day": f"{year}-12-31"}
    days = {"is_made": "", "is_revoked_later": ""}
    if known_on is not None:
        values["known_on"] = known_on.isoformat()
        decisions = Decision._meta.db_table
        days = {
            "is_made": IS_MADE.format(decisions=decisions),
            "is_revoked_later": IS_REVOKED_LATER.format(decisions=decisions),
        }
    owner: Any = kind._meta.get_field(kind.OWNER)
    tables = {"plans": kind._meta.db_table, "owners": owner.related_model._meta.db_table, "owner": kind.OWNER}
    return _in_order(SPEAKING_FOR.format(**tables, **days), values)


def _in_order(sql: str, values: dict[str, Any]) -> RawSQL:
    """The SQL with its named places turned into the places in order that Django passes on."""
    names = re.findall(r"%\((\w+)\)s", sql)
    return RawSQL(re.sub(r"%\(\w+\)s", "%s", sql), [values[name] for name in names])  # noqa: S611 - no text from outside


class Plan(models.Model):
    """One edition of an owner's plan.

    `first_year`–`last_year` is the period, `from_year` the first year this edition speaks for. Revision
    number within the period, place in the owner's chain of seals, document and seal are given by
    `plans.workflow`, the only writer of state.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "utkast"
        PROPOSED = "proposed", "förslag"
        AMENDING = "amending", "ändras enligt protokollet"
        ADOPTED = "adopted", "antagen"
        REJECTED = "rejected", "avslagen"
        WITHDRAWN = "withdrawn", "indragen"

    class Origin(models.TextChoices):
        PORTAL = "portal", "portalen"
        IMPORT = "import", "inläst från fil"

    OWNER: str
    KIND: str
    OWNED: str
    """What the plan is called after the name of its owner: fullmäktiges "strategiska plan"."""

    first_year = models.PositiveSmallIntegerField("första året")
    last_year = models.PositiveSmallIntegerField("sista året")
    from_year = models.PositiveSmallIntegerField("gäller från och med året")
    introduction = models.TextField("inledning", blank=True)
    is_example = models.BooleanField("exempel", default=False)

    state = models.CharField("läge", max_length=10, choices=State, default=State.DRAFT, editable=False)
    origin = models.CharField("ursprung", max_length=10, choices=Origin, default=Origin.PORTAL, editable=False)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="beslut",
    )
    revoked_by = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="upphävd genom",
    )
    revision = models.PositiveSmallIntegerField("utgåva", null=True, editable=False)
    sequence = models.PositiveIntegerField("plats i organets kedja", null=True, editable=False)
    stored_document = models.TextField("fryst dokument", blank=True, editable=False)
    seal = models.CharField("sigill", max_length=64, blank=True, editable=False)
    previous_seal = models.CharField("föregående sigill", max_length=64, blank=True, editable=False)
    seal_format = models.PositiveSmallIntegerField("sigillets format", null=True, editable=False)
    masked_at = models.DateTimeField("maskad", null=True, editable=False)
    mask_reason = models.TextField("skäl för maskning", blank=True, editable=False)

    version = models.PositiveIntegerField("sparad gång", default=0, editable=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    edited_at = models.DateTimeField("senast ändrad", null=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    proposed_at = models.DateTimeField("föreslagen", null=True, editable=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    adopted_at = models.DateTimeField("antagandet fört in", null=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed", "amending", "adopted", "rejected", "withdrawn"]),
                name="%(app_label)s_%(class)s_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(from_year__gte=F("first_year")) & Q(from_year__lte=F("last_year")),
                name="%(app_label)s_%(class)s_speaks_within_its_period",
                violation_error_message="Planen ska börja gälla inom sin period.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="adopted",
                    decision__isnull=False,
                    revision__isnull=False,  # of NULL, no comparison is false
                    revision__gte=1,
                    sequence__isnull=False,
                    sequence__gte=1,
                    seal_format__isnull=False,
                    adopted_at__isnull=False,
                )
                & ~Q(seal="")
                & ~Q(stored_document="")
                | ~Q(state="adopted")
                & Q(
                    decision=None,
                    revision=None,
                    sequence=None,
                    seal_format=None,
                    adopted_at=None,
                    adopted_by=None,
                    seal="",
                ),
                name="%(app_label)s_%(class)s_adopted_means_decided_and_sealed",
                violation_error_message="En antagen plan har ett beslut och ett sigill, ingen annan plan har det.",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | ~Q(stored_document=""),
                name="%(app_label)s_%(class)s_proposal_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(state="adopted"),
                name="%(app_label)s_%(class)s_only_adopted_is_revoked",
                violation_error_message="Bara en antagen plan kan upphävas.",
            ),
            models.CheckConstraint(
                condition=Q(origin="import")
                | ~Q(state="adopted")
                | Q(proposed_by__isnull=False, adopted_by__isnull=False) & ~Q(proposed_by=F("adopted_by")),
                name="%(app_label)s_%(class)s_recorded_by_someone_else",
                violation_error_message="Den som föreslog planen kan inte själv föra in beslutet.",
            ),
            models.CheckConstraint(
                condition=Q(masked_at=None, mask_reason="") | Q(masked_at__isnull=False) & ~Q(mask_reason=""),
                name="%(app_label)s_%(class)s_masking_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    @property
    def owner(self) -> Body | Department:
        """The body or department whose plan it is."""
        owner: Body | Department = getattr(self, self.OWNER)
        return owner

    @property
    def revision_url(self) -> str:
        raise NotImplementedError

    @property
    def changes_url(self) -> str:
        """What this edition changed against the one before it."""
        raise NotImplementedError

    @property
    def paper_url(self) -> str:
        """This very edition to print."""
        return f"{self.revision_url}handling/"

    @property
    def period(self) -> str:
        """As in the address and, with a dash of its own, in the title: "2021-2024", "2022"."""
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}-{self.last_year}"

    @property
    def shown_period(self) -> str:
        return self.period.replace("-", "–")

    @property
    def title(self) -> str:
        """The kind of plan and its period: "Uppdragsplan 2022–2025"."""
        name = str(self._meta.verbose_name)
        return f"{name[:1].upper()}{name[1:]} {self.shown_period}"

    @property
    def edition(self) -> str:
        """The title of this very edition: "Uppdragsplan 2021–2024, utgåva 2"; the first has no number."""
        return self.numbered(self.title)

    @property
    def owned_title(self) -> str:
        """The title with its owner: "Kommunfullmäktiges strategiska plan 2021–2024"."""
        return f"{typography.genitive(self.owner.name)} {self.OWNED} {self.shown_period}"

    @property
    def owned_edition(self) -> str:
        """This very edition with its owner: "Socialnämndens uppdragsplan 2021–2024, utgåva 2"."""
        return self.numbered(self.owned_title)

    def numbered(self, title: str) -> str:
        """The title with the number of the edition; the first of a period has none."""
        return title if self.number in (None, 1) else f"{title}, utgåva {self.number}"

    @cached_property
    def number(self) -> int | None:
        """The revision; while the plan is in work, the one that it would be if it were adopted now. One query then."""
        if self.revision is None and self.is_open:
            return self.next_revision()
        return self.revision

    def next_revision(self) -> int:
        """What comes after the editions that its owner has adopted for the period."""
        adopted = type(self)._default_manager.filter(state=self.State.ADOPTED, **{self.OWNER: self.owner})
        of_period = adopted.filter(first_year=self.first_year, last_year=self.last_year)
        return int(of_period.aggregate(last=Max("revision"))["last"] or 0) + 1

    @property
    def years(self) -> range:
        """The years of the period."""
        return range(self.first_year, self.last_year + 1)

    @property
    def is_adopted(self) -> bool:
        return self.state == self.State.ADOPTED

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_revoked(self) -> bool:
        return self.revoked_by_id is not None


def owner_constraints(owner: str) -> list[models.UniqueConstraint]:
    """What is unique among the editions of one owner."""
    return [
        models.UniqueConstraint(fields=[owner, "sequence"], name="%(app_label)s_%(class)s_one_place_in_the_chain"),
        models.UniqueConstraint(
            fields=[owner, "first_year", "last_year", "revision"],
            name="%(app_label)s_%(class)s_one_edition_per_revision",
        ),
        models.UniqueConstraint(
            fields=[owner, "first_year", "last_year"],
            condition=Q(state__in=OPEN_STATES),
            name="%(app_label)s_%(class)s_one_open_edition",
            violation_error_message="Det finns redan ett utkast eller förslag för perioden.",
        ),
    ]


def owner_index(owner: str) -> models.Index:
    """All that decides which edition speaks, so that no plan is read to find out."""
    return models.Index(
        fields=[owner, "-from_year", "-sequence", "last_year", "revoked_by"],
        condition=Q(state="adopted"),
        name="%(app_label)s_%(class)s_speaks",
    )
