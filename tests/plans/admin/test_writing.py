"""Writing in a plan's forms: what is saved, what is refused, and that no typed word is lost."""

import html
import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from goals.models import LongTermGoal
from plans import drafts, revisions, workflow
from plans.access import Access
from plans.admin.parts import identity, slug_of
from plans.models import Assignment, FrameChange, MissionPlan, Objective, OperationalPlan, Plan, PlanEvent, reference_to
from tests import cast, factories, reading
from tests.plans.admin.conftest import LogIn
from tests.plans.admin.forms import errors, fields, opened, page, said, send
from tests.plans.workbook.books import changed, under, write_in

pytestmark = pytest.mark.django_db

CHANGED = "Någon har ändrat planen sedan du öppnade sidan. Läs igenom den igen."
PERSONAL = "”19811218-9876” ser ut som ett personnummer. Sådana får inte stå i planer: de publiceras för alla."


@pytest.fixture
def plan(town: cast.Town) -> MissionPlan:
    return factories.mission_plan(town.own)


@pytest.fixture
def objective(plan: MissionPlan) -> Objective:
    return factories.objective(plan, text="Luften mäts varje vecka.")


@pytest.fixture
def editor(log_in: LogIn) -> Client:
    return log_in("editor")


@pytest.fixture
def prioritised(objective: Objective) -> None:
    """The council has prioritised the goal that the objective contributes to."""
    strategic = factories.strategic_plan()
    factories.prioritised_goal(strategic, objective.goal)
    factories.adopt(strategic)


def path(plan: Any, *parts: str) -> str:
    return "/".join(["/admin/planer", slug_of(plan), str(plan.pk), *parts, ""])


def item_path(item: Any, part: str = "mal") -> str:
    return path(item.plan, part, identity(item))


def opened_answers(client: Client, plan: Plan) -> str:
    """What the working page says that the answers to the checklist were when it was opened."""
    found = re.search(r'name="opened" value="(\w+)"', page(client.get(path(plan))))
    assert found is not None
    return found[1]


def edits(plan: Plan) -> list[PlanEvent]:
    return list(PlanEvent.objects.filter(**reference_to(plan), kind="edited"))


# Saved


def test_item_is_saved_and_logged(editor: Client, objective: Objective, town: cast.Town) -> None:
    form = opened(editor, item_path(objective))

    response = send(editor, item_path(objective), form, title="Friskare luft")
    objective.refresh_from_db()
    plan = MissionPlan.objects.get()
    (event,) = edits(plan)

    assert (response.status_code, response.url) == (302, f"{path(plan)}#{identity(objective)}")
    assert (objective.title, objective.text) == ("Friskare luft", "Luften mäts varje vecka.")
    assert (plan.version, plan.edited_by) == (1, town.people["editor"])
    assert event.by == town.people["editor"]
    assert [one["title"] for one in json.loads(event.document_before)["objectives"]] == ["Renare luft"]
    assert [one["title"] for one in json.loads(event.document_after)["objectives"]] == ["Friskare luft"]


def test_history_says_what_changed_from_what_to_what(editor: Client, objective: Objective) -> None:
    send(editor, item_path(objective), opened(editor, item_path(objective)), title="Friskare luft")

    (item,) = reading.page(editor, path(objective.plan, "historik")).one("ol", "history").one("ul").all("li")

    assert item.texts("p") == ["Ändrade nämndmål ”Friskare luft”", "Rubrik: struket: Renare tillagt: Friskare luft"]


def test_what_is_saved_unchanged_is_no_event(editor: Client, objective: Objective) -> None:
    response = send(editor, item_path(objective), opened(editor, item_path(objective)))

    assert response.status_code == 302
    assert (MissionPlan.objects.get().version, edits(objective.plan)) == (0, [])


@pytest.mark.parametrize(
    ("introduction", "hints"),
    [
        ("Vi vill mycket 2022–2025.", ["Texten nämner 2022–2025, men planen gäller 2023–2026."]),
        ("Vi vill mycket 2023–2026.", []),
    ],
)
def test_text_that_speaks_of_the_last_period_is_pointed_at(
    editor: Client, town: cast.Town, introduction: str, hints: list[str]
) -> None:
    last = factories.adopt(factories.mission_plan(town.own, introduction=introduction))
    plan = revisions.revise(last, by=factories.user("editor"))

    shown = reading.page(editor, path(plan, "texter")).one("form", "writing")

    assert [hint for hint in shown.texts("div", "help") if "nämner" in hint] == hints


def test_texts_of_the_plan_are_saved(editor: Client, plan: MissionPlan) -> None:
    form = opened(editor, path(plan, "texter"))

    send(editor, path(plan, "texter"), form, introduction="Så här tänker vi.")
    plan.refresh_from_db()

    assert (plan.introduction, plan.responsibility) == ("Så här tänker vi.", "Nämnden ansvarar för omsorgen.")


@pytest.mark.usefixtures("prioritised")
def test_new_item_gets_a_thread_and_the_last_place(editor: Client, objective: Objective) -> None:
    new = path(objective.plan, "mal", "ny")
    form = opened(editor, new)

    send(editor, new, form, title="Tystare gator", goal=objective.goal_id)

    made = Objective.objects.get(title="Tystare gator")
    assert (made.plan, made.position, made.thread.kind) == (objective.plan, 1, "objective")
    assert made.thread != objective.thread


@pytest.mark.usefixtures("prioritised")
def test_one_more_is_written_after_it(editor: Client, objective: Objective) -> None:
    new = path(objective.plan, "mal", "ny")
    form = opened(editor, new) | {"spara-och-ny": "1"}

    assert send(editor, new, form, title="Tystare gator", goal=objective.goal_id).url == new


