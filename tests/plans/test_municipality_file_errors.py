"""A file of the right form that names what is not there, names it twice, or breaks a rule."""

from typing import Any

import pytest

from plans import municipality_file
from tests.plans.lillby import Change, add, again, lillby, load, put, whole_database

pytestmark = pytest.mark.django_db

STRATEGIC, MISSION, OPERATIONAL = "plans[0].document", "plans[1].document", "plans[3].document"
UNKNOWN = {"slug": "okand", "name": "Okänd"}
CARE = {"slug": "vardforvaltningen", "name": "Vårdförvaltningen"}
ENVIRONMENT = {"slug": "miljo", "name": "Miljö"}


def refused(*changes: Change) -> list[str]:
    """The problems that the changed file is refused with; the database is as it was."""
    before = whole_database()

    with pytest.raises(municipality_file.LoadRefused) as refusal:
        load(lillby(*changes))

    assert whole_database() == before
    return [str(problem) for problem in refusal.value.problems]


REFERENCES = {
    "bodies[1].continued_by": "bodies",
    "decisions[1].body": "bodies",
    "decisions[1].corrects": "decisions",
    "decisions[1].prepared_by[0]": "decisions",
    "decisions[1].revokes": "decisions",
    "decisions[3].department": "departments",
    "departments[0].services[0].body": "bodies",
    "frame_adjustments[0].body": "bodies",
    "frame_adjustments[0].decision": "decisions",
    "frame_adjustments[0].source_body": "bodies",
    "frame_adjustments[0].undoes": "frame_adjustments",
    "governing_documents[0].body": "bodies",
    "governing_documents[0].decision": "decisions",
    "governing_documents[0].department": "departments",
    "governing_documents[0].replaces": "governing_documents",
    "investment_adjustments[0].decision": "decisions",
    "investment_adjustments[0].undoes": "investment_adjustments",
    "investment_states[0].decision": "decisions",
    "municipal_totals[0].decision": "decisions",
    "plans[0].decision": "decisions",
    "plans[0].investment_decision": "decisions",
    "plans[0].revoked_by": "decisions",
}
NAMED_REFERENCES = {
    f"{STRATEGIC}.owner": "bodies",
    f"{STRATEGIC}.goals[0].goal": "long_term_goals",
    f"{STRATEGIC}.special_assignments[0].bodies[0]": "bodies",
    f"{STRATEGIC}.frames[0].body": "bodies",
    f"{STRATEGIC}.investments[0].body": "bodies",
    f"{STRATEGIC}.investments[0].place": "places",
    f"{MISSION}.owner": "bodies",
    f"{MISSION}.objectives[0].goal": "long_term_goals",
    f"{MISSION}.objectives[0].indirect_goals[0]": "long_term_goals",
    f"{MISSION}.assignments[0].lead": "departments",
    f"{OPERATIONAL}.owner": "departments",
    f"{OPERATIONAL}.activities[0].place": "places",
}
THREADS = [
    "investment_adjustments[0].investment",
    "investment_states[0].investment",
    "threads[0].continues",
    f"{STRATEGIC}.goals[0].thread",
    f"{STRATEGIC}.goals[0].indicators[0].thread",
    f"{STRATEGIC}.special_assignments[0].thread",
    f"{STRATEGIC}.investments[0].thread",
    f"{MISSION}.objectives[0].indicators[0].thread",
    f"{MISSION}.areas[1].thread",
    f"{MISSION}.assignments[1].answers",
    f"{MISSION}.assignments[1].thread",
    f"{OPERATIONAL}.activities[0].assignment",
]


def test_every_name_that_leads_nowhere_is_told_at_once() -> None:
    problems = refused(
        *(put(place, "okand") for place in REFERENCES),
        *(put(place, UNKNOWN) for place in NAMED_REFERENCES),
        *(put(place, f"okandtrad{number}") for number, place in enumerate(THREADS)),
    )

    assert sorted(problems) == sorted(
        [
            *(
                f"{place}: ”okand” finns inte i {section}."
                for place, section in (REFERENCES | NAMED_REFERENCES).items()
            ),
            *(f"{place}: Tråden ”okandtrad{n}” finns inte i threads." for n, place in enumerate(THREADS)),
        ]
    )


