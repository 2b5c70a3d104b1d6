"""From text to the stems that the index holds: the same for what is written and for what is asked.

Snowball's Swedish stemmer, with the forms that it leaves: förskolan, miljön, avfallet, städer. Two words are the same
when they have the same stem; a stem is no word to show anyone.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from snowballstemmer.swedish_stemmer import SwedishStemmer

WORD = re.compile(r"[^\W_]+")
OTHER_THAN_WORDS = re.compile(r"[^0-9a-zåäö]+")
UNUSUAL = re.compile(r"[^\x00-\x7fåäö]")
OTHER_LETTERS = str.maketrans({"æ": "ä", "ø": "ö", "đ": "d", "ł": "l", "\N{SOFT HYPHEN}": None})
LONGEST = 40
"""Letters in a word; what is longer is cut."""

EMPTY = frozenset(
    "alla allt att av bara blir då de den denna dess det detta dig din dina du där efter eller en er ett finns från "
    "för göra görs ha han har hon hos hur i in inom inte jag kan man med mellan men mer mig min mot ni nu och om oss "
    "på sig sin sina ska skall som så till under upp ur ut vad var varje vara vem vi vid vilka vilken vilket vår våra "
    "vårt än är åt över".split()
)
"""Words that say nothing of what a text is about."""

WHOLE = ("enhet", "fastighet", "lägenhet", "lig", "myndighet", "nyhet", "rättighet", "skyldighet")
"""Endings of words that Snowball would make something else of: fastighet is not fast, farlig not far."""

_FORMS = tuple(
    (re.compile(pattern), base)
    for pattern, base in (
        (r"((en|fastig|lägen|myndig|ny|rättig|skyldig)het)(en|er|erna)?s?$", r"\1"),
        (r"vattn(et|en)s?$", "vatten"),
        (r"(gymnasi|muse)(et|er|erna)s?$", r"\1um"),
        (r"(cyk|reg|nyck|artik)l(ar|er)(na)?s?$", r"\1el"),
        (r"föräldrar(na)?s?$", "förälder"),
        (r"städer(na)?s?$", "stad"),
        (r"stränder(na)?s?$", "strand"),
        (r"länder(na)?s?$", "land"),
        (r"böcker(na)?s?$", "bok"),
        (r"ledamöter(na)?s?$", "ledamot"),
        (r"(?<=[a-zåäö]{2})män(nen)?s?$", "man"),
        (r"([åöy]|br)o?ar(na)?s?$", r"\1"),
        (r"(^|sj|lj)öns?$", r"\1ö"),
        (r"^byns?$", "by"),
        (r"eln$", "el"),
        (r"(gi|nomi|afi|api|rati|stri)ns?$", r"\1"),
        (r"(?<=[a-zåäö]{3})(?<!pl)(?<!org)(?<!gr)(?<!kr)(?<!tr)(?<!sv)(?<!rom)(?<![^m]m)ans?$", "a"),
        (r"([bdfgklmnprst])\1ets?$", r"\1\1"),
        (r"endets?$", "ende"),
        (r"lig(t|as?|are|ast|aste)$", "lig"),
        (r"bart$", "bar"),
        (r"(?<=[a-zåäö]{2})alt$", "al"),
    )
)
"""Inflected forms and what Snowball makes the same of as of their base."""


def folded(text: str) -> str:
    """Small letters from a to ö: å, ä and ö are letters of their own, all other marks fall away."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(OTHER_LETTERS)
    return UNUSUAL.sub(lambda letter: unicodedata.normalize("NFKD", letter[0])[0], plain)


def words(text: str) -> list[str]:
    """The words that say something, folded, in order."""
    found = OTHER_THAN_WORDS.sub(" ", folded(text)).split()
    return [word[:LONGEST] for word in found if word not in EMPTY]


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word: what is left when Snowball has nothing more to take."""
    for pattern, base in _FORMS:
        word, changed = pattern.subn(base, word, count=1)
        if changed:
            break
    while not word.endswith(WHOLE) and (shorter := SwedishStemmer().stemWord(word)) != word:
        word = shorter
    return word[:-1] if word.endswith(("mm", "nn")) else word


@lru_cache(maxsize=50_000)
def _stems_of(word: str) -> tuple[str, ...]:
    return tuple(stems(word))


def marked(text: str, wanted: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word with one of the wanted stems."""
    end = 0
    for found in WORD.finditer(text):
        if not wanted.isdisjoint(_stems_of(found[0])):
            if found.start() > end:
                yield text[end : found.start()], False
            yield found[0], True
            end = found.end()
    if end < len(text):
        yield text[end:], False
