"""An owner's editions of its plan: the one that an address asks for, and what there is to say of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Max, QuerySet
from django.http import Http404

from plans.document import seal
from plans.in_force import speaking_for
from plans.models import OperationalPlan, Plan
from styrmodell import typography
from styrmodell.models import Body, Decision, Department, cited

P = TypeVar("P", bound=Plan)

UNBROKEN = "Obrutet: varje ord och siffra är som när planen antogs."


@dataclass(frozen=True)
class EditionLine:
    """One edition in the list; `facts` says when it applied and when it was adopted, `text` how something read then."""

    label: str
    url: str
    facts: str
    is_current: bool
    stamp: str = ""
    text: str = ""


@dataclass(frozen=True)
class Standing:
    """Why an edition is not the one in force, and what is instead."""

    stamp: str
    text: str
    url: str = ""
    link: str = ""


HANDLING = {
    "stored_document", "origin", "version", "edited_by", "edited_at", "proposed_by", "proposed_at", "adopted_by",
    "adopted_at",
}  # fmt: skip
"""What an edition's page does not tell of it; the frozen document is read when it is asked for."""


class Editions(Generic[P]):
    """All adopted editions of one owner, the oldest first, seen from one year. One query."""

    def __init__(self, plans: QuerySet[P], year: int) -> None:
        owner = plans.model.OWNER
        adopted = plans.filter(state=Plan.State.ADOPTED).select_related(owner, f"decision__{owner}", "revoked_by")
        self.year = year
        self.all = sorted(adopted.only(*_told(plans.model)).order_by(), key=lambda plan: plan.sequence or 0)

    @cached_property
    def in_force(self) -> P | None:
        return speaking_for(self.all, self.year)

    def asked_for(self, period: str, revision: int | None) -> P:
        """The very revision, or the latest of the period. Raises Http404."""
        of_period = [plan for plan in self.all if plan.period == period and revision in (None, plan.revision)]
        if not of_period:
            raise Http404("Det finns ingen antagen plan för den perioden.")
        return of_period[-1]

    def years_of(self, plan: P) -> list[int]:
        """The years that the edition speaks for."""
        return [year for year in plan.years if speaking_for(self.all, year) == plan]

    def page_year(self, plan: P) -> int:
        """The year that the edition's page shows: ours if it speaks for it, else the first that it was made for."""
        years = self.years_of(plan)
        if self.year in years:
            return self.year
        return years[0] if years else plan.from_year

    def before(self, plan: P) -> P | None:
        place = self.all.index(plan)
        return self.all[place - 1] if place else None

    def compared_with(self, plan: P, period: str, revision: int | None) -> P | None:
        """The edition that the plan is compared with: the one named, else the one before, None for the first.

        Raises Http404.
        """
        if not period:
            return self.before(plan)
        other = self.asked_for(period, revision)
        if other == plan:
            raise Http404("En utgåva skiljer sig inte från sig själv.")
        return other

    def url(self, plan: P) -> str:
        """The address of the period for its latest edition, of the very revision for the others."""
        latest = self.asked_for(plan.period, None)
        return plan.get_absolute_url() if plan == latest else plan.revision_url

    def lines(self, current: P | None = None) -> list[EditionLine]:
        return [
            EditionLine(
                label=label(plan),
                url=self.url(plan),
                facts=self._facts(plan),
                is_current=plan == current,
                stamp="Upphävd" if plan.is_revoked else "",
            )
            for plan in self.all
        ]

    def standing(self, plan: P) -> Standing | None:
        """None for the edition in force."""
        if plan == self.in_force:
            return None
        stamp = self._stamp(plan)
        if self.in_force is None:
            return Standing(stamp, f"{stamp}. {none_in_force(plan.owner, plan, self.year)}")
        link = f"{self.in_force.edition} gäller {self.year}."
        return Standing(stamp, f"{stamp}.", self.url(self.in_force), link)

    def seal_text(self, plan: P) -> str:
        """Whether the text that was adopted is the one that is kept, and what it follows on. One query."""
        if plan.masked_at:
            return "Maskat: personuppgifter är borttagna efter beslutet. Därför stämmer sigillet inte med texten."
        if seal(plan.stored_document, previous=plan.previous_seal) != plan.seal:
            return "Brutet. Texten stämmer inte med den som antogs."
        before = self.before(plan)
        return f"{UNBROKEN} Följer på utgåvan {label(before)}." if before else f"{UNBROKEN} Den första utgåvan."

    def _stamp(self, plan: P) -> str:
        if plan.is_revoked:
            return "Upphävd"
        return "Gäller inte än" if self._is_ahead(plan) else "Gäller inte längre"

    def _is_ahead(self, plan: P) -> bool:
        years = self.years_of(plan)
        return bool(years) and years[0] > self.year

    def _facts(self, plan: P) -> str:
        decided = f"{adopted_word(plan)} {typography.long_date(plan.decision.date)}" if plan.decision else ""
        years = self.years_of(plan)
        if plan.revoked_by:
            return f"{decided.capitalize()}, upphävd {typography.long_date(plan.revoked_by.date)}"
        if not years:
            return f"Ersatt, {decided}"
        if self.year in years:
            return f"Gäller, {decided}"
        if self._is_ahead(plan):
            return f"Gäller från {years[0]}, {decided}"
        return f"Gällde {_span(years)}, {decided}"


def _told(kind: type[Plan]) -> Iterator[str]:
    """The columns that an edition's page tells, of its decisions what they are cited by."""
    for field in kind._meta.concrete_fields:
        if field.related_model is Decision:
            yield from cited(field.name)
        elif field.name not in HANDLING:
            yield field.name


def label(plan: Plan) -> str:
    """ "2021–2024", "2021–2024, utgåva 2"."""
    return plan.numbered(plan.shown_period)


def number_in_work(plans: Iterable[Plan]) -> None:
    """Give each plan that is in work its number, where many are named. One query for each kind of plan."""
    in_work = [plan for plan in plans if plan.is_open]
    for kind in {type(plan) for plan in in_work}:
        mine = [plan for plan in in_work if type(plan) is kind]
        of_period = kind._default_manager.adopted().filter(**{f"{kind.OWNER}__in": {plan.owner for plan in mine}})
        named = of_period.order_by().values_list(kind.OWNER, "first_year", "last_year")
        last = {tuple(period): revision for *period, revision in named.annotate(Max("revision"))}
        for plan in mine:
            plan.number = last.get((plan.owner.pk, plan.first_year, plan.last_year), 0) + 1


def comparison_url(plan: Plan, other: Plan | None) -> str:
    """The one address of what differs between two adopted editions of an owner: the older is always before.

    Against the edition just before, it is what the edition changed; so it is of an owner's first, with no other.
    """
    if other is None:
        return plan.changes_url
    older, newer = sorted((plan, other), key=lambda each: each.sequence or 0)
    return newer.changes_url if is_next(newer, older) else f"{newer.changes_url}{older.period}/r{older.revision}/"


def is_next(plan: Plan, previous: Plan) -> bool:
    """Whether the owner adopted nothing between the two."""
    return plan.sequence == (previous.sequence or 0) + 1


def adopted_word(plan: Plan) -> str:
    """A department's plan is confirmed by its head, the others are adopted."""
    return "fastställd" if isinstance(plan, OperationalPlan) else "antagen"


def none_in_force(owner: Body | Department, kind: type[Plan] | Plan, year: int) -> str:
    """ "Socialnämnden har ingen uppdragsplan för 2023." """
    return f"{owner} har ingen {kind._meta.verbose_name} för {year}."


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
