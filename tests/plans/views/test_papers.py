"""The public papers, as pages to print and as PDF."""

import io
import itertools
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from pypdf.generic import ArrayObject

from plans import masking, workflow
from plans.document import document
from plans.models import FrameChange, GoalTarget, MissionPlan
from plans.paper import chapters
from styrmodell import pdf
from styrmodell.models import Decision
from tests import factories
from tests.reading import read

pytestmark = pytest.mark.django_db

MISSION = "/namnder/socialnamnden/uppdragsplan/2022-2025/r1/"
STRATEGIC = "/strategisk-plan/2021-2024/r1/"
OPERATIONAL = "/forvaltningar/socialforvaltningen/verksamhetsplan/2022/r1/"
CHANGES = f"{MISSION}andringar/"
EVERY = (MISSION, STRATEGIC, OPERATIONAL, CHANGES)

MAY_HOLD = {
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/Caption", "/THead", "/TBody", "/TFoot", "/TR"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
}
"""What PDF/UA-1 lets stand directly in lists and tables (ISO 14289-1, 7.2)."""


def opened(client: Client, address: str) -> pypdf.PdfReader:
    response = client.get(f"{address}handling.pdf")
    assert response.status_code == 200
    return pypdf.PdfReader(io.BytesIO(response.content))


def root(reader: pypdf.PdfReader) -> Any:
    return reader.trailer["/Root"]


