"""What is shown of a thing that was found."""

import unicodedata
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from plans.models.search import FIRST_YEAR, SearchEntry
from plans.search.entries import SPOKEN
from plans.search.words import marked
from plans.years import ShownYear
from styrmodell import typography

Pieces = list[tuple[str, bool]]

LEVELS_ABOVE = 3
EXCERPT = 240
BEFORE_MARK = 80
YEARLY = frozenset(
    "goal special_assignment objective assignment activity investment body department global_goal place".split()
)
"""Names of pages that differ between years."""


@dataclass(frozen=True)
class Hit:
    """Title and excerpt are HTML in which the words that were asked for are marked; `above` is the chain down to it."""

    title: SafeString
    url: str
    excerpt: SafeString
    facts: str
    above: list[str]
    note: str
    is_revoked: bool
    is_example: bool


@dataclass(frozen=True)
class Above:
    """What a thing hangs under: its title, and what it hangs under in its turn."""

    title: str
    above: str


def hits(pks: list[int], stems: frozenset[str], shown: ShownYear) -> dict[int, Hit]:
    """By primary key. The number of queries is the same however many."""
    entries = SearchEntry.objects.defer("stems", "title_stems").in_bulk(pks)
    above = _above({entry.above for entry in entries.values()} - {""}, shown.year)
    return {pk: _hit(entry, _chain(entry.above, above), stems, shown) for pk, entry in entries.items()}


def _above(wanted: set[str], year: int) -> dict[str, Above]:
    """The things and everything that they hang under, as it reads in the year or as it last read."""
    found: dict[str, Above] = {}
    for _ in range(LEVELS_ABOVE):
        wordings = SearchEntry.objects.filter(thing__in=wanted).order_by("last_year")
        rows = wordings.values_list("thing", "title", "above", "from_year", "last_year")
        for thing, title, above, *_ in sorted(rows, key=lambda row: row[3] <= year <= row[4]):
            found[thing] = Above(title, above)
        wanted = {each.above for each in found.values()} - {""} - found.keys()
    return found


def _chain(thing: str, above: dict[str, Above]) -> list[str]:
    titles: list[str] = []
    while thing in above:
        titles.insert(0, above[thing].title)
        thing = above[thing].above
    return titles


def _hit(entry: SearchEntry, above: list[str], stems: frozenset[str], shown: ShownYear) -> Hit:
    return Hit(
        title=_html(_pieces(entry.title, stems)),
        url=_url(entry, shown),
        excerpt=_html(_excerpt(_pieces(entry.text, stems))),
        facts=entry.facts,
        above=above,
        note=_note(entry, shown.year),
        is_revoked=entry.is_revoked,
        is_example=entry.is_example,
    )


def _note(entry: SearchEntry, year: int) -> str:
    """Why it is found though it does not say so in the year; empty where it does."""
    first, last = entry.from_year, entry.last_year
    if entry.level not in SPOKEN or first <= year <= last or entry.is_revoked:
        return ""
    if last == 0:
        return f"Ersattes {first}, innan det började gälla."
    if first > year:
        return f"Gäller från {first}."
    span = str(first) if first == last else f"{first}–{last}"
    return f"Så stod det {span}." if entry.is_reworded else f"Gällde {span}."


def _url(entry: SearchEntry, shown: ShownYear) -> str:
    """The page that says it: for the year shown, or else for the nearest year in which it was said."""
    if entry.page not in YEARLY:
        address = reverse(entry.page, args=entry.page_args)
        return f"{address}#{entry.fragment}" if entry.fragment else address
    speaks = entry.level in SPOKEN and FIRST_YEAR < entry.from_year <= entry.last_year
    year = min(max(shown.year, entry.from_year), entry.last_year) if speaks else shown.year
    return shown.url_for(year, entry.page, *entry.page_args)


def _pieces(text: str, stems: frozenset[str]) -> Pieces:
    return list(marked(unicodedata.normalize("NFC", " ".join(text.split())), stems))


def _excerpt(pieces: Pieces) -> Pieces:
    """As much as fits, from a little before the first marked word; cut between words."""
    first = next((index for index, (_, is_marked) in enumerate(pieces) if is_marked), 0)
    before = "".join(text for text, _ in pieces[:first])
    if len(before) + sum(len(text) for text, _ in pieces[first:]) <= EXCERPT:
        return pieces
    if len(before) > BEFORE_MARK:
        before = f"… {before[-BEFORE_MARK:].partition(' ')[2]}"
    result: Pieces = [(before, False)] if before else []
    left = EXCERPT - len(before)
    for text, is_marked in pieces[first:]:
        if len(text) > left:
            return [*result, (f"{text[:left].rpartition(' ')[0]} …", False)]
        result.append((text, is_marked))
        left -= len(text)
    return result


def _html(pieces: Pieces) -> SafeString:
    texts = ((typography.whole(typography.soft(text)), is_marked) for text, is_marked in pieces)
    return mark_safe("".join(f"<mark>{text}</mark>" if is_marked else text for text, is_marked in texts))
