"""From draft to adopted at the forms: proposed, returned, and what the minutes say carried out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from plans import checklist, drafts, search, unalterable, workflow
from plans.models import (
    Disposal,
    InvestmentAdjustment,
    InvestmentState,
    MissionPlan,
    OperationalPlan,
    Plan,
    PlanEvent,
    SearchEntry,
    StrategicPlan,
    reference_to,
)
from styrmodell.models import Body, Decision, SteeringModel
from tests import cast, factories, reading
from tests.plans.admin.conftest import LogIn
from tests.plans.admin.forms import errors, fields, opened, page, said, send
from tests.plans.admin.test_writing import CHANGED, opened_answers, path

pytestmark = pytest.mark.django_db

MASKED = "Texten är maskerad i planen, i handlingarna, i historiken och i synpunkterna"
MINUTES = {"datum": "2021-06-16", "paragraf": "§ 45", "diarienummer": "KS 2021/12"}


@pytest.fixture
def draft(town: cast.Town) -> MissionPlan:
    return cast.plan_in("draft", MissionPlan, town.own, 2022)


@pytest.fixture
def proposal(town: cast.Town) -> MissionPlan:
    return cast.plan_in("proposed", MissionPlan, town.own, 2022)


@pytest.fixture
def secretary(log_in: LogIn) -> Client:
    return log_in("secretary")


def events(plan: Plan) -> list[str]:
    return list(PlanEvent.objects.filter(**reference_to(plan)).values_list("kind", flat=True))


def state(plan: Plan) -> str:
    return type(plan)._default_manager.get(pk=plan.pk).state


def record(client: Client, plan: Plan, outcome: str, **typed: Any) -> Any:
    """What the decision form answers."""
    decide = path(plan, "beslut")
    return send(client, decide, opened(client, decide), **{"utfall": outcome, **MINUTES, **typed})


# Draft


def test_draft_is_proposed_and_its_paper_is_ready(draft: MissionPlan, log_in: LogIn, town: cast.Town) -> None:
    editor = log_in("editor")

    response = editor.post(path(draft, "foresla"), {"version": 0})
    draft.refresh_from_db()

    assert response.url == path(draft, "handling")
    assert editor.get(response.url).status_code == 200
    assert (draft.state, draft.proposed_by, events(draft)) == ("proposed", town.people["editor"], ["proposed"])


def test_what_is_missing_stops_the_proposal(draft: MissionPlan, log_in: LogIn) -> None:
    MissionPlan.objects.update(responsibility="")

    response = log_in("editor").post(path(draft, "foresla"), {"version": 0}, follow=True)

    assert said(page(response)) == ["Ansvarsområdet är inte beskrivet."]
    assert state(draft) == "draft"


@pytest.mark.parametrize("way", ["foresla", "dra-in"])
def test_draft_that_somebody_has_changed_is_read_again(way: str, draft: MissionPlan, log_in: LogIn) -> None:
    MissionPlan.objects.update(version=1)

    response = log_in("editor").post(path(draft, way), {"version": 0})

    assert (response.status_code, said(page(response)), state(draft), events(draft)) == (409, [CHANGED], "draft", [])
    assert "Sparad 1 gång" in page(response)


@pytest.mark.parametrize("way", ["foresla", "dra-in"])
def test_page_carries_the_version_it_was_opened_at(way: str, draft: MissionPlan, log_in: LogIn) -> None:
    MissionPlan.objects.update(version=17)

    assert '<input type="hidden" name="version" value="17">' in page(log_in("editor").get(path(draft, way)))


def test_draft_is_withdrawn(draft: MissionPlan, log_in: LogIn) -> None:
    response = log_in("editor").post(path(draft, "dra-in"), {"version": 0})

    assert (response.url, state(draft), events(draft)) == ("/admin/", "withdrawn", ["withdrawn"])


# Proposal


def test_proposal_is_given_back_with_reasons(proposal: MissionPlan, secretary: Client, log_in: LogIn) -> None:
    response = secretary.post(path(proposal, "aterlamna"), {"skal": "Målen saknar mått.", "version": 0})

    assert (response.url, state(proposal)) == ("/admin/", "draft")
    assert events(proposal) == ["proposed", "returned"]
    assert "Målen saknar mått." in page(log_in("editor").get(path(proposal)))


def test_plan_laid_in_after_the_meeting_is_adopted_on_its_day(
    draft: MissionPlan, secretary: Client, town: cast.Town
) -> None:
    workflow.propose(draft, by=town.people["editor"])
    yesterday = str(timezone.localdate() - timedelta(days=1))

    too_early = record(secretary, draft, "antagen", datum=yesterday)
    secretary.post(f"/infor-beslut/{draft.reviews.get().public_id}/sammantrade/", {"sammantrade": yesterday})
    record(secretary, draft, "antagen", datum=yesterday)

    ((_, told),) = errors(page(too_early))
    assert told.endswith("eller sätt sammanträdets dag till den dagen om planen lades in i portalen efteråt.")
    assert (state(draft), str(MissionPlan.objects.get(pk=draft.pk).decision.date)) == ("adopted", yesterday)


@pytest.mark.parametrize("reason", ["", " ", "Fråga 19811218-9876"])
def test_proposal_is_not_given_back_without_a_reason(reason: str, proposal: MissionPlan, secretary: Client) -> None:
    response = secretary.post(path(proposal, "aterlamna"), {"skal": reason, "version": 0})

    assert (response.status_code, state(proposal)) == (422, "proposed")
    assert [where for where, _ in errors(page(response))] == ["#id_skal"]


def test_adoption_is_recorded_and_public_at_once(proposal: MissionPlan, secretary: Client, town: cast.Town) -> None:
    version = SteeringModel.objects.get().publication_version
    assert Client().get(f"/namnder/{town.own.slug}/uppdragsplan/2022/").status_code == 404

    response = record(secretary, proposal, "antagen", justerat="2021-06-20", protokoll="https://example.org/p")
    proposal.refresh_from_db()
    decision = proposal.decision

    assert response.url == proposal.revision_url
    assert Client().get(f"/namnder/{town.own.slug}/uppdragsplan/2022/").status_code == 200
    assert SteeringModel.objects.get().publication_version != version
    assert (proposal.state, proposal.adopted_by) == ("adopted", town.people["secretary"])
    assert decision is not None
    assert (decision.body, str(decision.date), decision.paragraph, decision.diary_number) == (
        town.own, "2021-06-16", "§ 45", "KS 2021/12",
    )  # fmt: skip
    assert (decision.title, str(decision.adjusted_on), decision.minutes_url) == (
        "Uppdragsplan 2022", "2021-06-20", "https://example.org/p",
    )  # fmt: skip
    assert events(proposal) == ["proposed", "adopted"]


def test_one_decision_adopts_several_plans(proposal: MissionPlan, secretary: Client, town: cast.Town) -> None:
    second = cast.plan_in("proposed", MissionPlan, town.own, 2023)
    before = Decision.objects.count()
    record(secretary, proposal, "antagen")
    decision = MissionPlan.objects.get(pk=proposal.pk).decision
    assert decision is not None

    record(secretary, second, "antagen", redan=decision.pk, datum="", paragraf="")

    assert MissionPlan.objects.get(pk=second.pk).decision == decision
    assert Decision.objects.count() == before + 1


def test_decision_of_another_body_is_not_offered(proposal: MissionPlan, secretary: Client, town: cast.Town) -> None:
    response = record(secretary, proposal, "antagen", redan=factories.decision(town.other).pk)

    assert [where for where, _ in errors(page(response))] == ["#id_redan"]
    assert state(proposal) == "proposed"


def test_adopted_with_amendments(proposal: MissionPlan, secretary: Client) -> None:
    (item,) = proposal.objectives.all()
    item_path = path(proposal, "mal", item.thread.public_id)

    response = record(secretary, proposal, "antagen-med-andringar", datum="", paragraf="")
    assert (response.url, state(proposal)) == (path(proposal), "amending")

    send(secretary, item_path, opened(secretary, item_path), title="Som protokollet säger")
    record(secretary, proposal, "antagen")
    proposal.refresh_from_db()

    assert (proposal.state, events(proposal)) == ("adopted", ["proposed", "amending", "edited", "adopted"])
    assert '"title":"Som protokollet säger"' in proposal.stored_document


def test_referred_back_goes_to_its_writers(proposal: MissionPlan, secretary: Client) -> None:
    record(secretary, proposal, "aterremiss", skal="Ekonomin behöver utredas.")

    event = PlanEvent.objects.get(kind="referred_back")
    assert state(proposal) == "draft"
    assert event.decision is not None
    assert (event.reason, event.decision.title) == ("Ekonomin behöver utredas.", "Återremiss av uppdragsplan 2022")


def test_referred_back_needs_a_reason(proposal: MissionPlan, secretary: Client) -> None:
    response = record(secretary, proposal, "aterremiss")

    assert errors(page(response)) == [("#id_skal", "Skäl: Skriv varför planen ska göras om.")]
    assert state(proposal) == "proposed"


@pytest.mark.parametrize(
    ("outcome", "then", "event", "title"),
    [
        ("bordlagd", "proposed", "postponed", "Bordläggning av uppdragsplan 2022"),
        ("avslagen", "rejected", "rejected", "Avslag på uppdragsplan 2022"),
    ],
)
def test_postponed_and_rejected(
    outcome: str, then: str, event: str, title: str, proposal: MissionPlan, secretary: Client
) -> None:
    record(secretary, proposal, outcome)

    assert (state(proposal), events(proposal)) == (then, ["proposed", event])
    assert PlanEvent.objects.get(kind=event).decision == Decision.objects.get(title=title)


def test_decision_that_postponed_the_plan_does_not_adopt_it(proposal: MissionPlan, secretary: Client) -> None:
    record(secretary, proposal, "bordlagd")
    decision = Decision.objects.get(title="Bordläggning av uppdragsplan 2022")

    response = record(secretary, proposal, "antagen", redan=decision.pk)

    assert errors(page(response)) == [("", "Genom det beslutet blev planen bordlagd. Välj ett annat beslut.")]
    assert state(proposal) == "proposed"


@pytest.mark.parametrize("outcome", ["bordlagd", "avslagen", "aterremiss"])
def test_every_recorded_decision_is_public_at_once(outcome: str, proposal: MissionPlan, secretary: Client) -> None:
    search.rebuild()
    public, before = Client(), SteeringModel.objects.get().publication_version

    record(secretary, proposal, outcome, skal="Ekonomin behöver utredas.")

    decision = Decision.objects.get(paragraph="§ 45")
    assert SteeringModel.objects.get().publication_version != before
    assert decision.get_absolute_url() in page(public.get("/beslut/"))
    assert SearchEntry.objects.filter(page="decision", page_args=[decision.slug]).exists()


def test_who_proposed_does_not_adopt(town: cast.Town, log_in: LogIn, draft: MissionPlan) -> None:
    cast.role(town.people["editor"], "secretary", town.own)
    editor = log_in("editor")
    editor.post(path(draft, "foresla"), {"version": 0})
    before = Decision.objects.count()

    response = record(editor, draft, "antagen", datum=timezone.localdate().isoformat())

    assert response.status_code == 422
    assert errors(page(response)) == [("", "Den som föreslog planen kan inte själv föra in beslutet.")]
    assert (state(draft), Decision.objects.count()) == ("proposed", before)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"datum": ""}, ["#id_datum"]),
        ({"datum": "i går"}, ["#id_datum"]),
        ({"datum": "0204-06-16"}, ["#id_datum"]),
        ({"paragraf": ""}, ["#id_paragraf"]),
        ({"outcome": "påhittad"}, ["#id_utfall"]),
        ({"protokoll": "javascript:alert(1)"}, ["#id_protokoll"]),
        ({"protokoll": "https://example.org/19811218-9876.pdf"}, ["#id_protokoll"]),
        ({"protokoll": "https://example.org/19811218%2D9876.pdf"}, ["#id_protokoll"]),
        ({"justerat": "2021-06-01"}, [""]),
        ({"paragraf": "19811218-9876"}, ["#id_paragraf"]),
    ],
)
def test_what_the_minutes_cannot_say_is_refused(
    typed: dict[str, str], where: list[str], proposal: MissionPlan, secretary: Client
) -> None:
    before = Decision.objects.count()

    response = record(secretary, proposal, **{"outcome": "antagen", **typed})

    assert (response.status_code, [place for place, _ in errors(page(response))]) == (422, where)
    assert (state(proposal), Decision.objects.count()) == ("proposed", before)


def test_unanswered_question_is_said_without_its_mark(proposal: MissionPlan, secretary: Client) -> None:
    decide = path(proposal, "beslut")

    assert errors(page(send(secretary, decide, opened(secretary, decide)))) == [
        ("#id_utfall", "Vad beslutades: Välj ett av alternativen."),
        ("#id_datum", "Datum: Skriv vilken dag beslutet fattades."),
        ("#id_paragraf", "Paragraf: Skriv paragrafen ur protokollet."),
    ]


def test_decision_is_not_in_the_future(proposal: MissionPlan, secretary: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = record(secretary, proposal, "antagen", datum=tomorrow.isoformat())

    assert errors(page(response)) == [("#id_datum", "Datum: Beslutet kan inte ligga i framtiden.")]


def test_two_decisions_of_one_day_have_addresses_of_their_own(
    proposal: MissionPlan, secretary: Client, town: cast.Town
) -> None:
    second = cast.plan_in("proposed", MissionPlan, town.own, 2023)

    record(secretary, proposal, "antagen")
    record(secretary, second, "antagen")

    made = Decision.objects.filter(paragraph="§ 45").order_by("pk").values_list("slug", flat=True)
    assert list(made) == ["n-2021-06-16-45", "n-2021-06-16-45-2"]


# Adopted


def test_adopted_plan_is_revoked_by_a_later_decision(secretary: Client, town: cast.Town) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    revoke = path(plan, "upphav")
    form = opened(secretary, revoke)

    response = send(secretary, revoke, form, utfall="upphavd", datum="2022-03-01", paragraf="§ 9", diarienummer="")
    plan.refresh_from_db()

    assert response.url == plan.revision_url
    assert plan.revoked_by is not None
    assert (plan.state, plan.revoked_by.paragraph, plan.revoked_by.title) == (
        "adopted", "§ 9", "Upphävande av uppdragsplan 2022",
    )  # fmt: skip
    assert events(plan)[-1] == "revoked"
    assert Client().get(plan.revision_url).status_code == 200


def test_revocation_older_than_the_adoption_is_refused(secretary: Client, town: cast.Town) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    revoke = path(plan, "upphav")

    response = send(
        secretary, revoke, opened(secretary, revoke), **{**MINUTES, "utfall": "upphavd", "datum": "2020-01-01"}
    )

    assert errors(page(response)) == [("", "Beslutet att upphäva planen är äldre än beslutet som antog den.")]


def test_text_is_masked_for_everybody(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    steward, mask = log_in("steward"), path(plan, "maskera")

    response = send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")

    assert response.url == plan.revision_url
    assert "[maskat] luft" in page(Client().get(plan.revision_url))


def test_where_else_the_text_stands_is_said_and_chosen(town: cast.Town, log_in: LogIn) -> None:
    first, second, third = (cast.plan_in("adopted", MissionPlan, town.own, year) for year in (2022, 2023, 2024))
    draft = cast.plan_in("draft", MissionPlan, town.own, 2025)
    steward, mask = log_in("steward"), path(first, "maskera")
    asked = send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")
    form = fields(page(asked))

    response = send(steward, mask, form, aven=[str(second.pk), str(draft.pk)])

    assert (asked.status_code, form["aven"]) == (200, [str(one.pk) for one in (second, third, draft)])
    assert "Inget är maskerat än." in page(asked)
    assert "Socialnämndens uppdragsplan 2023 (antagen)" in page(asked)
    assert "Socialnämndens uppdragsplan 2025 (utkast)" in page(asked)
    assert response.url == first.revision_url
    assert said(page(steward.get(path(first)))) == [
        "Texten är maskerad i 3 planer, i handlingarna, i historiken och i synpunkterna.",
        "Texten står kvar på andra ställen: Socialnämndens uppdragsplan 2024 (antagen).",
    ]
    assert {one: one.objectives.get().title for one in (first, second, third, draft)} == {
        first: "[maskat] luft", second: "[maskat] luft", third: "Renare luft", draft: "[maskat] luft",
    }  # fmt: skip


def test_where_no_mask_reaches_is_said_before_and_after(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    theirs = cast.plan_in("adopted", MissionPlan, town.other, 2022)
    factories.mission_plan(town.other, first_year=2026, last_year=2026, introduction="Renare")
    logged = factories.strategic_plan(town.council)
    logged.planevents.create(kind="edited", document_after='{"goals":[{"wording":"Renare"}]}')
    department = town.other_department
    type(department).objects.filter(pk=department.pk).update(note="Renare varje dag")
    type(department).objects.filter(pk=town.department.pk).update(note="renare med liten bokstav")
    steward, mask = log_in("steward"), path(plan, "maskera")

    asked = send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")
    send(steward, mask, fields(page(asked)))
    after = said(page(steward.get(path(plan))))

    left = {
        "Barn- och utbildningsnämndens uppdragsplan 2022 (antagen)": path(theirs, "maskera"),
        "Barn- och utbildningsnämndens uppdragsplan 2026 (utkast)": "",
        "Kommunfullmäktiges strategiska plan 2022–2025 (utkast)": path(logged, "maskera"),
        "Förvaltning: Utbildningsförvaltningen": f"/admin/styrmodell/department/{department.pk}/change/",
    }
    told = reading.read(asked).one("div", "warning").one("ul").all("li")
    assert {one.text: one.href for one in told} == left
    assert plan.objectives.get().title == "[maskat] luft"
    assert theirs.objectives.get().title == "Renare luft"
    assert after[1] == f"Texten står kvar på andra ställen: {'; '.join(one.text for one in told)}."


@pytest.fixture
def records(town: cast.Town) -> list[Any]:
    """What is recorded once, all of it by Renare; what they say stands in `_said`."""
    made = factories.decision(town.council, paragraph="§ 7", title="Renare får mer", summary="Som Renare bad om.")
    thread = factories.thread("investment")
    moved: dict[str, Any] = {"decision": made, "year": 2022, "reason": "Renare bad om det."}
    return [
        made,
        factories.adjustment(town.own, 10, financing="Ur Renares reserv.", **moved),
        InvestmentAdjustment.objects.create(slug="ombud", kind="carried_over", investment=thread, amount=10, **moved),
        InvestmentState.objects.create(
            investment=thread, date=date(2022, 5, 1), state="paused", reason="Renare är sjuk."
        ),
        Disposal.objects.create(
            by=town.people["steward"], grounds="Renares beslut", count=0, reviews="", digest="Renare"
        ),
    ]


def _said(records: list[Any]) -> list[str]:
    decision, frame, investment, standing, disposal = [type(one)._default_manager.get(pk=one.pk) for one in records]
    return [
        decision.title, decision.summary, frame.financing, frame.reason, investment.reason, standing.reason,
        disposal.grounds, disposal.digest,
    ]  # fmt: skip


def test_what_no_form_rewrites_is_masked_at_once(town: cast.Town, log_in: LogIn, records: list[Any]) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    steward, mask = log_in("steward"), path(plan, "maskera")
    asked = send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")

    send(steward, mask, fields(page(asked)))

    assert fields(page(asked))["aven"] == [f"{one._meta.model_name}-{one.pk}" for one in records]
    assert _said(records) == [
        "[maskat] får mer", "Som [maskat] bad om.", "Ur [maskat]s reserv.", "[maskat] bad om det.",
        "[maskat] bad om det.", "[maskat] är sjuk.", "[maskat]s beslut", "Renare",
    ]  # fmt: skip
    assert said(page(steward.get(path(plan)))) == [f"{MASKED}, och i 5 uppgifter utanför planerna."]
    assert MissionPlan.objects.get(pk=plan.pk).mask_reason == "Begäran"
    told = PlanEvent.objects.get(kind="masked").reason
    by = "Kommunfullmäktige §\N{NO-BREAK SPACE}7 2021-06-16"
    assert told == (
        f"Begäran\n\nMaskerat är också: beslut ({by}); justering av ram ({by}); justering av investering ({by}); "
        "investeringens läge (pausad 2022-05-01); gallring ([maskat]s beslut)."
    )
    assert unalterable.missing("default") == []


def test_what_is_not_chosen_of_the_records_stays_and_is_said(
    town: cast.Town, log_in: LogIn, records: list[Any]
) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    steward, mask = log_in("steward"), path(plan, "maskera")
    form = fields(page(send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")))
    before = _said(records)

    send(steward, mask, form, aven=form["aven"][:1])

    assert _said(records) == ["[maskat] får mer", "Som [maskat] bad om.", *before[2:]]
    assert len(said(page(steward.get(path(plan))))[1].split(";")) == len(records) - 1


def test_plan_that_did_not_say_it_is_not_called_masked(town: cast.Town, log_in: LogIn, records: list[Any]) -> None:
    """The log tells what was masked from it all the same."""
    plan = factories.adopt(factories.mission_plan(town.own, first_year=2022, last_year=2022))
    steward, mask = log_in("steward"), path(plan, "maskera")
    form = fields(page(send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")))

    send(steward, mask, form, aven=form["aven"][3:4])

    assert MissionPlan.objects.get(pk=plan.pk).masked_at is None
    assert PlanEvent.objects.get(kind="masked").reason == (
        "Begäran\n\nMaskerat är också: investeringens läge (pausad 2022-05-01)."
    )
    assert said(page(steward.get(path(plan))))[0] == "Texten är maskerad i 1 uppgift utanför planerna."


def test_what_is_found_elsewhere_stays_when_the_form_is_refused(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    cast.plan_in("adopted", MissionPlan, town.other, 2022)
    steward, mask = log_in("steward"), path(plan, "maskera")
    form = fields(page(send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")))

    refused = send(steward, mask, form, skal="")

    told = reading.read(refused).one("div", "warning").one("ul").all("li")
    assert refused.status_code == 422
    assert [one.text for one in told] == ["Barn- och utbildningsnämndens uppdragsplan 2022 (antagen)"]


def test_only_the_plans_that_said_it_are_counted(town: cast.Town, log_in: LogIn) -> None:
    """The other was chosen for the text that this one was written in place of."""
    plan = factories.mission_plan(town.own, first_year=2022, last_year=2022)
    factories.objective(plan, text="Skriven av Kim.")
    factories.adopt(plan)
    cast.plan_in("adopted", MissionPlan, town.own, 2023)
    steward, mask = log_in("steward"), path(plan, "maskera")
    form = fields(page(send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")))

    send(steward, mask, form, text="Kim")

    assert said(page(steward.get(path(plan)))) == [
        "Texten är maskerad i planen, i handlingarna, i historiken och i synpunkterna."
    ]


def test_another_text_is_looked_for_anew(town: cast.Town, log_in: LogIn) -> None:
    first, second = (cast.plan_in("adopted", MissionPlan, town.own, year) for year in (2022, 2023))
    steward, mask = log_in("steward"), path(first, "maskera")
    form = fields(page(send(steward, mask, opened(steward, mask), text="Renare", skal="Begäran")))

    asked = send(steward, mask, form, text="luft", aven=[])

    assert (asked.status_code, fields(page(asked))["aven"]) == (200, [str(second.pk)])
    assert not MissionPlan.objects.exclude(masked_at=None).exists()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"text": "re"}, ("#id_text", "Skriv minst 3 tecken.")),
        ({"text": "renare"}, ("#id_text", "Texten står inte i planen. Stora och små bokstäver ska stämma.")),
        ({"skal": "Någon hette RENARE"}, ("#id_skal", "Skälet läses av alla. Skriv det utan den text som maskeras.")),
        ({"text": ""}, ("#id_text", "Detta fält måste fyllas i.")),
    ],
)
def test_what_cannot_be_masked_is_said(
    typed: dict[str, str], wrong: tuple[str, str], town: cast.Town, log_in: LogIn
) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    steward, mask = log_in("steward"), path(plan, "maskera")

    response = send(steward, mask, opened(steward, mask), **{"text": "Renare", "skal": "Begäran", **typed})

    ((where, told),) = errors(page(response))
    assert (where, told.partition(": ")[2]) == wrong
    assert "Renare luft" in page(Client().get(plan.revision_url))


# Other kinds of plan


def test_head_confirms_an_operational_plan_without_a_paragraph(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("proposed", OperationalPlan, town.department, 2022)
    head = log_in("head")
    form = opened(head, path(plan, "beslut"))

    response = send(head, path(plan, "beslut"), form, utfall="antagen", datum="2021-12-01", diarienummer="S 1")
    plan.refresh_from_db()

    assert sorted(form) == ["csrfmiddlewaretoken", "datum", "diarienummer", "redan", "skal", "version"]
    assert response.url == plan.revision_url
    assert plan.decision is not None
    assert (plan.decision.department, plan.decision.body, plan.decision.paragraph) == (town.department, None, "")
    assert (plan.state, plan.adopted_by) == ("adopted", town.people["head"])


def test_head_says_why_a_plan_is_not_confirmed(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("proposed", OperationalPlan, town.department, 2022)
    head, decide = log_in("head"), path(plan, "beslut")

    typed = {"utfall": "avslagen", "datum": "2021-12-01"}
    refused = page(send(head, decide, opened(head, decide), **typed))
    told = head.post(decide, {**opened(head, decide), **typed, "skal": "Bilarna saknar pengar."}, follow=True)

    assert errors(refused) == [("#id_skal", "Skäl: Skriv varför planen inte fastställs.")]
    assert said(page(told)) == ["Planen är inte fastställd."]
    assert state(plan) == "rejected"
    assert PlanEvent.objects.get(operational_plan=plan, kind="rejected").reason == "Bilarna saknar pengar."
    assert "Bilarna saknar pengar." in page(log_in("editor").get(path(plan)))


@pytest.mark.parametrize("state", ["proposed", "amending"])
def test_head_is_not_asked_about_minutes(state: str, town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in(state, OperationalPlan, town.department, 2022)
    head = log_in("head")

    for tail in ("", "beslut", "historik", "andringar"):
        shown = reading.page(head, path(plan, tail) if tail else path(plan)).one("main").text.lower()
        found = [word for word in ("protokoll", "antag", "antog", "återremi", "sammanträde") if word in shown]
        assert found == [], tail


LEADS_TO = {
    "beslut": "En antagen plan publiceras direkt, och det går inte att ångra.",
    "aterlamna": "Planen går tillbaka till dem som skriver den. Inget publiceras.",
    "upphav": "Upphävandet publiceras direkt, och det går inte att ångra.",
}


@pytest.mark.parametrize("way", LEADS_TO)
def test_page_says_what_the_button_leads_to(way: str, secretary: Client, town: cast.Town) -> None:
    plan = cast.plan_in("adopted" if way == "upphav" else "proposed", MissionPlan, town.own, 2022)

    shown = page(secretary.get(path(plan, way)))

    assert [text in shown for text in LEADS_TO.values()] == [LEADS_TO[way] == text for text in LEADS_TO.values()]
    assert ("vid återremiss" in shown) == (way == "beslut")


def test_council_adopts_the_strategic_plan(town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("proposed", StrategicPlan, town.council, 2022)

    response = record(log_in("council_secretary"), plan, "antagen")
    plan.refresh_from_db()

    assert (response.url, plan.state) == (plan.revision_url, "adopted")
    assert plan.decision is not None
    assert plan.decision.body == Body.objects.get(kind="council")


# Looked at before


def everything() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (MissionPlan, Decision, PlanEvent)]


@pytest.mark.parametrize("plan_state", ["draft", "proposed", "amending"])
def test_preview_shows_the_plan_marked_and_leaves_no_trace(plan_state: str, town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in(plan_state, MissionPlan, town.own, 2022)
    before = everything()

    response = log_in("secretary").get(path(plan, "forhandsvisning"))

    assert response.status_code == 200
    assert "Renare luft" in page(response)
    assert "§\N{NO-BREAK SPACE}fylls i senare" in page(response)
    assert "saknas i källan" not in page(response)
    assert everything() == before
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


@pytest.mark.parametrize("plan_state", ["rejected", "withdrawn"])
def test_closed_plan_is_read_as_a_paper_also_beside_a_new_draft(
    plan_state: str, town: cast.Town, log_in: LogIn
) -> None:
    plan = cast.plan_in(plan_state, MissionPlan, town.own, 2022)
    factories.mission_plan(town.own, first_year=2022, last_year=2022)

    response = log_in("secretary").get(path(plan, "forhandsvisning"), follow=True)

    assert response.redirect_chain == [(path(plan, "handling"), 302)]
    assert response.status_code == 200


def test_answered_warnings_let_the_plan_go(town: cast.Town, log_in: LogIn) -> None:
    factories.frames(strategic := factories.strategic_plan(town.council), town.own, {2022: 100})
    factories.adopt(strategic)
    plan = factories.mission_plan(town.own, first_year=2022, last_year=2022)
    editor = log_in("editor")

    opened = {"opened": opened_answers(editor, plan)}
    editor.post(path(plan, "svar"), {"svar-left-2022": "Hålls för oväntade kostnader.", "svar-x": "Påhittad", **opened})

    assert list(plan.warninganswers.values_list("key", "text")) == [("left-2022", "Hålls för oväntade kostnader.")]
    assert checklist.check(plan, on=timezone.localdate()).is_ready is True
    assert PlanEvent.objects.get(mission_plan=plan).reason == (
        "Svar på ”100\N{NO-BREAK SPACE}tkr av ramen för 2022 är inte fördelade.”: Hålls för oväntade kostnader."
    )

    editor.post(path(plan, "svar"), {"svar-left-2022": "", "opened": opened_answers(editor, plan)})

    assert list(plan.warninganswers.all()) == []


def test_answer_of_a_colleague_is_not_written_over(town: cast.Town, log_in: LogIn) -> None:
    factories.frames(strategic := factories.strategic_plan(town.council), town.own, {2022: 100})
    factories.adopt(strategic)
    plan = factories.mission_plan(town.own, first_year=2022, last_year=2022)
    editor = log_in("editor")
    early = opened_answers(editor, plan)
    editor.post(path(plan, "svar"), {"svar-left-2022": "Deras svar.", "opened": early})

    untouched = editor.post(path(plan, "svar"), {"svar-left-2022": "", "opened": early})
    stale = editor.post(path(plan, "svar"), {"svar-left-2022": "Mitt svar.", "opened": early})
    text = page(stale)

    assert (stale.status_code, untouched.status_code) == (409, 409)
    assert fields(page(untouched))["svar-left-2022"] == ["Deras svar."]
    assert ("Nu står det: ”Deras svar.”" in text, 'value="Mitt svar."' in text) == (True, True)
    assert plan.warninganswers.get().text == "Deras svar."

    editor.post(path(plan, "svar"), fields(text))

    assert plan.warninganswers.get().text == "Mitt svar."


def test_proposal_that_has_come_anew_is_read_before_it_is_given_back(
    proposal: MissionPlan, secretary: Client, town: cast.Town
) -> None:
    give_back = path(proposal, "aterlamna")
    form = opened(secretary, give_back)
    workflow.give_back(proposal, by=town.people["secretary"], reason="Rätta.")
    with drafts.writing(proposal, by=town.people["editor"]):
        proposal.objectives.update(title="Friskare luft")
    factories.propose(proposal)

    stale = send(secretary, give_back, form, skal="Målen saknar mått.")

    assert (stale.status_code, errors(page(stale)), state(proposal)) == (409, [("", CHANGED)], "proposed")
    assert "Målen saknar mått." in page(stale)

    send(secretary, give_back, fields(page(stale)))

    assert state(proposal) == "draft"


def test_amendment_by_a_colleague_is_read_before_it_is_adopted(
    proposal: MissionPlan, secretary: Client, town: cast.Town
) -> None:
    decide = path(proposal, "beslut")
    record(secretary, proposal, "antagen-med-andringar", datum="", paragraf="")
    form = opened(secretary, decide)
    with drafts.writing(proposal, by=town.people["secretary"]):
        proposal.objectives.update(title="Friskare luft")
    before = Decision.objects.count()

    stale = send(secretary, decide, form, utfall="antagen", **MINUTES)

    assert (stale.status_code, errors(page(stale)), state(proposal)) == (409, [("", CHANGED)], "amending")
    assert ('value="§ 45"' in page(stale), Decision.objects.count()) == (True, before)
