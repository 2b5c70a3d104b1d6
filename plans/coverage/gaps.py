"""What is not covered, in words: one list for each way that something can be left alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.branches import listed
from plans.chain import not_planned
from plans.coverage.answers import Answered
from plans.coverage.matrix import Matrix
from plans.divisions import Division
from plans.tree import Level, Line, Tree
from plans.tree.lines import walk
from plans.tree.narrowing import NOTHING_BELOW
from plans.years import ShownYear
from styrmodell import typography
from styrmodell.models import Body
from styrmodell.typography import in_running_text


@dataclass(frozen=True)
class Gap:
    """One thing that is left alone: whose it is, what is missing in words, and tkr where it is money."""

    title: str
    url: str
    owner: str = ""
    says: str = ""
    amount: int | None = None


@dataclass(frozen=True)
class GapList:
    """The gaps of one kind, among all that there are of the kind.

    `missing` and `covered` are said of them: "nämndmål har inget uppdrag", "Alla nämndmål har uppdrag." What only
    waits is no gap.
    """

    id: str
    gaps: list[Gap]
    total: int
    missing: str
    covered: str
    note: str = ""
    only_waits: bool = False

    @property
    def heading(self) -> str:
        """ "2 av 5 nämndmål har inget uppdrag"."""
        return f"{len(self.gaps)} av {self.total} {self.missing}"

    @property
    def is_covered(self) -> bool:
        """Everything of the kind is; of nothing, nothing is said."""
        return bool(self.total) and not self.gaps


@dataclass(frozen=True)
class Measures:
    """The ids of what has no measure: goals by slug, objectives by public id."""

    goals_without: set[str]
    objectives_without: set[str]


def gap_lists(
    tree: Tree,
    matrix: Matrix,
    measures: Measures,
    specials: list[Answered],
    divisions: Iterable[Division],
    shown: ShownYear,
) -> list[GapList]:
    """From the goals down to the activities, and the money last; lists without gaps too."""
    lines = {level: [line for line in walk(tree.lines) if line.level is level] for level in Level}
    return [
        _goals_without_objective(matrix, shown),
        _of_lines(
            "mal-utan-matt",
            tree.goals,
            [line for line in tree.goals if line.id in measures.goals_without],
            "prioriterade mål har inget mått",
            "Alla prioriterade mål har mått.",
        ),
        _special_assignments(specials, tree, shown),
        _bodies_without_plan(matrix, shown),
        _of_lines(
            "namndmal-utan-uppdrag",
            lines[Level.OBJECTIVE],
            [line for line in lines[Level.OBJECTIVE] if not line.total],
            "nämndmål har inget uppdrag",
            "Alla nämndmål har uppdrag.",
        ),
        _of_lines(
            "namndmal-utan-matt",
            lines[Level.OBJECTIVE],
            [line for line in lines[Level.OBJECTIVE] if line.id in measures.objectives_without],
            "nämndmål har inget mått",
            "Alla nämndmål har mått.",
        ),
        *_assignments(lines[Level.ASSIGNMENT], shown),
        _of_lines(
            "aktiviteter-utan-uppdrag",
            lines[Level.ACTIVITY],
            list(tree.orphans),
            "aktiviteter hör till uppdrag som inte gäller",
            "Alla aktiviteter hör till uppdrag som gäller.",
        ),
        _money(list(divisions), shown),
    ]


def _of_lines(name: str, all_of_them: Iterable[Line], gaps: list[Line], missing: str, covered: str) -> GapList:
    found = [Gap(line.title, line.url, line.owner) for line in gaps]
    return GapList(name, found, len(list(all_of_them)), missing, covered)


def _goals_without_objective(matrix: Matrix, shown: ShownYear) -> GapList:
    gaps = [
        Gap(goal.title, goal.url, says=f"{total.indirect} nämndmål bidrar indirekt." if total.indirect else "")
        for goal, total in matrix.totals
        if not total.direct
    ]
    return GapList(
        "mal-utan-namndmal",
        gaps,
        len(matrix.goals),
        "prioriterade mål har inget nämndmål",
        "Minst ett organ arbetar mot varje prioriterat mål.",
    )


def _special_assignments(specials: list[Answered], tree: Tree, shown: ShownYear) -> GapList:
    planned = {slug for slug, _ in tree.known["organ"]}
    gaps = [
        Gap(
            answered.special.title,
            shown.url("special_assignment", answered.special.thread.public_id),
            says=f"{answered.text}. Saknas: {_named(answered.unanswered, planned)}.",
        )
        for answered in specials
        if answered.unanswered
    ]
    return GapList(
        "sarskilda-uppdrag",
        gaps,
        len(specials),
        "särskilda uppdrag har inte fått svar av alla",
        "Alla särskilda uppdrag har fått svar av alla som de riktas till.",
    )


def _named(bodies: list[Body], planned: set[str]) -> str:
    """Those without a mission plan cannot have answered, which is said."""
    return listed(body.name if body.slug in planned else f"{body.name} (ingen uppdragsplan)" for body in bodies)


def _bodies_without_plan(matrix: Matrix, shown: ShownYear) -> GapList:
    gaps = [Gap(row.body.name, row.url) for row in matrix.rows if not row.has_plan]
    return GapList(
        "organ-utan-plan",
        gaps,
        len(matrix.rows),
        f"organ har ingen uppdragsplan för {shown.year}",
        "Alla organ har en uppdragsplan.",
    )


def _assignments(assignments: list[Line], shown: ShownYear) -> Iterator[GapList]:
    """Those that nobody carries out apart from those whose department has yet to say."""
    planned = [line for line in assignments if line.shown or not line.awaits_plan]
    yield GapList(
        "uppdrag-utan-aktivitet",
        [_done_by_nobody(line) for line in planned if NOTHING_BELOW in line.has],
        len(planned),
        "uppdrag har ingen aktivitet, fast verksamhetsplanen är gjord",
        "Alla uppdrag har aktiviteter, där verksamhetsplanen är gjord.",
    )
    waiting = [line for line in assignments if not line.shown and line.awaits_plan]
    yield GapList(
        "vantar-pa-verksamhetsplan",
        [_done_by_nobody(line) for line in waiting],
        len(assignments),
        "uppdrag har ingen verksamhetsplan",
        "",
        note=not_planned(shown),
        only_waits=True,
    )


def _done_by_nobody(line: Line) -> Gap:
    return Gap(line.title, line.url, line.owner, says=line.facts.partition(" · ")[0] + ".")


def _money(divisions: list[Division], shown: ShownYear) -> GapList:
    """Of the bodies with a mission plan and a frame; what cannot be known yet is said too."""
    framed = [division for division in divisions if not division.at_adoption.is_missing]
    gaps = [
        Gap(
            division.body.name,
            shown.url("body_budget", division.body.slug),
            says=says,
            amount=division.left,
        )
        for division in sorted(framed, key=lambda one: (one.body.position, one.body.slug))
        if (says := _left(division))
    ]
    return GapList(
        "ej-fordelat",
        gaps,
        len(framed),
        "organ har inte fördelat hela sin ram",
        "Alla organ med ram och uppdragsplan har fördelat hela sin ram.",
    )


def _left(division: Division) -> str:
    """What is not allocated, in words; "" where all is."""
    if division.at_adoption.value == 0 and not division.areas:
        return ""
    if division.at_adoption.value is None:
        return "Ramen är inte beslutad."
    if not division.areas:
        return "Uppdragsplanen fördelar inte ramen på verksamhetsområden."
    if division.unknown:
        names = ", ".join(in_running_text(area.allocation.name) for area in division.unknown)
        return f"Inte beslutat: {names}."
    if not division.left:
        return ""
    amount = typography.in_tkr(abs(division.left))
    return f"{amount} ej fördelat." if division.left > 0 else f"{amount} mer fördelat än ramen."
