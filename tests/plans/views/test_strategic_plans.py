import pytest
from django.test import Client

from plans.models import StrategicPlan
from styrmodell.models import Body, SteeringModel
from tests import factories
from tests.markup import Markup
from tests.pages import text

pytestmark = pytest.mark.usefixtures("soderkoping")


def test_strategic_plans_shows_the_edition_in_force(client: Client) -> None:
    context = client.get("/strategisk-plan/").context

    assert context["plan"].period == "2022-2025"
    assert context["standing"] is None
    assert [edition.label for edition in context["editions"]] == ["2021–2024", "2021–2024, utgåva 2", "2022–2025"]


def test_strategic_plans_where_none_is_in_force_says_so(client: Client) -> None:
    SteeringModel.objects.update(shown_year=2030)

    response = client.get("/strategisk-plan/")

    assert response.status_code == 200
    assert "Ingen strategisk plan gäller 2030." in text(response.content)


def test_strategic_plan_counts_who_has_answered(client: Client) -> None:
    specials = client.get("/strategisk-plan/2022-2025/").context["specials"]

    tenth = specials[9]
    assert (tenth["text"], [body.short_name for body in tenth["unanswered"]]) == (
        "1 av 2 organ har ett uppdrag för detta",
        ["BUN"],
    )


def test_strategic_plan_names_what_the_sum_leaves_out(client: Client) -> None:
    context = client.get("/strategisk-plan/2022-2025/").context

    frames = context["frames"]
    assert [(column.kind, column.year) for column in frames.columns] == [
        ("budget", 2022),
        ("plan", 2023),
        ("plan", 2024),
        ("plan", 2025),
    ]
    assert [total.figure.value for total in frames.sums] == [905420, 922390, 938060, 954500]
    assert frames.left_out == [(2025, "Revisionen (inte beslutat)")]


def test_strategic_plan_shows_what_its_reasons_leave_unexplained(client: Client) -> None:
    reasons = client.get("/strategisk-plan/2022-2025/").context["reasons"]

    assert {item.body.short_name: item.unexplained for item in reasons if item.unexplained} == {"SN": 200}
    social = next(item for item in reasons if item.body.short_name == "SN")
    assert (social.difference, [change.cause for change in social.changes]) == (
        7900,
        ["prices", "volume", "efficiency"],
    )


def test_strategic_plan_investments_have_state_in_words_and_sums_that_foot(client: Client) -> None:
    investments = client.get("/strategisk-plan/2022-2025/").context["investments"]

    assert [total.figure.value for total in investments.sums] == [73800, 85600, 77100, 31800]
    assert investments.undecided == ["Albogaskolan (F–6)"]
    assert investments.rows[0].state == ("pågår sedan 15\N{NO-BREAK SPACE}februari\N{NO-BREAK SPACE}2021")
    assert [row.amount for row in investments.rows[0].adjustments] == [3400]


def test_strategic_plan_every_item_has_its_thread_as_anchor(client: Client) -> None:
    plan = StrategicPlan.objects.get(from_year=2022)

    page = Markup(client.get("/strategisk-plan/2022-2025/").content.decode())

    items = [*plan.goals.all(), *plan.special_assignments.all(), *plan.investments.all(), *plan.indicators.all()]
    assert {item.thread.public_id for item in items} <= set(page.ids)
    assert page.faults == []


def test_strategic_plan_without_a_year_before_cannot_explain_the_change(client: Client) -> None:
    assert client.get("/strategisk-plan/2021-2024/").context["reasons"] == []


@pytest.mark.parametrize("tail", ["2020-2023/", "2022/", "2021-2024/r3/"])
def test_strategic_plan_unknown_period_or_revision_is_not_found(client: Client, tail: str) -> None:
    assert client.get(f"/strategisk-plan/{tail}").status_code == 404


def test_strategic_plan_draft_has_no_page_and_leaves_no_trace(client: Client) -> None:
    council = Body.objects.get(slug="kommunfullmaktige")
    draft = factories.strategic_plan(council, first_year=2023, last_year=2026, introduction="Hemlig")
    factories.special_assignment(draft, council, title="Hemligt uppdrag")

    assert client.get("/strategisk-plan/2023-2026/").status_code == 404
    assert "Hemlig" not in client.get("/strategisk-plan/").content.decode()
