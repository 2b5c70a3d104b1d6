"""Swedish typography: figures, dates, soft hyphens (`domain.md` C8 in the project's sources; Isof)."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

import pyphen
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
LONG_WORD = 13
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
A_MONTH = f"(?:{'|'.join(MONTHS)})"
TOGETHER = re.compile(
    rf"""\b(?:\d{{1,2}}–)?\d{{1,2}}[ ]{A_MONTH}(?:[ ]\d{{4}})?
    |\b(?:{A_MONTH}–)?{A_MONTH}[ ]\d{{4}}
    |\b{A_MONTH}–{A_MONTH}
    |\b\d{{4}}-\d\d-\d\d
    |\b\d+–\d+
    |§[ ]\w?\d+|\b\d+[ ]§|\bkap\.[ ]\d+
    |\bkl\.[ ]\d+(?:[.:]\d\d)?
    |\b(?:uppdrag|utgåva)[ ]\d+|\bdnr[ ]\S*\w
    |\b\d{{1,3}}(?:[ ]\d{{3}})*(?:,\d+)?[ ](?:tkr|mnkr|kronor|procent|%)
    |\b\d{{1,3}}(?:[ ]\d{{3}})+\b""",
    re.VERBOSE,
)
"""Dates, spans of years, paragraphs and amounts, which no line should end within."""
SECOND_WORDS = (
    "anslag anställ arbete avgift befinnande behandling beslut bibliotek bolag budget byggnad chef dokument "
    "effektivisering fullmäktig förändring försörjning förvaltning föreskrift hantering handling hemtjänst idrott "
    "intäkt inventering kartläggning klass kommun kostnad krets kvalitet ledning lokal miljö mål männen nedsättning "
    "nämnd ordning område omsorg personal plan policy process program redovisning reglemente regler resurs riktlinje "
    "samhet samverkan skola skydd staden stöd styrelse särskola tagare trafik undervisning uppdrag uppföljning "
    "utbildning utredning utveckling vatten verksamhet vård"
).split()
"""Words that long Swedish compounds often go on with."""
JOINTS = re.compile(rf"(?<=[a-zåäöA-ZÅÄÖ][a-zåäö]{{2}})(?=(?:{'|'.join(SECOND_WORDS)}))")
LONE_LETTER = re.compile(rf"{SOFT_HYPHEN}(\w){SOFT_HYPHEN}")
"""Where the patterns offer two breaks around one letter, which then belongs to what stands before: ledning·s·nät."""

_swedish = pyphen.Pyphen(lang="sv_SE", left=4, right=4)


def tkr(amount: int) -> str:
    """1234567 → "1 234 567", -5 → "−5"; the unit is not written out."""
    grouped = f"{abs(amount):,}".replace(",", NO_BREAK_SPACE)
    return f"{MINUS}{grouped}" if amount < 0 else grouped


def in_tkr(amount: int) -> str:
    """With its unit, in one piece: "1 234 tkr"."""
    return f"{tkr(amount)}{NO_BREAK_SPACE}tkr"


def signed(amount: int) -> str:
    """A change: "+1 234", "−5", "0"."""
    return f"+{tkr(amount)}" if amount > 0 else tkr(amount)


def signed_percent(percent: float) -> str:
    """A change in percent with one decimal and without the sign of percent: "+1,2", "−0,5", "0,0"."""
    text = decimal(percent, 1)
    return f"+{text}" if percent > 0 else text


def decimal(value: float | Decimal, places: int) -> str:
    """0.1 with two places → "0,10"."""
    text = f"{value:z,.{places}f}"  # z: what rounds to zero has no minus
    return text.replace(",", NO_BREAK_SPACE).replace(".", ",").replace("-", MINUS)


@lru_cache(maxsize=1000)
def long_date(day: date) -> str:
    """26 juni 2019, in one piece."""
    return f"{day.day}{NO_BREAK_SPACE}{MONTHS[day.month - 1]}{NO_BREAK_SPACE}{day.year}"


def citation(short_name: str, day: date, paragraph: str) -> str:
    """A decision as it is cited in a line: "SN 2021-11-24 § 98"; without § where the source has none."""
    return f"{short_name} {day.isoformat()} {paragraph}".strip().replace("§ ", f"§{NO_BREAK_SPACE}")


@lru_cache(maxsize=1000)
def month(day: date) -> str:
    """juni 2019"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def months(first: int, last: int) -> str:
    """4, 4 → "april"; 9, 11 → "september–november"."""
    names = [MONTHS[number - 1] for number in dict.fromkeys((first, last))]
    return "–".join(names)


@lru_cache(maxsize=20_000)
def soft(text: str) -> str:
    """The text with soft hyphens in its long words, since browsers hyphenate Swedish badly.

    Words break where two words meet, and only then by syllable.
    """
    return " ".join(_soft_word(word) if len(word) >= LONG_WORD else word for word in text.split(" "))


def whole(text: str) -> SafeString:
    """The text as HTML, with what belongs together held on one line; what is copied of it stays as it was written."""
    return mark_safe(_held(conditional_escape(text)))


@lru_cache(maxsize=20_000)
def _held(html: str) -> str:
    return TOGETHER.sub(r'<span class="whole">\g<0></span>', html)


def _soft_word(word: str) -> str:
    parts = JOINTS.sub(SOFT_HYPHEN, word).split(SOFT_HYPHEN)
    return SOFT_HYPHEN.join(_syllables(part) if len(part) > LONG_WORD else part for part in parts)


def _syllables(word: str) -> str:
    return LONE_LETTER.sub(rf"\1{SOFT_HYPHEN}", _swedish.inserted(word, SOFT_HYPHEN))


def genitive(name: str) -> str:
    """Socialnämnden → Socialnämndens; names that end in s, x or z stay as they are."""
    return name if name[-1:].lower() in "sxz" else f"{name}s"


@lru_cache(maxsize=1000)
def in_running_text(name: str) -> str:
    """Socialnämnden → socialnämnden, a common noun in Swedish; a name with more capitals keeps them (VA-nämnden)."""
    is_proper = any(letter.isupper() for letter in name[1:])
    return name if is_proper else f"{name[:1].lower()}{name[1:]}"
