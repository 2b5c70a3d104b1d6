"""A plan as a paper for the meeting, read from its document: what was proposed is what is printed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from plans.branches import listed
from plans.document import Document, document, stored
from plans.editions import adopted_word, is_next, label
from plans.models import Allocation, Assignment, FrameChange, Investment, Plan, SpecialAssignment
from plans.models.thread import PlanItem
from plans.money import MISSING, Figure, Total, frame_of, total
from plans.undecided import UNDECIDED
from styrmodell import typography
from styrmodell.models import Body


@dataclass(frozen=True)
class Paper:
    """What stands on every page of a paper, and what its file is called and says of itself.

    `url` leads to what it is a paper of. `written_on` is the day of the decision or the proposal, so that the same
    content always gives the same file; None while it is written.
    """

    owner: str
    title: str
    state: str
    is_example: bool
    url: str
    file_name: str
    written_on: date | None


@dataclass(frozen=True)
class Clause:
    """A numbered paragraph: its words, what it says more, facts about it, what stands under it, and its thread."""

    number: str
    title: str
    text: str = ""
    facts: list[str] = field(default_factory=list)
    below: list["Clause"] = field(default_factory=list)
    thread: str = ""


@dataclass(frozen=True)
class AmountRow:
    """`key` is a thread, or the slug of a body; `text` says what it is, `instead` why there are no amounts, where
    zeros would be misunderstood.
    """

    key: str
    name: str
    figures: list[Figure]
    text: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Amounts:
    """A table of tkr by year, and the sum of what is known. A row is found under the prefix and its key."""

    caption: str
    years: list[int]
    rows: list[AmountRow]
    prefix: str = ""

    @property
    def total(self) -> list[Figure]:
        return [each.figure for each in self.sums]

    @property
    def sums(self) -> list[Total]:
        rows = [row for row in self.rows if not row.instead] or self.rows
        return [total((row.name, row.figures[place]) for row in rows) for place in range(len(self.years))]

    @property
    def left_out(self) -> list[tuple[int, str]]:
        """The years whose sum is not whole, with what it is without."""
        return [(year, listed(each.left_out)) for year, each in zip(self.years, self.sums, strict=True) if each.is_part]


@dataclass(frozen=True)
class Chapter:
    """`notes` explain the amounts; they are not items of the plan."""

    heading: str
    text: str = ""
    clauses: list[Clause] = field(default_factory=list)
    amounts: Amounts | None = None
    notes: list[Clause] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return slugify(self.heading)

    @property
    def has_parts(self) -> bool:
        """Whether its clauses are long enough to be found from the contents."""
        return any(clause.below for clause in self.clauses)


def of_plan(plan: Plan, url: str, *, as_proposed: bool = False) -> Paper:
    """`as_proposed` as in `content_of`."""
    return Paper(
        owner=plan.owner.name,
        title=plan.owned_edition,
        state=state_line(plan, as_proposed=as_proposed),
        is_example=plan.is_example,
        url=url,
        file_name=file_name(plan, as_proposed=as_proposed),
        written_on=_written_on(plan),
    )


def of_changes(plan: Plan, previous: Plan | None, url: str) -> Paper:
    """What differs between two plans, whichever they are; without a `previous` the plan is the first of its owner."""
    against = f"-mot-{previous.period}-r{previous.revision}" if previous else ""
    title = f"Vad som {'ändrades' if plan.is_adopted else 'ändras'}, {plan.owned_edition}"
    if previous and not is_next(plan, previous):
        title = f"{title}, mot {label(previous)}"
    return Paper(
        owner=plan.owner.name,
        title=title,
        state=state_line(plan),
        is_example=plan.is_example or bool(previous and previous.is_example),
        url=url,
        file_name=f"andringar-{file_name(plan)}{against}",
        written_on=_written_on(plan),
    )


def file_name(plan: Plan, *, as_proposed: bool = False) -> str:
    """ "uppdragsplan-socialnamnden-2022-2025-r1", without the kind of file; what is not adopted says what it is."""
    state = Plan.State.PROPOSED if as_proposed else Plan.State(plan.state)
    tail = f"r{plan.revision}" if plan.is_adopted else slugify(state.label)
    return "-".join([slugify(str(plan._meta.verbose_name)), plan.owner.slug, plan.period, tail])


def _written_on(plan: Plan) -> date | None:
    if plan.decision:
        return plan.decision.date
    return timezone.localdate(plan.proposed_at) if plan.proposed_at else None


def content_of(plan: Plan, *, as_proposed: bool = False) -> Document:
    """What the plan says: as frozen, or as it stands while it is written.

    `as_proposed` is for those who do not write or decide it: while the minutes are written in they read the proposal.
    """
    is_frozen = plan.state in FROZEN or as_proposed
    return stored(plan) if plan.stored_document and is_frozen else document(plan)


FROZEN = (Plan.State.PROPOSED, Plan.State.ADOPTED, Plan.State.REJECTED)


def chapters(content: Document) -> list[Chapter]:
    """The document in the order that it is read; what is empty is left out. At most three queries."""
    years = list(range(content["from_year"], content["last_year"] + 1))
    found = [
        Chapter("Ansvarsområde", content.get("responsibility", "")),
        Chapter("Inledning", content["introduction"]),
        Chapter("Prioriterade mål", clauses=[_goal(item, years[0]) for item in content.get("goals", ())]),
        Chapter("Särskilda uppdrag", clauses=[_special(item) for item in content.get("special_assignments", ())]),
        *_mission(content),
        Chapter("Aktiviteter", clauses=_activities(content)),
        Chapter("Driftramar", amounts=_frames(content, years), notes=_reasons(content)),
        Chapter("Fördelning av ramen", amounts=_allocated(content, years)),
        Chapter("Investeringar", amounts=_investments(content, years)),
    ]
    return [chapter for chapter in found if chapter.text or chapter.clauses or chapter.amounts]


# The strategic plan


def _goal(item: Document, first: int) -> Clause:
    return Clause("", item["goal"]["name"], item["wording"], _measures(item, first), thread=item["thread"])


def _special(item: Document) -> Clause:
    facts = [f"Riktas till {_named(item['bodies'])}."] if item["bodies"] else []
    return Clause(str(item["number"]), item["title"], item["text"], facts, thread=item["thread"])


def _frames(content: Document, years: list[int]) -> Amounts | None:
    given = {item["body"]["slug"]: item for item in content.get("frames", ())}
    bodies = {body.slug: body for body in Body.objects.filter(slug__in=given)} if given else {}
    rows = [
        AmountRow(slug, item["body"]["name"], list(map(partial(frame_of, bodies[slug]), years, _figures(item, years))))
        for slug, item in given.items()
    ]
    return Amounts("Driftram per organ", years, rows, prefix="ram-") if rows else None


def _reasons(content: Document) -> list[Clause]:
    """Why each body's frame differs from the year before, in the years that the edition speaks for."""
    stated = [
        (
            item["body"]["name"],
            [_reason(change) for change in item["changes"] if change["year"] >= content["from_year"]],
        )
        for item in content.get("frames", ())
    ]
    return [Clause("", f"Varför ramen ändras: {name}", facts=reasons) for name, reasons in stated if reasons]


