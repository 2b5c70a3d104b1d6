"""How long the officials' pages take, in one process and as multiples of a view that only says "ok".

A plan of 40 objectives, 160 assignments and 40 areas: read, summed, revised, adopted; and a full workbook read. The
database is its own and gone afterwards; the figures are for whoever reads them.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

ROUNDS = 15


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "styrmodell.settings"}
        _measure()


def _measure() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    get_wsgi_application()
    settings.ROOT_URLCONF = "tests.bench_site"
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    client, plan = _official()
    address = f"/admin/planer/uppdragsplan/{plan.pk}/"
    bare = _median(lambda: client.get("/bare/"))
    print(f"\nUtkast med {plan.objectives.count()} mål och {plan.assignments.count()} uppdrag; gånger en tom vy")
    _tell("arbetssidan", _median(lambda: _sound(client.get(address))) / bare)
    typed = _amounts(plan)
    _tell("rutnätets summor", _median(lambda: _sound(client.post(f"{address}belopp/summor/", typed))) / bare)
    _tell("fastställa", _once(lambda: _adopt(plan)) / bare)
    _tell("nästa utgåva", _once(lambda: _revise(plan)) / bare)
    _workbook()


def _official() -> tuple[Any, Any]:
    """A client logged in as the editor of a large draft."""
    from django.test import Client

    from plans.models import Role
    from tests import factories

    factories.steering_model()
    council, body, goal = factories.council(), factories.body(), factories.goal()
    strategic = factories.strategic_plan(council)
    factories.prioritised_goal(strategic, goal)
    factories.frames(strategic, body, dict.fromkeys(range(2022, 2026), 40_000))
    factories.adopt(strategic)
    department = factories.department(serving=[body])
    plan = factories.mission_plan(body)
    for number in range(40):
        objective = factories.objective(plan, goal, position=number, title=f"Mål {number}")
        area = factories.allocation(plan, dict.fromkeys(range(2022, 2026), 1000), position=number)
        for _ in range(4):
            factories.assignment(objective, department).areas.add(area)
    Role.objects.create(user=factories.user("editor"), kind=Role.Kind.EDITOR, body=body)
    client = Client()
    client.force_login(factories.user("editor"))
    return client, plan


def _amounts(plan: Any) -> dict[str, str]:
    """The grid as its form would send it."""
    from plans.admin.grids import Grid

    return {cell.name: cell.text for line in Grid(plan).lines for cell in line.cells}


def _adopt(plan: Any) -> None:
    from tests import factories

    factories.adopt(plan)


def _revise(plan: Any) -> None:
    from plans import revisions
    from tests import factories

    revisions.revise(plan, by=factories.user("editor"))


def _workbook() -> None:
    """The memory that reading a workbook of 5,000 rows takes at the most."""
    from plans import workbook
    from plans.models import Allocation, MissionPlan, Thread

    plan = MissionPlan.objects.get(state="draft")
    threads = Thread.objects.bulk_create(Thread(kind="area") for _ in range(4700))
    Allocation.objects.bulk_create(
        Allocation(plan=plan, thread=thread, name=f"Område {number}", position=number)
        for number, thread in enumerate(threads, start=100)
    )
    content = workbook.write(plan)
    seconds = _once(lambda: workbook.read(content, plan)) / 1000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'arbetsbok, 5 000 rader':<26}{seconds:>8.1f} s, hela processen högst {most:.0f} MB")


def _sound(response: Any) -> None:
    if response.status_code != 200:
        sys.exit(f"{response.request['PATH_INFO']}: {response.status_code}")


def _median(act: Callable[[], object]) -> float:
    act()
    return statistics.median(_once(act) for _ in range(ROUNDS))


def _once(act: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _tell(name: str, times: float) -> None:
    print(f"{name:<26}{times:>8.0f}")


if __name__ == "__main__":
    main()