NOT_PRIORITISED = "Målet ”Alla läser” bidrar till Miljö, som inte är prioriterat i strategisk plan 2022–2024."
NOT_SERVING = "Uppdraget ”Köp böcker” går till Vårdförvaltningen, som inte arbetar åt Skolnämnden."
NOT_COMMISSIONED = "Aktiviteten ”Beställ böcker” hör till ett uppdrag som Skolförvaltningen inte har för 2022."

BROKEN: list[tuple[Change, str]] = [
    # References
    (put("long_term_goals[0].global_goals[0].number", 5),
     "long_term_goals[0].global_goals[0].number: ”5” finns inte i global_goals."),
    (put(f"{MISSION}.assignments[0].supporting", [UNKNOWN]),
     f"{MISSION}.assignments[0].supporting[0]: ”okand” finns inte i departments."),
    (put(f"{MISSION}.owner", CARE), f"{MISSION}.owner: ”vardforvaltningen” finns inte i bodies."),
    (put(f"{MISSION}.assignments[0].objective", "o2trygghet"),
     f"{MISSION}.assignments[0].objective: Nämndmålet ”o2trygghet” finns inte i planen."),
    (put(f"{MISSION}.assignments[0].areas", ["v1skolhus"]),
     f"{MISSION}.assignments[0].areas[0]: Verksamhetsområdet ”v1skolhus” finns inte i planen."),
    (put(f"{MISSION}.assignments[0].answers", "u1bocker"),
     f"{MISSION}.assignments[0].answers: Tråden ”u1bocker” är uppdrag, inte särskilt uppdrag."),
    (put(f"{MISSION}.areas[1].thread", "u3hembesok"),
     f"{MISSION}.areas[1].thread: Tråden ”u3hembesok” är uppdrag, inte verksamhetsområde."),
    (put("threads[0].continues", "o1lasande"),
     "threads[0].continues: Tråden ”o1lasande” är nämndmål, inte aktivitet."),
    # Doubles
    (again("places[0]"), "places[1].slug: ”lillby” står redan i places[0]."),
    (again("threads[0]"), "threads[14].id: ”a1bocker” står redan i threads[0]."),
    (again("global_goals[0]"), "global_goals[1].number: ”4” står redan i global_goals[0]."),
    (again("municipal_totals[0]"), "municipal_totals[3]: Siffran finns redan för året."),
    (again("investment_states[0]", state="done"), "investment_states[1]: Läget är redan angivet för det datumet."),
    (again("departments[0].services[0]", valid_to="2030-01-01"),
     "departments[0].services: Förvaltningen arbetar redan åt organet från det datumet."),
    (again("long_term_goals[0].global_goals[0]", is_example=False),
     "long_term_goals[0].global_goals: Målet är redan kopplat till det globala målet."),
    (again(f"{OPERATIONAL}.activities[0]"),
     f"{OPERATIONAL}.activities[2].thread: Tråden ”a1bocker” står redan i {OPERATIONAL}.activities[0].thread."),
    (again(f"{STRATEGIC}.frames[0]"), f"{STRATEGIC}.frames[2]: ”skolnamnden” står två gånger i planen."),
    (again(f"{STRATEGIC}.frames[0].changes[0]"),
     f"{STRATEGIC}.frames[0].changes[1]: Orsaken står två gånger för året."),
    # Rules of reference data
    (put("decisions[4].body", None), "decisions[4]: Ett beslut fattas av ett organ eller av en förvaltningschef."),
    (put("decisions[3].paragraph", "§ 1"), "decisions[3]: Ett delegationsbeslut har ingen paragraf."),
    (put("decisions[0].date", "0204-06-16"),
     "decisions[0].date: Skriv årtalet med fyra siffror: 0204 kan inte stämma."),
    (put("decisions[0].adjusted_on", "2021-06-15"), "decisions[0]: Protokollet kan inte justeras före beslutet."),
    (put("bodies[1].continued_by", "skolnamnden"), "bodies[1]: Ett organ kan inte fortsätta i sig självt."),
    (put("threads[0].continues", "a1bocker"), "threads[0]: En tråd kan inte fortsätta sig själv."),
    (put("outlooks[0].name", "x" * 101),
     "outlooks[0].name: Säkerställ att detta värde har som mest 100 tecken (den har 101)."),
    (put("steering_model.website", "https://å ä"), 'steering_model.website: "https://å ä" har fel form.'),
    (put("steering_model.website", "https://-"), "steering_model.website: Fyll i en giltig URL."),
    (put("investment_states[0].state", "paused"), "investment_states[0]: Skriv varför investeringen är pausad."),
    (put("long_term_goals[0].easy_text", "Lätt"), "long_term_goals[0]: En lättläst text ska ha ett datum."),
    (put("frame_adjustments[0].amount", 0), "frame_adjustments[0]: Beloppet kan inte vara noll."),
    (put("frame_adjustments[0].source_body", "vardnamnden"),
     "frame_adjustments[0]: Pengar kan inte flyttas till samma organ."),
    (put("frame_adjustments[0].source_body", None),
     "frame_adjustments[0]: En omfördelning eller lönekompensation tas från ett organ, ett tilläggsanslag inte."),
    (put("frame_adjustments[1].financing", ""),
     "frame_adjustments[1]: Ett tilläggsanslag ska ange finansiering (kommunallagen 11 kap. 15 §)."),
    # Rules of plans
    (put("plans[3].decision", None), "plans[3].decision: En antagen plan har ett beslut."),
    (put("plans[1].investment_decision", "kf-2021-06-16"),
     "plans[1].investment_decision: Bara en strategisk plan har en investeringsbudget."),
    (put("plans[1].revision", 2), "plans[1].revision: Ska vara 1: utgåvorna numreras i ordning."),
    (put("plans[0].seal", "0" * 64), "plans[0].seal: Sigillet stämmer inte med innehållet."),
    (put(f"{MISSION}.from_year", 2025), f"{MISSION}.from_year: Planen ska börja gälla inom sin period."),
    (put(f"{OPERATIONAL}.last_year", 2023), f"{OPERATIONAL}.last_year: En verksamhetsplan gäller ett år."),
    (put(f"{STRATEGIC}.frames[0].amounts.2025", 1),
     f"{STRATEGIC}.frames[0].amounts.2025: Året ligger utanför planens period."),
    (put(f"{STRATEGIC}.investments[0].amounts.2021", 1),
     f"{STRATEGIC}.investments[0].amounts.2021: Året ligger utanför planens period."),
    (put(f"{MISSION}.areas[0].amounts.2025", 1),
     f"{MISSION}.areas[0].amounts.2025: Året ligger utanför planens period."),
    (put(f"{MISSION}.assignments[0].objective", None),
     f"{MISSION}.assignments[0]: Ett uppdrag hör till ett nämndmål eller svarar på ett särskilt uppdrag."),
    (put(f"{OPERATIONAL}.activities[0].due_on", "2022-01-31"),
     f"{OPERATIONAL}.activities[0].due_on: Aktiviteten kan inte vara klar innan den börjar."),
    (put(f"{STRATEGIC}.owner", {"slug": "vardnamnden", "name": "Vårdnämnden"}),
     f"{STRATEGIC}: En strategisk plan antas av fullmäktige."),
    (put(f"{MISSION}.areas[0].amounts.2022", 701),
     f"{MISSION}: Fördelningen för 2022 är 1\xa0001\xa0tkr, men ramen är 1\xa0000\xa0tkr."),
    (put(f"{MISSION}.assignments[0].lead", CARE),
     f"{MISSION}.assignments[0]: {NOT_SERVING}"),
    (put(f"{MISSION}.objectives[0].goal", ENVIRONMENT),
     f"{MISSION}.objectives[0]: {NOT_PRIORITISED}"),
    (put(f"{OPERATIONAL}.activities[0].assignment", "u3hembesok"),
     f"{OPERATIONAL}.activities[0]: {NOT_COMMISSIONED}"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "problem"), BROKEN, ids=[problem for _, problem in BROKEN])