def test_measure_stands_under_its_objective_with_targets_by_year(editor: Client, objective: Objective) -> None:
    new = f"{path(objective.plan, 'matt', 'ny')}?mal={identity(objective)}"
    typed = {"title": "Kväveoxid", "unit": "µg", "target_2022": "2,5", "target_2023": "ej beslutat"}

    response = send(editor, new, opened(editor, new), **typed)

    made = objective.indicators.get()
    assert response.status_code == 302
    assert (made.title, made.plan, made.thread.kind) == ("Kväveoxid", objective.plan, "indicator")
    assert [(row.year, row.value and str(row.value.normalize())) for row in made.targets.order_by("year")] == [
        (2022, "2.5"),
        (2023, None),
    ]


def test_years_say_what_is_asked_and_how_to_say_that_it_comes_later(editor: Client, objective: Objective) -> None:
    shown = reading.page(editor, f"{path(objective.plan, 'matt', 'ny')}?mal={identity(objective)}").one(
        "form", "writing"
    )

    assert shown.texts("label")[2:] == [f"Målvärde {year} (valfritt)" for year in range(2022, 2026)]
    assert shown.texts("div", "help")[1:] == [
        "Vad måttet ska visa varje år. Skriv ”inte beslutat” där det kommer senare, lämna tomt där inget är sagt."
    ]


def test_responsibility_is_not_called_voluntary(editor: Client, plan: MissionPlan) -> None:
    shown = reading.page(editor, path(plan, "texter")).one("form", "writing")

    assert shown.texts("label") == ["Ansvarsområde", "Inledning (valfritt)"]


@pytest.mark.usefixtures("prioritised")
def test_what_has_to_be_chosen_is_asked_for_in_words(editor: Client, objective: Objective) -> None:
    goal, *_ = reading.page(editor, path(objective.plan, "mal", "ny")).one("select", id="id_goal").texts("option")

    assert goal == "Välj …"


def test_measure_under_nothing_is_not_found(editor: Client, objective: Objective) -> None:
    assert editor.get(path(objective.plan, "matt", "ny")).status_code == 404


def test_special_assignment_is_answered_by_its_button(editor: Client, objective: Objective, town: cast.Town) -> None:
    strategic = factories.strategic_plan(town.council)
    special = factories.special_assignment(strategic, town.own)
    factories.adopt(strategic)

    assert f"?svarar={special.thread.public_id}" in page(editor.get(path(objective.plan)))

    new = f"{path(objective.plan, 'uppdrag', 'ny')}?svarar={special.thread.public_id}"
    form = opened(editor, new)
    response = send(editor, new, form, title="Rehabilitera", lead=town.department.pk)

    made = Assignment.objects.get()
    assert form["answers"] == [str(special.thread_id)]
    assert response.status_code == 302
    assert (made.answers, made.objective, made.lead) == (special.thread, None, town.department)


def test_activity_is_written_in_an_operational_plan(editor: Client, town: cast.Town) -> None:
    plan = cast.plan_in("draft", OperationalPlan, town.department, 2022)
    given = plan.activities.get().assignment
    new = f"{path(plan, 'aktiviteter', 'ny')}?uppdrag={given.public_id}"
    form = opened(editor, new)

    response = send(editor, new, form, title="Köp bilar", starts_on="2022-03-01", due_on="2022-05-31")

    made = plan.activities.get(title="Köp bilar")
    assert (form["assignment"], response.status_code) == ([str(given.pk)], 302)
    assert (made.assignment, made.position, str(made.due_on)) == (given, 1, "2022-05-31")


# Refused, with the text kept


def test_what_is_wrong_is_said_on_top_with_links_and_the_text_kept(editor: Client, objective: Objective) -> None:
    form = opened(editor, item_path(objective))

    response = send(editor, item_path(objective), form, title="", text="En mening jag skrev.")
    shown = page(response)

    assert response.status_code == 422
    assert errors(shown) == [("#id_title", "Mål: Detta fält måste fyllas i.")]
    assert 'id="id_title"' in shown
    assert fields(shown)["text"] == ["En mening jag skrev."]


def test_nothing_is_saved_when_something_is_wrong(editor: Client, objective: Objective) -> None:
    send(editor, item_path(objective), opened(editor, item_path(objective)), title="", text="En mening.")
    objective.refresh_from_db()

    assert (objective.text, edits(objective.plan)) == ("Luften mäts varje vecka.", [])


@pytest.mark.parametrize("name", ["title", "text"])
def test_personal_number_is_refused_with_the_reason(name: str, editor: Client, objective: Objective) -> None:
    form = opened(editor, item_path(objective))

    response = send(editor, item_path(objective), form, **{name: "Fråga 19811218-9876"})
    objective.refresh_from_db()

    label = {"title": "Mål", "text": "Beskrivning"}[name]
    assert (response.status_code, errors(page(response))) == (422, [(f"#id_{name}", f"{label}: {PERSONAL}")])
    assert (objective.title, objective.text) == ("Renare luft", "Luften mäts varje vecka.")


def test_personal_number_is_refused_in_an_answer_to_the_checklist(editor: Client, plan: MissionPlan) -> None:
    factories.frames(strategic := factories.strategic_plan(), plan.body, {2022: 100})
    factories.adopt(strategic)

    typed = {"svar-left-2022": "Fråga 19811218-9876", "opened": opened_answers(editor, plan)}
    response = editor.post(path(plan, "svar"), typed)

    assert (response.status_code, errors(page(response))) == (422, [("#svar-left-2022", PERSONAL)])
    assert 'value="Fråga 19811218-9876"' in page(response)
    assert list(plan.warninganswers.all()) == []


