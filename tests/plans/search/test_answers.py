import re

import pytest
from pytest_django import DjangoAssertNumQueries

from plans import municipality_file, search, workflow
from plans.in_force import planned_years
from plans.models import MissionPlan, SearchEntry, SearchWord
from plans.search import Answer, Asked
from plans.years import ShownYear
from styrmodell.models import SteeringModel
from tests import factories
from tests.municipalities import ROOT

pytestmark = pytest.mark.django_db

UNSEEN = re.compile("<[^>]+>|\N{SOFT HYPHEN}")

Line = tuple[str, str, str]


def ask(text: str, **chosen: object) -> Answer:
    year = SteeringModel.objects.get().shown_year
    return search.answer(Asked("/sok/", text, **chosen), ShownYear(year, year, planned_years()))  # type: ignore[arg-type]


def lines(answer: Answer) -> list[Line]:
    """Level, title and note of everything shown, in order."""
    return [
        (group.level, UNSEEN.sub("", hit.title), UNSEEN.sub("", hit.note))
        for group in answer.groups
        for hit in group.hits
    ]


def titles(text: str, **chosen: object) -> list[str]:
    return [title for _, title, _ in lines(ask(text, **chosen))]


# The same answers in the same order from both databases

ANSWERS: dict[str, list[Line]] = {
    "skollunch": [
        ("uppdrag", "Servera skollunch som fler äter", ""),
        ("aktiviteter", "Beställ livsmedel på ett ställe", ""),
        ("verksamhetsomraden", "Måltid och lokalvård", ""),
        ("verksamhetsomraden", "Förskoleklass och grundskola", ""),
        ("planer", "Barn- och utbildningsnämndens uppdragsplan 2022–2025", ""),
    ],
    "skolmat": [
        ("uppdrag", "Servera skollunch som fler äter", ""),
        ("aktiviteter", "Beställ livsmedel på ett ställe", ""),
        ("verksamhetsomraden", "Måltid och lokalvård", ""),
        ("verksamhetsomraden", "Förskoleklass och grundskola", ""),
        ("planer", "Barn- och utbildningsnämndens uppdragsplan 2022–2025", ""),
    ],
    "sopor": [
        ("verksamhetsomraden", "VA och avfall", ""),
        ("investeringar", "Ny återvinningscentral", ""),
        ("styrdokument", "Avfallsföreskrifter", ""),
    ],
    "äldreboende": [
        ("aktiviteter", "En handledare på varje arbetsplats", ""),
        ("aktiviteter", "Heltid som norm på två enheter", "Gällde 2021."),
        ("aktiviteter", "Skyddsrond med uppföljning", "Gällde 2021."),
        ("verksamhetsomraden", "Särskilt boende för äldre", ""),
        ("investeringar", "Nytt särskilt boende, inventarier och utemiljö", ""),
        ("planer", "Kommunfullmäktiges strategiska plan 2021–2024, utgåva 2", "Gällde 2021."),
        ("planer", "Socialnämndens uppdragsplan 2021–2024, utgåva 2", "Gällde 2021."),
    ],
    "snöröjning": [
        ("verksamhetsomraden", "Gator, vägar och belysning", ""),
    ],
    "ny förskola": [
        ("investeringar", "Mogata, ny förskola, sex avdelningar", ""),
        ("investeringar", "Albogaskolan (F–6)", ""),
    ],
    "bredband": [
        ("namndmal", "Bredband till 95 procent av hushållen", "Gällde 2021."),
        ("aktiviteter", "Karta över hushåll utan bredband", "Gällde 2021."),
        ("planer", "Kommunstyrelsens uppdragsplan 2022–2025", ""),
    ],
    "simskolan": [
        ("sarskilda-uppdrag", "Pröva avgiftsfri simskola för sexåringar", ""),
        ("namndmal", "Fler barn rör på sig och skapar", ""),
        ("uppdrag", "Pröva avgiftsfri simskola", ""),
        ("aktiviteter", "Två veckor i augusti", ""),
        ("aktiviteter", "Planera försöket med simskola", "Gällde 2021."),
    ],
    "sänk sjukfrånvaron": [
        ("uppdrag", "Sänk sjukfrånvaron", ""),
        ("uppdrag", "Sänk sjukfrånvaron i vård och omsorg", ""),
    ],
    "klimatet": [
        ("mal", "Miljö", ""),
        ("sarskilda-uppdrag", "Ta fram en klimat- och energiplan", ""),
        ("uppdrag", "Ta fram klimat- och energiplan", ""),
        ("styrdokument", "Energiplan", ""),
        ("globala-mal", "Bekämpa klimatförändringarna", ""),
    ],
    "cykel": [
        ("namndmal", "Fler cyklar och går", ""),
        ("investeringar", "Gång- och cykelväg, etapp 1", ""),
        ("planer", "Kommunfullmäktiges strategiska plan 2021–2024, utgåva 2", "Gällde 2021."),
    ],
    "Mogata": [
        ("uppdrag", "Planera den nya förskolan i Mogata", ""),
        ("aktiviteter", "Föräldradialog", ""),
        ("investeringar", "Mogata, ny förskola, sex avdelningar", ""),
        ("orter", "Mogata", ""),
    ],
    "§ E12": [
        ("beslut", "Investeringsbudget, taxor och skattesats 2022", ""),
        ("beslut", "Uppdragsplan 2022–2025 för kommunstyrelsen", ""),
    ],
    "far": [
        ("aktiviteter", "Skolvägsinventering", "Gällde 2021."),
    ],
    "fart": [],
    "bygglov": [
        ("sarskilda-uppdrag", "Korta handläggningstiden för bygglov", ""),
        ("namndmal", "Det är enkelt att bygga rätt", ""),
        ("uppdrag", "Korta handläggningen av bygglov", ""),
        ("uppdrag", "Inför e-tjänst för bygglov", "Gällde 2021."),
        ("aktiviteter", "Telefontid för den som ska bygga", ""),
        ("aktiviteter", "Checklista för hela ansökningar", "Gällde 2021."),
        ("aktiviteter", "Prova e-tjänsten med tio sökande", "Gällde 2021."),
        ("aktiviteter", "Öppna e-tjänsten för alla", "Gällde 2021."),
        ("verksamhetsomraden", "Detaljplan, bygglov och kartor", ""),
        ("planer", "Samhällsbyggnadsnämndens uppdragsplan 2022–2025", ""),
        ("styrdokument", "Taxa för plan- och bygglovsverksamhet", ""),
    ],
    "hitta och förstå": [
        ("namndmal", "Invånare hittar och förstår kommunens beslut", ""),
    ],
}


