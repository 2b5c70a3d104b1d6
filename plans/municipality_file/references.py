"""Whether everything that the file names is there, and is named once."""

import re
from collections.abc import Iterator
from typing import Any

from goals.models import GlobalGoal, LongTermGoal
from plans.models import FrameAdjustment, InvestmentAdjustment, Thread
from plans.municipality_file.problems import Problem, place
from styrmodell.models import Body, Decision, Department, GoverningDocument, Place

Path = tuple[str | int, ...]
YEAR = re.compile("[12][0-9]{3}")

SECTION_OF = {
    "body": "bodies",
    "bodies": "bodies",
    "source_body": "bodies",
    "continued_by": "bodies",
    "department": "departments",
    "lead": "departments",
    "supporting": "departments",
    "decision": "decisions",
    "investment_decision": "decisions",
    "revoked_by": "decisions",
    "corrects": "decisions",
    "revokes": "decisions",
    "prepared_by": "decisions",
    "replaces": "governing_documents",
    "goal": "long_term_goals",
    "indirect_goals": "long_term_goals",
    "place": "places",
}
"""Which section a field refers to, wherever in the file it stands."""

IDENTITY_OF = {
    "bodies": (Body, "slug"),
    "departments": (Department, "slug"),
    "decisions": (Decision, "slug"),
    "governing_documents": (GoverningDocument, "slug"),
    "long_term_goals": (LongTermGoal, "slug"),
    "places": (Place, "slug"),
    "global_goals": (GlobalGoal, "number"),
    "frame_adjustments": (FrameAdjustment, "slug"),
    "investment_adjustments": (InvestmentAdjustment, "slug"),
}

THREAD_KIND_OF_ITEM = {
    "goals": Thread.Kind.PRIORITISED_GOAL,
    "special_assignments": Thread.Kind.SPECIAL_ASSIGNMENT,
    "indicators": Thread.Kind.INDICATOR,
    "investments": Thread.Kind.INVESTMENT,
    "objectives": Thread.Kind.OBJECTIVE,
    "areas": Thread.Kind.AREA,
    "assignments": Thread.Kind.ASSIGNMENT,
    "activities": Thread.Kind.ACTIVITY,
}
THREAD_KIND_OF_FIELD = {
    "answers": Thread.Kind.SPECIAL_ASSIGNMENT,
    "assignment": Thread.Kind.ASSIGNMENT,
    "investment": Thread.Kind.INVESTMENT,
}
OWNER_SECTION = {"strategic_plan": "bodies", "mission_plan": "bodies", "operational_plan": "departments"}


def problems(data: dict[str, Any]) -> list[Problem]:
    """Names that lead nowhere and names that stand twice, in file and database together.

    Takes a file whose form may be wrong in places; what cannot be read is passed over.
    """
    return [*_doubles(data), *_years_as_names(data), *_Names(data).walk()]


def _years_as_names(data: dict[str, Any]) -> Iterator[Problem]:
    """What would have the address of another page for that very year, such as `/namnder/2022/`."""
    for section, rows in data.items():
        for index, row in _objects(rows):
            if isinstance(row.get("slug"), str) and YEAR.fullmatch(row["slug"]):
                message = f"”{row['slug']}” ser ut som ett årtal, och på den adressen visas året. Välj ett annat namn."
                yield Problem(place((section, index, "slug")), message)


def _doubles(data: dict[str, Any]) -> Iterator[Problem]:
    for section, rows in data.items():
        if not isinstance(rows, list):
            continue
        for key in ("slug", "id", "number"):
            first: dict[str | int, int] = {}
            for index, row in _objects(rows):
                name = row.get(key)
                if isinstance(name, str | int) and first.setdefault(name, index) != index:
                    yield Problem(place((section, index, key)), f"”{name}” står redan i {section}[{first[name]}].")


def _objects(rows: Any) -> list[tuple[int, dict[str, Any]]]:
    """The rows that can be read, each with its place."""
    return [(index, row) for index, row in enumerate(rows) if isinstance(row, dict)] if isinstance(rows, list) else []


