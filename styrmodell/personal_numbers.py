"""Swedish personal identity numbers in running text, so that nobody publishes one by mistake."""

import re
from datetime import date

SHAPE = re.compile(
    r"""
    (?<!\d)
    (?P<century>18|19|20)?
    (?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)
    (?:[ \N{NO-BREAK SPACE}]?[-+\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}])?
    [ \N{NO-BREAK SPACE}]?
    (?P<last>\d{4})
    (?!\d)
    """,
    re.VERBOSE | re.ASCII,
)
"""Ten or twelve digits, with a dash, a plus (the person is over a hundred), a space or nothing before the last four."""
CENTURIES = ("18", "19", "20")
COORDINATION = 60
"""What is added to the day in a coordination number (samordningsnummer)."""


def find_personal_number(text: str) -> str | None:
    """The first personal or coordination number, as it is written: its date exists and its check digit is right."""
    return next((match[0] for match in SHAPE.finditer(text) if _is_a_day(match) and _is_checked(match)), None)


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
