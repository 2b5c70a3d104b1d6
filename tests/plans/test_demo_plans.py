from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from plans import demo_accounts, demo_plans, revisions
from plans.comparison import compare
from plans.document import stored
from plans.models import Review

pytestmark = pytest.mark.usefixtures("soderkoping")


def test_two_committees_and_the_council_have_plans_in_work() -> None:
    demo_accounts.create()

    made = demo_plans.create()

    assert [(plan.owned_title, plan.from_year, plan.state, plan.is_example) for plan in made] == [
        ("Barn- och utbildningsnämndens uppdragsplan 2022–2025", 2023, "proposed", True),
        ("Barn- och utbildningsnämndens uppdragsplan 2023–2026", 2023, "draft", True),
        ("Barn- och utbildningsförvaltningens verksamhetsplan 2023", 2023, "proposed", True),
        ("Socialnämndens uppdragsplan 2022–2025", 2023, "proposed", True),
        ("Socialnämndens uppdragsplan 2023–2026", 2023, "draft", True),
        ("Socialförvaltningens verksamhetsplan 2023", 2023, "proposed", True),
        ("Kommunfullmäktiges strategiska plan 2022–2025", 2023, "proposed", True),
    ]


def test_every_role_has_something_to_do_or_to_read(client: Client) -> None:
    demo_accounts.create()
    demo_plans.create()

    for user in User.objects.all():
        client.force_login(user)
        shown = client.get("/admin/")
        matters = [*shown.context["waiting"], *shown.context["others"]]
        reviews = [reverse("review", args=[matter.review.public_id]) for matter in shown.context["lying"].matters]
        assert [*matters, *reviews, *shown.context["beginnings"]] != [], user.username
        for address in [*(matter.url for matter in matters), *reviews]:
            assert client.get(address).status_code == 200


def test_departments_plan_has_days_of_its_own_year() -> None:
    demo_accounts.create()

    operational = next(plan for plan in demo_plans.create() if plan.KIND == "operational_plan")

    days = [day for activity in operational.activities.all() for day in (activity.starts_on, activity.due_on) if day]
    assert days
    assert {day.year for day in days} == {2023}
    assert "2022" not in operational.introduction


def test_committees_proposal_changes_words_work_and_money_and_still_adds_up() -> None:
    demo_accounts.create()

    proposal = demo_plans.create()[0]

    comparison = compare(stored(revisions.last_adopted(proposal)), stored(proposal))
    assert [item.kind for item in comparison.added] == ["assignments"]
    assert {change.item.kind for change in comparison.reworded} == {"plan", "assignments"}
    assert [total.difference for table in comparison.money for total in table.sums] == [0, 0, 0]


def test_new_period_speaks_of_its_own_years_and_meetings_are_held_before_it() -> None:
    demo_accounts.create()

    made = demo_plans.create()

    drafts = {plan.shown_period: plan.introduction for plan in made if plan.state == "draft"}
    assert [(period, period in text, "2022–2025" in text) for period, text in drafts.items()] == [
        ("2023–2026", True, False)
    ]
    assert set(Review.objects.values_list("meeting_on", flat=True)) == {date(2022, 12, 14)}