def test_what_is_in_the_plan_once_is_refused_twice(town: cast.Town, log_in: LogIn) -> None:
    plan = factories.strategic_plan(town.council)
    goal = factories.prioritised_goal(plan).goal
    FrameChange.objects.create(plan=plan, body=town.own, year=2022, cause="prices", amount=1)
    factories.special_assignment(plan, town.own)
    steward = log_in("steward")
    cause = {"body": town.own.pk, "year": 2022, "cause": "prices", "amount": "5"}

    answers = {
        part: errors(page(steward.post(path(plan, part, "ny"), typed)))
        for part, typed in {
            "mal": {"goal": goal.pk, "wording": "Igen."},
            "orsaker": cause,
            "sarskilda-uppdrag": {"number": 1, "title": "Igen", "bodies": [town.own.pk]},
        }.items()
    }

    assert answers == {
        "mal": [("", "Målet finns redan i planen.")],
        "orsaker": [("", "Orsaken är redan angiven för organet och året.")],
        "sarskilda-uppdrag": [("", "Numret finns redan i planen.")],
    }


@pytest.fixture
def choices(objective: Objective, town: cast.Town) -> None:
    """Two prioritised goals, and two departments that work for the body."""
    strategic = factories.strategic_plan()
    factories.prioritised_goal(strategic, objective.goal)
    factories.prioritised_goal(strategic, factories.goal("Trygghet"))
    factories.adopt(strategic)
    factories.department(serving=[town.own], name="Teknikförvaltningen")


def offered(client: Client, address: str, label: str) -> list[str]:
    """What can be ticked under the label; nothing where it is not asked."""
    asked = reading.page(client, address).one("form", "writing").all("fieldset")
    return [text for one in asked if one.texts("legend") == [f"{label} (valfritt)"] for text in one.texts("label")]


@pytest.mark.usefixtures("choices")
def test_what_is_chosen_first_is_not_offered_besides(editor: Client, objective: Objective, town: cast.Town) -> None:
    assignment = factories.assignment(objective, town.department)
    new, own = path(objective.plan, "mal", "ny"), item_path(assignment, "uppdrag")

    assert offered(editor, new, "Bidrar också till") == ["God miljö", "Trygghet"]
    assert offered(editor, item_path(objective), "Bidrar också till") == ["Trygghet"]
    assert offered(editor, own, "Tillsammans med") == ["Teknikförvaltningen"]


@pytest.mark.usefixtures("prioritised")
def test_nothing_is_asked_besides_where_there_is_but_one(editor: Client, objective: Objective) -> None:
    assert offered(editor, path(objective.plan, "mal", "ny"), "Bidrar också till") == []
    assert offered(editor, path(objective.plan, "uppdrag", "ny"), "Tillsammans med") == []


@pytest.mark.usefixtures("prioritised")
def test_what_no_longer_works_for_the_body_can_be_ticked_off(
    editor: Client, objective: Objective, town: cast.Town
) -> None:
    """Else the checklist would stop the plan for what no page can mend."""
    assignment = factories.assignment(objective, town.department)
    assignment.supporting.add(town.other_department)
    own = item_path(assignment, "uppdrag")
    shown, form = offered(editor, own, "Tillsammans med"), opened(editor, own)

    response = send(editor, own, form, supporting=[])

    assert (shown, form["supporting"]) == (["Utbildningsförvaltningen"], [str(town.other_department.pk)])
    assert (response.status_code, list(assignment.supporting.all())) == (302, [])


@pytest.mark.usefixtures("choices")
def test_what_is_chosen_first_is_refused_besides(editor: Client, objective: Objective, town: cast.Town) -> None:
    goal, department, plan = objective.goal, town.department, objective.plan
    new, assigned = path(plan, "mal", "ny"), path(plan, "uppdrag", "ny")
    sent = [
        send(editor, new, opened(editor, new), title="x", goal=goal.pk, indirect_goals=[goal.pk]),
        send(
            editor, assigned, opened(editor, assigned),
            title="x", objective=objective.pk, lead=department.pk, supporting=[department.pk],
        ),
    ]  # fmt: skip

    assert [one.status_code for one in sent] == [422, 422]
    assert [errors(page(one)) for one in sent] == [
        [
            (
                "#id_indirect_goals",
                (
                    "Bidrar också till: God miljö är redan det som målet mest bidrar till. Bocka ur det här, eller "
                    "välj ett annat där."
                ),
            )
        ],
        [
            (
                "#id_supporting",
                (
                    "Tillsammans med: Socialförvaltningen är redan ansvarig. Bocka ur förvaltningen här, eller välj "
                    "en annan ansvarig."
                ),
            )
        ],
    ]


@pytest.mark.usefixtures("choices")
def test_what_was_first_can_change_places(editor: Client, objective: Objective) -> None:
    """Both are sent at once: the goal that came second becomes the first."""
    first, second = objective.goal, LongTermGoal.objects.get(name="Trygghet")
    form = opened(editor, item_path(objective))

    response = send(editor, item_path(objective), form, goal=second.pk, indirect_goals=[first.pk])
    objective.refresh_from_db()

    assert (response.status_code, objective.goal, list(objective.indirect_goals.all())) == (302, second, [first])


