from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans import chain, tree
from plans.branches import ActivityLine, Below, Branch, listed
from plans.models import Assignment, MissionPlan, OperationalPlan, StrategicPlan
from plans.tree import Level, Line, Narrowing, Tree
from plans.years import ShownYear, YearLink, shown
from styrmodell import typography
from styrmodell.context import steering_of
from styrmodell.models import Department
from styrmodell.publication import public

OPEN = "oppna"
OPEN_AT_ONCE = 100
"""The most lines of a narrowed tree that all stand open from the start."""


@public
def red_thread(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The tree from the vision, or the part of it that is asked for. Goals and objectives show, the rest opens.

    Of the whole tree a branch opens from its own page; of a part, from the same part with that branch opened, so
    that what opens is what the line counts.
    """
    this_year = shown(steering_of(request), year)
    asked = request.GET.dict()
    found = tree.whole(this_year) if tree.is_asked(asked) else tree.overview(this_year)
    narrowing = tree.narrowing(asked, found)
    kept = narrowing.of(found)
    branches = _Branches(this_year, narrowing, request.GET.get(OPEN, ""), kept)
    return render(
        request,
        "red_thread/red_thread.html",
        _context("red_thread", this_year, narrowing, kept)
        | {
            "heading": f"Den röda tråden {this_year.year}",
            "coverage_url": this_year.url("coverage"),
            "outline_url": f"{this_year.url('outline')}{narrowing.query}",
            "goals": branches.of(kept.goals),
            "indirect": branches.of(narrowing.indirect(found)),
            "others": branches.of(kept.others),
            "loose": branches.of(kept.loose),
            "orphans": [_activity(line) for line in kept.orphans],
        },
    )


@public
def outline(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The tree of a year, or a part of it, as one text to read and to print."""
    this_year = shown(steering_of(request), year)
    found = tree.whole(this_year)
    narrowing = tree.narrowing(request.GET.dict(), found)
    kept = narrowing.of(found)
    return render(
        request,
        "red_thread/outline.html",
        _context("outline", this_year, narrowing, kept)
        | {
            "tree_url": f"{this_year.url('red_thread')}{narrowing.query}",
            "indirect": narrowing.indirect(found),
            "tree": kept,
            "not_planned": _not_planned(this_year),
        },
    )


def _context(name: str, this_year: ShownYear, narrowing: Narrowing, kept: Tree) -> dict[str, Any]:
    """What the tree and the outline share. The same part can be seen for every year."""
    return {
        "year": this_year.year,
        "years": [_with_query(link, narrowing.query) for link in this_year.links(name)],
        "url": this_year.url(name),
        "narrowing": narrowing,
        "counts": kept.counts,
        "is_example": shows_examples(this_year.year),
    }


def _with_query(link: YearLink, query: str) -> YearLink:
    return replace(link, url=f"{link.url}{query}")


def shows_examples(year: int) -> bool:
    """Whether any plan in force is an example. One query."""
    examples = [
        kind.objects.in_force(year).filter(is_example=True).order_by().values("pk")
        for kind in (StrategicPlan, MissionPlan, OperationalPlan)
    ]
    return examples[0].union(*examples[1:]).exists()


def _not_planned(this_year: ShownYear) -> str:
    """Whose operational plan of the year is yet to come, among those that lead assignments. One query."""
    leads = Department.objects.filter(led_assignments__in=Assignment.objects.in_force(this_year.year)).exclude(
        pk__in=OperationalPlan.objects.in_force(this_year.year).values("department")
    )
    names = [typography.in_running_text(department.name) for department in leads.distinct()]
    return f"{chain.not_planned(this_year)} Det gäller {listed(names)}." if names else ""


@dataclass(frozen=True)
class _Branches:
    """Lines as branches that open in place."""

    shown: ShownYear
    narrowing: Narrowing
    opened: str
    tree: Tree

    def of(self, lines: tuple[Line, ...], *, is_open: bool = False) -> list[Branch]:
        return [self._branch(line, is_open=is_open or self._all_are_open) for line in lines]

    @cached_property
    def _all_are_open(self) -> bool:
        return bool(self.narrowing.asked) and self.tree.size <= OPEN_AT_ONCE

    def _branch(self, line: Line, *, is_open: bool) -> Branch:
        is_goal = line.level is Level.GOAL
        stands_open = is_open or is_goal or line.id == self.opened
        return Branch(
            id=f"mal-{line.id}" if is_goal else line.id,
            number="" if line.level is Level.OBJECTIVE else line.number,  # it counts within its own plan
            title=line.title,
            by=line.facts,
            count=line.count,
            url=line.url if stands_open or not self.narrowing.asked else self._url(line),
            more=_more(line) if stands_open or not self.narrowing.asked else "Visa det som hör till urvalet",
            sign=line.sign,
            colour=line.colour,
            is_plain=not line.number and not is_goal,
            below=self._below(line) if stands_open else None,
            is_opened=line.id == self.opened,
        )

    def _url(self, line: Line) -> str:
        return f"{self.shown.url('red_thread')}{self.narrowing.query}&{OPEN}={line.id}#gren-{line.id}"

    def _below(self, line: Line) -> Below:
        activities = [_activity(each) for each in line.lines if each.level is Level.ACTIVITY]
        return Below(
            url=line.url,
            more=f"Visa {_THE[line.level]} på egen sida",
            announce=f"{line.count} visas under {line.title}.",
            branches=[] if activities else self.of(line.lines, is_open=line.level is not Level.GOAL),
            activities=activities,
            empty=chain.not_planned(self.shown) if line.awaits_plan and not activities else "",
            gap="" if line.total or line.awaits_plan else _gap(line, self.shown.year),
        )


_THE = {Level.GOAL: "målet", Level.OBJECTIVE: "målet", Level.ASSIGNMENT: "uppdraget"}


def _more(line: Line) -> str:
    return f"Visa {_THE[line.level]} ”{line.title}” på egen sida"


def _gap(line: Line, year: int) -> str:
    return {
        Level.GOAL: f"Ingen nämnd arbetar mot målet {line.title} {year}.",
        Level.OBJECTIVE: "Inget uppdrag är givet för målet.",
        Level.ASSIGNMENT: f"Ingen verksamhetsplan för {year} har någon aktivitet för uppdraget.",
    }[line.level]


def _activity(line: Line) -> ActivityLine:
    return ActivityLine(line.title, line.url, line.facts)
