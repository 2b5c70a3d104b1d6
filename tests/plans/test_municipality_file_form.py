"""What is no municipality file: not JSON, or JSON of another form."""

import json
from typing import Any

import pytest
from django.db.models import Model

from plans import municipality_file
from plans.models import Activity, Allocation, Assignment, Investment, Objective, SpecialAssignment
from plans.municipality_file import form
from styrmodell.personal_numbers import find_personal_number
from tests.plans.lillby import FILE, Change, drop, lillby, put, whole_database

pytestmark = pytest.mark.django_db

TEXT = FILE.read_text()
MISSION, OPERATIONAL = "plans[1].document", "plans[3].document"
DEPARTMENT = {"slug": "skolforvaltningen", "name": "Skolförvaltningen"}
STRATEGIC = "plans[0].document"


def refused(content: bytes) -> list[str]:
    """The problems that the file is refused with; the database is as it was."""
    before = whole_database()

    with pytest.raises(municipality_file.LoadRefused) as refusal:
        municipality_file.load(content, folder=FILE.parent)

    assert whole_database() == before
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "filen: Filen är inte JSON: fel på rad 1, tecken 1."),
        (b'{"format": 1,\n "plans": [,]}', "filen: Filen är inte JSON: fel på rad 2, tecken 12."),
        (TEXT.encode().rstrip()[:-1], f"filen: Filen är inte JSON: fel på rad {TEXT.count(chr(10))}, tecken 1."),
        ('{"name": "Å"}'.encode("latin-1"), "filen: Filen är inte UTF-8 (byte 10)."),
        (TEXT.encode("utf-16"), "filen: Filen är inte UTF-8 (byte 0)."),
        (b"[" * 100_000, "filen: Filen är inte JSON som går att läsa."),
        (b"[" * 990 + b"]" * 990, "filen: Filen är inte JSON som går att läsa."),
        (b"9" * 5_000, "filen: Filen är inte JSON som går att läsa."),
        (b"null", "filen: Ska vara ett objekt, inte null."),
        (b"[]", "filen: Ska vara ett objekt, inte []."),
        (TEXT.replace('"format": 1', '"format": 1, "format": 1', 1).encode(),
         "filen: Samma fält står två gånger i ett objekt: format."),
        (TEXT.replace('"amount": 2300', '"amount": NaN').encode(), "filen: NaN är inget tal."),
        (TEXT.replace('"amount": 2300', '"amount": -Infinity').encode(), "filen: -Infinity är inget tal."),
    ],
)  # fmt: skip
def test_file_that_is_not_json_is_refused(content: bytes, problem: str) -> None:
    assert refused(content) == [problem]


def test_byte_order_mark_of_another_editor_does_no_harm() -> None:
    assert municipality_file.load(b"\xef\xbb\xbf" + TEXT.encode(), folder=FILE.parent) is True


BROKEN: list[tuple[Change, str]] = [
    (drop("films"), "filen: Här saknas ”films”."),
    (drop("bodies[1].kind"), "bodies[1]: Här saknas ”kind”."),
    (drop(f"{MISSION}.assignments[0].lead"), f"{MISSION}.assignments[0]: Här saknas ”lead”."),
    (put("bodies[1].colour", "red"), "bodies[1]: Okänt fält: ”colour”."),
    (put(f"{MISSION}.continues", "x"), f"{MISSION}: Okänt fält: ”continues”."),
    (put("format", 2), "format: Ska vara 1, inte 2."),
    (put("format", 1.0), "format: Ska vara ett heltal, inte 1.0."),
    (put("bodies[1].name", 7), "bodies[1].name: Ska vara text, inte 7."),
    (put("bodies[1].is_example", "ja"), 'bodies[1].is_example: Ska vara true eller false, inte "ja".'),
    (put("films", {}), "films: Ska vara en lista, inte {}."),
    (put("municipal_totals[0].amount", "1"), 'municipal_totals[0].amount: Ska vara ett heltal, inte "1".'),
    (put("frame_adjustments[0].amount", 1.0), "frame_adjustments[0].amount: Ska vara ett heltal, inte 1.0."),
    (put("frame_adjustments[0].amount", True), "frame_adjustments[0].amount: Ska vara ett heltal, inte true."),
    (
        put(f"{STRATEGIC}.frames[0].amounts.2022", 10**12),
        f"{STRATEGIC}.frames[0].amounts.2022: 1000000000000 är för stort (gräns 2147483647).",
    ),
    (put(f"{STRATEGIC}.frames[0].amounts.1999", 1), f'{STRATEGIC}.frames[0].amounts: "1999" har fel form.'),
    (put(f"{STRATEGIC}.frames[0].amounts.²", 1), f'{STRATEGIC}.frames[0].amounts: "²" har fel form.'),
    (put("steering_model.shown_year", 1999), "steering_model.shown_year: 1999 är för litet (gräns 2000)."),
    (put("steering_model.code", "12"), 'steering_model.code: "12" har fel form.'),
    (
        put("steering_model.website", "javascript:alert(1)"),
        'steering_model.website: "javascript:alert(1)" har fel form.',
    ),
    (put("decisions[4].date", "2021-02-30"), 'decisions[4].date: "2021-02-30" är inget datum.'),
    (
        put("bodies[1].kind", "parliament"),
        'bodies[1].kind: "parliament" går inte. Välj ett av: council, board, committee, audit, company, central.',
    ),
    (put("places[0].name", ""), "places[0].name: Får inte vara tomt."),
    (
        put(f"{STRATEGIC}.special_assignments[0].bodies", []),
        f"{STRATEGIC}.special_assignments[0].bodies: Får inte vara tomt.",
    ),
    (put("outlooks[0].slug", "Plåts"), 'outlooks[0].slug: "Plåts" har fel form.'),
    (put("outlooks[0].slug", "plats\n"), 'outlooks[0].slug: "plats\\n" har fel form.'),
    (put("bodies[1].name", "a\x00b"), 'bodies[1].name: Ska vara text, inte "a\\u0000b".'),
    (put("bodies[1].name", "\ud800"), 'bodies[1].name: Ska vara text, inte "\\ud800".'),
    (put(f"{MISSION}.assignments[0].title", "x" * 251), f"{MISSION}.assignments[0].title: Får vara högst 250 tecken."),
    (
        put(f"{MISSION}.assignments[0].supporting", [DEPARTMENT, DEPARTMENT]),
        f"{MISSION}.assignments[0].supporting: Samma sak står två gånger.",
    ),
    (
        put(f"{MISSION}.objectives[0].indicators[0].targets.2022", "tolv"),
        f'{MISSION}.objectives[0].indicators[0].targets.2022: "tolv" har fel form.',
    ),
    (put(f"{MISSION}.kind", "wish_list"), f'{MISSION}.kind: Ska vara "mission_plan", inte "wish_list".'),
    (
        put("plans[1].state", "lost"),
        'plans[1].state: "lost" går inte. Välj ett av: draft, proposed, adopted, rejected, withdrawn.',
    ),
    (put(OPERATIONAL, None), f"{OPERATIONAL}: Ska vara ett objekt, inte null."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "problem"), BROKEN, ids=[problem for _, problem in BROKEN])