def pages(reader: pypdf.PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def structure(reader: pypdf.PdfReader) -> list[tuple[str, list[str]]]:
    """Every element of the tree in the order it is read, with its ancestors, the nearest last."""
    found: list[tuple[str, list[str]]] = []

    def walk(node: Any, above: list[str]) -> None:
        node = node.get_object()
        for kid in node if isinstance(node, ArrayObject) else [node]:
            element = kid.get_object()
            if isinstance(element, dict) and "/S" in element:
                found.append((element["/S"], above))
                walk(element.get("/K", ArrayObject()), [*above, element["/S"]])

    walk(root(reader)["/StructTreeRoot"]["/K"], [])
    return found


def kept_papers() -> list[Path]:
    return list(Path(settings.CACHES["papers"]["LOCATION"]).glob("*.djcache"))


# The page


@pytest.mark.parametrize("address", EVERY)
def test_every_plan_and_comparison_leads_to_its_paper_and_back(client: Client, soderkoping: None, address: str) -> None:
    ways = [
        link for text, link in read(client.get(address)).one("main").links if text == "Skriv ut eller spara som PDF"
    ]
    paper = read(client.get(f"{address}handling/"))

    assert ways == [f"{address}handling/"]
    assert paper.one("nav", "ways").links == [("Tillbaka", address), ("Hämta som PDF", f"{address}handling.pdf")]
    assert paper.one("meta", name="robots").attributes["content"] == "noindex"


def test_paper_of_a_mission_plan_says_all_that_its_document_says(client: Client, soderkoping: None) -> None:
    text = read(client.get(f"{MISSION}handling/")).one("main").text

    for said in (
        "Uppdragsplan 2022–2025",
        "1.1 Minska antalet personal per hemtjänsttagare",
        "Till socialförvaltningen. Inom Hemtjänst och hemsjukvård.",
        "Svarar på särskilt uppdrag 8, ”Ta fram handlingsplan mot ensamhet bland äldre”.",
        "Personal som en hemtjänsttagare möter på två veckor, högst, antal: 13 (2022)",
        "Särskilt boende för äldre Boende med personal dygnet runt. 115 800 118 800",
        "Summa 327 200",
    ):
        assert said in text


def test_paper_of_a_strategic_plan_says_all_that_its_document_says(client: Client, soderkoping: None) -> None:
    text = read(client.get(f"{STRATEGIC}handling/")).one("main").text

    for said in (
        "Riktas till barn- och utbildningsnämnden och servicenämnden.",
        "högst, kronor: 29 000 (2021)",
        "Summa 884 650",
        "Barn- och utbildningsnämnden, Västra Husby. Betalas med skatt. 18 000 22 000",
        "Barn- och utbildningsnämnden. Betalas med skatt. inte beslutat inte beslutat",
    ):
        assert said in text


def test_paper_tells_of_the_years_that_the_edition_speaks_for() -> None:
    """And what a sum is without."""
    council = factories.council()
    strategic = factories.strategic_plan(council, first_year=2022, last_year=2024, from_year=2023)
    goal = factories.prioritised_goal(strategic)
    measure = factories.measure(goal)
    for year in (2022, 2023, 2024):
        GoalTarget.objects.create(indicator=measure, year=year, value=year - 2000)
        strategic.frame_changes.create(body=council, year=year, cause=FrameChange.Cause.PRICES, amount=1)
    factories.frames(strategic, council, {2023: None, 2024: None})
    factories.frames(strategic, factories.body(), {2023: 100, 2024: 200})

    read_so = {chapter.heading: chapter for chapter in chapters(document(strategic))}

    (clause,) = read_so["Prioriterade mål"].clauses
    (note,) = read_so["Driftramar"].notes
    amounts = read_so["Driftramar"].amounts
    assert clause.facts == ["Andel, procent: 23 (2023), 24 (2024)"]
    assert [fact[:4] for fact in note.facts] == ["2023", "2024"]
    assert amounts is not None
    assert [figure.value for figure in amounts.total] == [100, 200]
    reason = f"{council.name} (inte beslutat)"
    assert amounts.left_out == [(2023, reason), (2024, reason)]


def test_paper_of_a_mission_plan_says_what_is_indirect_and_what_is_left_of_the_frame(client: Client) -> None:
    factories.steering_model()
    council, board = factories.council(), factories.body()
    strategic = factories.strategic_plan(council)
    direct, indirect = factories.prioritised_goal(strategic), factories.prioritised_goal(strategic)
    factories.frames(strategic, board, {2022: 1000, 2023: 1000, 2024: 500})
    factories.adopt(strategic)
    plan = factories.mission_plan(board)
    factories.objective(plan, direct.goal).indirect_goals.add(indirect.goal)
    factories.allocation(plan, {2022: 800, 2023: None, 2024: 500, 2025: 1})
    factories.allocation(plan, {2022: 100, 2023: 50, 2024: 0, 2025: 0}, name="Förskola")
    factories.adopt(plan)

    paper = read(client.get(plan.paper_url))

    assert f"Bidrar till {direct.goal}, indirekt till {indirect.goal}." in paper.texts("p", "fact")
    table = paper.section("Fördelning av ramen")
    assert [row.texts("th") + row.texts("td") for row in table.all("tr")[3:]] == [
        ["Summa", "900", "50*", "500", "1"],
        ["Ram", "1 000", "1 000", "500", "uppgift saknas"],
        ["Ej fördelat", "100", "kan inte räknas", "0", "kan inte räknas"],
    ]
    assert table.texts("p", "tablefoot") == ["* Summan för 2023 är utan Hemtjänst (inte beslutat)."]


def test_special_assignment_of_nobody_is_not_said_to_be_given() -> None:
    strategic = factories.strategic_plan()
    factories.special_assignment(strategic, title="Se över hyrorna")

    (clause,) = next(chapter.clauses for chapter in chapters(document(strategic)) if chapter.clauses)

    assert (clause.title, clause.facts) == ("Se över hyrorna", [])


def test_paper_of_an_operational_plan_says_which_assignment_is_carried_out(client: Client, soderkoping: None) -> None:
    text = read(client.get(f"{OPERATIONAL}handling/")).one("main").text

    assert "3 Träffpunkt på landsbygden En eftermiddag i veckan finns kaffe, sällskap och någon att fråga." in text
    assert (
        "Utför uppdraget ”Motverka ensamhet” från socialnämnden. "
        "Hemtjänsten. 1 mars 2022 till 15 december 2022. Östra Ryd."
    ) in text


def test_paper_of_a_comparison_says_what_changed(client: Client, soderkoping: None) -> None:
    text = read(client.get(f"{CHANGES}handling/")).one("main").text

    assert "Socialnämndens uppdragsplan 2022–2025, jämförd med uppdragsplan 2021–2024, utgåva 2" in text
    assert "färre olika personer" in text
    assert "113 300 → 115 800 +2 500" in text


def test_paper_of_a_strategic_comparison_says_why_the_frames_change_and_what_they_add_up_to(
    client: Client, soderkoping: None
) -> None:
    paper = read(client.get("/strategisk-plan/2022-2025/r1/andringar/handling/")).one("main").text
    page = read(client.get("/strategisk-plan/2022-2025/r1/andringar/")).one("main").text

    for said in (
        "Från 2021 till 2022",
        "Varför ramarna ändras",
        "Utan angiven orsak",
        "Summa nettokostnad",
        "Budgeterat resultat",
    ):
        assert said in page
        assert said in paper


def test_paper_of_a_comparison_with_any_other_edition_names_it(client: Client, soderkoping: None) -> None:
    between = "/strategisk-plan/2022-2025/r1/andringar/2021-2024/r1/"

    paper = read(client.get(f"{between}handling/"))

    assert "jämförd med strategisk plan 2021–2024" in paper.one("main").text
    assert f'href="{between}handling/"' in client.get(between).content.decode()
    assert client.get(f"{between}handling.pdf")["Content-Type"] == "application/pdf"


def test_paper_of_a_comparison_has_one_address(client: Client, soderkoping: None) -> None:
    reverse_order = "/strategisk-plan/2021-2024/r1/andringar/2022-2025/r1/handling.pdf"
    with_the_one_before = "/strategisk-plan/2022-2025/r1/andringar/2021-2024/r2/handling/"

    answers = [client.get(address) for address in (reverse_order, with_the_one_before)]

    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [
        (301, "/strategisk-plan/2022-2025/r1/andringar/2021-2024/r1/handling.pdf"),
        (301, "/strategisk-plan/2022-2025/r1/andringar/handling/"),
    ]


def test_first_edition_has_nothing_to_be_compared_with(client: Client, soderkoping: None) -> None:
    text = read(client.get(f"{STRATEGIC}andringar/handling/")).one("main").text

    assert "Det här är den första utgåvan, så det finns inget att jämföra med." in text


def test_addresses_are_notes_that_each_link_refers_to(client: Client, soderkoping: None) -> None:
    paper = read(client.get(f"{CHANGES}handling/"))

    notes = [line.text for line in paper.one("section", "notes").all("li")]
    calls = [call.text for call in paper.all("sup", "call")]
    assert notes == ["http://testserver/beslut/sn-2021-10-05-e10/", "http://testserver/uppdrag/f23t7uw9/"]
    assert calls == ["1", "2"]


# What stands on every page


@pytest.mark.parametrize(
    ("address", "head"),
    [
        (MISSION, "Söderköpings kommun · Socialnämndens uppdragsplan 2022–2025 Antagen SN 2021-10-05 § E10"),
        (STRATEGIC, "Söderköpings kommun · Kommunfullmäktiges strategiska plan 2021–2024 Antagen KF 2020-11-25 § E7"),
        (OPERATIONAL, "Söderköpings kommun · Socialförvaltningens verksamhetsplan 2022 Fastställd 2021-12-15"),
        (CHANGES, "kommun · Vad som ändrades, Socialnämndens uppdragsplan 2022–2025 Antagen SN 2021-10-05 § E10"),
    ],
)
def test_every_page_says_whose_it_is_what_it_is_and_which_page(
    client: Client, soderkoping: None, address: str, head: str
) -> None:
    found = pages(opened(client, address))

    assert len(found) > 1
    for number, text in enumerate(found, start=1):
        assert head in text
        assert "EXEMPEL" in text
        assert f"sida {number} av {len(found)}" in text


def test_contents_say_the_page(client: Client, soderkoping: None) -> None:
    first, *_, last = pages(opened(client, STRATEGIC))

    assert "Inledning 1 Prioriterade mål 1 Särskilda uppdrag 2" in " ".join(first.split())
    assert "Källa och sigill" in last


def test_table_that_goes_on_has_its_head_on_the_next_page(client: Client, soderkoping: None) -> None:
    found = pages(opened(client, STRATEGIC))

    [begun] = [number for number, text in enumerate(found) if "1 Västra Husby skola, till- och ombyggnad" in text]
    [ended] = [number for number, text in enumerate(found) if "Summa 55 000" in text]
    heads = [text.count("Vad 2021 2022 2023 2024") for text in found[begun : ended + 1]]
    assert heads == [2, 1, 1]  # the table of frames stands on the first page too


def test_address_is_noted_at_the_foot_of_the_page_that_it_stands_on(client: Client, soderkoping: None) -> None:
    first, second = pages(opened(client, CHANGES))

    assert "1. http://testserver/beslut/sn-2021-10-05-e10/" in first
    assert "http://testserver/uppdrag/f23t7uw9/" in first
    assert "http://testserver/uppdrag/" not in second


# The seal, and what has become of the plan


def test_adopted_plan_carries_its_seal(client: Client, soderkoping: None) -> None:
    plan = MissionPlan.objects.get(body__slug="socialnamnden", first_year=2022)
    reader = opened(client, MISSION)

    assert plan.previous_seal
    assert {key: reader.metadata[key] for key in ("/sigill", "/sigilletfore", "/sigilletsformat")} == {
        "/sigill": plan.seal,
        "/sigilletfore": plan.previous_seal,
        "/sigilletsformat": "1",
    }
    assert plan.seal in pages(reader)[-1]
    assert plan.previous_seal in pages(reader)[-1]


def test_masked_plan_says_so_and_nothing_masked_is_kept(
    client: Client, soderkoping: None, django_capture_on_commit_callbacks: Any
) -> None:
    opened(client, MISSION)
    plan = MissionPlan.objects.get(body__slug="socialnamnden", first_year=2022)
    with django_capture_on_commit_callbacks(execute=True):
        masking.mask(plan, "hemtjänsttagare", by=factories.user("steward"), reason="Fel")
    assert kept_papers() == []

    found = pages(opened(client, MISSION))

    assert all("maskad" in text for text in found)
    assert "hemtjänsttagare" not in " ".join(found)
    assert "Maskat: personuppgifter är borttagna" in found[-1]


def test_revoked_plan_says_so_on_every_page(client: Client, soderkoping: None) -> None:
    plan = MissionPlan.objects.get(body__slug="socialnamnden", first_year=2022)
    decision = Decision.objects.create(
        slug="upphavt", title="Upphävt", body=plan.body, date=date(2022, 5, 3), paragraph="§ 7", is_example=True
    )
    workflow.revoke(plan, decision=decision, by=factories.user("secretary"))

    assert all("Upphävd SN 2022-05-03 § 7, antagen SN 2021-10-05" in text for text in pages(opened(client, MISSION)))


# The file


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (MISSION, "uppdragsplan-socialnamnden-2022-2025-r1.pdf"),
        (STRATEGIC, "strategisk-plan-kommunfullmaktige-2021-2024-r1.pdf"),
        (OPERATIONAL, "verksamhetsplan-socialforvaltningen-2022-r1.pdf"),
        (CHANGES, "andringar-uppdragsplan-socialnamnden-2022-2025-r1-mot-2021-2024-r2.pdf"),
    ],
)
def test_file_has_a_name_and_is_shown_but_not_sniffed_or_searched(
    client: Client, soderkoping: None, address: str, name: str
) -> None:
    headers = client.get(f"{address}handling.pdf").headers

    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", EVERY)