def _reason(change: Document) -> str:
    cause = FrameChange.Cause(change["cause"]).label
    said = f"{change['year']}: {typography.signed(change['amount'])}{typography.NO_BREAK_SPACE}tkr, {cause}"
    return f"{said}. {change['text']}" if change["text"] else f"{said}."


def _investments(content: Document, years: list[int]) -> Amounts | None:
    rows = [
        AmountRow(item["thread"], f"{item['number']} {item['title']}", _figures(item, years), _of_investment(item))
        for item in content.get("investments", ())
    ]
    return Amounts("Investeringsbudget", years, rows) if rows else None


def _of_investment(item: Document) -> str:
    place = f", {item['place']['name']}" if item["place"] else ""
    paid = f"{item['body']['name']}{place}. Betalas med {Investment.Financing(item['financing']).label}."
    return f"{item['text']} {paid}".strip()


# The mission plan


def _mission(content: Document) -> list[Chapter]:
    specials = _worded(SpecialAssignment, content, (item["answers"] for item in content.get("assignments", ())))
    areas = {item["thread"]: item["name"] for item in content.get("areas", ())}

    def clause(number: str, item: Document) -> Clause:
        facts = _of_assignment(item, specials.get(item["answers"]), areas)
        return Clause(number, item["title"], item["text"], facts, thread=item["thread"])

    objectives = [
        Clause(
            str(number),
            item["title"],
            item["text"],
            [_contributes(item), *_measures(item, content["from_year"])],
            [clause(f"{number}.{place}", one) for place, one in enumerate(_under(content, item["thread"]), start=1)],
            item["thread"],
        )
        for number, item in enumerate(content.get("objectives", ()), start=1)
    ]
    return [
        Chapter("Mål och uppdrag", clauses=objectives),
        Chapter("Uppdrag utan eget mål", clauses=[clause("", item) for item in _under(content, None)]),
    ]


def _contributes(item: Document) -> str:
    indirect = listed(goal["name"] for goal in item["indirect_goals"])
    return f"Bidrar till {item['goal']['name']}{f', indirekt till {indirect}' if indirect else ''}."


def _under(content: Document, objective: str | None) -> list[Document]:
    return [item for item in content.get("assignments", ()) if item["objective"] == objective]


def _of_assignment(item: Document, special: SpecialAssignment | None, areas: dict[str, str]) -> list[str]:
    within = ", ".join(areas[thread] for thread in item["areas"])
    return [
        f"Till {_named([item['lead'], *item['supporting']])}." + (f" Inom {within}." if within else ""),
        *([f"Svarar på särskilt uppdrag {special.number}, ”{special}”."] if special else []),
    ]


def _allocated(content: Document, years: list[int]) -> Amounts | None:
    rows = [
        AmountRow(
            item["thread"],
            item["name"],
            figures := _figures(item, years),
            item["text"],
            _other_financing(item, figures),
        )
        for item in content.get("areas", ())
    ]
    return Amounts("Belopp per verksamhetsområde", years, rows) if rows else None