def test_assignment_without_a_reason_is_refused(editor: Client, plan: MissionPlan, town: cast.Town) -> None:
    new = path(plan, "uppdrag", "ny")

    response = send(editor, new, opened(editor, new), title="Byt till elbilar", lead=town.department.pk)

    assert errors(page(response)) == [("", "Ett uppdrag hör till ett nämndmål eller svarar på ett särskilt uppdrag.")]


# Somebody else saved first


@pytest.fixture
def stale(editor: Client, objective: Objective) -> dict[str, Any]:
    """A form that lay open while somebody else saved title and text."""
    form = opened(editor, item_path(objective))
    Objective.objects.filter(pk=objective.pk).update(title="Deras rubrik", text="Deras text.")
    return form


def test_stale_save_is_refused_with_both_texts(editor: Client, objective: Objective, stale: dict[str, Any]) -> None:
    response = send(editor, item_path(objective), stale, title="Min rubrik", text="Min text.")
    shown = html.unescape(page(response))
    objective.refresh_from_db()

    assert response.status_code == 409
    assert [text in shown for text in ("Min rubrik", "Min text.", "Deras rubrik", "Deras text.")] == [True] * 4
    assert {name: value for name, value in fields(shown).items() if name.startswith("valj-")} == {
        "valj-title": ["mitt"],
        "valj-text": ["mitt"],
    }
    assert (objective.title, objective.text) == ("Deras rubrik", "Deras text.")
    assert edits(objective.plan) == []


@pytest.mark.parametrize(
    ("title", "text", "saved"),
    [
        ("mitt", "deras", ("Min rubrik", "Deras text.")),
        ("deras", "mitt", ("Deras rubrik", "Min text.")),
        ("mitt", "mitt", ("Min rubrik", "Min text.")),
        ("deras", "deras", ("Deras rubrik", "Deras text.")),
    ],
)
def test_choice_for_each_field_is_saved(
    title: str, text: str, saved: tuple[str, str], editor: Client, objective: Objective, stale: dict[str, Any]
) -> None:
    conflict = fields(page(send(editor, item_path(objective), stale, title="Min rubrik", text="Min text.")))

    response = send(editor, item_path(objective), conflict, **{"valj-title": title, "valj-text": text})
    objective.refresh_from_db()

    assert (response.status_code, (objective.title, objective.text)) == (302, saved)


def test_save_of_another_item_is_no_conflict(editor: Client, objective: Objective) -> None:
    other = factories.objective(objective.plan, objective.goal, position=1, title="Tystare gator")
    form = opened(editor, item_path(objective))
    send(editor, item_path(other), opened(editor, item_path(other)), title="Tysta gator")

    assert send(editor, item_path(objective), form, title="Friskare luft").status_code == 302


def test_goal_chosen_by_the_other_is_taken(editor: Client, objective: Objective) -> None:
    new = factories.goal("Trygghet")
    strategic = factories.strategic_plan()
    factories.prioritised_goal(strategic, new)
    factories.prioritised_goal(strategic, objective.goal)
    factories.adopt(strategic)
    form = opened(editor, item_path(objective))
    Objective.objects.filter(pk=objective.pk).update(goal=new)
    conflict = fields(page(send(editor, item_path(objective), form, title="Min rubrik")))

    send(editor, item_path(objective), conflict, **{"valj-goal": "deras", "valj-title": "mitt"})
    objective.refresh_from_db()

    assert (objective.goal, objective.title) == (new, "Min rubrik")


# The grid


@pytest.fixture
def area(plan: MissionPlan) -> Any:
    strategic = factories.strategic_plan()
    factories.frames(strategic, plan.body, {2022: 1000, 2023: 1000})
    factories.adopt(strategic)
    return factories.allocation(plan, {2022: 700, 2024: None})


def cell(area: Any, year: int) -> str:
    return f"b-{identity(area)}-{year}"


def stored(area: Any) -> dict[int, int | None]:
    return dict(area.amounts.order_by("year").values_list("year", "amount"))


def test_frame_given_before_the_body_was_to_end_can_be_taken_away(town: cast.Town, log_in: LogIn) -> None:
    """Else it would stand in the plan and its sums, and in no form."""
    ended = factories.body("Byggnadsnämnden", valid_to=date(2022, 12, 31))
    plan = factories.strategic_plan(town.council, from_year=2023)
    factories.frames(plan, ended, {2022: 900, 2023: 950})
    factories.frames(plan, gone := factories.body("Nämnden", valid_to=date(2022, 12, 31)), {2022: 100})
    steward, grid = log_in("steward"), path(plan, "belopp")
    form = opened(steward, grid)

    response = send(steward, grid, form, **{f"b-{ended.slug}-2023": ""})

    assert (form[f"b-{ended.slug}-2023"], f"b-{gone.slug}-2023" in form) == (["950"], False)
    assert response.status_code == 302
    assert list(plan.frames.order_by("amount").values_list("year", "amount")) == [(2022, 100), (2022, 900)]


def test_amounts_are_saved_as_typed(editor: Client, area: Any) -> None:
    grid = path(area.plan, "belopp")
    form = opened(editor, grid)
    typed = {cell(area, 2022): "1 234", cell(area, 2023): "−5", cell(area, 2024): "", cell(area, 2025): "ej beslutat"}

    response = send(editor, grid, form, **typed)

    assert form | {"opened": []} == {
        "csrfmiddlewaretoken": form["csrfmiddlewaretoken"],
        "opened": [],
        cell(area, 2022): ["700"],
        cell(area, 2023): [""],
        cell(area, 2024): ["inte beslutat"],
        cell(area, 2025): [""],
    }
    assert (response.status_code, stored(area)) == (302, {2022: 1234, 2023: -5, 2025: None})
    assert len(edits(area.plan)) == 1


