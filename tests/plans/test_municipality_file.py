"""A municipality into the database and out again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from plans import municipality_file
from plans.models import MissionPlan
from styrmodell.models import Body, Place, SteeringModel
from tests.municipalities import ROOT
from tests.plans.lillby import (
    FILE,
    Change,
    add,
    again,
    assert_changes_nothing,
    drop,
    lillby,
    load,
    put,
    undone,
    whole_database,
)

pytestmark = pytest.mark.django_db

FILES = [ROOT / "tests/data/adala-drafts.json", FILE]
STRATEGIC, MISSION = "plans[0].document", "plans[1].document"


def read(path: Path) -> bool:
    return municipality_file.load(path.read_bytes(), folder=path.parent)


def version() -> str:
    return SteeringModel.objects.get().publication_version


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_export_of_a_loaded_export_is_the_same_to_the_letter(path: Path) -> None:
    with undone():
        read(path)
        exported = municipality_file.dumps(municipality_file.export())

    municipality_file.load(exported.encode(), folder=path.parent)

    assert municipality_file.dumps(municipality_file.export()) == exported


def test_export_of_a_file_as_it_is_exported_is_the_file() -> None:
    read(FILE)

    assert municipality_file.dumps(municipality_file.export()) == FILE.read_text()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_loading_again_changes_nothing(path: Path) -> None:
    read(path)

    assert_changes_nothing(path)


def test_rows_that_hang_on_another_have_no_order() -> None:
    both = [{"body": slug, "valid_from": None, "valid_to": None} for slug in ("vardnamnden", "skolnamnden")]
    prepared = ["skn-2021-10-05", "kf-2021-06-16"]
    data = lillby(put("departments[0].services", both), put("decisions[4].prepared_by", prepared))
    load(data)

    assert load(data) is False


def test_what_a_later_file_does_not_mention_stays() -> None:
    load(lillby())
    before = whole_database()
    version_before = version()

    has_changed = load(
        lillby(
            drop("plans[3]"),
            drop("plans[2]"),
            drop("investment_states[0]"),
            drop("frame_adjustments[0]"),
            drop("global_goals[0]"),
            put("departments[0].services", []),
            put("long_term_goals[0].global_goals", []),
            drop("governing_documents[0]"),
        )
    )

    kept = {"goals_globaltie": []}
    assert has_changed is True
    assert version() != version_before
    assert without_what_is_computed(whole_database()) == without_what_is_computed(before | kept)


def without_what_is_computed(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Neither the publication version nor the index of the search."""
    steering = [{**row, "publication_version": None} for row in tables["styrmodell_steeringmodel"]]
    stored = {table: rows for table, rows in tables.items() if not table.startswith("plans_search")}
    return stored | {"styrmodell_steeringmodel": steering}


def test_later_file_may_change_what_nobody_has_adopted() -> None:
    load(lillby())
    before = version()
    new_place = {"slug": "storby", "name": "Storby"}

    has_changed = load(
        lillby(put("bodies[1].name", "Bildningsnämnden"), put("places", [new_place, *lillby()["places"]]))
    )

    assert has_changed is True
    assert Body.objects.get(slug="skolnamnden").name == "Bildningsnämnden"
    assert list(Place.objects.values_list("slug", "position")) == [("storby", 0), ("lillby", 1)]
    assert version() != before


def test_later_file_may_add_an_edition() -> None:
    load(lillby())

    load(lillby(again("plans[1]", revision=2, seal=None)))

    first, second = MissionPlan.objects.filter(body__slug="skolnamnden").order_by("sequence")
    assert (second.revision, second.previous_seal) == (2, first.seal)


def test_later_file_may_revoke_an_edition_and_an_older_file_does_not_restore_it() -> None:
    load(lillby())

    load(lillby(put("plans[1].revoked_by", "kf-2022-09-28")))
    has_changed = load(lillby())

    revoked = MissionPlan.objects.get(body__slug="skolnamnden").revoked_by
    assert (revoked.slug if revoked else None, has_changed) == ("kf-2022-09-28", False)


def test_plan_that_stood_on_one_revoked_later_is_loaded() -> None:
    load(lillby(put("plans[1].revoked_by", "kf-2022-09-28")))

    exported = municipality_file.export()

    assert [plan["revoked_by"] for plan in exported["plans"]] == [None, "kf-2022-09-28", None, None]


