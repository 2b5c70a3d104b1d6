"""What a search finds: things grouped by level, the best first, in the same order from every database."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from plans.branches import counted
from plans.choices import Option
from plans.models.search import SearchEntry
from plans.search.asked import Asked, Narrowing, Row
from plans.search.asking import Term, terms
from plans.search.entries import SPOKEN
from plans.search.hits import Hit, hits
from plans.search.index import matching
from plans.years import ShownYear

MOST = 1000
"""Entries that are weighed; whoever finds more is asked to add a word."""
FIRST_OF_EACH = 5
PAGE = 30
IN_TITLE, IN_TITLE_OTHERWISE, IN_TEXT = 8, 4, 1

Level = SearchEntry.Level
EXPLAINED: dict[str, str] = {
    Level.GOAL: "Långsiktigt mål",
    Level.SPECIAL_ASSIGNMENT: "Särskilt uppdrag",
    Level.OBJECTIVE: "Nämndmål",
    Level.ASSIGNMENT: "Uppdrag",
    Level.ACTIVITY: "Aktivitet",
    Level.AREA: "Verksamhetsområde",
    Level.INVESTMENT: "Investering",
    Level.PLAN: "Utgåva",
    Level.BODY: "Nämnd",
    Level.DEPARTMENT: "Förvaltning",
    Level.DECISION: "Beslut",
    Level.GOVERNING_DOCUMENT: "Styrdokument",
    Level.GLOBAL_GOAL: "Globalt mål",
}
"""The word that is explained beside each level."""


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Group:
    """The things of one level; `more` where not all of them are shown, `word` where the level has an explanation."""

    level: str
    label: str
    word: str
    count: int
    hits: list[Hit]
    more: Link | None = None


@dataclass(frozen=True)
class Answer:
    """`count` is of things, not of wordings. `is_cut` says that there is more than was weighed."""

    asked: Asked
    terms: list[Term]
    count: int = 0
    is_cut: bool = False
    groups: list[Group] = field(default_factory=list)
    levels: list[Option] = field(default_factory=list)
    narrower: list[tuple[str, list[Option]]] = field(default_factory=list)
    previous: Link | None = None
    next: Link | None = None

    @property
    def is_example(self) -> bool:
        return any(hit.is_example for group in self.groups for hit in group.hits)

    @property
    def summary(self) -> str:
        """In a sentence, also for the ear; empty where nothing was asked."""
        text = self.asked.text
        if not text:
            return ""
        if not self.terms:
            return "Skriv ett ord som säger vad det handlar om."
        if not self.count:
            return f"Inget av det som är antaget svarar mot ”{text}”."
        found = counted(self.count, "träff", "träffar")
        return (
            f"Minst {found} på ”{text}”. Lägg till ett ord för att få färre."
            if self.is_cut
            else f"{found} på ”{text}”."
        )

    @property
    def wider(self) -> list[Link]:
        """Searches for less, where this one found nothing."""
        links = []
        if self.asked.is_narrowed:
            links.append(Link("Sök i allt", Asked(self.asked.address, self.asked.text).url()))
        if len(self.terms) > 1:
            links += [
                Link(f"Sök bara på ”{term.word}”", Asked(self.asked.address, term.word).url()) for term in self.terms
            ]
        return links


def answer(asked: Asked, shown: ShownYear) -> Answer:
    """The number of queries does not grow with what is found."""
    wanted = terms(asked.text)
    if not wanted:
        return Answer(asked, [])
    rows = Row.of(matching(term.ways for term in wanted)[: MOST + 1])
    narrowing = Narrowing(asked, rows[:MOST], shown.planned)
    asked = narrowing.asked
    in_year = replace(shown, year=asked.year or shown.year)
    things = _one_of_each(narrowing.rows(), in_year.year, wanted)
    shown_rows = {level: _page(of_level, asked) for level, of_level in things.items()}
    stems = frozenset(stem for term in wanted for way in term.ways for stem in way)
    found = hits([row.pk for of_level in shown_rows.values() for row in of_level], stems, in_year)
    return Answer(
        asked,
        wanted,
        count=sum(map(len, things.values())),
        is_cut=len(rows) > MOST,
        groups=[
            Group(
                level,
                label=narrowing.labels["level"][level],
                word=EXPLAINED.get(level, ""),
                count=len(things[level]),
                hits=[found[row.pk] for row in of_level],
                more=None if asked.level else _more(level, len(things[level]), asked),
            )
            for level, of_level in shown_rows.items()
        ],
        levels=narrowing.levels(),
        narrower=narrowing.others(),
        **_neighbours(asked, len(things.get(asked.level, ()))),
    )


def _one_of_each(rows: Iterable[Row], year: int, wanted: list[Term]) -> dict[str, list[Row]]:
    """One wording of each thing, by level: that of the year if it was found, else the latest. The best first."""
    things: dict[str, Row] = {}
    for row in rows:
        other = things.get(row.thing)
        if other is None or (row.spoke_in(year), row.last_year, -row.pk) > (
            other.spoke_in(year),
            other.last_year,
            -other.pk,
        ):
            things[row.thing] = row
    levels = {level: place for place, level in enumerate(Level.values)}
    weighed = sorted(
        things.values(),
        key=lambda row: (
            levels[row.level],
            row.level in SPOKEN and not row.spoke_in(year),
            -_score(row, wanted),
            row.pk,
        ),
    )
    return {level: list(of_level) for level, of_level in groupby(weighed, key=lambda row: row.level)}


def _score(row: Row, wanted: list[Term]) -> int:
    title = set(row.title_stems.split())
    return sum(_weight(term, title) for term in wanted)


def _weight(term: Term, title: set[str]) -> int:
    if term.stem in title:
        return IN_TITLE
    return IN_TITLE_OTHERWISE if any(title.issuperset(way) for way in term.others) else IN_TEXT


def _page(of_level: list[Row], asked: Asked) -> list[Row]:
    """The first few of each level, or a page of the one that is chosen."""
    if not asked.level:
        return of_level[:FIRST_OF_EACH]
    start = (asked.page - 1) * PAGE
    return of_level[start : start + PAGE]


def _more(level: str, count: int, asked: Asked) -> Link | None:
    label = Level(level).label
    return Link(f"Visa alla {count} {label}", asked.url(level=level)) if count > FIRST_OF_EACH else None


def _neighbours(asked: Asked, count: int) -> dict[str, Link | None]:
    previous = Link("Visa de föregående", asked.url(page=asked.page - 1))
    following = Link("Visa fler", asked.url(page=asked.page + 1))
    return {
        "previous": previous if asked.page > 1 else None,
        "next": following if asked.page * PAGE < count else None,
    }
