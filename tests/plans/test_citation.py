from django.test import RequestFactory

from plans import citation
from plans.citation import Citation
from tests import factories


def sentence(cited: Citation) -> str:
    return f"{cited.before} {cited.title}{cited.after}".replace("\N{NO-BREAK SPACE}", " ")


def test_plan_thread_and_table_are_cited_at_the_very_revision(db: None, rf: RequestFactory) -> None:
    factories.steering_model()
    plan = factories.mission_plan(factories.body("Socialnämnden", slug="sn"))
    objective = factories.objective(plan, title="Renare luft")
    made = factories.decision(plan.body, paragraph="§ 12", diary_number="SN 2021-7")
    factories.adopt(plan, decision_made=made)
    request = rf.get("/")
    revision = "/namnder/sn/uppdragsplan/2022-2025/r1/"
    decided = "Socialnämndens uppdragsplan 2022–2025. Socialnämnden § 12, 16 juni 2021, dnr SN 2021-7."

    of_plan = citation.of_plan(request, plan)
    of_item = citation.of_item(request, objective, "nämndmål 1")
    of_table = citation.of_table(request, plan, "Fördelning av ramen", "fordelning")

    assert [(sentence(cited), cited.url, cited.address) for cited in (of_plan, of_item, of_table)] == [
        (f"Provby kommun. {decided}", revision, f"http://testserver{revision}"),
        (
            f"Provby kommun. ”Renare luft”, nämndmål 1 i {decided}",
            f"{revision}#{objective.thread.public_id}",
            f"http://testserver{revision}#{objective.thread.public_id}",
        ),
        (
            f"Provby kommun. Fördelning av ramen, tabell i {decided}",
            f"{revision}#fordelning",
            f"http://testserver{revision}#fordelning",
        ),
    ]


def test_table_that_another_decision_made_true_cites_that_one(db: None, rf: RequestFactory) -> None:
    factories.steering_model()
    plan = factories.adopt(factories.strategic_plan())
    autumn = factories.decision(factories.body("Kommunfullmäktige"), paragraph="§ 90")

    cited = citation.of_table(rf.get("/"), plan, "Investeringar 2022", "investeringar", decision=autumn)

    assert cited.after.replace("\N{NO-BREAK SPACE}", " ") == ". Kommunfullmäktige § 90, 16 juni 2021."


def test_example_is_cited_as_one(db: None, rf: RequestFactory) -> None:
    factories.steering_model()
    plan = factories.operational_plan(is_example=True)
    factories.adopt(plan)

    assert citation.of_plan(rf.get("/"), plan).after.replace("\N{NO-BREAK SPACE}", " ") == (
        ". Exempel. Förvaltningschefen, socialförvaltningen, 16 juni 2021."
    )
