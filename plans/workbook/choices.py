"""The choice lists: what can be named in a cell, by which names, and what it means in the document."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.db.models import Q

from goals.models import LongTermGoal
from plans.document import Document
from plans.models import Allocation, MissionPlan, SpecialAssignment, StrategicPlan
from plans.workbook.cells import in_one_line, shortened
from plans.workbook.faults import Wrong
from styrmodell.models import Department, Service

MOST_LISTED = 12
MOST_GUESSES = 50
"""To guess what was meant takes time."""


@dataclass(frozen=True)
class Option:
    """`key` tells options apart, `names` are what it may be called (the first is shown), `value` is what it means.

    The key of one that `is_new` is not known to anybody yet.
    """

    key: str
    names: tuple[str, ...]
    value: Any
    is_new: bool = False


class Choices:
    """`no_such` says what a name is not, when it is none of these: "ingen förvaltning …"."""

    def __init__(self, no_such: str, options: Iterable[Option]) -> None:
        self.no_such = no_such
        self.options = list(options)
        self.guesses_left = MOST_GUESSES

    @property
    def labels(self) -> list[str]:
        return list(self._labels.values())

    def label(self, key: str) -> str:
        """Its name, with the key where several have the same."""
        return self._labels[key]

    def named(self, given: str, present: Iterable[str]) -> Option:
        """The option of that name; where several have had it, one of those that stood there. Raises Wrong."""
        found = self._by_name.get(_folded(given), {})
        stood = next((key for key in present if key in found), None)
        if stood is not None:
            return found[stood]
        if len(found) > 1:
            raise Wrong(f"Flera heter eller har hetat ”{shortened(given)}”. {_apart(found.values())}")
        if not found:
            raise Wrong(f"”{shortened(given)}” är {self.no_such}. {self._advice(given)}")
        return next(iter(found.values()))

    @cached_property
    def _labels(self) -> dict[str, str]:
        shared = Counter(_folded(option.names[0]) for option in self.options)
        return {
            option.key: in_one_line(option.names[0]) if shared[_folded(option.names[0])] == 1 else _with_key(option)
            for option in self.options
        }

    @cached_property
    def _by_name(self) -> dict[str, dict[str, Option]]:
        found: dict[str, dict[str, Option]] = defaultdict(dict)
        for option in self.options:
            for name in (*option.names, _with_key(option), option.key):
                found[_folded(name)][option.key] = option
        return found

    def _advice(self, given: str) -> str:
        if not self.labels:
            return "Det finns inget att välja på än."
        near = self._nearest(given)
        if near:
            return f"Menade du ”{near}”?"
        return f"Välj i cellens lista{f': {_listed(self.labels)}' if len(self.labels) <= MOST_LISTED else ''}."

    def _nearest(self, given: str) -> str | None:
        if not self.guesses_left:
            return None
        self.guesses_left -= 1
        by_folded = {_folded(label): label for label in self.labels}
        near = get_close_matches(_folded(given), by_folded, n=1)
        return by_folded[near[0]] if near else None


def _folded(name: str) -> str:
    return in_one_line(name).casefold()


def _with_key(option: Option) -> str:
    return f"{in_one_line(option.names[0])} ({option.key})"


def _apart(options: Iterable[Option]) -> str:
    if any(option.is_new for option in options):
        return "Ge dem olika namn."
    return f"Skriv id efter: {' eller '.join(f'”{_with_key(option)}”' for option in options)}."


def _listed(labels: list[str]) -> str:
    return ", ".join(f"”{label}”" for label in labels)


def of_plan(plan: MissionPlan, present: Document) -> dict[str, Choices]:
    """The choice lists of a plan by name; objectives and areas are what the plan has now."""
    return {
        "goals": Choices("inget långsiktigt mål", map(_named, _goals(plan, present))),
        "departments": Choices(
            f"ingen förvaltning som arbetar åt {plan.body}", map(_named, _departments(plan, present))
        ),
        "special_assignments": Choices(f"inget särskilt uppdrag till {plan.body}", _special_assignments(plan, present)),
        "financing": Choices(
            "inget sätt att betala", [Option(code, (str(label),), code) for code, label in Allocation.Financing.choices]
        ),
        "objectives": Choices(
            "inget nämndmål på bladet Nämndmål", (_item(item, item["title"]) for item in present["objectives"])
        ),
        "areas": Choices(
            "inget verksamhetsområde på bladet Fördelning", (_item(item, item["name"]) for item in present["areas"])
        ),
    }


def _item(item: Document, name: str) -> Option:
    return Option(item["thread"], (name,), item["thread"])


def _named(thing: LongTermGoal | Department) -> Option:
    return Option(thing.slug, (thing.name,), {"slug": thing.slug, "name": thing.name})


def _goals(plan: MissionPlan, present: Document) -> Iterable[LongTermGoal]:
    """Those that exist during the plan, and those it has."""
    used = {goal["slug"] for item in present["objectives"] for goal in (item["goal"], *item["indirect_goals"])}
    return [goal for goal in LongTermGoal.objects.all() if goal.slug in used or _exists_during(plan, goal)]


def _departments(plan: MissionPlan, present: Document) -> Iterable[Department]:
    """Those that serve the body during the plan, and those it has given assignments."""
    used = {party["slug"] for item in present["assignments"] for party in (item["lead"], *item["supporting"])}
    services = Service.objects.filter(body=plan.body)
    serving = {service.department_id for service in services if _exists_during(plan, service)}
    return Department.objects.filter(Q(slug__in=used) | Q(pk__in=serving))


def _exists_during(plan: MissionPlan, thing: LongTermGoal | Service) -> bool:
    return any(thing.exists_in(year) for year in range(plan.from_year, plan.last_year + 1))


def _special_assignments(plan: MissionPlan, present: Document) -> Iterable[Option]:
    """Those that the council has given the body for the plan's years, and those it answers: "3 Titel"."""
    answered = [item["answers"] for item in present["assignments"] if item["answers"]]
    items = SpecialAssignment.objects.select_related("thread").order_by("plan__sequence", "number")
    given = items.filter(bodies=plan.body, plan__in=StrategicPlan.objects.in_force(plan.from_year))
    worded = [*items.filter(thread__public_id__in=answered), *given]
    labels = dict(zip(answered, answered, strict=True)) | {
        item.thread.public_id: f"{item.number} {item.title}" for item in worded
    }
    return [Option(key, (label,), key) for key, label in labels.items()]
