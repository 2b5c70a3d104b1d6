from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans import unalterable

pytestmark = pytest.mark.django_db


def check() -> str:
    said = StringIO()
    call_command("check", "--database=default", "--fail-level=WARNING", "--tag=database", stdout=said, stderr=said)
    return said.getvalue()


def test_nothing_is_said_when_the_triggers_stand() -> None:
    assert check() == "System check identified no issues (0 silenced).\n"


def test_lost_triggers_are_told_and_come_back() -> None:
    count = len(list(unalterable.refusals()))
    unalterable.lift()

    with pytest.raises(CommandError) as refusal:
        check()

    assert f"(plans.W001) Databasen ”default” har förlorat {count} av spärrarna" in str(refusal.value)
    assert "HINT: Kör python manage.py migrate, så läggs de tillbaka." in str(refusal.value)

    call_command("migrate", verbosity=0, interactive=False)
    assert check() == "System check identified no issues (0 silenced).\n"
