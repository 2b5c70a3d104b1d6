from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from plans import unalterable
from plans.models import MissionPlan, Plan
from tests import factories

pytestmark = pytest.mark.django_db


def chain() -> list[Plan]:
    body = factories.body()
    return [
        factories.adopt(factories.mission_plan(body, first_year=year, last_year=year)) for year in (2021, 2022, 2023)
    ]


def test_whole_chains_hold(soderkoping: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_seals")

    assert capsys.readouterr().out == f"Alla {adopted_plans()} antagna planer håller.\n"


def adopted_plans() -> int:
    with connection.cursor() as cursor:
        counts = []
        for table in ("plans_strategicplan", "plans_missionplan", "plans_operationalplan"):
            cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE state = 'adopted'")  # noqa: S608
            counts.append(cursor.fetchone()[0])
    return sum(counts)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (
            lambda plan: MissionPlan.objects.filter(pk=plan.pk).update(stored_document=plan.stored_document + " "),
            ["2022 har en text som inte stämmer med sigillet."],
        ),
        (
            lambda plan: MissionPlan.objects.filter(pk=plan.pk).update(seal="0" * 64),
            ["2022 har en text som inte stämmer med sigillet.", "2023 följer inte på utgåvan före."],
        ),
        (
            lambda plan: MissionPlan.objects.filter(pk=plan.pk).update(responsibility="Något annat"),
            ["2022 visar något annat än det som antogs."],
        ),
        (
            lambda plan: (plan.reviews.all().delete(), MissionPlan.objects.filter(pk=plan.pk).delete()),
            ["2023 har plats 3 i kedjan men borde ha 2 och följer inte på utgåvan före."],
        ),
    ],
)
def test_what_does_not_hold_is_named(
    tamper: Callable[[Plan], object], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    plan = chain()[1]
    unalterable.lift()
    plan.planevents.all().delete()
    tamper(plan)

    with pytest.raises(CommandError, match="antagna planer håller inte"):
        call_command("verify_seals")

    told = capsys.readouterr().err.splitlines()
    assert [line.removeprefix("Socialnämndens uppdragsplan ") for line in told] == said