def test_file_that_breaks_a_rule_is_refused_with_the_place(change: Change, problem: str) -> None:
    assert refused(change) == [problem]


@pytest.mark.parametrize("key", ["decision", "investment_decision", "revoked_by", "revision", "seal"])
def test_draft_with_what_only_an_adopted_plan_has_is_refused(key: str) -> None:
    value: Any = {"revision": 1, "seal": "0" * 64}.get(key, "kf-2021-06-16")
    nothing = [put(f"plans[0].{name}", None) for name in ("decision", "revision")]

    problems = refused(put("plans[0].state", "draft"), *nothing, put(f"plans[0].{key}", value))

    assert problems == [f"plans[0].{key}: Det har bara en antagen plan."]


@pytest.mark.parametrize(("section", "name"), [("decisions", "corrects"), ("frame_adjustments", "undoes")])
def test_row_that_is_corrected_or_undone_twice_is_refused(section: str, name: str) -> None:
    first = lillby()[section][0]["slug"]
    doubles = [again(f"{section}[0]", slug=slug, **{name: first}) for slug in ("ett", "tva")]

    problems = refused(*doubles)

    assert [problem.partition(":")[0] for problem in problems] == [f"{section}[{len(lillby()[section]) + 1}].{name}"]


def test_errors_of_several_kinds_are_told_together() -> None:
    problems = refused(
        put("outlooks[0].colour", "red"),
        put("governing_documents[0].decision", "okand"),
        put("investment_states[0].state", "paused"),
        put(f"{MISSION}.areas[0].amounts.2022", 701),
        put(f"{MISSION}.assignments[0].lead", CARE),
        put(f"{OPERATIONAL}.activities[0].due_on", "2022-01-31"),
    )

    assert problems == [
        "governing_documents[0].decision: ”okand” finns inte i decisions.",
        "investment_states[0]: Skriv varför investeringen är pausad.",
        "outlooks[0]: Okänt fält: ”colour”.",
        f"{MISSION}: Fördelningen för 2022 är 1\xa0001\xa0tkr, men ramen är 1\xa0000\xa0tkr.",
        f"{MISSION}.assignments[0]: {NOT_SERVING}",
        f"{OPERATIONAL}.activities[0].due_on: Aktiviteten kan inte vara klar innan den börjar.",
    ]


