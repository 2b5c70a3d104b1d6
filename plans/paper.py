"""A plan as a paper for the meeting, read from its document: what was proposed is what is printed."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from plans.document import Document, document, stored
from plans.models import Plan, SpecialAssignment
from plans.money import MISSING, Figure
from styrmodell import typography


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
class Amounts:
    """A table of tkr by year; `total` sums what is known, `keys` are the rows' threads, or slugs of bodies."""

    caption: str
    years: list[int]
    rows: list[tuple[str, list[Figure]]]
    keys: list[str] = field(default_factory=list)

    @property
    def total(self) -> list[str]:
        columns = zip(*(figures for _, figures in self.rows), strict=True)
        return [typography.tkr(sum(figure.value or 0 for figure in column)) for column in columns]


@dataclass(frozen=True)
class Chapter:
    heading: str
    text: str = ""
    clauses: list[Clause] = field(default_factory=list)
    amounts: Amounts | None = None


def content_of(plan: Plan, *, as_proposed: bool = False) -> Document:
    """What the plan says: as frozen, or as it stands while it is written.

    `as_proposed` is for those who do not write or decide it: while the minutes are written in they read the proposal.
    """
    is_frozen = plan.state in FROZEN or as_proposed
    return stored(plan) if plan.stored_document and is_frozen else document(plan)


FROZEN = (Plan.State.PROPOSED, Plan.State.ADOPTED, Plan.State.REJECTED)


def chapters(content: Document) -> list[Chapter]:
    """The document in the order that it is read; what is empty is left out."""
    years = list(range(content["from_year"], content["last_year"] + 1))
    specials = _answered(content)
    found = [
        Chapter("Ansvarsområde", content.get("responsibility", "")),
        Chapter("Inledning", content["introduction"]),
        Chapter("Prioriterade mål", clauses=[_goal(item) for item in content.get("goals", ())]),
        Chapter("Särskilda uppdrag", clauses=[_special(item) for item in content.get("special_assignments", ())]),
        Chapter("Mål och uppdrag", clauses=_objectives(content, specials)),
        Chapter("Uppdrag utan eget mål", clauses=_loose(content, specials)),
        Chapter("Aktiviteter", clauses=_activities(content)),
        Chapter("Driftramar", amounts=_amounts("Ram, tkr", content.get("frames", ()), "body", years)),
        Chapter("Fördelning av ramen", amounts=_amounts("Belopp, tkr", content.get("areas", ()), "", years)),
        Chapter("Investeringar", amounts=_amounts("Belopp, tkr", content.get("investments", ()), "", years)),
    ]
    return [chapter for chapter in found if chapter.text or chapter.clauses or chapter.amounts]


def _goal(item: Document) -> Clause:
    return Clause("", item["goal"]["name"], item["wording"], _measures(item), thread=item["thread"])


def _special(item: Document) -> Clause:
    bodies = ", ".join(body["name"] for body in item["bodies"])
    return Clause(str(item["number"]), item["title"], item["text"], [f"Riktas till {bodies}."], thread=item["thread"])


def _answered(content: Document) -> dict[str, str]:
    """What each special assignment that the plan answers is called, by its thread. One query, or none."""
    named = {item["answers"] for item in content.get("assignments", ()) if item["answers"]}
    if not named:
        return {}
    worded = SpecialAssignment.objects.filter(thread__public_id__in=named).order_by("plan__sequence")
    rows = worded.values_list("thread__public_id", "number", "title")
    return {thread: f"särskilt uppdrag {number}, ”{title}”" for thread, number, title in rows}


def _objectives(content: Document, specials: dict[str, str]) -> list[Clause]:
    return [
        Clause(
            str(number),
            item["title"],
            item["text"],
            [f"Bidrar till {_goals(item)}.", *_measures(item)],
            [
                _assignment(f"{number}.{place}", assignment, specials)
                for place, assignment in enumerate(_under(content, item["thread"]), start=1)
            ],
            thread=item["thread"],
        )
        for number, item in enumerate(content.get("objectives", ()), start=1)
    ]


def _goals(item: Document) -> str:
    return ", ".join(goal["name"] for goal in [item["goal"], *item["indirect_goals"]])


def _under(content: Document, objective: str | None) -> list[Document]:
    return [item for item in content.get("assignments", ()) if item["objective"] == objective]


def _loose(content: Document, specials: dict[str, str]) -> list[Clause]:
    return [_assignment("", item, specials) for item in _under(content, None)]


def _assignment(number: str, item: Document, specials: dict[str, str]) -> Clause:
    departments = ", ".join(one["name"] for one in [item["lead"], *item["supporting"]])
    facts = [f"Till {departments}."]
    if item["answers"] in specials:
        facts.append(f"Svarar på {specials[item['answers']]}.")
    return Clause(number, item["title"], item["text"], facts, thread=item["thread"])


def _activities(content: Document) -> list[Clause]:
    return [
        Clause(
            str(number),
            item["title"],
            item["text"],
            [fact for fact in (item["unit"], _when(item), item["place"]["name"] if item["place"] else "") if fact],
            thread=item["thread"],
        )
        for number, item in enumerate(content.get("activities", ()), start=1)
    ]


def _when(item: Document) -> str:
    return "–".join(filter(None, [item["starts_on"], item["due_on"]]))


def _measures(item: Document) -> list[str]:
    """Each measure with its targets in words: "Andel nöjda, procent: 80 (2022), 85 (2023)"."""
    return [
        f"{indicator['title']}, {indicator['unit']}: "
        + (", ".join(_target(year, value) for year, value in sorted(indicator["targets"].items())) or "inget målvärde")
        for indicator in item["indicators"]
    ]


def _target(year: str, value: str | None) -> str:
    return f"{'ej beslutat' if value is None else value.replace('.', ',')} ({year})"


def _amounts(caption: str, items: Any, key: str, years: list[int]) -> Amounts | None:
    rows = [(_name(item, key), [_figure(item["amounts"], year) for year in years]) for item in items]
    keys = [item[key]["slug"] if key else item["thread"] for item in items]
    return Amounts(caption, years, rows, keys) if rows else None


def _name(item: Document, key: str) -> str:
    return str(item[key]["name"] if key else item.get("title") or item["name"])


def _figure(amounts: dict[str, int | None], year: int) -> Figure:
    return Figure(amounts[str(year)]) if str(year) in amounts else MISSING


def sentence(plan: Plan) -> str:
    """What the body can decide, ready to be copied into the case."""
    verb = "fastställer" if plan.KIND == "operational_plan" else "antar"
    who = f"Chefen för {typography.in_running_text(plan.owner.name)}" if plan.OWNER == "department" else plan.owner.name
    return f"{who} {verb} {plan._meta.verbose_name} {plan.shown_period} enligt förslaget."


def state_line(plan: Plan, *, as_proposed: bool = False) -> str:
    """The state that every page of the paper carries; `as_proposed` as in `content_of`."""
    if plan.is_adopted and plan.decision:
        word = "Fastställd" if plan.OWNER == "department" else "Antagen"
        return f"{word} {plan.decision.date} {plan.decision.paragraph}".strip()
    if (plan.state == Plan.State.PROPOSED or as_proposed) and plan.proposed_at:
        return f"Förslag {timezone.localdate(plan.proposed_at)}"
    return {Plan.State.AMENDING: "Ändras enligt protokollet", Plan.State.DRAFT: "Utkast"}.get(
        Plan.State(plan.state), plan.get_state_display().capitalize()
    )