def _other_financing(item: Document, figures: list[Figure]) -> str:
    """Who pays, where the zeros do not mean that there is no money."""
    is_tax = item["financing"] == Allocation.Financing.TAX
    return "" if is_tax or any(figure.value for figure in figures) else Allocation.Financing(item["financing"]).label


# The operational plan


def _activities(content: Document) -> list[Clause]:
    items = content.get("activities", ())
    named = _worded(Assignment, content, (item["assignment"] for item in items))
    return [
        Clause(
            str(number),
            item["title"],
            item["text"],
            _of_activity(item, named.get(item["assignment"])),
            thread=item["thread"],
        )
        for number, item in enumerate(items, start=1)
    ]


def _of_activity(item: Document, assignment: Assignment | None) -> list[str]:
    known = [fact for fact in (item["unit"], _when(item), item["place"]["name"] if item["place"] else "") if fact]
    return [
        *(
            [f"Utför uppdraget ”{assignment}” från {typography.in_running_text(assignment.plan.body.name)}."]
            if assignment
            else []
        ),
        *([f"{'. '.join(known)}."] if known else []),
    ]


def _when(item: Document) -> str:
    starts, due = (item[key] and typography.long_date(date.fromisoformat(item[key])) for key in ("starts_on", "due_on"))
    if starts and due:
        return f"{starts} till {due}"
    return f"Från {starts}" if starts else f"Senast {due}" if due else ""


# What several kinds have


def _named(owners: Iterable[Document]) -> str:
    return listed(typography.in_running_text(owner["name"]) for owner in owners)


def _worded(model: type[PlanItem], content: Document, threads: Iterable[str | None]) -> dict[str | None, Any]:
    """The adopted items that the plan refers to, as they read in its first year, else as they first read. One query."""
    asked = {thread for thread in threads if thread}
    if not asked:
        return {}
    items: Any = model._default_manager
    adopted = items.filter(thread__public_id__in=asked, plan__state=Plan.State.ADOPTED)
    found: dict[str | None, Any] = {}
    for item in adopted.select_related("thread", "plan__body").order_by("plan__from_year", "plan__sequence"):
        if item.thread.public_id not in found or item.plan.from_year <= content["from_year"]:
            found[item.thread.public_id] = item
    return found


def _measures(item: Document, first: int) -> list[str]:
    """Each measure with its targets from the first year, in words: "Andel nöjda, procent: 80 (2022), 85 (2023)"."""
    return [
        f"{indicator['title']}, {indicator['unit']}: {_targets(indicator['targets'], first)}"
        for indicator in item["indicators"]
    ]


def _targets(targets: dict[str, str | None], first: int) -> str:
    told = [_target(year, value) for year, value in sorted(targets.items()) if int(year) >= first]
    return ", ".join(told) or "inget målvärde"


def _target(year: str, value: str | None) -> str:
    if value is None:
        return f"{UNDECIDED} ({year})"
    places = len(value.partition(".")[2])
    return f"{typography.decimal(Decimal(value), places)} ({year})"


def _figures(item: Document, years: list[int]) -> list[Figure]:
    amounts = item["amounts"]
    return [Figure(amounts[str(year)]) if str(year) in amounts else MISSING for year in years]


# What a paper says of its plan


def sentence(plan: Plan) -> str:
    """What the body can decide, ready to be copied into the case."""
    verb = "fastställer" if plan.KIND == "operational_plan" else "antar"
    who = f"Chefen för {typography.in_running_text(plan.owner.name)}" if plan.OWNER == "department" else plan.owner.name
    name = f"{plan._meta.verbose_name} {label(plan)}"
    if plan.number == 1:
        return f"{who} {verb} {name} enligt förslaget."
    return f"{who} {verb} {name}, som gäller från {plan.from_year}, enligt förslaget."


def state_line(plan: Plan, *, as_proposed: bool = False) -> str:
    """The state that every page of the paper carries; `as_proposed` where it holds the proposal, whatever it became."""
    if plan.is_adopted and plan.decision and not as_proposed:
        adopted = f"{adopted_word(plan)} {_cited(plan.decision)}"
        masked = ", maskad" if plan.masked_at else ""
        if plan.revoked_by:
            return f"Upphävd {_cited(plan.revoked_by)}, {adopted}{masked}"
        return f"{adopted[:1].upper()}{adopted[1:]}{masked}"
    if (plan.state == Plan.State.PROPOSED or as_proposed) and plan.proposed_at:
        return f"Förslag {timezone.localdate(plan.proposed_at)}"
    return plan.get_state_display().capitalize()


def _cited(decision: Any) -> str:
    """ "KF 2021-06-16 § 45"; a head's decision by its date alone."""
    maker = decision.body.short_name if decision.body else ""
    paragraph = decision.paragraph.replace("§ ", f"§{typography.NO_BREAK_SPACE}")
    return " ".join(part for part in (maker, decision.date.isoformat(), paragraph) if part)
