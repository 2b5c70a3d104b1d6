import hashlib
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ForeignKey

from plans import search, workflow
from plans.document import PREFETCH, Document, canonical, document, plain_number, without_names
from plans.filling import Lookup, fill
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan, Thread
from plans.municipality_file import form, references
from plans.municipality_file.problems import Problem, place
from plans.municipality_file.sections import (
    AFTER_PLANS,
    BEFORE_PLANS,
    STEERING_MODEL,
    THREADS,
    Many,
    Media,
    Row,
    Section,
)
from styrmodell import media, publication
from styrmodell.models import Body, Decision, Department, SteeringModel

KINDS: dict[str, type[Plan]] = {kind.KIND: kind for kind in (StrategicPlan, MissionPlan, OperationalPlan)}
STEPS_BESIDE_PLANS = 1 + len(BEFORE_PLANS) + len(AFTER_PLANS)


class LoadRefused(Exception):
    """The file is not loaded; `problems` is everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems), key=_in_file_order)
        super().__init__("\n".join(map(str, self.problems)))


def _in_file_order(problem: Problem) -> tuple[list[tuple[int, int | str]], str]:
    steps = problem.place.replace("]", "").replace("[", ".").split(".")
    return [(0, int(step)) if step.isdecimal() else (1, step) for step in steps], problem.message


def load(content: bytes, *, folder: Path, step: Callable[[], object] = lambda: None) -> bool:
    """Load a municipality file, whole or not at all, and say whether it changed anything.

    What is already there and equal is left alone, what the file does not mention stays. `folder` is where its
    media lie; `step` is called once for each section and each plan. Raises LoadRefused.
    """
    data, problems = form.parse(content)
    if data is None and problems:
        raise LoadRefused(problems)
    try:
        problems += form.problems(data)
        problems += references.problems(data) if isinstance(data, dict) else []
    except RecursionError:
        raise LoadRefused([Problem("", "Filen är inte JSON som går att läsa.")]) from None
    if not isinstance(data, dict):
        raise LoadRefused(problems)
    with transaction.atomic():
        loading = _Loading(data, folder, problems, step)
        loading.run()
        if loading.problems:
            raise LoadRefused(loading.problems)
        if loading.has_changed:
            publication.advance()
            search.rebuild()
    loading.keep_media()
    return loading.has_changed


class _Loading:
    def __init__(self, data: Document, folder: Path, problems: list[Problem], step: Callable[[], object]) -> None:
        self.data = data
        self.folder = folder
        self.problems = problems
        self.step = step
        self.lookup = Lookup()
        self.has_changed = False
        self.media: dict[str, Path] = {}
        self.set_aside: set[str] = set()

    def run(self) -> None:
        self._steering_model()
        for section in BEFORE_PLANS:
            self._section(section)
        self._plans()
        for section in AFTER_PLANS:
            self._section(section)

    def keep_media(self) -> None:
        """Copy the files of the rows that now stand to where the portal serves them from."""
        for name, source in self.media.items():
            target = Path(settings.MEDIA_ROOT, name)
            if source != target:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def _problem(self, path: Iterable[str | int], message: str) -> None:
        self.problems.append(Problem(place(path), message))

    def _is_broken(self, *path: str | int) -> bool:
        """Whether a problem has been found at the place or within it, or in the file as a whole."""
        here = place(path)
        return any(
            problem.place in ("", here) or problem.place.startswith((f"{here}.", f"{here}["))
            for problem in self.problems
        )

    # Reference data

    def _steering_model(self) -> None:
        self.step()
        if self._is_broken("steering_model"):
            return
        steering = SteeringModel.objects.filter(pk=1).first() or SteeringModel(pk=1)
        if steering.code not in ("", self.data["steering_model"]["code"]):
            message = f"Databasen hör till {steering} ({steering.code}). En annan kommun läses in i en databas för sig."
            raise LoadRefused([Problem("steering_model.code", message)])
        attributes = {column.name: self.data["steering_model"][column.key] for column in STEERING_MODEL}
        self._store(steering, attributes, ("steering_model",))

    def _section(self, section: Section) -> None:
        self.step()
        rows = self.data.get(section.key)
        if not isinstance(rows, list):
            return
        if section is THREADS:
            self._new_threads(rows)
        existing = self._existing(section)
        stored = [self._row(section, existing, index, row) for index, row in enumerate(rows)]
        self.lookup.forget(section.model)
        for index, (row, thing) in enumerate(zip(rows, stored, strict=True)):
            if thing is not None:
                self._finish(section, index, row, thing)

    def _new_threads(self, rows: list[Row]) -> None:
        """All at once, since there are thousands."""
        known = set(Thread.objects.values_list("public_id", flat=True))
        new = [
            Thread(public_id=row["id"], kind=row["kind"])
            for index, row in enumerate(rows)
            if not self._is_broken(THREADS.key, index) and row["id"] not in known
        ]
        Thread.objects.bulk_create({thread.public_id: thread for thread in new}.values())
        self.has_changed |= bool(new)

    def _existing(self, section: Section) -> dict[tuple[Any, ...], Any]:
        return {
            tuple(getattr(thing, name) for name in section.identity): thing
            for thing in section.model._default_manager.select_related(*section.related).prefetch_related(
                *section.prefetched
            )
        }

    def _row(self, section: Section, existing: dict[tuple[Any, ...], Any], index: int, row: Any) -> Any:
        """The stored row, or None where it could not be read."""
        path = (section.key, index)
        if self._is_broken(*path):
            return None
        try:
            attributes = self._attributes(section.columns, row)
        except KeyError:  # it names a row whose own problem has been told
            return None
        thing = existing.get(tuple(attributes[name] for name in section.identity)) or section.model()
        if section.is_ordered:
            attributes["position"] = index
        if thing.pk and self._is_refused(section, thing, attributes, path):
            return None
        if not self._has_media(section, attributes, path):
            return None
        return thing if self._store(thing, attributes, path) else None

    def _attributes(self, columns: Iterable[Any], row: Row) -> Row:
        attributes: Row = {}
        for column in columns:
            attributes |= column.attributes(row[column.key], self.lookup)
        return attributes

    def _is_refused(self, section: Section, thing: Any, attributes: Row, path: tuple[str | int, ...]) -> bool:
        names = attributes.keys() if section.is_fixed else section.fixed
        changed = [name for name in names if getattr(thing, name) != attributes[name]]
        for name in changed:
            self._problem(
                (*path, name),
                f"Står redan som ”{getattr(thing, name)}” och ändras inte. Ett fel rättas med en ny rad.",
            )
        return bool(changed)

    def _has_media(self, section: Section, attributes: Row, path: tuple[str | int, ...]) -> bool:
        for column in section.columns:
            name = attributes.get(f"{column.name}_path")
            if isinstance(column, Media) and name:
                try:
                    self.media[name] = self._media_file(name, attributes[f"{column.name}_sha256"])
                except FileNotFoundError as error:
                    self._problem((*path, column.name), str(error))
                    return False
        return True

    def _media_file(self, name: str, checksum: str) -> Path:
        """The file that the portal already has, or the one beside the municipality file.

        Raises FileNotFoundError, which says why there is none.
        """
        if not media.is_plain(name):
            raise FileNotFoundError(
                f"”{name}” går inte som filnamn. Skriv mapp/fil.pdf, utan \\, ./, ../ och // och inte för långt."
            )
        for folder in (Path(settings.MEDIA_ROOT), self.folder):
            candidate = media.within(folder, name)
            if candidate is None:
                raise FileNotFoundError(f"”{name}” leder genom en länk ut ur mappen.")
            if candidate.is_file() and hashlib.sha256(candidate.read_bytes()).hexdigest() == checksum:
                return candidate
        raise FileNotFoundError(f"Filen ”{name}” saknas eller har en annan kontrollsumma.")

    def _store(self, thing: Any, attributes: Row, path: tuple[str | int, ...]) -> bool:
        """Save the row if it differs; False when it breaks a rule, which is told."""
        if thing.pk and thing._state.adding is False and all(getattr(thing, k) == v for k, v in attributes.items()):
            return True
        for name, value in attributes.items():
            setattr(thing, name, value)
        references = {field.name for field in thing._meta.fields if isinstance(field, ForeignKey)}
        try:
            thing.clean_fields(exclude=references | {"id"})
            thing.validate_unique()
            thing.validate_constraints()
        except ValidationError as error:
            self._invalid(path, error)
            return False
        thing.save()
        self.has_changed = True
        return True

    def _invalid(self, path: Iterable[str | int], error: ValidationError) -> None:
        """`__all__` is what Django calls the row as a whole, and a file is two fields."""
        for field, messages in error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]:
            key = field.removeprefix("__all__").removesuffix("_path").removesuffix("_sha256")
            for message in messages:
                self._problem((*path, key) if key else path, message)

    def _finish(self, section: Section, index: int, row: Row, thing: Any) -> None:
        """References to the same section and what hangs on the row, now that all rows stand."""
        path = (section.key, index)
        try:
            attributes = self._attributes(section.within, row)
            if section.is_fixed and any(getattr(thing, name) not in (None, attributes[name]) for name in attributes):
                self._is_refused(section, thing, attributes, path)
                return
            self._store(thing, attributes, path)
            for many in section.many:
                self._hang(many, thing, row[many.name], (*path, many.name))
        except KeyError:  # it names a row whose own problem has been told
            return

    def _hang(self, many: Many, thing: Any, rows: list[Any], path: tuple[str | int, ...]) -> None:
        """Replace what hangs on a row if it differs; the order in the file means nothing."""
        standing = many.read(thing)
        if many.is_history:
            named = {many.order(row) for row in rows}
            rows = [*rows, *(row for row in standing if many.order(row) not in named)]
        if sorted(map(canonical, standing)) == sorted(map(canonical, rows)):
            return
        try:
            many.write(thing, rows, self.lookup)
        except ValidationError as error:
            self._invalid(path, error)
        self.has_changed = True

    # Plans

    def _plans(self) -> None:
        rows = self.data.get("plans")
        if not isinstance(rows, list):
            return
        revisions: Counter[tuple[Any, ...]] = Counter()
        for index, row in enumerate(rows):
            self.step()
            try:
                if not self._is_broken("plans", index):
                    with transaction.atomic():
                        self._plan(index, row, revisions)
            except KeyError:  # it stands on a row whose own problem has been told
                self._set_aside(row)
            except (IntegrityError, DataError) as error:
                self._problem(("plans", index, "document"), f"Innehållet bryter mot en regel i databasen ({error}).")
            if self._is_broken("plans", index):
                self._set_aside(row)

    def _set_aside(self, row: Any) -> None:
        """Remember the assignments of a plan that is not read: activities that carry them out are no errors."""
        if isinstance(row, dict) and isinstance(row.get("document"), dict):
            items = row["document"].get("assignments")
            items = items if isinstance(items, list) else []
            self.set_aside.update(str(item.get("thread")) for item in items if isinstance(item, dict))

    def _plan(self, index: int, row: Row, revisions: Counter[tuple[Any, ...]]) -> None:
        content = _normalised(row["document"])
        kind = KINDS[content["kind"]]
        owner = self.lookup.slug(Body if kind.OWNER == "body" else Department, content["owner"]["slug"])
        edition = (kind.KIND, owner.pk, content["first_year"], content["last_year"])
        if problems := list(_plan_problems(row, row["document"])):
            for path, message in problems:
                self._problem(("plans", index, *path), message)
            return
        if row["state"] != Plan.State.ADOPTED:
            self._open_plan(index, row, content, kind, owner)
            return
        revisions[edition] += 1
        revision = row.get("revision") or revisions[edition]
        period = {"first_year": content["first_year"], "last_year": content["last_year"]}
        existing = kind._default_manager.filter(**{kind.OWNER: owner}, **period, revision=revision).first()
        if existing is None:
            self._adopt(index, row, content, kind, owner, revision)
        else:
            self._compare(index, row, content, existing)

    def _create(self, content: Document, kind: type[Plan], owner: Body | Department) -> Plan:
        extra = {"responsibility": content["responsibility"]} if kind is MissionPlan else {}
        plan = kind._default_manager.create(
            **{kind.OWNER: owner},
            first_year=content["first_year"],
            last_year=content["last_year"],
            from_year=content["from_year"],
            introduction=content["introduction"],
            is_example=content["is_example"],
            origin=Plan.Origin.IMPORT,
            **extra,
        )
        fill(plan, content, self.lookup)
        self.has_changed = True
        return plan

    def _adopt(
        self, index: int, row: Row, content: Document, kind: type[Plan], owner: Body | Department, revision: int
    ) -> None:
        decision = self.lookup.slug(Decision, row["decision"])
        try:
            with transaction.atomic():
                plan = self._create(content, kind, owner)
                stands = kind._default_manager.prefetch_related(*PREFETCH[kind]).get(pk=plan.pk)
                if without_names(document(stands)) != without_names(content):
                    difference = _difference(without_names(document(stands)), without_names(content))
                    self._problem(("plans", index, "document", *difference), "Innehållet går inte att spara ordagrant.")
                workflow.propose(plan, by=None, content=content)
                workflow.adopt(plan, decision=decision, by=None)
        except workflow.Refused as refused:
            for finding in refused.findings:
                path = _path_to(finding.thread, content)
                if _at(path, content).get("assignment") not in self.set_aside:
                    self._problem(("plans", index, "document", *path), finding.message)
            return
        if plan.revision != revision:
            self._problem(("plans", index, "revision"), f"Ska vara {plan.revision}: utgåvorna numreras i ordning.")
        self._sealed(index, row, plan)
        self._later_decisions(index, row, plan)

    def _compare(self, index: int, row: Row, content: Document, plan: Plan) -> None:
        if plan.stored_document != canonical(content):
            self._problem(
                ("plans", index, "document"), f"{plan.title} är antagen med ett annat innehåll. Det ändras inte."
            )
        if plan.decision != self.lookup.slug(Decision, row["decision"]):
            self._problem(("plans", index, "decision"), f"{plan.title} är antagen genom ett annat beslut.")
        self._sealed(index, row, plan)
        self._later_decisions(index, row, plan)

    def _sealed(self, index: int, row: Row, plan: Plan) -> None:
        if row.get("seal") not in (None, plan.seal):
            self._problem(("plans", index, "seal"), "Sigillet stämmer inte med innehållet.")

    def _later_decisions(self, index: int, row: Row, plan: Plan) -> None:
        """What may come after the adoption: that the plan is revoked, that its investments are decided."""
        revoked_by = self.lookup.slug(Decision, row.get("revoked_by"))
        if revoked_by is not None and plan.revoked_by is None:
            self._revoke(index, plan, revoked_by)
        elif revoked_by not in (None, plan.revoked_by):
            self._problem(("plans", index, "revoked_by"), f"{plan.title} är upphävd genom ett annat beslut.")
        investments = self.lookup.slug(Decision, row.get("investment_decision"))
        if not isinstance(plan, StrategicPlan) or investments in (None, plan.investment_decision):
            return
        if plan.investment_decision is not None:
            message = "Investeringarna är beslutade genom ett annat beslut."
            self._problem(("plans", index, "investment_decision"), message)
            return
        plan.investment_decision = investments
        plan.save(update_fields=["investment_decision"])
        self.has_changed = True

    def _revoke(self, index: int, plan: Plan, decision: Decision) -> None:
        try:
            workflow.revoke(plan, decision=decision, by=None)
        except workflow.Refused as refused:
            self._problem(("plans", index, "revoked_by"), str(refused))
        self.has_changed = True

    def _open_plan(self, index: int, row: Row, content: Document, kind: type[Plan], owner: Body | Department) -> None:
        same = kind._default_manager.filter(
            **{kind.OWNER: owner}, first_year=content["first_year"], last_year=content["last_year"]
        )
        if any(plan.state == row["state"] and without_names(document(plan)) == without_names(content) for plan in same):
            return
        if row["state"] in ("draft", "proposed") and any(plan.is_open for plan in same):
            self._problem(("plans", index), "Det finns redan ett annat utkast eller förslag för perioden i portalen.")
            return
        plan = self._create(content, kind, owner)
        if row["state"] in (Plan.State.PROPOSED, Plan.State.REJECTED):
            workflow.propose(plan, by=None, content=content)
        if row["state"] == Plan.State.REJECTED:
            workflow.reject(plan, decision=None, by=None)
        if row["state"] == Plan.State.WITHDRAWN:
            workflow.withdraw(plan, by=None)


def _normalised(content: Document) -> Document:
    """The document with what has no order of its own in the canonical order, and numbers in their one form."""
    result: Document = json.loads(json.dumps(content), object_hook=_with_plain_targets)
    for part, lists in (
        ("special_assignments", ("bodies",)),
        ("objectives", ("indirect_goals",)),
        ("assignments", ("supporting", "areas")),
    ):
        if part in result:
            result[part] = [
                {**item, **{name: sorted(item[name], key=_slug_or_self) for name in lists}} for item in result[part]
            ]
    if "frames" in result:
        frames = [
            {**frame, "changes": sorted(frame["changes"], key=lambda change: (change["year"], change["cause"]))}
            for frame in result["frames"]
        ]
        result["frames"] = sorted(frames, key=lambda frame: str(frame["body"]["slug"]))
    return result


def _with_plain_targets(part: Document) -> Document:
    if "targets" in part:
        targets = part["targets"].items()
        part["targets"] = {year: None if text is None else plain_number(Decimal(text)) for year, text in targets}
    return part


def _slug_or_self(value: Any) -> str:
    return str(value["slug"] if isinstance(value, dict) else value)


def _plan_problems(row: Row, content: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What can be seen in the plan itself, before anything is stored."""
    yield from _misplaced_decisions(row, content["kind"])
    yield from _years_outside(content)
    for index, item in enumerate(content.get("assignments", ())):
        if item["objective"] is None and item["answers"] is None:
            yield (
                ("document", "assignments", index),
                "Ett uppdrag hör till ett nämndmål eller svarar på ett särskilt uppdrag.",
            )
    for index, item in enumerate(content.get("activities", ())):
        if item["starts_on"] and item["due_on"] and item["due_on"] < item["starts_on"]:
            yield ("document", "activities", index, "due_on"), "Aktiviteten kan inte vara klar innan den börjar."
    for index, frame in enumerate(content.get("frames", ())):
        if not frame["amounts"] and not frame["changes"]:
            yield ("document", "frames", index, "amounts"), "Här saknas belopp för minst ett år."
    yield from _doubles_in(content)


