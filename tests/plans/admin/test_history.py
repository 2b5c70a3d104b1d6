"""The history of a plan: only what differs, in Swedish, with units."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from plans import drafts
from plans.admin.history import Line, edits
from plans.changes import titles_of
from plans.document import document
from plans.document_items import LABELS, items
from plans.models import FrameChange, MissionPlan, ObjectiveTarget, Plan
from tests import cast, factories, reading
from tests.plans.admin.conftest import LogIn
from tests.plans.admin.test_writing import path

pytestmark = pytest.mark.django_db


def everything() -> list[Plan]:
    """A plan of each kind, with an item of each kind in it."""
    strategic = factories.strategic_plan()
    goal = factories.prioritised_goal(strategic)
    factories.measure(goal)
    factories.special_assignment(strategic, strategic.body)
    factories.investment(strategic, {2022: 1})
    factories.frames(strategic, strategic.body, {2022: 1})
    FrameChange.objects.create(plan=strategic, body=strategic.body, year=2022, cause="volume", amount=1)
    mission = factories.mission_plan()
    objective = factories.objective(mission)
    factories.measure(objective)
    factories.assignment(objective)
    factories.allocation(mission, {2022: 1})
    operational = factories.operational_plan()
    factories.activity(operational)
    return [strategic, mission, operational]


def test_every_field_that_can_differ_has_a_name_in_swedish() -> None:
    """The amounts are told year by year; what an item is known by never differs."""
    found = {name for plan in everything() for item in items(document(plan)).values() for name in item.fields}

    assert found - {"amounts"} == set(LABELS) - {"above"}


def told(old: Any, new: Any) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each edit, its lines with what went in brackets and what came after a plus."""
    signs = {"removed": "[{}]", "added": "+{}", "same": "{}"}
    titles = titles_of(set(), [old, new])

    def said(line: Line) -> str:
        told = " ".join(signs[one.kind].format(one.text) for one in line.pieces) or f"{line.old} → {line.new}"
        return told.replace("\N{NO-BREAK SPACE}", " ")

    return [
        (edit.did, edit.title, [(line.label, said(line)) for line in edit.lines])
        for edit in edits(*drafts.difference(old, new), titles)
    ]


def test_each_field_is_told_in_its_own_words(town: cast.Town) -> None:
    plan = factories.mission_plan(town.own, introduction="Så här tänker vi nu.")
    objective = factories.objective(plan)
    other = factories.objective(plan, title="Tystare gator", position=1)
    measure = factories.measure(objective)
    ObjectiveTarget.objects.create(indicator=measure, year=2022, value="2.5")
    area = factories.allocation(plan, {2022: 19700, 2023: None}, name="Hemtjänst")
    assignment = factories.assignment(objective, town.department)
    before = document(MissionPlan.objects.get(pk=plan.pk))

    MissionPlan.objects.update(introduction="Så här tänker vi då.")
    measure.targets.update(value=None)
    area.amounts.filter(year=2022).update(amount=19550)
    area.amounts.filter(year=2023).update(amount=-200)
    type(area).objects.update(financing="fee")
    type(assignment).objects.update(objective=other, lead=town.other_department)
    assignment.areas.add(area)

    assert told(before, document(MissionPlan.objects.get(pk=plan.pk))) == [
        ("Ändrade planens texter", "", [("Inledning", "Så här tänker vi [nu.] +då.")]),
        ("Ändrade mått", "Andel", [("Målvärde 2022", "2,5 → inte beslutat")]),
        (
            "Ändrade verksamhetsområde",
            "Hemtjänst",
            [
                ("Finansiering", "[betalas med skatt] +betalas med avgifter"),
                ("Belopp 2022", "19 700 tkr → 19 550 tkr"),
                ("Belopp 2023", "inte beslutat → −200 tkr"),
            ],
        ),
        (
            "Ändrade uppdrag",
            "Byt till elbilar",
            [
                ("Nämndmål", "[Renare luft] +Tystare gator"),
                ("Ansvarig förvaltning", "[Socialförvaltningen] +Utbildningsförvaltningen"),
                ("Inom verksamhetsområde", "+Hemtjänst"),
            ],
        ),
    ]


def test_reasons_of_a_frame_are_told_only_where_they_differ(town: cast.Town) -> None:
    plan = factories.strategic_plan(town.council)
    factories.frames(plan, town.own, {2022: 100})
    for cause in ("volume", "prices"):
        FrameChange.objects.create(plan=plan, body=town.own, year=2022, cause=cause, amount=10)
    before = document(type(plan).objects.get())

    FrameChange.objects.filter(cause="volume").update(amount=-1200)

    assert told(before, document(type(plan).objects.get())) == [
        (
            "Ändrade driftram",
            "Socialnämnden",
            [
                (
                    "Skäl för ramens ändring",
                    "[2022, volym: +10 tkr] +2022, volym: −1 200 tkr",
                )
            ],
        )
    ]


def test_what_came_went_and_moved_is_told(town: cast.Town) -> None:
    plan = factories.mission_plan(town.own)
    first, _, third = (factories.objective(plan, title=name, position=n) for n, name in enumerate("ABC"))
    before = document(MissionPlan.objects.get())

    first.delete()
    factories.objective(plan, title="D", position=3)
    changed = document(MissionPlan.objects.get())
    type(third).objects.filter(pk=third.pk).update(position=0)

    assert told(before, changed) == [("Lade till nämndmål", "D", []), ("Tog bort nämndmål", "A", [])]
    assert told(changed, document(MissionPlan.objects.get())) == [("Ändrade ordningen: nämndmål", "", [])]


def test_page_names_what_the_plan_has_now_and_had_before(town: cast.Town, log_in: LogIn) -> None:
    plan = factories.mission_plan(town.own)
    objective, other = factories.objective(plan), factories.objective(plan, title="Tystare gator", position=1)
    assignment = factories.assignment(objective, town.department)
    with drafts.writing(plan, by=town.people["editor"]):
        type(assignment).objects.update(objective=other)
    drafts.remove(plan, objective, by=town.people["editor"])
    User.objects.filter(username="editor").update(first_name="Anna", last_name="Berg")

    shown = reading.page(log_in("editor"), path(plan, "historik"))

    assert shown.one("ol", "history").text.count("Ändrad av Anna Berg") == 2
    assert shown.one("ol", "history").texts("p", "text") == ["Nämndmål: struket: Renare luft tillagt: Tystare gator"]
