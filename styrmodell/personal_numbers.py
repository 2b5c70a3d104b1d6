"""Swedish personal identity numbers in running text, so that nobody publishes one by mistake."""

import html
import re
import unicodedata
from datetime import date
from urllib.parse import unquote

SHAPE = re.compile(
    r"""
    (?<!\d)
    (?P<century>18|19|20)?
    (?P<year>\d\d)(?P<as_date>-)?(?P<month>\d\d)(?(as_date)-)(?P<day>\d\d)
    (?(as_date)[ ]?[-+]|(?:[ \N{NO-BREAK SPACE}]?[-+\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}])?)
    [ \N{NO-BREAK SPACE}]?
    (?P<last>\d{4})
    (?!\d)
    """,
    re.VERBOSE | re.ASCII,
)
"""Ten or twelve digits, with a dash, a plus (the person is over a hundred), a space or nothing before the last four."""
LINK = re.compile(r"\]\([^)]*\)")
MARK = re.compile(r"[\\*`~\[\]]|(?<!\w)_+|_+(?!\w)")
"""Of Markdown, which a reader does not see; an underscore within a word is one."""
SPACES = re.compile(r"(?!\s*\n\s*\n)\s+")
"""Between paragraphs no number goes on."""
SHORTEST = 10
CENTURIES = ("18", "19", "20")
COORDINATION = 60
"""What is added to the day in a coordination number (samordningsnummer)."""


def find_personal_number(text: str) -> str | None:
    """The first personal or coordination number: its date exists and its check digit is right.

    As it is written; or as it is read, where it is written with other signs or with marks that are not seen.
    """
    if sum(map(str.isdigit, text)) < SHORTEST:
        return None
    numbers = (match for shown in (text, _as_read(text)) for match in SHAPE.finditer(shown))
    return next((match[0] for match in numbers if _is_a_day(match) and _is_checked(match)), None)


def _as_read(text: str) -> str:
    """Without marks and signs that are not seen, with one kind of digit, dash and space."""
    plain = unicodedata.normalize("NFKC", html.unescape(unquote(text)))
    plain = "".join(map(_sign, MARK.sub("", LINK.sub("", plain))))
    return SPACES.sub(" ", plain)


def _sign(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cf":
            return ""
        case "Pd":
            return "-"
        case "Nd":
            return str(unicodedata.decimal(sign))
        case _:
            return "-" if sign == "\N{MINUS SIGN}" else sign


def _is_a_day(match: re.Match[str]) -> bool:
    month, day = int(match["month"]), int(match["day"]) % COORDINATION
    centuries = (match["century"],) if match["century"] else CENTURIES
    return any(_exists(int(century + match["year"]), month, day) for century in centuries)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_checked(match: re.Match[str]) -> bool:
    """The Luhn sum of the ten digits, without century, ends in zero."""
    digits = map(int, match["year"] + match["month"] + match["day"] + match["last"])
    doubled = (digit * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
