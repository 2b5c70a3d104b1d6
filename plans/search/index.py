"""The index in the database: stems, looked up as each database does it best, with the same answers from both."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from plans.models.search import SearchEntry, SearchWord
from plans.search import words
from plans.search.entries import Found, everything
from styrmodell.models import SteeringModel

BATCH = 500
LOOK_UP = {
    "sqlite": "SELECT rowid FROM plans_searchindex WHERE plans_searchindex MATCH %s",
    "postgresql": "SELECT id FROM plans_searchentry WHERE lookup @@ %s::tsquery",
}
AND_OR_QUOTE = {"sqlite": (" AND ", " OR ", '"'), "postgresql": (" & ", " | ", "'")}

Ways = Sequence[Sequence[str]]
"""The ways to say one thing; each is the stems that then all have to be there."""


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew from what is adopted now, and say how many entries it got."""
    SteeringModel.objects.select_for_update().first()  # one at a time
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    shortest: dict[str, str] = {}
    entries = [_stemmed(found, shortest) for found in everything()]
    SearchEntry.objects.bulk_create(entries, batch_size=BATCH)
    known = (SearchWord(stem=stem, word=word) for stem, word in sorted(shortest.items()))
    SearchWord.objects.bulk_create(known, batch_size=BATCH)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO plans_searchindex(plans_searchindex) VALUES ('rebuild')")
    return len(entries)


def _stemmed(found: Found, shortest: dict[str, str]) -> SearchEntry:
    """The entry with its facts and the stems of its texts; `shortest` learns its words."""
    entry = found.entry
    in_title = words.words(entry.title)
    entry.facts = found.facts
    beside = words.words(f"{entry.text} {entry.facts} {found.beside}")
    for word in (*in_title, *beside):
        stem = words.stem(word)
        shortest[stem] = min(shortest.get(stem, word), word, key=lambda known: (len(known), known))
    entry.title_stems = _unique(in_title)
    entry.stems = _unique([*in_title, *beside])
    return entry


def _unique(of: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words.stem(word) for word in of))


def matching(terms: Iterable[Ways]) -> QuerySet[SearchEntry]:
    """The entries in which each of the terms is said in one of its ways."""
    return SearchEntry.objects.filter(pk__in=RawSQL(LOOK_UP[connection.vendor], [_expression(terms)]))  # noqa: S611 - constant, with a parameter


def _expression(terms: Iterable[Ways]) -> str:
    """In the language of the database. Stems are letters and digits only."""
    and_, or_, quote = AND_OR_QUOTE[connection.vendor]
    return and_.join(
        f"({or_.join('(' + and_.join(f'{quote}{stem}{quote}' for stem in way) + ')' for way in ways)})"
        for ways in terms
    )
