from datetime import date

import pytest
from django.test import Client

from plans import news
from plans.models import InvestmentAdjustment, InvestmentState, MunicipalTotal
from styrmodell.models import Body, Decision
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Body:
    return factories.body("Kommunstyrelsen", kind=Body.Kind.BOARD)


def told(decision: Decision) -> list[str]:
    [item] = [item for item in news.latest(30) if item.decision == decision]
    return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in item.sentences]


def test_first_plan_is_adopted_and_compared_with_nothing() -> None:
    plan = factories.mission_plan()
    factories.objective(plan)
    factories.adopt(plan)

    assert told(plan.decision) == ["Socialnämndens uppdragsplan 2022–2025 antogs."]


def test_revision_stands_between_commas_and_its_changes_have_nouns() -> None:
    first = factories.mission_plan()
    ended, kept = factories.objective(first, title="Renare luft"), factories.objective(first, position=1)
    factories.adopt(first)
    second = factories.mission_plan(first.body, from_year=2023, introduction="Ny inledning.")
    new = factories.objective(second, kept.goal, title="Lugnare gator", thread=kept.thread)
    for position in range(2):
        factories.assignment(new, position=position)
    factories.adopt(second)

    assert told(second.decision) == [
        (
            "Socialnämndens uppdragsplan 2022–2025, utgåva 2, antogs. Nytt: 2 uppdrag. Avslutat: 1 nämndmål. "
            "Omformulerat: planens texter och 1 nämndmål."
        )
    ]
    assert ended.goal != kept.goal


def test_edition_without_a_change_says_so() -> None:
    first = factories.mission_plan()
    factories.adopt(first)
    second = factories.mission_plan(first.body, from_year=2023)
    factories.adopt(second)

    assert told(second.decision) == [
        "Socialnämndens uppdragsplan 2022–2025, utgåva 2, antogs. Inget är ändrat.",
    ]


def test_summary_of_the_decision_stands_first() -> None:
    plan = factories.operational_plan()
    factories.adopt(plan, decision_made=factories.decision(plan.department, summary="Året handlar om bemanning."))

    assert told(plan.decision) == [
        "Året handlar om bemanning.",
        "Socialförvaltningens verksamhetsplan 2022 fastställdes.",
    ]


def test_decision_with_nothing_to_tell_has_its_title() -> None:
    assert told(factories.decision(title="Svar på motion")) == ["Svar på motion"]


def test_frames_move_in_sentences(board: Body) -> None:
    made, other = factories.decision(board), factories.body("Servicenämnden")
    factories.adjustment(board, 1200, decision=made, reason="Fler ärenden.")
    factories.adjustment(board, -300, decision=made)
    factories.adjustment(board, 50, source=other, decision=made)

    assert told(made) == [
        "Kommunstyrelsen fick 1 200 tkr i tilläggsanslag: fler ärenden.",
        "Kommunstyrelsen lämnade tillbaka 300 tkr i tilläggsanslag.",
        "Kommunstyrelsen fick 50 tkr från servicenämnden.",
    ]


def test_investments_and_tax_rate_in_sentences(board: Body) -> None:
    plan = factories.strategic_plan()
    thread = factories.investment(plan, {2022: 9000}, title="Ny skola", body=board).thread
    factories.adopt(plan)
    made = factories.decision(board, on=date(2022, 5, 2))
    InvestmentAdjustment.objects.create(
        slug="a",
        investment=thread,
        decision=made,
        year=2022,
        amount=1500,
        kind="supplementary",
        financing="Lån.",
        reason="Dyrare stål.",
    )
    InvestmentAdjustment.objects.create(
        slug="b", investment=thread, decision=made, year=2023, amount=700, kind="carried_over"
    )
    InvestmentState.objects.create(
        investment=thread, decision=made, date=date(2022, 5, 2), state="paused", reason="Nytt läge."
    )
    InvestmentState.objects.create(investment=thread, decision=made, date=date(2022, 6, 1), state="ongoing")
    MunicipalTotal.objects.create(year=2023, kind="tax_rate", basis="budget", amount=2212, decision=made)

    assert told(made) == [
        "Ny skola fick 1 500 tkr 2022 i tilläggsanslag: dyrare stål.",
        "Ny skola fick 700 tkr 2023 i ombudgetering.",
        "Ny skola är pausad sedan 2 maj 2022: nytt läge.",
        "Ny skola pågår sedan 1 juni 2022.",
        "Skattesatsen för 2023 blev 22,12 kronor per hundralapp.",
    ]


