"""What the accessibility statement says of the portal itself (lag 2018:1937, 13 §). Kept true by whoever changes it."""

from dataclasses import dataclass
from datetime import date

ASSESSED_ON = date(2026, 11, 28)
UPDATED_ON = date(2026, 11, 28)


@dataclass(frozen=True)
class Shortcoming:
    """Something that not everyone can use, the criterion in WCAG that it breaks or may break, and why it is so."""

    what: str
    criterion: str
    why: str


SHORTCOMINGS = (
    Shortcoming(
        "Filmerna har undertexter och all text bredvid, men ingen syntolkning.",
        "1.2.5 Syntolkning",
        "Texten bredvid filmen beskriver också det som syns. Ingen har ännu talat in en syntolkning.",
    ),
    Shortcoming(
        "Dokument som går att hämta, till exempel styrdokument som PDF, kan sakna rubriker och läsordning.",
        "1.3.1 Information och relationer",
        "De är gjorda utanför portalen och är inte granskade här.",
    ),
    Shortcoming(
        "Sidorna bakom inloggningen, där tjänstemän skriver, är inte bedömda.",
        "Inte bedömt",
        "Bedömningen gäller de öppna sidorna.",
    ),
)


@dataclass(frozen=True)
class Check:
    """How something was assessed: what was tried, and with what."""

    what: str
    how: str


CHECKS = (
    Check(
        "Färger, namn, roller och struktur", "axe-core i webbläsaren Chromium, på varje sorts sida, i ljust och mörkt."
    ),
    Check("Korrekt HTML", "En kontroll av varje sida: id, rubriker, länkar och namn på det som går att klicka på."),
    Check("Tangentbord", "Grenar som öppnas, huvudmenyn och filmspelaren, utan mus."),
    Check(
        "Liten skärm, stor text, utskrift",
        "Bilder av sidorna vid 320, 768 och 1440 bildpunkter, granskade av dem som har byggt den.",
    ),
    Check("Utan skript", "Allt innehåll går att läsa och alla vägar går att gå med skript avstängda."),
)

NOT_TRIED = (
    "Ingen har ännu prövat webbplatsen med skärmläsare, röststyrning eller förstoringsprogram, och ingen person med "
    "funktionsnedsättning har deltagit i bedömningen. Det kan finnas brister som vi inte känner till."
)
