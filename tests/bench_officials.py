"""How long the officials' pages take on the production server, as multiples of a view that only says "ok".

A plan of 40 objectives, 160 assignments and 40 areas: read, summed, revised, adopted, printed; and a full workbook
read. The database is its own and gone afterwards; the figures are for whoever reads them.
"""

import http.client
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pypdf
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests import bench

ROUNDS = 15
TOKEN = "b" * 32


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "styrmodell.settings"}
        get_wsgi_application()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        cookie, plan = _official()
        with bench.site(Path(folder)) as port:
            bare = _pages(port, plan, cookie)
            _tell("fastställa", bench.milliseconds(lambda: _adopt(plan)) / bare)
            _tell("nästa utgåva", bench.milliseconds(lambda: _revise(plan)) / bare)
            _tell("inför beslut", _pack(port, cookie))
        _workbook()
        _paper()


def _pages(port: int, plan: Any, cookie: str) -> float:
    """Print what the pages take on the production server; milliseconds of the empty view."""
    ask = _asking(port, cookie)
    address = f"/admin/planer/uppdragsplan/{plan.pk}/"
    sent = urlencode({**_amounts(plan), "csrfmiddlewaretoken": TOKEN})

    def read() -> None:
        ask("GET", address)

    def count() -> None:
        ask("POST", f"{address}belopp/summor/", sent)

    read()
    bare, page, sums = bench.medians(lambda: ask("GET", bench.BARE), read, count, rounds=ROUNDS)
    print(f"\nUtkast med {plan.objectives.count()} mål och {plan.assignments.count()} uppdrag; gånger en tom vy")
    _tell("arbetssidan", page / bare)
    _tell("rutnätets summor", sums / bare)
    return bare


def _asking(port: int, cookie: str) -> Callable[..., None]:
    """What asks the site for a page and waits for the whole of it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}

    def ask(method: str, path: str, body: str | None = None) -> None:
        connection.request(method, path, body, asked)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")

    return ask


def _pack(port: int, cookie: str) -> float:
    """Everything about a proposal, every objective of it reworded and spoken of; times the empty view."""
    from plans import workflow
    from plans.models import Comment, MissionPlan, Review
    from tests import factories

    plan = MissionPlan.objects.get(state="draft")
    plan.objectives.update(title="Ett mål med en ny lydelse")
    factories.propose(plan)
    review = Review.objects.get(mission_plan=plan)
    by = factories.user("editor")
    for objective in plan.objectives.select_related("thread"):
        Comment.objects.create(review=review, thread=objective.thread, by=by, text="Varför?")
    ask = _asking(port, cookie)
    address = f"/infor-beslut/{review.public_id}/"
    ask("GET", address)
    bare, pack = bench.medians(lambda: ask("GET", bench.BARE), lambda: ask("GET", address), rounds=ROUNDS)
    workflow.give_back(plan, by=by, reason="Mätt.")
    return pack / bare


def _official() -> tuple[str, Any]:
    """The cookies of the editor of a large draft, and the draft."""
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
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}", plan


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
    seconds = bench.milliseconds(lambda: workbook.read(content, plan)) / 1000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'arbetsbok, 5 000 rader':<26}{seconds:>8.1f} s, hela processen högst {most:.0f} MB")


def _paper() -> None:
    """The memory and time that a PDF of forty pages or more takes, in the process that makes it."""
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    from plans import paper
    from plans.models import MissionPlan
    from styrmodell import pdf

    plan = MissionPlan.objects.filter(state="adopted").get()
    content = paper.content_of(plan)
    for item in [*content["objectives"], *content["assignments"]]:
        item["text"] = "Vården ska vara trygg och personalen känd, också på kvällar och helger. " * 12
    shown = {"plan": plan, "paper": paper.of_plan(plan, ""), "chapters": paper.chapters(content), "is_pdf": True}
    html = render_to_string("papers/plan.html", shown, RequestFactory().get("/", headers={"host": "localhost"}))
    command = [sys.executable, "-m", pdf.PRESS]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as page, tempfile.TemporaryFile() as made:
        page.write(html.encode())
        page.seek(0)
        press = subprocess.Popen(command, stdin=page, stdout=made, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(press.pid, 0)
        press.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        pages = len(pypdf.PdfReader(made).pages)
    print(f"{f'PDF, {pages} sidor':<26}{seconds:>8.1f} s, processen högst {used.ru_maxrss / 1024:.0f} MB")


def _tell(name: str, times: float) -> None:
    print(f"{name:<26}{times:>8.0f}")


if __name__ == "__main__":
    main()
