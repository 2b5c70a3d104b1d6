"""What is not as in the first municipality: bodies that end, plans that are revoked, departments that move."""

import pytest
from django.test import Client

from tests.pages import text
from tests.reading import Part, chain, page

pytestmark = pytest.mark.usefixtures("adala")

CARE = "/namnder/vard-och-omsorgsnamnden/uppdragsplan/2023-2026"


def test_abolished_body_keeps_its_page_and_says_where_it_continues(client: Client) -> None:
    shown = text(client.get("/namnder/kultur-och-fritidsnamnden/2024/").content)

    assert "Har upphört" in shown
    assert (
        "Kultur- och fritidsnämnden upphörde den 30 juni 2023. "
        "Det den ansvarade för fortsätter i Barn- och skolnämnden ." in shown
    )
    assert "Kultur- och fritidsnämnden har ingen uppdragsplan för 2024." in shown


def test_body_in_its_last_year_still_has_its_plan(client: Client) -> None:
    response = client.get("/namnder/kultur-och-fritidsnamnden/2023/")

    assert response.context["plan"].title == "Uppdragsplan 2023–2026"
    assert "finns till och med den 30 juni 2023" in text(response.content)


def test_frame_is_drawn_for_the_years_in_which_a_body_had_one(client: Client) -> None:
    context = client.get("/namnder/kultur-och-fritidsnamnden/").context

    assert [pillar.label for pillar in context["pillars"].pillars] == ["2021", "2022", "2023"]


def test_former_bodies_are_listed_after_they_have_ended(client: Client) -> None:
    before = client.get("/namnder/2023/").context["former"]
    after = client.get("/namnder/2024/").context["former"]

    assert before == []
    assert [body.slug for body, _, _ in after] == ["kultur-och-fritidsnamnden"]


def test_revoked_plan_keeps_its_page_marked(client: Client) -> None:
    context = client.get(f"{CARE}/").context

    assert (context["standing"].stamp, context["standing"].link) == ("Upphävd", "Uppdragsplan 2023–2026 gäller 2023.")
    assert [(edition.label, edition.stamp) for edition in context["editions"]] == [
        ("2021–2024", ""),
        ("2023–2026", ""),
        ("2023–2026, utgåva 2", "Upphävd"),
    ]


def test_revoked_plan_leaves_the_year_without_one(client: Client) -> None:
    shown = text(client.get("/namnder/vard-och-omsorgsnamnden/2024/").content)

    assert "Vård- och omsorgsnämnden har ingen uppdragsplan för 2024." in shown


def test_revoking_and_revoked_decisions_lead_to_each_other(client: Client) -> None:
    revoking = client.get("/beslut/von-2024-02-14-upphavande/")
    revoked = client.get("/beslut/von-2023-12-13-revidering/")

    assert [plan["what"] for plan in revoking.context["plans"]] == ["Upphävde"]
    assert "Upphävt genom Uppdragsplan 2023–2026, revidering för 2024, upphävs" in text(revoked.content)


def test_edition_for_a_coming_year_does_not_apply_yet(client: Client) -> None:
    context = client.get("/strategisk-plan/2023-2025/").context

    assert context["standing"].stamp == "Gäller inte än"
    assert [(edition.label, edition.facts.partition(",")[0]) for edition in context["editions"]] == [
        ("2021–2024", "Gällde 2021–2022"),
        ("2023–2026", "Ersatt"),
        ("2023–2025", "Gäller"),
        ("2023–2025, utgåva 2", "Gäller från 2024"),
    ]


def test_one_decision_can_adopt_several_plans(client: Client) -> None:
    plans = client.get("/beslut/bsn-2023-06-15-uppdragsplaner/").context["plans"]

    assert [plan["title"] for plan in plans] == ["Uppdragsplan 2023–2025, utgåva 2", "Uppdragsplan 2023–2025, utgåva 3"]


def test_department_that_moved_says_when(client: Client) -> None:
    shown = text(client.get("/forvaltningar/kultur-och-fritidsforvaltningen/2024/").content)

    assert "Barn- och skolnämnden sedan 1 juli 2023" in shown
    assert "Kultur- och fritidsnämnden från 1 januari 2015 till 30 juni 2023 Inte 2024." in shown


def test_adjustment_that_is_taken_back_stands_with_its_counter_row(client: Client) -> None:
    adjustments = client.get("/namnder/kommunstyrelsen/").context["adjustments"]

    taken = [line.amount for line in adjustments if line.adjustment.kind == "supplementary"]
    assert taken == [400, -400]