class _Names:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.known = {
            section: {row[key] for row in self._rows(section) if isinstance(row.get(key), str | int)}
            | set(model._default_manager.values_list(key, flat=True))
            for section, (model, key) in IDENTITY_OF.items()
        }
        self.kinds = dict(Thread.objects.values_list("public_id", "kind")) | {
            row["id"]: row["kind"]
            for row in self._rows("threads")
            if isinstance(row.get("id"), str) and isinstance(row.get("kind"), str)
        }

    def _rows(self, section: str) -> list[dict[str, Any]]:
        return [row for _, row in _objects(self.data.get(section))]

    def walk(self) -> Iterator[Problem]:
        for section, rows in self.data.items():
            if isinstance(rows, list):
                for index, row in enumerate(rows):
                    yield from self._row(row, (section, index), section)

    def _row(self, row: Any, path: Path, section: str) -> Iterator[Problem]:
        if not isinstance(row, dict):
            return
        for key, value in row.items():
            yield from self._field(key, value, (*path, key), section)
        if section == "plans" and isinstance(row.get("document"), dict):
            yield from self._document(row["document"], (*path, "document"))

    def _field(self, key: str, value: Any, path: Path, section: str) -> Iterator[Problem]:
        if key == "undoes" and section in self.known:
            yield from self._names(value, path, section)
        elif key == "continues" and section == "threads":
            kind = self.data[section][path[1]].get("kind")
            yield from self._thread(value, path, kind)
        elif key in THREAD_KIND_OF_FIELD:
            yield from self._thread(value, path, THREAD_KIND_OF_FIELD[key])
        elif key == "global_goals" and isinstance(value, list):
            for index, tie in enumerate(value):
                if isinstance(tie, dict):
                    yield from self._names(tie.get("number"), (*path, index, "number"), "global_goals")
        elif key == "services" and isinstance(value, list):
            for index, service in enumerate(value):
                yield from self._row(service, (*path, index), "services")
        elif key in SECTION_OF:
            yield from self._names(value, path, SECTION_OF[key])

    def _names(self, value: Any, path: Path, section: str) -> Iterator[Problem]:
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from self._names(one, (*path, index), section)
            return
        name = value.get("slug") if isinstance(value, dict) else value
        if isinstance(name, str | int) and name not in self.known[section]:
            yield Problem(place(path), f"”{name}” finns inte i {section}.")

    def _thread(self, value: Any, path: Path, kind: str | None) -> Iterator[Problem]:
        if not isinstance(value, str):
            return
        if value not in self.kinds:
            yield Problem(place(path), f"Tråden ”{value}” finns inte i threads.")
        elif kind and kind in Thread.Kind and self.kinds[value] != kind and self.kinds[value] in Thread.Kind:
            wanted, found = Thread.Kind(kind).label, Thread.Kind(self.kinds[value]).label
            yield Problem(place(path), f"Tråden ”{value}” är {found}, inte {wanted}.")

    def _document(self, content: dict[str, Any], path: Path) -> Iterator[Problem]:
        yield from self._names(
            content.get("owner"), (*path, "owner"), OWNER_SECTION.get(str(content.get("kind")), "bodies")
        )
        yield from self._items(content, path, {})
        yield from self._own(content, path)

    def _items(self, parent: dict[str, Any], path: Path, seen: dict[str, str]) -> Iterator[Problem]:
        """`seen` says where in the plan each thread stands."""
        for key, value in parent.items():
            if not isinstance(value, list):
                if key != "owner" and key not in ("objective", "thread"):
                    yield from self._field(key, value, (*path, key), "document")
                continue
            for index, item in enumerate(value):
                here = (*path, key, index)
                if isinstance(item, dict) and key in ("frames", *THREAD_KIND_OF_ITEM):
                    if key in THREAD_KIND_OF_ITEM and isinstance(item.get("thread"), str):
                        yield from self._own_thread(item["thread"], (*here, "thread"), THREAD_KIND_OF_ITEM[key], seen)
                    yield from self._items(item, here, seen)
                elif key in SECTION_OF:
                    yield from self._names(item, here, SECTION_OF[key])

    def _own_thread(self, thread: str, path: Path, kind: str, seen: dict[str, str]) -> Iterator[Problem]:
        yield from self._thread(thread, path, kind)
        if thread in seen:
            yield Problem(place(path), f"Tråden ”{thread}” står redan i {seen[thread]}.")
        seen.setdefault(thread, place(path))

    def _own(self, content: dict[str, Any], path: Path) -> Iterator[Problem]:
        """Objectives and areas that the assignments name stand in the same plan."""
        own = {
            part: [item.get("thread") for _, item in _objects(content.get(part))] for part in ("objectives", "areas")
        }
        for index, item in _objects(content.get("assignments")):
            here = (*path, "assignments", index)
            if isinstance(item.get("objective"), str) and item["objective"] not in own["objectives"]:
                yield Problem(place((*here, "objective")), f"Nämndmålet ”{item['objective']}” finns inte i planen.")
            areas = item.get("areas")
            for number, area in enumerate(areas if isinstance(areas, list) else []):
                if isinstance(area, str) and area not in own["areas"]:
                    yield Problem(place((*here, "areas", number)), f"Verksamhetsområdet ”{area}” finns inte i planen.")