FIXED: list[tuple[Change, str]] = [
    (put(f"{MISSION}.objectives[0].title", "Alla räknar"),
     "plans[1].document: Uppdragsplan 2022–2024 är antagen med ett annat innehåll. Det ändras inte."),
    (put(f"{STRATEGIC}.frames[0].amounts.2022", 1001),
     "plans[0].document: Strategisk plan 2022–2024 är antagen med ett annat innehåll. Det ändras inte."),
    (put("plans[1].decision", "kf-2021-06-16"),
     "plans[1].decision: Uppdragsplan 2022–2024 är antagen genom ett annat beslut."),
    (put("plans[1].seal", "0" * 64), "plans[1].seal: Sigillet stämmer inte med innehållet."),
    (put("decisions[1].date", "2021-10-06"),
     "decisions[1].date: Står redan som ”2021-10-05” och ändras inte. Ett fel rättas med en ny rad."),
    (put("decisions[1].paragraph", "§ E6"),
     "decisions[1].paragraph: Står redan som ”§ E5” och ändras inte. Ett fel rättas med en ny rad."),
    (put("frame_adjustments[0].amount", 151),
     "frame_adjustments[0].amount: Står redan som ”150” och ändras inte. Ett fel rättas med en ny rad."),
    (put("investment_states[0].state", "done"),
     "investment_states[0].state: Står redan som ”ongoing” och ändras inte. Ett fel rättas med en ny rad."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "problem"), FIXED, ids=[problem for _, problem in FIXED])
def test_what_is_adopted_is_not_changed_by_a_later_file(change: Change, problem: str) -> None:
    load(lillby())
    before = whole_database()

    with pytest.raises(municipality_file.LoadRefused) as refusal:
        load(lillby(change))

    assert [str(one) for one in refusal.value.problems] == [problem]
    assert whole_database() == before


@pytest.mark.parametrize("key", ["revoked_by", "investment_decision"])
def test_decision_that_came_later_is_not_changed_either(key: str) -> None:
    load(lillby(put(f"plans[0].{key}", "kf-2022-09-28")))

    with pytest.raises(municipality_file.LoadRefused) as refusal:
        load(lillby(put(f"plans[0].{key}", "kf-2021-06-16")))

    assert [problem.place for problem in refusal.value.problems] == [f"plans[0].{key}"]


@pytest.mark.parametrize("steps", [1, 12, 14, 16])
def test_load_that_breaks_off_leaves_nothing(steps: int) -> None:
    before = whole_database()
    step = breaking_off_at(steps)

    with pytest.raises(KeyboardInterrupt):
        municipality_file.load(FILE.read_bytes(), folder=FILE.parent, step=step)

    assert whole_database() == before


def breaking_off_at(last: int) -> Callable[[], None]:
    steps = iter(range(1, last))

    def step() -> None:
        if next(steps, None) is None:
            raise KeyboardInterrupt

    return step


KILLED = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from plans import municipality_file

steps = iter(range(14))
path = Path(sys.argv[1])
die = lambda: next(steps, None) is None and os.kill(os.getpid(), signal.SIGKILL)
municipality_file.load(path.read_bytes(), folder=path.parent, step=die)
"""


@pytest.mark.django_db(transaction=True)
def test_load_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    before = whole_database()
    environment = {"DATABASE_URL": database_url(), "VAR_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}

    killed = subprocess.run([sys.executable, "-c", KILLED, FILE], env=os.environ | environment, check=False)

    assert killed.returncode == -signal.SIGKILL
    assert whole_database() == before
    assert load(lillby()) is True


def database_url() -> str:
    """The database of the tests, for a process of its own."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    of = {key: quote(str(connection.settings_dict[key])) for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    return f"postgres://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT']}/{of['NAME']}"


# The commands


def run(command: str, *arguments: str) -> str:
    said = StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue()


def test_commands_load_and_export() -> None:
    assert run("load_municipality", str(FILE)) == f"{FILE} är inläst.\n"
    assert run("load_municipality", str(FILE)) == f"{FILE} stod redan så. Inget är ändrat.\n"
    assert run("export_municipality") == FILE.read_text()


def test_command_lists_all_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "fel.json"
    path.write_text(json.dumps(lillby(put("places[0].name", ""), add("films", {}), put("format", 2))))

    with pytest.raises(CommandError) as refusal:
        run("load_municipality", str(path))

    first, *problems = str(refusal.value).splitlines()
    assert first == f"Inget är inläst. 3 fel i {path}:"
    assert [problem.split(":")[0] for problem in problems] == ["  films[0]", "  format", "  places[0].name"]


def test_command_says_that_the_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        run("load_municipality", str(tmp_path / "borta.json"))

    assert str(refusal.value) == f"{tmp_path / 'borta.json'} går inte att läsa: No such file or directory."


@pytest.mark.parametrize("content", ["{", "[]", '{"plans": 1}'])
def test_command_refuses_what_is_no_municipality(tmp_path: Path, content: str) -> None:
    path = tmp_path / "fel.json"
    path.write_text(content)

    with pytest.raises(CommandError, match=r"^Inget är inläst"):
        run("load_municipality", str(path))


def test_export_without_a_municipality_is_refused() -> None:
    with pytest.raises(CommandError) as refusal:
        run("export_municipality")

    assert str(refusal.value) == "Det finns ingen kommun att skriva ut."