@pytest.mark.parametrize("text", ANSWERS)
def test_answers_about_the_first_municipality(soderkoping: None, text: str) -> None:
    assert lines(ask(text)) == ANSWERS[text]


def test_what_stands_in_the_title_comes_first(soderkoping: None) -> None:
    found = titles("biblioteket", level="uppdrag")

    assert [bool("bibliotek" in title.lower()) for title in found] == sorted(
        ("bibliotek" in title.lower() for title in found), reverse=True
    )


# What is adopted, and when it speaks


@pytest.fixture
def municipality() -> None:
    factories.steering_model(shown_year=2022)


def test_draft_is_not_found_until_it_is_adopted(municipality: None) -> None:
    plan = factories.mission_plan()
    factories.objective(plan, title="Fler cykelvägar")
    search.rebuild()
    assert titles("cykelväg") == []

    factories.propose(plan)
    assert titles("cykelväg") == []

    workflow.adopt(plan, decision=factories.decision(plan.owner), by=factories.user("secretary"))
    assert lines(ask("cykelväg")) == [("namndmal", "Fler cykelvägar", "")]


def test_revoked_plan_is_found_and_says_so(municipality: None) -> None:
    plan = factories.mission_plan()
    factories.objective(plan, title="Fler cykelvägar")
    factories.adopt(plan)

    workflow.revoke(plan, decision=factories.decision(plan.owner), by=factories.user("secretary"))

    [group] = ask("cykelväg").groups
    assert [hit.is_revoked for hit in group.hits] == [True]
    assert titles("cykelväg", year=2022) == []


def revised(first: MissionPlan, **fields: int) -> MissionPlan:
    return factories.mission_plan(first.body, **{"first_year": 2022, "last_year": 2025, **fields})


def test_thing_is_found_once_as_it_reads_in_the_year(municipality: None) -> None:
    first = factories.mission_plan(first_year=2021, last_year=2024)
    objective = factories.objective(first, title="Fler cyklar till skolan")
    factories.adopt(first)
    second = revised(first)
    factories.objective(second, objective.goal, title="Fler cyklar till jobbet", thread=objective.thread)
    factories.adopt(second)

    assert lines(ask("cyklar")) == [("namndmal", "Fler cyklar till jobbet", "")]
    assert lines(ask("cyklar skolan")) == [("namndmal", "Fler cyklar till skolan", "Så stod det 2021.")]
    assert lines(ask("cyklar", year=2021)) == [("namndmal", "Fler cyklar till skolan", "")]
    [group] = ask("cyklar skolan").groups
    assert [hit.url for hit in group.hits] == [f"/namndmal/{objective.thread.public_id}/2021/"]


def test_wording_that_stands_is_one(municipality: None) -> None:
    first = factories.mission_plan(first_year=2021, last_year=2024)
    objective = factories.objective(first, title="Fler cyklar")
    factories.adopt(first)
    second = revised(first)
    factories.objective(second, objective.goal, title="Fler cyklar", thread=objective.thread)
    factories.adopt(second)

    [entry] = SearchEntry.objects.filter(title="Fler cyklar")
    assert (entry.from_year, entry.last_year, entry.is_reworded) == (2021, 2025, False)


