"""What a search asks for: each word of it, and the other ways to say the same."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from plans.models.search import SearchWord
from plans.search.words import folded, stem, stems, words
from styrmodell.models import Synonym

LONGEST_TEXT = 80
MOST_TERMS = 8
MOST_WAYS = 40
SHORTEST_PART = 4
"""Letters in a word that is looked for within compounds."""
SHORTEST_BEGINNING = 3

ENDINGS = ("nad", "ning", "ering", "ring", "ling", "lig", "isk", "else", "het", "skap", "tion")
"""What makes a new word of another and is no part of a compound: kostnad is not about kost."""
VOWEL = re.compile("[aeiouyåäö]")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]+")

Way = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One word that was asked for. `others` are other ways to say it; `means` are those that a synonym gave."""

    word: str
    stem: str
    others: tuple[Way, ...]
    means: tuple[str, ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        return ((self.stem,), *self.others)


def cleaned(text: str) -> str:
    """As it is shown again: on one line, and not longer than anyone needs."""
    return UNPRINTABLE.sub(" ", text[:LONGEST_TEXT]).strip()


def terms(text: str) -> list[Term]:
    """The words of the text that say something, in order. Two queries."""
    asked = {stem(word): word for word in reversed(words(cleaned(text))[:MOST_TERMS])}
    if not asked:
        return []
    means = _synonyms(asked)
    known = _known({*asked, *(way[0] for ways in means.values() for way, _ in ways if len(way) == 1)})
    return [_term(word, key, means.get(key, []), known) for key, word in reversed(asked.items())]


def _synonyms(asked: Mapping[str, str]) -> dict[str, list[tuple[Way, str]]]:
    """What the everyday words among those asked for mean, as stems and as text."""
    found: dict[str, list[tuple[Way, str]]] = {}
    for word, means in Synonym.objects.values_list("word", "means"):
        key = stem(folded(word))
        if key in asked:
            found.setdefault(key, []).append((tuple(stems(means)), means))
    return found


def _known(keys: Iterable[str]) -> dict[str, str]:
    """The words of the index, by stem, that the keys can be part of or the beginning of."""
    wanted = Q()
    for key in keys:
        wanted |= Q(stem=key)
        if len(key) >= SHORTEST_PART:
            wanted |= Q(word__contains=key)
        elif len(key) == SHORTEST_BEGINNING:
            wanted |= Q(word__startswith=key)
    return dict(SearchWord.objects.filter(wanted).order_by().values_list("stem", "word"))


def _term(word: str, key: str, means: list[tuple[Way, str]], known: Mapping[str, str]) -> Term:
    others = dict.fromkeys(way for way, _ in means)
    for part in [key, *(way[0] for way in list(others) if len(way) == 1)]:
        others |= dict.fromkeys((each,) for each in _compounds(part, known))
    if key not in known and not others:
        others = dict.fromkeys((each,) for each in _begun(word, known))
    others.pop((key,), None)
    return Term(word, key, tuple(others)[:MOST_WAYS], tuple(text for _, text in means))


def _compounds(part: str, known: Mapping[str, str]) -> list[str]:
    """The stems of known words that the part is the first or last half of, the shortest first."""
    if len(part) < SHORTEST_PART:
        return []
    return _shortest_first({key: word for key, word in known.items() if begins(part, word) or ends(part, word)})


def _begun(word: str, known: Mapping[str, str]) -> list[str]:
    """The stems of known words that begin like a word that nothing else is found for: it is being written."""
    return _shortest_first({key: whole for key, whole in known.items() if whole.startswith(word)})


def _shortest_first(known: Mapping[str, str]) -> list[str]:
    return sorted(known, key=lambda key: (len(known[key]), known[key]))


def begins(part: str, word: str) -> bool:
    """Whether the word is a compound whose first half has the stem: skol in skolmåltid, not kost in kostnad."""
    rest = word.removeprefix(part)
    return rest != word and len(rest) >= 3 and not rest.startswith(ENDINGS) and bool(VOWEL.search(rest))


def ends(part: str, word: str) -> bool:
    """Whether the word is a compound whose last half has the stem: skol in grundskola, not ring in mätning."""
    start = word.rfind(part)
    if start < 3 or part in ENDINGS or not VOWEL.search(word[:start]):
        return False
    return stem(word[start:]) == part