def test_file_of_another_form_is_refused_with_the_place(change: Change, problem: str) -> None:
    assert refused(json.dumps(lillby(change)).encode()) == [problem]


WRITTEN = [
    (f"{MISSION}.assignments[0].title", "Hjälp 811218-9876 hem"),
    (f"{MISSION}.responsibility", "Nämnden ansvarar för 811218-9876."),
    (f"{STRATEGIC}.frames[0].changes[0].text", "811218-9876"),
    (f"{MISSION}.objectives[0].indicators[0].targets.2022", "8112189876"),
    ("bodies[1].name", "Nämnden 811218-9876"),
    ("decisions[4].diary_number", "811218-9876"),
    ("governing_documents[0].url", "https://example.se/811218-9876"),
    ("investment_states[0].reason", "Fråga 811218-9876."),
    (f"{OPERATIONAL}.activities[0].title", "Ring 19811218-9876"),
]


@pytest.mark.parametrize(("place", "text"), WRITTEN, ids=[place for place, _ in WRITTEN])
def test_personal_number_anywhere_in_the_file_is_refused(place: str, text: str) -> None:
    found = find_personal_number(text)

    assert refused(json.dumps(lillby(put(place, text))).encode()) == [
        f"{place}: ”{found}” ser ut som ett personnummer. Sådana får inte stå i planer: de publiceras för alla."
    ]


def test_checksum_with_the_digits_of_a_personal_number_is_none() -> None:
    checksum = "a8112189876b" + "0" * 52

    assert form.problems(lillby(put("plans[0].seal", checksum))) == []


def test_every_problem_of_the_form_is_told_at_once_and_rows_in_the_order_of_the_file() -> None:
    many_places = [{"slug": f"ort-{number}", "name": "" if number in (2, 10) else "Ort"} for number in range(11)]
    data = lillby(put("places", many_places), drop("outlooks[0].text"), put(f"{MISSION}.is_example", 0))

    assert refused(json.dumps(data).encode()) == [
        "outlooks[0]: Här saknas ”text”.",
        "places[2].name: Får inte vara tomt.",
        "places[10].name: Får inte vara tomt.",
        f"{STRATEGIC}.investments[0].place: ”lillby” finns inte i places.",
        f"{MISSION}.is_example: Ska vara true eller false, inte 0.",
        f"{OPERATIONAL}.activities[0].place: ”lillby” finns inte i places.",
    ]


def test_problem_can_be_printed_whatever_the_file_says() -> None:
    data = lillby(put("bodies[1].\ud800", 1), put("governing_documents[0].body", "\ud800"))

    assert refused(json.dumps(data).encode()) == [
        "bodies[1]: Okänt fält: ”\\ud800”.",
        'governing_documents[0].body: Ska vara text, inte "\\ud800".',
        "governing_documents[0].body: ”\\ud800” finns inte i bodies.",
    ]


LONG_TEXTS = {
    "special_assignments": SpecialAssignment,
    "investments": Investment,
    "objectives": Objective,
    "areas": Allocation,
    "assignments": Assignment,
    "activities": Activity,
}


@pytest.mark.parametrize(("part", "model"), LONG_TEXTS.items())
def test_longest_texts_of_the_form_are_those_of_the_tables(part: str, model: type[Model]) -> None:
    kind = next(kind for kind in ("strategic_plan", "mission_plan", "operational_plan") if part in document_form(kind))
    fields = document_form(kind)[part]["items"]["properties"]

    in_form = {name: field["maxLength"] for name, field in fields.items() if "maxLength" in field}
    in_table = {field.name: field.max_length for field in model._meta.fields if field.max_length and not field.choices}

    assert in_form == in_table


def document_form(kind: str) -> dict[str, Any]:
    properties: dict[str, Any] = form.schema()["$defs"][kind]["properties"]
    return properties
