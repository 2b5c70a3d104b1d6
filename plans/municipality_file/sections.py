"""How each section of the file corresponds to a table: one declaration for both directions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from goals.models import Film, GlobalGoal, GlobalTie, LongTermGoal
from plans.filling import Lookup
from plans.models import (
    FrameAdjustment,
    InvestmentAdjustment,
    InvestmentState,
    MunicipalTotal,
    Thread,
)
from styrmodell.models import (
    Body,
    CoreValue,
    Decision,
    Department,
    GoverningDocument,
    Outlook,
    Place,
    Service,
    Synonym,
    YearEvent,
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One field of a row; `key` is its name in the file where that differs from the model's."""

    name: str

    @property
    def key(self) -> str:
        return self.name

    def read(self, thing: Any) -> Any:
        raise NotImplementedError

    def attributes(self, value: Any, lookup: Lookup) -> Row:
        """What the value means for the attributes of a row. Raises KeyError for a name that is not there."""
        raise NotImplementedError


@dataclass(frozen=True)
class Plain(Column):
    """A value that stands as it is."""

    def read(self, thing: Any) -> Any:
        return getattr(thing, self.name)

    def attributes(self, value: Any, lookup: Lookup) -> Row:
        return {self.name: value}


@dataclass(frozen=True)
class PublicId(Plain):
    @property
    def key(self) -> str:
        return "id"


@dataclass(frozen=True)
class Day(Column):
    """A date as ISO text, or None."""

    def read(self, thing: Any) -> Any:
        day = getattr(thing, self.name)
        return None if day is None else day.isoformat()

    def attributes(self, value: Any, lookup: Lookup) -> Row:
        return {self.name: None if value is None else date.fromisoformat(value)}


@dataclass(frozen=True)
class To(Column):
    """A reference to another row, by slug."""

    model: type[Model]

    def read(self, thing: Any) -> Any:
        other = getattr(thing, self.name)
        return None if other is None else other.slug

    def attributes(self, value: Any, lookup: Lookup) -> Row:
        return {self.name: lookup.slug(self.model, value)}


@dataclass(frozen=True)
class ToThread(Column):
    def read(self, thing: Any) -> Any:
        thread = getattr(thing, self.name)
        return None if thread is None else thread.public_id

    def attributes(self, value: Any, lookup: Lookup) -> Row:
        return {self.name: lookup.thread(value)}


@dataclass(frozen=True)
class Media(Column):
    """A file beside the municipality file, named by path and SHA-256."""

    def read(self, thing: Any) -> Any:
        path = getattr(thing, f"{self.name}_path")
        return {"path": path, "sha256": getattr(thing, f"{self.name}_sha256")} if path else None

    def attributes(self, value: Any, lookup: Lookup) -> Row:
        path, checksum = (value["path"], value["sha256"]) if value else ("", "")
        return {f"{self.name}_path": path, f"{self.name}_sha256": checksum}


@dataclass(frozen=True)
class Many:
    """What hangs on a row: read as a list, compared and written down in `order`, written by replacing it.

    What `is_history` is never taken away by a file that does not mention it; `order` then tells rows apart.
    `write` may raise ValidationError.
    """

    name: str
    read: Callable[[Any], list[Any]]
    write: Callable[[Any, list[Any], Lookup], None]
    order: Callable[[Any], Any]
    is_history: bool = False


@dataclass(frozen=True)
class Section:
    """`identity` tells rows apart; `within` are references to the same section, set when all rows stand.

    `is_fixed` rows are never changed by a later file; `fixed` names the columns that are not.
    """

    key: str
    model: type[Model]
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ("slug",)
    within: tuple[Column, ...] = ()
    many: tuple[Many, ...] = ()
    is_ordered: bool = True
    is_fixed: bool = False
    fixed: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()
    sorted_by: tuple[str, ...] = ("position", "slug")


DAYS = ("date", "valid_from", "valid_to", "adjusted_on", "easy_text_on")


def plain(names: str) -> tuple[Column, ...]:
    return tuple(Day(name) if name in DAYS else Plain(name) for name in names.split())


def _read_services(department: Department) -> list[Row]:
    return [
        {
            "body": service.body.slug,
            "valid_from": Day("valid_from").read(service),
            "valid_to": Day("valid_to").read(service),
        }
        for service in department.services.all()
    ]


def _write_services(department: Department, rows: list[Row], lookup: Lookup) -> None:
    department.services.all().delete()
    for row in rows:
        _save(
            Service(
                department=department,
                body=lookup.slug(Body, row["body"]),
                valid_from=row["valid_from"],
                valid_to=row["valid_to"],
            )
        )


def _read_prepared_by(decision: Decision) -> list[str]:
    return [other.slug for other in decision.prepared_by.all()]


def _write_prepared_by(decision: Decision, slugs: list[str], lookup: Lookup) -> None:
    decision.prepared_by.set([lookup.slug(Decision, slug) for slug in slugs])


def _read_ties(goal: LongTermGoal) -> list[Row]:
    return [{"number": tie.global_goal.number, "is_example": tie.is_example} for tie in goal.global_ties.all()]


