"""What is not as in the first municipality: bodies that end, plans that are revoked, departments that move."""

import pytest
from django.test import Client

from tests.pages import text

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


def test_zero_missing_and_undecided_are_three_things(client: Client) -> None:
    election = client.get("/namnder/valnamnden/").context["frames"]
    shown = text(client.get(f"{CARE}/").content)

    assert [(row.year, row.frame.value) for row in election][:3] == [(2021, 0), (2022, 350), (2023, 0)]
    assert "Fördelat 287 500 293 500 uppgift saknas" in shown
    assert "Betalas med avgifter. betalas med avgifter" in shown
