import json
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model

from plans import demo_accounts
from plans.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality() -> None:
    """A council, a committee that is no more, one that plans nothing, and two that plan, one with a department."""
    factories.steering_model()
    factories.council(slug="kf", short_name="KF")
    past = factories.body(short_name="Förr", valid_to=date(2020, 12, 31))
    factories.body(short_name="Utan")
    second = factories.body(slug="mbn", short_name="MBN", position=2)
    first = factories.body(slug="kun", short_name="KuN", position=1)
    factories.department(slug="kultur", serving=[first])
    for body in (past, second, first):
        factories.adopt(factories.mission_plan(body))


def test_one_person_of_every_role(municipality: None) -> None:
    accounts = demo_accounts.create()

    assert [(account.username, account.role, account.body) for account in accounts] == [
        ("handlaggare-kun", "editor", "kun"),
        ("sekreterare-kun", "secretary", "kun"),
        ("fortroendevald-kun", "councillor", "kun"),
        ("forvaltningschef-kun", "head", "kun"),
        ("handlaggare-mbn", "editor", "mbn"),
        ("sekreterare-kf", "secretary", "kf"),
        ("styrmodellsansvarig", "steward", None),
    ]
    assert Role.objects.get(kind="head").department.slug == "kultur"
    assert Role.objects.count() == len(accounts)


def test_passwords_are_random_and_work(municipality: None) -> None:
    accounts = demo_accounts.create()

    assert len({account.password for account in accounts}) == len(accounts)
    for account in accounts:
        assert len(account.password) >= 16
        user = authenticate(username=account.username, password=account.password)
        assert (user.is_staff, user.is_superuser) == (True, False)


def test_municipality_without_plans_has_a_steward() -> None:
    factories.steering_model()

    assert [account.username for account in demo_accounts.create()] == ["styrmodellsansvarig"]
    assert get_user_model().objects.count() == 1


def test_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "demo-accounts.json"
    path.write_text("old, and open to all")
    path.chmod(0o644)

    demo_accounts.write([demo_accounts.Account("handlaggare-sn", "hemligt", "editor", "sn")], path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text()) == [
        {"username": "handlaggare-sn", "password": "hemligt", "role": "editor", "body": "sn"}
    ]