def test_same_edition_gives_the_same_bytes(client: Client, soderkoping: None, address: str) -> None:
    first = client.get(f"{address}handling.pdf").content
    caches["papers"].clear()

    assert client.get(f"{address}handling.pdf").content == first


@pytest.mark.parametrize("address", EVERY)
def test_file_says_that_it_is_accessible(client: Client, soderkoping: None, address: str) -> None:
    reader = opened(client, address)
    catalogue = root(reader)

    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a boolean of the PDF
    assert catalogue["/Lang"] == "sv"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert " ".join(reader.metadata.title.split()) == read(client.get(f"{address}handling/")).one("title").text
    assert b'pdfuaid:part="1"' in catalogue["/Metadata"].get_data()
    assert {page["/Tabs"] for page in reader.pages} == {"/S"}


@pytest.mark.parametrize("address", EVERY)
def test_structure_is_whole(client: Client, soderkoping: None, address: str) -> None:
    reader = opened(client, address)
    elements = structure(reader)

    wrong = [(tag, above[-1]) for tag, above in elements if above and tag not in MAY_HOLD.get(above[-1], {tag})]
    assert wrong == []
    assert [tag for tag, above in elements if tag == "/Link" and "/Link" in above] == []
    assert [tag for tag, _ in elements].count("/H1") == 1
    assert "/Figure" not in {tag for tag, _ in elements}