def test_what_is_not_decided_is_called_the_same_wherever_it_is_typed(editor: Client, area: Any) -> None:
    """However it was typed: in the grid and what stands over it, in the sums, and in the workbook."""
    grid = path(area.plan, "belopp")
    typed = {cell(area, 2022): "ej beslutat", cell(area, 2023): "Inte  beslutat", cell(area, 2024): "EJ BESLUTAT"}
    send(editor, grid, opened(editor, grid), **typed)

    shown = reading.page(editor, grid)
    sheet = load_workbook(BytesIO(editor.get(f"{path(area.plan)}arbetsbok.xlsx").content))["Fördelning"]

    assert stored(area) == {2022: None, 2023: None, 2024: None}
    assert [opened(editor, grid)[name] for name in typed] == [["inte beslutat"]] * 3
    assert shown.one("tr", "sums").texts("td") == [*["inte beslutat"] * 3, "uppgift saknas"]
    assert "skriv ”inte beslutat” där det är så" in shown.all("p", "soft")[0].text
    assert [cell.value for cell in sheet[2] if "beslut" in str(cell.value)] == ["inte beslutat"] * 3


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("(5)", "Skriv minus framför beloppet i stället för parenteser."),
        ("1 234,5", "Menar du 1\N{NO-BREAK SPACE}234 tkr? Skriv hela tusental kronor."),
        ("mycket", "”mycket” är inget belopp. Skriv hela tusental kronor, till exempel 1 234."),
    ],
)
def test_amount_that_is_none_stops_the_whole_grid(typed: str, why: str, editor: Client, area: Any) -> None:
    grid = path(area.plan, "belopp")

    response = send(editor, grid, opened(editor, grid), **{cell(area, 2022): "800", cell(area, 2023): typed})
    shown = page(response)

    assert (response.status_code, errors(shown)) == (422, [(f"#{cell(area, 2023)}", why)])
    assert [fields(shown)[cell(area, year)] for year in (2022, 2023)] == [["800"], [typed]]
    assert (stored(area), edits(area.plan)) == ({2022: 700, 2024: None}, [])


@pytest.mark.parametrize(("choice", "amount"), [("mitt", 800), ("deras", 750)])
def test_stale_grid_is_refused_and_saved_as_chosen(choice: str, amount: int, editor: Client, area: Any) -> None:
    grid = path(area.plan, "belopp")
    form = opened(editor, grid)
    area.amounts.filter(year=2022).update(amount=750)

    response = send(editor, grid, form, **{cell(area, 2022): "800"})
    conflict = fields(page(response))

    assert (response.status_code, stored(area)[2022]) == (409, 750)
    assert conflict[f"valj-{cell(area, 2022)}"] == ["mitt"]

    response = send(editor, grid, conflict, **{f"valj-{cell(area, 2022)}": choice})

    assert (response.status_code, stored(area)[2022]) == (302, amount)


def test_sums_are_computed_and_nothing_is_saved(editor: Client, area: Any) -> None:
    response = editor.post(path(area.plan, "belopp", "summor"), {cell(area, 2022): "1 250", cell(area, 2023): "400"})
    shown = html.unescape(page(response)).replace("\N{NO-BREAK SPACE}", " ")

    assert response.status_code == 200
    assert [text in shown for text in ("1 250", "−250", "över ramen", "600")] == [True] * 4
    assert stored(area) == {2022: 700, 2024: None}


def test_sum_of_a_year_that_nothing_is_said_of_is_no_number(editor: Client, area: Any) -> None:
    sums = reading.page(editor, path(area.plan, "belopp")).one("tr", "sums")

    assert sums.texts("td") == ["700", "uppgift saknas", "inte beslutat", "uppgift saknas"]
    assert sums.attributes["data-announce"].replace("\N{NO-BREAK SPACE}", " ") == (
        "2022: 300 tkr ej fördelat, 2023: 1 000 tkr ej fördelat, 2024: inte beslutat, 2025: uppgift saknas."
    )


def test_cells_of_another_plan_or_year_change_nothing(editor: Client, area: Any, town: cast.Town) -> None:
    others = factories.allocation(factories.mission_plan(town.other), {2022: 5})
    grid = path(area.plan, "belopp")

    send(editor, grid, opened(editor, grid), **{cell(others, 2022): "99", cell(area, 2040): "99"})

    assert (stored(others), stored(area)) == ({2022: 5}, {2022: 700, 2024: None})


# Order and removal


@pytest.fixture
def three(plan: MissionPlan) -> list[Objective]:
    goal = factories.goal()
    return [factories.objective(plan, goal, title=title, position=place) for place, title in enumerate("ABC")]


def in_order(plan: MissionPlan) -> str:
    return "".join(plan.objectives.order_by("position").values_list("title", flat=True))


@pytest.mark.parametrize(
    ("button", "moved", "after"),
    [("upp", 0, "ABC"), ("upp", 1, "BAC"), ("upp", 2, "ACB"), ("ned", 0, "BAC"), ("ned", 1, "ACB"), ("ned", 2, "ABC")],
)
def test_item_is_moved_by_its_buttons(
    button: str, moved: int, after: str, editor: Client, plan: MissionPlan, three: list[Objective]
) -> None:
    response = editor.post(path(plan, "mal", "ordning"), {button: identity(three[moved]), "version": 0})

    assert (response.url, in_order(plan)) == (f"{path(plan)}#{identity(three[moved])}", after)