def test_error_is_told_once_and_not_again_by_all_that_builds_on_it() -> None:
    assert refused(put("bodies[1].short_name", "x" * 21)) == [
        "bodies[1].short_name: Säkerställ att detta värde har som mest 20 tecken (den har 21)."
    ]


@pytest.mark.parametrize("path", ["saknas.pdf", "a" * 150, "mapp/saknas.pdf"])
def test_file_that_is_not_there_is_refused(path: str) -> None:
    assert refused(put("governing_documents[0].file", {"path": path, "sha256": "0" * 64})) == [
        f"governing_documents[0].file: Filen ”{path}” saknas eller har en annan kontrollsumma."
    ]


@pytest.mark.parametrize(
    "path",
    [
        "../data/lillby.json",
        "/etc/hostname",
        "lillby.json\x01",
        "./lillby.json",
        "media//an-rinner.vtt",
        "media/../lillby.json",
        "media\\an-rinner.vtt",
        "media/",
        "å" * 200,
    ],
)
def test_file_that_is_named_in_another_way_is_refused(path: str) -> None:
    assert refused(put("governing_documents[0].file", {"path": path, "sha256": "0" * 64})) == [
        (
            f"governing_documents[0].file: ”{path}” går inte som filnamn. Skriv mapp/fil.pdf, utan \\, ./, ../ och // "
            "och inte för långt."
        )
    ]


def test_file_name_that_is_too_long_for_the_portal_is_refused() -> None:
    assert refused(put("governing_documents[0].file", {"path": "a/" * 100 + "b", "sha256": "0" * 64})) == [
        "governing_documents[0].file.path: Får vara högst 200 tecken."
    ]


@pytest.mark.parametrize("name", ["2022", "1999"])
@pytest.mark.parametrize("section", ["bodies", "departments", "places", "decisions", "long_term_goals"])
def test_name_that_looks_like_a_year_is_refused(section: str, name: str) -> None:
    assert refused(add(section, lillby()[section][0] | {"slug": name})) == [
        (
            f"{section}[{len(lillby()[section])}].slug: "
            f"”{name}” ser ut som ett årtal, och på den adressen visas året. Välj ett annat namn."
        )
    ]


def test_frame_without_amounts_is_refused_and_named() -> None:
    frame = lillby()["plans"][0]["document"]["frames"][0]

    assert refused(put(f"{STRATEGIC}.frames[0]", frame | {"amounts": {}, "changes": []})) == [
        f"{STRATEGIC}.frames[0].amounts: Här saknas belopp för minst ett år."
    ]


def test_nothing_of_a_refused_file_is_kept_beside_what_stood_before() -> None:
    load(lillby())

    problems = refused(put("places[0].name", "Storby"), put("bodies[1].name", "x" * 101))

    assert len(problems) == 1
