"""The papers of plans in work: for those who may see the plan, and kept nowhere."""

import io
import sys
from pathlib import Path

import pypdf
import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from plans.models import MissionPlan
from tests import cast
from tests.plans.admin.conftest import LogIn
from tests.reading import read

pytestmark = pytest.mark.django_db

NAME = "uppdragsplan-{}-2023-{}.pdf"


def address(plan: MissionPlan, tail: str) -> str:
    return f"/admin/planer/uppdragsplan/{plan.pk}/{tail}"


@pytest.mark.parametrize(
    ("plan_state", "word", "tail"), [("draft", "Utkast", "utkast"), ("proposed", "Förslag", "forslag")]
)
def test_paper_of_what_is_in_work_says_its_state_on_every_page(
    plan_state: str, word: str, tail: str, town: cast.Town, log_in: LogIn
) -> None:
    caches["papers"].clear()
    with time_machine.travel("2022-09-01 12:00", tick=False):
        plan = cast.plan_in(plan_state, MissionPlan, town.own, 2023)
        response = log_in("secretary" if plan_state == "proposed" else "editor").get(address(plan, "handling.pdf"))

    assert response.status_code == 200
    assert response["Content-Disposition"] == f'inline; filename="{NAME.format(town.own.slug, tail)}"'
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    state = f"{word} {timezone.localdate(plan.proposed_at)}" if plan.proposed_at else word
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert [text for text in texts if state not in text] == []
    assert "Förslag till beslut" in reader.pages[0].extract_text()
    assert "/sigill" not in reader.metadata
    assert list(Path(settings.CACHES["papers"]["LOCATION"]).glob("*.djcache")) == []


def test_paper_of_a_proposal_is_what_was_proposed(town: cast.Town, log_in: LogIn) -> None:
    """A body that gets another name afterwards is called in the paper what it was called."""
    plan = cast.plan_in("proposed", MissionPlan, town.own, 2023)
    goal = plan.objectives.get().goal
    type(goal).objects.filter(pk=goal.pk).update(name="Något annat")

    text = read(log_in("secretary").get(address(plan, "handling/"))).one("main").text

    assert f"Bidrar till {goal.name}." in text
    assert "Något annat" not in text


@pytest.mark.parametrize("tail", ["handling/", "handling.pdf"])
def test_adopted_plan_has_one_paper_the_public_one(tail: str, town: cast.Town, log_in: LogIn) -> None:
    plan = cast.plan_in("adopted", MissionPlan, town.own, 2023)

    assert log_in("secretary").get(address(plan, tail)).url == plan.paper_url


def test_without_the_extra_the_page_says_how(town: cast.Town, log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = cast.plan_in("draft", MissionPlan, town.own, 2023)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    editor = log_in("editor")

    missing = editor.get(address(plan, "handling.pdf"))

    assert missing.status_code == 404
    assert ("sidan att skriva ut", address(plan, "handling/")) in read(missing).one("main").links
    assert read(editor.get(address(plan, "handling/"))).one("nav", "ways").links == [("Tillbaka", address(plan, ""))]