def rows(table: Part) -> dict[str, list[str]]:
    """The cells of each row, by its heading."""
    return {row.one("th").text: row.texts("td") for row in table.all("tr") if row.all("td")}


ENDED = "upphörde 30 juni 2023"


@pytest.mark.parametrize("paper", ["", "handling/"])
def test_body_that_ended_between_two_editions_is_counted_where_it_was(client: Client, paper: str) -> None:
    changed = page(client, f"/strategisk-plan/2023-2025/r2/andringar/2023-2026/r1/{paper}")

    frames = rows(changed.section("Pengarna: driftramar").all("table")[0])

    assert frames["Kultur- och fritidsnämnden"] == ["25 300", ENDED, "−25 300", "−100,0"]
    assert frames["Summa nettokostnad"] == ["727 190", "725 390", "−1 800", "−0,2"]


@pytest.mark.parametrize("paper", ["", "handling/"])
def test_sum_of_amounts_that_nobody_has_decided_is_not_zero(client: Client, paper: str) -> None:
    """Also where the one amount that is known is a zero that others pay for."""
    changed = page(client, f"/namnder/barn-och-skolnamnden/uppdragsplan/2023-2025/r3/andringar/{paper}")
    frames = page(client, f"/strategisk-plan/2023-2025/r1/andringar/{paper}").section("Pengarna: driftramar")

    areas = rows(changed.section("Pengarna: verksamhetsområden").one("table"))
    assert areas["Oförändrade, 6 st"] == ["183 200", "inte beslutat"]
    assert areas["Summa"] == ["356 200 → 356 700 +500", "inte beslutat"]
    assert rows(frames.all("table")[2])["Därav centrala poster"] == ["inte beslutat"]
    assert (
        "Summan är utan Revisionen, Central lönepott och Fullmäktiges reserv, som inte har ett belopp på båda sidor."
        in frames.texts("p", "tablefoot")
    )


def test_step_past_the_end_of_a_body_foots_and_says_that_it_ended(client: Client) -> None:
    step = page(client, "/strategisk-plan/2023-2025/r2/andringar/").section("Från 2023 till 2024")

    assert rows(step.all("table")[0])["Summa nettokostnad"] == ["706 230", "725 390", "+19 160", "+2,7"]
    assert rows(step.all("table")[1])["Summa"][-1] == "+19 160"
    assert f"Kultur- och fritidsnämnden {ENDED}, −24 500." in step.texts("dd")


@pytest.mark.parametrize("address", ["/strategisk-plan/2023-2025/", "/strategisk-plan/2023-2025/r2/handling/"])
def test_plan_tells_ended_missing_and_undecided_apart(client: Client, address: str) -> None:
    section = page(client, address).section("Driftramar")

    frames = rows(section.all("table")[0])
    assert frames["Kultur- och fritidsnämnden"] == [ENDED, ENDED]
    assert frames["Central lönepott"] == ["11 500", "uppgift saknas"]
    assert frames["Revisionen"] == ["940", "inte beslutat"]
    assert frames["Summa"] == ["725 390", "723 900*"]
    assert section.texts("p", "tablefoot")[0] == (
        "* Summan för 2025 är utan "
        "Central lönepott (uppgift saknas), Fullmäktiges reserv (inte beslutat) och Revisionen (inte beslutat)."
    )


def test_plan_gives_its_reasons_by_year_against_the_edition_in_force_the_year_before(client: Client) -> None:
    """The plan speaks for 2024 and 2025; 2023 is of the edition before it, and 2022 of the plan before that."""
    tables = page(client, "/strategisk-plan/2023-2025/").section("Varför ramarna ändras").all("table")

    assert [table.one("caption").text for table in tables] == ["2023 mot 2022 tkr", "2024 mot 2023 tkr"]
    assert [(table.all("tr", "sub")[0].one("th").text, *table.all("tr", "sub")[0].texts("td")) for table in tables] == [
        ("Kommunstyrelsen", "42 800 (2022) → 43 500 (2023)", "+700"),
        ("Kommunstyrelsen", "43 500 (2023) → 44 200 (2024)", "+700"),
    ]
    assert "kan inte räknas" not in " ".join(table.text for table in tables)