def _write_ties(goal: LongTermGoal, rows: list[Row], lookup: Lookup) -> None:
    goal.global_ties.all().delete()
    for row in rows:
        global_goal = lookup.number(GlobalGoal, row["number"])
        _save(GlobalTie(goal=goal, global_goal=global_goal, is_example=row["is_example"]))


def _save(thing: Service | GlobalTie) -> None:
    thing.validate_constraints()
    thing.save()


STEERING_MODEL = plain(
    "name short_name code vision call core_mission shown_year website notice_board_url minutes_url registrator_url "
    "source is_example"
)

THREADS = Section(
    "threads",
    Thread,
    (PublicId("public_id"), Plain("kind")),
    identity=("public_id",),
    within=(ToThread("continues"),),
    related=("continues",),
    is_ordered=False,
    is_fixed=True,
    sorted_by=("public_id",),
)

_ADJUSTMENT = plain("amount financing reason is_example")

BEFORE_PLANS = (
    Section("core_values", CoreValue, plain("slug name question text valid_from valid_to is_example")),
    Section("outlooks", Outlook, plain("slug name text valid_from valid_to is_example")),
    Section(
        "year_events",
        YearEvent,
        plain("slug title text who month_from month_to is_election_year source is_example"),
    ),
    Section(
        "synonyms",
        Synonym,
        plain("word means"),
        identity=("word", "means"),
        is_ordered=False,
        sorted_by=("word", "means"),
    ),
    Section("places", Place, plain("slug name")),
    Section(
        "bodies",
        Body,
        plain("slug name short_name kind responsibility valid_from valid_to source is_example"),
        within=(To("continued_by", Body),),
        related=("continued_by",),
    ),
    Section(
        "departments",
        Department,
        plain("slug name note valid_from valid_to source is_example"),
        many=(
            Many(
                "services",
                _read_services,
                _write_services,
                lambda row: (row["valid_from"] or "", row["body"]),
                is_history=True,
            ),
        ),
        prefetched=("services__body",),
    ),
    Section(
        "decisions",
        Decision,
        (
            *plain("slug title summary"),
            To("body", Body),
            To("department", Department),
            *plain("date paragraph diary_number minutes_url adjusted_on source is_example"),
        ),
        within=(To("corrects", Decision), To("revokes", Decision)),
        many=(Many("prepared_by", _read_prepared_by, _write_prepared_by, str),),
        related=("body", "department", "corrects", "revokes"),
        prefetched=("prepared_by",),
        is_ordered=False,
        fixed=("body", "department", "date", "paragraph", "diary_number"),
        sorted_by=("date", "slug"),
    ),
    Section(
        "governing_documents",
        GoverningDocument,
        (
            *plain("slug title kind summary"),
            To("body", Body),
            To("department", Department),
            To("decision", Decision),
            *plain("valid_from valid_to url"),
            Media("file"),
            Plain("is_example"),
        ),
        within=(To("replaces", GoverningDocument),),
        related=("body", "department", "decision", "replaces"),
    ),
    Section(
        "global_goals",
        GlobalGoal,
        plain("number name colour text_colour uri"),
        identity=("number",),
        is_ordered=False,
        sorted_by=("number",),
    ),
    Section(
        "long_term_goals",
        LongTermGoal,
        plain("slug name sign colour valid_from valid_to easy_text easy_text_on source is_example"),
        many=(Many("global_goals", _read_ties, _write_ties, lambda row: row["number"]),),
        prefetched=("global_ties__global_goal",),
    ),
    Section(
        "films",
        Film,
        (
            *plain("slug title summary"),
            To("goal", LongTermGoal),
            Plain("seconds"),
            Media("video"),
            Media("captions"),
            *plain("transcript is_example"),
        ),
        related=("goal",),
    ),
    THREADS,
    Section(
        "frame_adjustments",
        FrameAdjustment,
        (
            Plain("slug"),
            To("decision", Decision),
            *plain("year kind"),
            To("body", Body),
            To("source_body", Body),
            *_ADJUSTMENT,
        ),
        within=(To("undoes", FrameAdjustment),),
        related=("decision", "body", "source_body", "undoes"),
        is_ordered=False,
        is_fixed=True,
        sorted_by=("slug",),
    ),
)

AFTER_PLANS = (
    Section(
        "investment_adjustments",
        InvestmentAdjustment,
        (Plain("slug"), To("decision", Decision), ToThread("investment"), *plain("year kind"), *_ADJUSTMENT),
        within=(To("undoes", InvestmentAdjustment),),
        related=("decision", "investment", "undoes"),
        is_ordered=False,
        is_fixed=True,
        sorted_by=("slug",),
    ),
    Section(
        "investment_states",
        InvestmentState,
        (ToThread("investment"), *plain("date state reason"), To("decision", Decision), Plain("is_example")),
        identity=("investment", "date"),
        related=("decision", "investment"),
        is_ordered=False,
        is_fixed=True,
        sorted_by=("investment__public_id", "date"),
    ),
    Section(
        "municipal_totals",
        MunicipalTotal,
        (*plain("year kind basis amount"), To("decision", Decision), *plain("source is_example")),
        identity=("year", "kind", "basis"),
        related=("decision",),
        is_ordered=False,
        sorted_by=("year", "basis", "kind"),
    ),
)