def test_investments_that_a_decision_puts_in_the_same_state_stand_together(board: Body) -> None:
    plan = factories.strategic_plan()
    hall, road, pool = (
        factories.investment(plan, number=number, title=title, body=board).thread
        for number, title in enumerate(("Hall", "Väg", "Bad"), 1)
    )
    factories.adopt(plan)
    made, day = factories.decision(board, on=date(2022, 5, 2)), date(2022, 5, 2)
    InvestmentState.objects.create(investment=hall, decision=made, date=day, state="done")
    InvestmentState.objects.create(investment=pool, decision=made, date=day, state="done", reason="Vattnet är varmt.")
    InvestmentState.objects.create(investment=road, decision=made, date=day, state="done")
    InvestmentState.objects.create(investment=pool, decision=made, date=date(2022, 5, 1), state="planned")

    assert told(made) == [
        "Bad är klar sedan 2 maj 2022: vattnet är varmt.",
        "Bad är planerad sedan 1 maj 2022.",
        "Klara sedan 2 maj 2022: Hall; Väg.",
    ]


def test_news_of_a_body_is_what_it_decided_and_what_concerns_it(board: Body) -> None:
    plan = factories.strategic_plan()
    thread = factories.investment(plan, {2022: 9000}, body=board).thread
    factories.adopt(plan)
    own, granted, stood = factories.decision(board), factories.decision(), factories.decision()
    InvestmentAdjustment.objects.create(
        slug="a", investment=thread, decision=granted, year=2022, amount=1, kind="supplementary", financing="Lån."
    )
    InvestmentState.objects.create(investment=thread, decision=stood, date=date(2022, 5, 2), state="done")
    InvestmentState.objects.create(investment=thread, date=date(2022, 6, 2), state="done")
    factories.decision()

    assert {item.decision for item in news.latest(30, body=board)} == {plan.decision, own, granted, stood}


def test_news_of_a_body_is_the_strategic_plan_that_gives_it_money_or_an_assignment(board: Body) -> None:
    framed, assigned = factories.strategic_plan(), factories.strategic_plan(from_year=2023)
    other = factories.strategic_plan(from_year=2024)
    factories.frames(framed, board, {2022: 9000})
    factories.special_assignment(assigned, board)
    factories.frames(other, factories.body("Servicenämnden"), {2024: 100})
    for plan in (framed, assigned, other):
        factories.adopt(plan)

    assert [item.decision for item in news.latest(30, body=board)] == [assigned.decision, framed.decision]


def test_news_of_a_body_is_the_decision_on_its_investments(board: Body) -> None:
    plan = factories.strategic_plan(investment_decision=factories.decision())
    factories.investment(plan, {2022: 9000}, body=board)
    factories.adopt(plan)

    assert {item.decision for item in news.latest(30, body=board)} == {plan.decision, plan.investment_decision}


def test_body_that_no_decision_concerns_says_so(client: Client, board: Body) -> None:
    factories.steering_model()
    factories.decision()

    assert page(client, f"/nya-beslut/{board.slug}/").one("p", "empty").text == (
        "Inget beslut som rör organet är infört ännu."
    )


def test_draft_is_no_news() -> None:
    factories.strategic_plan()
    factories.mission_plan()

    assert news.latest(30) == []