def test_edition_that_never_spoke_says_so(municipality: None) -> None:
    first = factories.mission_plan()
    objective = factories.objective(first, title="Fler cyklar")
    factories.adopt(first)
    second = revised(first)
    factories.objective(second, objective.goal, title="Fler gående", thread=objective.thread)
    factories.adopt(second)

    assert lines(ask("cyklar")) == [("namndmal", "Fler cyklar", "Ersattes 2022, innan det började gälla.")]


def test_chain_stands_above_a_hit(soderkoping: None) -> None:
    [group] = ask("skollunch", level="uppdrag").groups

    assert [hit.above for hit in group.hits] == [["Hälsa", "Elever trivs och är i skolan"]]


def test_answers_are_the_same_with_and_without_drafts(db: None) -> None:
    indexes = []
    for name in ("adala", "adala-drafts"):
        path = ROOT / f"tests/data/{name}.json"
        municipality_file.load(path.read_bytes(), folder=path.parent)
        entries = SearchEntry.objects.order_by("pk").values_list("thing", "title", "text", "facts", "above", "stems")
        indexes.append((list(entries), list(SearchWord.objects.values_list("stem", "word"))))

    assert indexes[0] == indexes[1]
    assert not any("canary" in stem for stem, _ in indexes[1][1])


# Choices


def test_choices_narrow(soderkoping: None) -> None:
    everything = ask("skola")
    body = ask("skola", body="servicenamnden")

    assert 0 < body.count < everything.count
    assert [option.count for option in everything.levels[1:]] == [group.count for group in everything.groups]
    for label, options in everything.narrower:
        for option in options[1:]:
            assert 0 < option.count <= everything.count, (label, option)


@pytest.mark.parametrize(
    "chosen", [{"level": "x"}, {"body": "x"}, {"place": "x"}, {"year": 1999}, {"year": 9999}, {"level": "%"}]
)
def test_unknown_choice_counts_as_none(soderkoping: None, chosen: dict[str, object]) -> None:
    assert lines(ask("skola", **chosen)) == lines(ask("skola"))


def cycling_days(count: int) -> None:
    """So many activities, of one assignment."""
    above = factories.mission_plan()
    assignment = factories.assignment(factories.objective(above, title="Fler går"), title="Låt fler cykla")
    factories.adopt(above)
    plan = factories.operational_plan(assignment.lead)
    for number in range(count):
        factories.activity(plan, assignment.thread, title=f"Cykeldag {number}")
    factories.adopt(plan)


def test_level_is_shown_page_by_page(municipality: None) -> None:
    cycling_days(40)

    overview = ask("cykeldag")
    first, second = (ask("cykeldag", level="aktiviteter", page=page) for page in (1, 2))

    assert [len(answer.groups[0].hits) for answer in (overview, first, second)] == [5, 30, 10]
    assert len({*lines(first), *lines(second)}) == 40
    assert (bool(first.previous), bool(first.next)) == (False, True)
    assert (bool(second.previous), bool(second.next)) == (True, False)
    assert ask("cykeldag", level="aktiviteter", page=99).groups[0].hits == []


# Limits


@pytest.mark.parametrize("size", [1, 30])
def test_number_of_queries_does_not_grow_with_what_is_found(
    municipality: None, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    cycling_days(size)
    shown = ShownYear(2022, 2022, planned_years())

    with django_assert_num_queries(9):
        answer = search.answer(Asked("/sok/", "cykeldag", level="aktiviteter"), shown)

    assert answer.count == size


@pytest.mark.parametrize(
    "text",
    [
        "'",
        '"skola',
        "skola*",
        "skola OR 1=1",
        "NEAR(skola buss)",
        "skola AND NOT",
        "stems:skola",
        "{stems}: skola",
        "^skola",
        "skola & | ! <-> :*",
        "\\ % _",
        "\x00skola",
        "(((((((((",
        "a" * 100_000,
        "skola " * 20_000,
        "\ud7ff\uffff\U0010ffff",
        "\u202eskola",
        "🏫",
        "١٢٣",
        "é" * 80,
    ],
)
def test_strange_text_is_harmless(soderkoping: None, text: str) -> None:
    answer = search.answer(Asked("/sok/", search.cleaned(text)), ShownYear(2022, 2022, planned_years()))

    assert answer.count <= 100


def test_index_can_be_made_anew(soderkoping: None) -> None:
    before = list(SearchEntry.objects.values_list("thing", "stems"))

    assert search.rebuild() == len(before)
    assert list(SearchEntry.objects.values_list("thing", "stems")) == before
