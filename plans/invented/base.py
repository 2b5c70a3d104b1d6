"""The base and the direction: bodies, departments, governing documents, long-term goals."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from django.utils.text import slugify

from plans.invented import words
from plans.invented.calendar import FIRST_YEAR, TERM
from plans.invented.record import EXAMPLE, SOURCED, Item, Record, lifetime

LASTING_GOALS = 3  # the first of the goals; of the others each term has two


def goals_of(year: int) -> list[str]:
    """Names of the goals that the council elected for the year prioritises."""
    names = [name for name, *_ in words.GOALS]
    turn = LASTING_GOALS + min((year - FIRST_YEAR) // TERM, len(names) - LASTING_GOALS - 2)
    return names[:LASTING_GOALS] + names[turn : turn + 2]


class Base:
    """`steering` are the bodies with plans of their own, `paid` those with a frame."""

    def __init__(self, record: Record, years: range, bodies: int) -> None:
        self.record = record
        self.years = years
        names = [head + tail for head, tail in product(words.PLACE_HEADS, words.PLACE_TAILS)]
        record.rng.shuffle(names)
        self.name, *districts = names
        self.places = [{"slug": slugify(name), "name": name} for name in districts[:8]]
        self.council = self._body("Kommunfullmäktige", "KF", "council", "Beslutar i de viktigaste frågorna.")
        self.board = self._body("Kommunstyrelsen", "KS", "board", "Leder och samordnar kommunen.")
        committees = [self._committee(number, districts[number]) for number in range(bodies - 1)]
        self.steering = [self.board, *committees]
        self.election = self._body("Valnämnden", "VN", "committee", "Ordnar allmänna val.")
        self.audit = self._body("Revisionen", "REV", "audit", "Granskar kommunens verksamhet.")
        self.central = self._body("Centrala poster", "CP", "central", "Lönepott och pensioner.")
        self.paid = [*self.steering, self.election, self.audit, self.central]
        self.bodies = [self.council, *self.paid]
        self.departments = list(self._departments())
        self.governing_documents = list(self._governing_documents())
        self.goals = list(self._goals())

    def departments_of(self, body: Item) -> list[Item]:
        return [
            department
            for department in self.departments
            if any(service["body"] == body["slug"] for service in department["services"])
        ]

    def steering_model(self) -> Item:
        return {
            "name": f"{self.name} kommun",
            "short_name": self.name,
            "code": "0000",
            "vision": f"{self.name} – nära till allt.",
            "call": "Kom hem.",
            "core_mission": f"Att göra det lätt att leva, arbeta och växa upp i {self.name}.",
            "shown_year": self.years[-1],
            "website": "",
            "notice_board_url": "",
            "minutes_url": "",
            "registrator_url": "",
            **SOURCED,
        }

    def core_values(self) -> list[Item]:
        return [
            {
                "slug": slugify(name),
                "name": name,
                "question": question,
                "text": f"{name} märks i det vi gör varje dag.",
                **lifetime(),
                **EXAMPLE,
            }
            for name, question in words.VALUES.items()
        ]

    def outlooks(self) -> list[Item]:
        text = "Vi håller vad vi lovar och berättar när något ändras."
        return [{"slug": slugify(name), "name": name, "text": text, **lifetime(), **EXAMPLE} for name in words.OUTLOOKS]

    def year_events(self) -> list[Item]:
        return [
            {
                "slug": slugify(title),
                "title": title,
                "text": "",
                "who": who,
                "month_from": first,
                "month_to": last,
                "is_election_year": False,
                **SOURCED,
            }
            for title, who, first, last in words.YEAR
        ]

    def synonyms(self) -> list[Item]:
        return [{"word": word, "means": means} for word, means in words.SYNONYMS.items()]

    def global_goals(self) -> list[Item]:
        return [
            {
                "number": number,
                "name": row[8:],
                "colour": row[:7],
                "text_colour": "#FFFFFF" if number in words.WHITE_TEXT else "#000000",
                "uri": f"http://metadata.un.org/sdg/{number}",
            }
            for number, row in enumerate(words.GLOBAL_GOALS, 1)
        ]

    def _body(self, name: str, short_name: str, kind: str, responsibility: str) -> Item:
        return {
            "slug": slugify(name),
            "name": name,
            "short_name": short_name,
            "kind": kind,
            "responsibility": responsibility,
            "continued_by": None,
            **lifetime(),
            **SOURCED,
        }

    def _committee(self, number: int, district: str) -> Item:
        """First those that most municipalities have, then one for each district."""
        if number < len(words.COMMITTEES):
            name, short_name = list(words.COMMITTEES.items())[number]
            return self._body(name, short_name, "committee", "Ansvarar för verksamheten inom sitt område.")
        name, short_name = f"Kommundelsnämnden {district}", f"KDN {number - len(words.COMMITTEES) + 1}"
        return self._body(name, short_name, "committee", f"Ansvarar för kommunens service i {district}.")

    def _departments(self) -> Iterator[Item]:
        """One to each body that steers; every third serves the next body too."""
        for number, body in enumerate(self.steering):
            name = body["name"].replace("nämnd", "förvaltning")
            name = f"{name}s förvaltning" if body is self.board else name
            served = self.steering[number : number + (2 if number % 3 == 1 else 1)]
            yield {
                "slug": slugify(name),
                "name": name,
                "note": "",
                **lifetime(),
                **SOURCED,
                "services": [{"body": slug, **lifetime()} for slug in sorted(body["slug"] for body in served)],
            }

    def _governing_documents(self) -> Iterator[Item]:
        old = self._governing_document("Inköpspolicy", "policy", self.council, date(2011, 3, 1))
        yield old | {"valid_to": "2018-02-28"}
        for title, kind in words.DOCUMENTS.items():
            document = self._governing_document(title, kind, self.council, date(2018, 3, 1))
            yield document | {"replaces": old["slug"] if title == "Riktlinje för inköp" else None}
        for body in self.steering:
            title = f"Delegationsordning för {body['name'][0].lower()}{body['name'][1:]}"
            yield self._governing_document(title, "delegation", body, date(2018, 3, 8))

    def _governing_document(self, title: str, kind: str, body: Item, day: date) -> Item:
        return {
            "slug": slugify(title),
            "title": title,
            "kind": kind,
            "summary": "Säger vad alla i kommunen ska hålla sig till.",
            "body": body["slug"],
            "department": None,
            "decision": self.record.decide(body, day, title),
            **lifetime(day),
            "url": "",
            "file": None,
            "replaces": None,
            **EXAMPLE,
        }

    def _goals(self) -> Iterator[Item]:
        for name, sign, colour, numbers, _ in words.GOALS:
            years = [year for year in self.years if name in goals_of(year)]
            if years:
                yield {
                    "slug": slugify(name),
                    "name": name,
                    "sign": sign,
                    "colour": colour,
                    **self._span(years),
                    "easy_text": f"Det här målet handlar om {name.lower()}.",
                    "easy_text_on": f"{FIRST_YEAR}-02-01",
                    **SOURCED,
                    "global_goals": [{"number": number, **EXAMPLE} for number in numbers],
                }

    def _span(self, years: Sequence[int]) -> Item:
        """The lifetime of what is used in these years, open towards the time before and after."""
        begins = None if years[0] == self.years[0] else date(years[0], 1, 1)
        ends = None if years[-1] == self.years[-1] else date(years[-1], 12, 31)
        return lifetime(begins, ends)