@pytest.mark.parametrize(
    ("numbers", "after"), [(("3", "1", "2"), "BCA"), (("2", "2", "1"), "CAB"), (("", "x", "0"), "CAB")]
)
def test_items_are_ordered_by_their_numbers(
    numbers: tuple[str, ...], after: str, editor: Client, plan: MissionPlan, three: list[Objective]
) -> None:
    typed = {f"plats-{identity(one)}": number for one, number in zip(three, numbers, strict=True)}

    editor.post(path(plan, "mal", "ordning"), typed | {"version": "0"})

    assert in_order(plan) == after


def test_order_that_somebody_has_changed_is_looked_at_again(
    editor: Client, plan: MissionPlan, three: list[Objective]
) -> None:
    shown = page(editor.get(path(plan)))
    editor.post(path(plan, "mal", "ordning"), {"upp": identity(three[1]), "version": 0})

    response = editor.post(path(plan, "mal", "ordning"), {"upp": identity(three[1]), "version": 0})

    assert '<input type="hidden" name="version" value="0">' in shown
    assert (response.status_code, said(page(response)), in_order(plan)) == (409, [CHANGED], "BAC")
    assert '<input type="hidden" name="version" value="1">' in page(response)


def test_item_that_lies_in_a_changed_plan_is_asked_about_again(editor: Client, objective: Objective) -> None:
    remove = item_path(objective) + "ta-bort/"
    form = opened(editor, remove)
    send(editor, item_path(objective), opened(editor, item_path(objective)), title="Deras nya mål")

    response = send(editor, remove, form)

    assert (response.status_code, Objective.objects.count()) == (409, 1)
    assert CHANGED in page(response)
    assert send(editor, remove, fields(page(response))).status_code == 302
    assert Objective.objects.count() == 0


def test_item_is_removed_with_what_stands_under_it(editor: Client, objective: Objective) -> None:
    assignment = factories.assignment(objective)
    question = editor.get(item_path(objective) + "ta-bort/")

    response = editor.post(item_path(objective) + "ta-bort/", fields(page(question)))

    assert str(assignment) in page(question)
    assert response.url == path(objective.plan)
    assert (Objective.objects.count(), Assignment.objects.count()) == (0, 0)
    assert len(edits(objective.plan)) == 1
    objective.thread.refresh_from_db()  # stays


# From Excel


def test_workbook_that_names_what_is_called_otherwise_now_is_asked_for_again(
    editor: Client, prioritised: None, objective: Objective
) -> None:
    book = path(objective.plan, "arbetsbok")
    file = BytesIO(changed(objective.plan, write_in("Nämndmål", "B2", "Friskare luft")))
    file.name = "plan.xlsx"
    shown = page(editor.post(book, {"fil": file}))
    held = re.search(r'name="innehall" value="([^"]+)"', shown)
    assert held is not None
    slug = objective.goal.slug
    LongTermGoal.objects.update(slug="bytt-namn")

    response = editor.post(book, {"bekrafta": "1", "innehall": held[1]})
    objective.refresh_from_db()

    assert (response.status_code, objective.title) == (409, "Renare luft")
    said_so = f"”{slug}” har bytt adressnamn eller tagits bort sedan filen lästes. Ladda upp den igen."
    assert said_so in html.unescape(page(response))


def test_file_is_told_against_the_frame_before_it_is_read(editor: Client, area: Any) -> None:
    file = BytesIO(changed(area.plan, under("Fördelning", "2022, tkr", 2, 1001)))
    file.name = "plan.xlsx"

    shown = reading.read(editor.post(path(area.plan, "arbetsbok"), {"fil": file}))

    rows = [row.texts("th")[0] + ": " + row.texts("td")[0] for row in shown.one("table").all("tr")[1:]]
    assert rows == [
        "Hemtjänst: 700 → 1 001 +301",
        "Summa: 700 → 1 001 +301",
        "Driftram: oförändrat 1 000",
        "Ej fördelat: 300 → −1 −301",
    ]
    assert shown.one("caption").text == "Före, efter och skillnad för åren som planen och filen gäller tkr"
    assert shown.texts("p", "warning") == [
        "Fördelningen är större än ramen för 2022. Den går att läsa in men inte att föreslå."
    ]


# Forged


def test_no_form_reaches_what_it_does_not_show(editor: Client, objective: Objective, town: cast.Town) -> None:
    other = factories.mission_plan(town.other)
    before = {
        model: model.objects.values().get(pk=one.pk)
        for model, one in ((MissionPlan, objective.plan), (Objective, objective))
    }
    forged = {
        "state": "adopted", "decision": factories.decision(town.own).pk, "plan": other.pk, "plan_id": other.pk,
        "thread": factories.thread("objective").pk, "position": 9, "adopted_by": town.people["editor"].pk,
        "proposed_by": town.people["editor"].pk, "seal": "x", "stored_document": "{}", "origin": "import",
        "body": town.other.pk, "first_year": 1999, "last_year": 2099, "from_year": 1999, "version": 99,
        "is_example": "on", "revision": 3, "sequence": 3, "id": 77, "pk": 77, "masked_at": "2022-01-01",
    }  # fmt: skip

    for form in (item_path(objective), path(objective.plan, "texter"), path(objective.plan, "belopp")):
        assert send(editor, form, opened(editor, form), **forged).status_code == 302

    after = {model: model.objects.values().get(pk=row["id"]) for model, row in before.items()}
    assert after == before