@pytest.mark.parametrize("address", EVERY)
def test_headings_go_down_one_step_at_a_time(client: Client, soderkoping: None, address: str) -> None:
    levels = [int(tag[2]) for tag, _ in structure(opened(client, address)) if tag[:2] == "/H" and tag[2:].isdigit()]

    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("address", EVERY)
def test_links_say_where_they_lead_and_fonts_are_in_the_file(client: Client, soderkoping: None, address: str) -> None:
    reader = opened(client, address)

    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", [])]
    assert links
    assert all(link["/Contents"] and "/StructParent" in link for link in links)
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & descriptor.keys() for descriptor in described)


# Without the extra, and when too many ask


@pytest.mark.parametrize("address", EVERY)
def test_without_the_extra_the_page_is_there_and_says_how(
    client: Client, soderkoping: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    missing = client.get(f"{address}handling.pdf")

    assert missing.status_code == 404
    assert read(missing).one("h1").text == "Här finns ingen färdig PDF"
    assert ("sidan att skriva ut", f"{address}handling/") in read(missing).one("main").links
    assert read(client.get(f"{address}handling/")).one("nav", "ways").links == [("Tillbaka", address)]


def test_when_too_many_ask_it_says_when_to_come_back(
    client: Client, soderkoping: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches["papers"].clear()
    taken = [pdf._places.acquire(blocking=False) for _ in range(pdf.MOST_AT_ONCE)]
    try:
        answer = client.get(f"{MISSION}handling.pdf")
    finally:
        for _ in taken:
            pdf._places.release()

    assert all(taken)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert read(answer).one("h1").text == "PDF:en hann inte bli klar"
    assert client.get(f"{MISSION}handling.pdf").status_code == 200


# What is not there


@pytest.mark.parametrize("tail", ["handling/", "handling.pdf", "andringar/handling/", "andringar/handling.pdf"])
@pytest.mark.parametrize(
    "edition",
    [
        "/namnder/socialnamnden/uppdragsplan/2022-2025/r9/",
        "/namnder/finns-inte/uppdragsplan/2022-2025/r1/",
        "/strategisk-plan/1999-2002/r1/",
    ],
)
def test_there_is_no_paper_of_what_is_not_adopted(client: Client, soderkoping: None, edition: str, tail: str) -> None:
    assert client.get(f"{edition}{tail}").status_code == 404


def test_wording_of_what_is_answered_is_an_adopted_one(client: Client) -> None:
    """A draft of the plan above gives the special assignment other words, which are not seen."""
    factories.steering_model()
    council, body = factories.council(), factories.body(slug="namnden")
    strategic = factories.strategic_plan(council)
    factories.prioritised_goal(strategic, goal := factories.goal())
    special = factories.special_assignment(strategic, body, title="Antagna ord")
    factories.adopt(strategic)
    objective = factories.objective(plan := factories.mission_plan(body), goal)
    assignment = factories.assignment(objective, factories.department(serving=[body]), answers=special.thread)
    factories.adopt(plan)
    draft = factories.strategic_plan(council, first_year=2026, last_year=2029)
    factories.special_assignment(draft, body, thread=special.thread, title="Hemliga ord")

    text = read(client.get(plan.paper_url)).one("main").text

    assert assignment.title in text
    assert "”Antagna ord”" in text
    assert "Hemliga ord" not in text
