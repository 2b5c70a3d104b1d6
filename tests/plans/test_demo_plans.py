import pytest
from django.contrib.auth.models import User
from django.test import Client

from plans import demo_accounts, demo_plans

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
        matters = [*shown.context["waiting"], *shown.context["others"], *shown.context["beginnings"]]
        assert matters != [], user.username
        for matter in [*shown.context["waiting"], *shown.context["others"]]:
            assert client.get(matter.url).status_code == 200