def test_item_of_another_plan_is_not_found(editor: Client, objective: Objective, town: cast.Town) -> None:
    stranger = factories.objective(factories.mission_plan(town.other), objective.goal, title="Deras mål")
    forged = path(objective.plan, "mal", identity(stranger))
    before = list(Objective.objects.order_by("pk").values())

    answers = [
        editor.get(forged), editor.post(forged, {"title": "Kapat"}), editor.post(forged + "ta-bort/"),
        editor.get(f"{path(objective.plan, 'matt', 'ny')}?mal={identity(stranger)}"),
    ]  # fmt: skip
    editor.post(
        path(objective.plan, "mal", "ordning"),
        {"ned": identity(stranger), f"plats-{identity(stranger)}": 5, "version": 0},
    )

    assert [answer.status_code for answer in answers] == [404] * 4
    assert list(Objective.objects.order_by("pk").values()) == before


def test_choice_outside_what_the_plan_can_name_is_refused(editor: Client, plan: MissionPlan, town: cast.Town) -> None:
    stranger = factories.objective(factories.mission_plan(town.other))
    new = path(plan, "uppdrag", "ny")

    response = send(
        editor, new, opened(editor, new), title="Kapat", lead=town.other_department.pk, objective=stranger.pk
    )

    assert response.status_code == 422
    assert [where for where, _ in errors(page(response))] == ["#id_objective", "#id_lead"]
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("name", ["mal", "matt", "ny", "ordning", "x"])
def test_identity_that_is_none_is_not_found(name: str, editor: Client, plan: MissionPlan) -> None:
    assert editor.get(path(plan, "mal", f"{name}9")).status_code == 404


# The login lapsed


def test_what_was_typed_comes_back_after_login_and_can_be_saved(
    editor: Client, objective: Objective, town: cast.Town
) -> None:
    person = town.people["editor"]
    person.set_password("ett långt lösenord")
    person.save()
    editor.force_login(person)
    form = opened(editor, item_path(objective))
    editor.logout()

    late = send(editor, item_path(objective), form, title="Skrivet för länge sedan")
    login = fields(page(late))
    again = editor.post("/admin/login/", {**login, "username": "editor", "password": "ett långt lösenord"})
    kept = page(again)
    objective.refresh_from_db()

    assert (late.status_code, again.status_code) == (401, 200)
    assert "Skrivet för länge sedan" in kept
    assert objective.title == "Renare luft"  # not until the person says so

    hidden = fields(kept.replace(f'<form method="post" action="{item_path(objective)}"', '<form class="writing"'))
    response = editor.post(item_path(objective), hidden)
    objective.refresh_from_db()

    assert (response.status_code, objective.title) == (302, "Skrivet för länge sedan")


def test_wrong_password_keeps_what_was_typed(editor: Client, objective: Objective) -> None:
    form = opened(editor, item_path(objective))
    editor.logout()
    login = fields(page(send(editor, item_path(objective), form, title="Skrivet för länge sedan")))

    again = fields(page(editor.post("/admin/login/", {**login, "username": "editor", "password": "fel"})))

    assert again["det-jag-skrev"] == login["det-jag-skrev"]


def test_forged_text_is_not_kept(editor: Client, town: cast.Town) -> None:
    person = town.people["editor"]
    person.set_password("ett långt lösenord")
    person.save()
    typed = {"username": "editor", "password": "ett långt lösenord", "det-jag-skrev": "påhittat", "next": "/admin/"}

    response = Client().post("/admin/login/", typed)

    assert (response.status_code, response.url) == (302, "/admin/")


# Beginning


def test_next_year_is_begun_with_one_button(town: cast.Town, log_in: LogIn) -> None:
    last = cast.plan_in("adopted", MissionPlan, town.own, 2022)
    editor = log_in("editor")

    desk = page(editor.get("/admin/"))
    response = editor.post("/admin/borja/", {"sort": "uppdragsplan", "plan": last.pk})
    draft = MissionPlan.objects.get(state="draft")

    assert "Börja på nästa års uppdragsplan" in desk
    assert response.url == path(draft)
    assert (draft.body, draft.from_year) == (town.own, 2023)
    assert "oförändrat" in page(editor.get(path(draft)))


@pytest.mark.parametrize("typed", [{}, {"sort": "x", "plan": "1"}, {"sort": "uppdragsplan", "plan": "x"}])
def test_beginning_of_nothing_is_not_found(typed: dict[str, str], log_in: LogIn) -> None:
    assert log_in("editor").post("/admin/borja/", typed).status_code == 404


@pytest.mark.parametrize("year", ["", "1999", "2100", "9999", "abcd"])
def test_operational_plan_is_begun_for_a_year_of_this_century(year: str, town: cast.Town, log_in: LogIn) -> None:
    typed = {"forvaltning": town.department.slug, "ar": year}

    assert log_in("editor").post("/admin/borja/", typed).status_code == 404
    assert OperationalPlan.objects.count() == 0


def test_goal_of_the_vision_is_left_alone(town: cast.Town, objective: Objective, editor: Client) -> None:
    before = list(LongTermGoal.objects.values())

    send(editor, item_path(objective), opened(editor, item_path(objective)), name="Kapat", slug="kapat")

    assert list(LongTermGoal.objects.values()) == before


def test_texts_are_shown_as_they_will_be_read(log_in: LogIn) -> None:
    response = log_in("editor").post("/admin/text/", {"falt": "text", "text": "**Viktigt** <script>"})

    assert "<strong>Viktigt</strong>" in page(response)
    assert "<script>" not in page(response)