def _misplaced_decisions(row: Row, kind: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    is_adopted = row["state"] == Plan.State.ADOPTED
    if is_adopted and row["decision"] is None:
        yield ("decision",), "En antagen plan har ett beslut."
    for key in ("decision", "investment_decision", "revoked_by", "revision", "seal"):
        if not is_adopted and row.get(key) is not None:
            yield (key,), "Det har bara en antagen plan."
    if kind != StrategicPlan.KIND and row.get("investment_decision") is not None:
        yield ("investment_decision",), "Bara en strategisk plan har en investeringsbudget."


def _years_outside(content: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    first, last = content["first_year"], content["last_year"]
    if not first <= content["from_year"] <= last:
        yield ("document", "from_year"), "Planen ska börja gälla inom sin period."
    if content["kind"] == OperationalPlan.KIND and first != last:
        yield ("document", "last_year"), "En verksamhetsplan gäller ett år."
    for part in ("frames", "investments", "areas"):
        for index, item in enumerate(content.get(part, ())):
            for year in item["amounts"]:
                if not first <= int(year) <= last:
                    yield ("document", part, index, "amounts", year), "Året ligger utanför planens period."


def _doubles_in(content: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    seen: dict[str, set[Any]] = defaultdict(set)
    for part, key in (
        ("goals", lambda item: item["goal"]["slug"]),
        ("special_assignments", lambda item: item["number"]),
        ("frames", lambda item: item["body"]["slug"]),
        ("investments", lambda item: item["number"]),
    ):
        for index, item in enumerate(content.get(part, ())):
            if key(item) in seen[part]:
                yield ("document", part, index), f"”{key(item)}” står två gånger i planen."
            seen[part].add(key(item))
    for index, frame in enumerate(content.get("frames", ())):
        causes = [(change["year"], change["cause"]) for change in frame["changes"]]
        for number, cause in enumerate(causes):
            if cause in causes[:number]:
                yield ("document", "frames", index, "changes", number), "Orsaken står två gånger för året."


def _path_to(thread: str, content: Document) -> tuple[str | int, ...]:
    """Where in the document the item with the thread stands; empty when nowhere."""
    for part in ("goals", "special_assignments", "investments", "objectives", "areas", "assignments", "activities"):
        for index, item in enumerate(content.get(part, ())):
            if item["thread"] == thread:
                return part, index
    return ()


def _difference(one: Any, other: Any) -> tuple[str | int, ...]:
    """The way to the first place where two documents differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next((key, *_difference(one[key], other[key])) for key in other if one[key] != other[key])
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next((index, *_difference(*pair)) for index, pair in pairs if pair[0] != pair[1])
    return ()


def _at(path: tuple[str | int, ...], content: Document) -> Document:
    item: Any = content
    for step in path:
        item = item[step]
    return dict(item)