def test_budget_counts_what_an_ended_body_had_the_year_before(client: Client) -> None:
    budget = page(client, "/budget/2024/").section("Ramar per organ")

    frames = rows(budget.one("table"))
    assert frames["Kultur- och fritidsnämnden"] == ["24 500", ENDED, "−24 500", "−100,0", "– ingen andel"]
    assert frames["Summa nettokostnad"] == ["706 230", "725 390", "+19 160", "+2,7", "100"]
    assert "Ändringen är räknad på" not in budget.text


def test_zero_missing_and_undecided_are_three_things(client: Client) -> None:
    election = client.get("/namnder/valnamnden/").context["frames"]
    shown = text(client.get(f"{CARE}/").content)

    assert [(row.year, row.frame.value) for row in election][:3] == [(2021, 0), (2022, 350), (2023, 0)]
    assert "Fördelat 287 500 293 500 uppgift saknas" in shown
    assert "Betalas med avgifter. betalas med avgifter" in shown


@pytest.mark.parametrize("year", [2024, 2026])
def test_nothing_is_awaited_of_a_body_that_has_ended(client: Client, year: int) -> None:
    """Its department has a plan for 2024, at the body that took over."""
    assignment = page(client, f"/uppdrag/kfnhallar/{year}/")

    done = assignment.section(f"Det som görs {year}")
    assert done.texts("p", "empty") == ["Kultur- och fritidsnämnden upphörde 30 juni 2023."]
    assert done.texts("p", "gap") == []
    assert chain(assignment)[-1][:2] == ("Aktivitet", f"Ingen {year}")


def test_who_pays_is_said_only_of_zeros(client: Client) -> None:
    """The rents bring in more than the halls cost."""
    assignment = page(client, "/uppdrag/kfnhallar/2026/")

    assert "Uthyrning av hallar" in rows(assignment.section("Pengarna").one("table"))
    assert "betalas av kommunens andra verksamheter" not in assignment.text


def test_nothing_is_awaited_of_a_plan_that_is_revoked(client: Client) -> None:
    revoked = page(client, f"{CARE}/r2/")

    assert chain(revoked)[-1][:2] == ("Verksamhetsplan", "Ingen för 2024")
    assert page(client, "/uppdrag/vonsjuk00/2024/").section("Det som görs 2024").texts("p", "empty") == [
        "Uppdragsplanen är upphävd."
    ]


def test_investment_is_cited_by_the_decision_about_investments(client: Client) -> None:
    """The council decided the plan in November and its investments in December."""
    cited = page(client, "/investeringar/invskola/").section("Citera").text

    assert "Kommunfullmäktige § E94, 14 december 2022, dnr EXEMPEL 2022:07." in cited
    assert "§ E88" not in cited


def test_of_a_list_only_what_came_and_went_is_told(client: Client) -> None:
    changed = page(client, "/strategisk-plan/2023-2025/r1/andringar/").section("Ändrat på annat sätt")

    assert changed.texts("p", "text") == ["Riktas till: tillagt: Kommunstyrelsen"]


def test_why_what_is_left_cannot_be_counted_is_a_sentence(client: Client) -> None:
    foot = page(client, "/budget/barn-och-skolnamnden/2025/").section("Fördelning av ramen").texts("p", "tablefoot")

    assert foot[0].startswith(
        "Vad som är kvar att fördela kan inte räknas, eftersom beloppen för förskola, grundskola och anpassad "
        "grundskola, gymnasieskola, bibliotek och kultur, idrott och fritid och uthyrning av hallar inte är beslutade."
    )


def test_first_plans_are_counted_by_whose_they_are(client: Client) -> None:
    shown = page(client, "/andringar/2023/").section("Tillsammans").texts("p")

    assert "12 utgåvor började gälla 2023. 3 av dem är första planen för sin förvaltning, där allt är nytt." in shown


def test_values_and_register_write_the_same_and_explain_only_what_they_show(client: Client) -> None:
    values, register = page(client, "/vardegrund/"), page(client, "/styrdokument/")

    assert values.section("Huvuduppdrag").one("p", "lede").text.endswith("i Ådala.")
    assert [cell.text for cell in values.section("Styrdokument").all("td", **{"data-label": "Sort"})] == [
        "Reglemente",
        "Plan",
        "Regler",
        "Policy",
    ]
    assert register.section("Registret").texts("dt") == ["Styrdokument"]


def test_sum_says_the_same_of_what_is_missing_as_its_rows(client: Client) -> None:
    """No frame and no area of 2026 is in any plan."""
    money = rows(page(client, "/mal/trygghet/2026/").section("Pengarna bakom").one("table"))

    assert [cells[-1] for cells in money.values()] == ["uppgift saknas", "uppgift saknas"]