def test_frozen_plan_is_not_written_in(editor: Client, objective: Objective, town: cast.Town) -> None:
    form = opened(editor, item_path(objective))
    workflow.propose(objective.plan, by=town.people["editor"])

    response = send(editor, item_path(objective), form, title="Friskare luft")
    objective.refresh_from_db()

    assert (response.status_code, objective.title) == (409, "Renare luft")
    assert "har blivit förslag medan du skrev" in page(response)
    assert "<li>Friskare luft</li>" in page(response)


@pytest.mark.parametrize("name", ["texter", "belopp", "svar", "mal/ny"])
def test_nothing_typed_into_a_frozen_plan_is_lost(
    name: str, editor: Client, objective: Objective, town: cast.Town
) -> None:
    workflow.propose(objective.plan, by=town.people["editor"])
    before = list(MissionPlan.objects.values()), list(Objective.objects.values())

    response = editor.post(path(objective.plan, *name.split("/")), {"a": "Det jag skrev", "version": 0})

    assert (response.status_code, "<li>Det jag skrev</li>" in page(response)) == (409, True)
    assert (list(MissionPlan.objects.values()), list(Objective.objects.values())) == before


def test_plan_frozen_while_the_amounts_were_sent_shows_them_again(
    editor: Client, objective: Objective, town: cast.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the question whether one may write and the writing."""
    workflow.propose(objective.plan, by=town.people["editor"])
    monkeypatch.setattr(Access, "may_write", lambda self, plan: True)

    answers = [
        editor.post(path(objective.plan, name), {"a": "Det jag skrev", "opened": drafts.fingerprint({})})
        for name in ("belopp", "svar")
    ]

    assert [(one.status_code, "<li>Det jag skrev</li>" in page(one)) for one in answers] == [(409, True)] * 2


def test_own_text_is_not_kept_for_a_stranger(log_in: LogIn, objective: Objective, town: cast.Town) -> None:
    workflow.propose(objective.plan, by=town.people["editor"])

    answers = [log_in(who).post(item_path(objective), {"title": "x"}) for who in ("councillor", "other_editor")]

    assert [one.status_code for one in answers] == [403, 404]


# A login in another tab


ORIGIN = {"origin": "http://testserver"}


@pytest.fixture
def strict(town: cast.Town) -> Client:
    """A browser that sends a form whose token is of before the last login."""
    client = Client(enforce_csrf_checks=True, headers=ORIGIN)
    client.force_login(town.people["editor"])
    return client


def test_form_from_before_a_new_login_waits_for_one_press(strict: Client, objective: Objective) -> None:
    form = opened(strict, item_path(objective))
    strict.cookies["csrftoken"] = "n" * 32  # as the login in the other tab set it

    response = strict.post(item_path(objective), form | {"title": "Friskare luft"})
    text = page(response)
    objective.refresh_from_db()

    assert (response.status_code, objective.title) == (403, "Renare luft")
    assert "Din inloggning har förnyats" in text
    assert "<li>Friskare luft</li>" in text
    assert response["Cache-Control"] == "private, no-store"

    hidden = fields(text.replace(f'<form method="post" action="{item_path(objective)}"', '<form class="writing"'))
    again = strict.post(item_path(objective), hidden)
    objective.refresh_from_db()

    assert (again.status_code, objective.title) == (302, "Friskare luft")


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://testserver.evil.example", "https://testserver"]
)
def test_form_from_elsewhere_is_refused_and_not_shown(origin: str | None, objective: Objective, strict: Client) -> None:
    client = Client(enforce_csrf_checks=True, headers={"origin": origin} if origin else None)
    client.cookies = strict.cookies

    response = client.post(item_path(objective), {"title": "Friskare luft"})

    assert (response.status_code, "Friskare luft" in page(response)) == (403, False)


def test_form_without_login_or_token_goes_to_the_login_with_what_was_typed(objective: Objective) -> None:
    response = Client(enforce_csrf_checks=True, headers=ORIGIN).post(item_path(objective), {"title": "Friskare luft"})

    assert (response.status_code, 'name="det-jag-skrev"' in page(response)) == (401, True)


def test_second_login_in_the_same_browser_leads_to_the_desk(strict: Client) -> None:
    response = strict.post("/admin/login/", {"username": "editor", "password": "fel"})

    assert (response.status_code, response.url) == (302, "/admin/")


def test_no_password_is_kept(town: cast.Town) -> None:
    client = Client(enforce_csrf_checks=True, headers=ORIGIN)
    client.force_login(town.people["editor"])

    response = client.post("/admin/password_change/", {"old_password": "gammalt ord", "new_password1": "nytt ord"})
    anonymous = Client(enforce_csrf_checks=True, headers=ORIGIN)
    login = anonymous.post("/admin/login/", {"username": "a", "password": "gammalt ord"})

    assert (response.status_code, "ord</li>" in page(response), "gammalt ord" in page(response)) == (403, False, False)
    assert (login.status_code, "gammalt ord" in page(login)) == (403, False)


def test_frozen_plan_refuses_every_writer(objective: Objective, town: cast.Town) -> None:
    workflow.propose(objective.plan, by=town.people["editor"])

    with pytest.raises(workflow.Refused, match=r"^Planen är förslag och kan inte ändras\.$"):
        drafts.remove(objective.plan, objective, by=town.people["editor"])


@pytest.mark.parametrize("query", ["?mal=%00", "?svarar=%00", "?mal=finnsinte", "?svarar=finnsinte"])
def test_new_item_begins_empty_when_the_link_leads_nowhere(editor: Client, plan: MissionPlan, query: str) -> None:
    shown = editor.get(path(plan, "uppdrag", "ny") + query)

    assert shown.status_code == 200
    assert [shown.context["form"].initial.get(name) for name in ("objective", "answers")] == [None, None]
