import json
import runpy
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from pytest_django import Settings

from plans.management.commands.serve import Command
from styrmodell.models import SteeringModel
from tests.server import ROOT

MUNICIPALITY = ROOT / "data/soderkoping.json"
pytestmark = pytest.mark.django_db


@pytest.fixture
def serve(settings: Settings, tmp_path: Path) -> Command:
    settings.VAR_DIR = tmp_path
    return Command(stdout=StringIO())


def test_embedded_database_gets_accounts(serve: Command, tmp_path: Path, settings: Settings) -> None:
    settings.HAS_EMBEDDED_DATABASE = True

    serve.load(MUNICIPALITY)

    accounts = json.loads((tmp_path / "demo-accounts.json").read_text())
    told = serve.stdout.getvalue()
    assert get_user_model().objects.count() == len(accounts) == 7
    assert all(account["username"] in told and account["password"] in told for account in accounts)


def test_other_database_gets_no_accounts(serve: Command, tmp_path: Path, settings: Settings) -> None:
    settings.HAS_EMBEDDED_DATABASE = False

    serve.load(MUNICIPALITY)

    assert SteeringModel.objects.exists()
    assert not get_user_model().objects.exists()
    assert not (tmp_path / "demo-accounts.json").exists()


@pytest.mark.parametrize(("database_url", "is_embedded"), [("", True), ("postgres://host/name", False)])
def test_database_is_ours_without_an_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str, is_embedded: bool
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", database_url)

    assert runpy.run_path(str(ROOT / "styrmodell/settings.py"))["HAS_EMBEDDED_DATABASE"] is is_embedded


def test_faulty_file_leaves_nothing(serve: Command, tmp_path: Path) -> None:
    (tmp_path / "faulty.json").write_text("{}")

    with pytest.raises(CommandError):
        serve.load(tmp_path / "faulty.json")

    assert not get_user_model().objects.exists()
    assert not SteeringModel.objects.exists()
