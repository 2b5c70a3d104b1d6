"""How long the pages take on the production server, as multiples of a view that only says "ok".

`make bench` prints a table for two invented municipalities, one about thirty times larger, and what a search takes
when the index of the larger is filled up to 20,000 entries. Nothing is cached, and nothing is concluded from the
clock: the figures are for whoever reads them.
"""

import http.client
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from plans.invented import invented_municipality
from tests.ports import free_port

ROOT = Path(__file__).parent.parent
BARE = "/bare/"
ROUNDS = 60
SIZES = {"liten": {"bodies": 2, "years": 2}, "stor": {"bodies": 14, "years": 8}}
SIZES["omfattande"] = {"bodies": 1, "years": 2, "objectives": 20, "assignments": 7}  # some 200 items in each plan
ENTRIES = 20_000
SEARCH = "/sok/?q=skola"
SIZES["bred"] = {"bodies": 45, "years": 1}  # some 2,000 items in force at once, for the tree of the year
Page = tuple[str, str]


def main() -> None:
    for name, size in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            content = _municipality(Path(folder), size)
            with site(Path(folder)) as port:
                print(f"\n{name}: {_items(content)} ting i planerna")
                _table(port, list(_pages(content)))
            if name == "stor":
                crowd(Path(folder))
                with site(Path(folder)) as port:
                    _table(port, [(f"sök bland {ENTRIES:,}".replace(",", " "), SEARCH)])


def _municipality(folder: Path, size: dict[str, int]) -> dict[str, Any]:
    """An invented municipality, loaded into a database of its own."""
    content = invented_municipality(**size, seed=1)
    (folder / "kommun.json").write_text(json.dumps(content))
    _manage(folder, "migrate", "--verbosity=0")
    _manage(folder, "load_municipality", str(folder / "kommun.json"))
    _manage(folder, "collectstatic", "--no-input", "--verbosity=0")
    return content


def crowd(folder: Path) -> None:
    """Fill the index of what can be searched up to `ENTRIES`, with the same texts said of other things."""
    with closing(sqlite3.connect(folder / "styrmodell.sqlite3")) as database, database:
        told = database.execute("PRAGMA table_info(plans_searchentry)")
        columns = ", ".join(name for _, name, *_ in told if name not in ("id", "thing"))
        (entries,) = database.execute("SELECT COUNT(*) FROM plans_searchentry").fetchone()
        for copy in range(ENTRIES // entries):
            database.execute(
                f"INSERT INTO plans_searchentry (thing, {columns}) "  # noqa: S608 - our own names
                f"SELECT thing || ?, {columns} FROM plans_searchentry ORDER BY id LIMIT ?",
                (f"-{copy}", entries),
            )
        database.execute("INSERT INTO plans_searchindex(plans_searchindex) VALUES ('rebuild')")


def _manage(folder: Path, *words: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=_environment(folder),
        check=True,
        capture_output=True,
    )


def _environment(folder: Path) -> dict[str, str]:
    plain = {"VAR_DIR": str(folder), "DATABASE_URL": "", "DEBUG": "", "HTTPS": "", "CACHE_URL": "dummycache://"}
    return os.environ | plain | {"DJANGO_SETTINGS_MODULE": "styrmodell.settings"}


@contextmanager
def site(folder: Path) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface=wsgi", f"--port={port}", "tests.bench_site:application"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=_environment(folder), stdout=log, stderr=log)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), BARE)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


def _pages(content: dict[str, Any]) -> Iterator[Page]:
    """One page of every kind, of things that are in force in the shown year."""
    year = content["steering_model"]["shown_year"]
    plans = {kind: _speaking(content, kind, year) for kind in ("strategic_plan", "mission_plan", "operational_plan")}
    mission, operational, strategic = plans["mission_plan"], plans["operational_plan"], plans["strategic_plan"]
    body, department = mission["owner"]["slug"], operational["owner"]["slug"]
    yield "nämndmål", f"/namndmal/{mission['objectives'][0]['thread']}/"
    yield "uppdrag", f"/uppdrag/{operational['activities'][0]['assignment']}/"
    yield "aktivitet", f"/aktiviteter/{operational['activities'][0]['thread']}/"
    yield "särskilt uppdrag", f"/sarskilda-uppdrag/{strategic['special_assignments'][0]['thread']}/"
    yield "beslut", f"/beslut/{content['decisions'][-1]['slug']}/"
    yield "mål", f"/mal/{strategic['goals'][0]['goal']['slug']}/"
    yield "nämnd", f"/namnder/{body}/"
    yield "förvaltning", f"/forvaltningar/{department}/"
    yield "uppdragsplan", f"/namnder/{body}/uppdragsplan/{mission['first_year']}-{mission['last_year']}/"
    changes = (
        f"/namnder/{body}/uppdragsplan/{mission['first_year']}-{mission['last_year']}/r{_revision(content, mission)}/"
    )
    yield f"jämförelse, {_items({'plans': [{'document': mission}]})} ting", f"{changes}andringar/"
    yield "start", "/"
    for address in (
        "mal",
        "namnder",
        "strategisk-plan",
        "sarskilda-uppdrag",
        "rod-trad",
        "rod-trad/alla",
        "beslut",
        "nya-beslut",
    ):
        yield address, f"/{address}/"
    for address in ("budget", "investeringar", "styrdokument", "globala-malen", "andringar"):
        yield address, f"/{address}/"
    yield "vad-saknas", "/vad-saknas/"
    yield "nämnd, allt", f"/namnder/{body}/allt/"
    yield "sök", SEARCH


def _speaking(content: dict[str, Any], kind: str, year: int) -> dict[str, Any]:
    """The latest plan of the kind that reaches the year."""
    documents = [plan["document"] for plan in content["plans"] if plan["document"]["kind"] == kind]
    found: dict[str, Any] = [each for each in documents if each["from_year"] <= year <= each["last_year"]][-1]
    return found


def _revision(content: dict[str, Any], document: dict[str, Any]) -> int:
    """The number of the edition within its period."""
    same = ("kind", "owner", "first_year", "last_year")
    editions = [plan["document"] for plan in content["plans"]]
    return [each for each in editions if all(each[key] == document[key] for key in same)].index(document) + 1


def _items(content: dict[str, Any]) -> int:
    lists = ("goals", "special_assignments", "investments", "objectives", "areas", "assignments", "activities")
    return sum(len(plan["document"].get(part, ())) for plan in content["plans"] for part in lists)


def _table(port: int, pages: list[Page]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    print(f"{'sida':<20}{'gånger':>8}{'ms':>8}{'kB':>8}{'sänt':>8}")
    for name, address in pages:
        status, body = _get(connection, address)
        _, sent = _get(connection, address, accepts="br")
        if status != 200:
            print(f"{name:<20}{status:>8}")
            continue
        bare, page = medians(partial(_get, connection, BARE), partial(_get, connection, address))
        print(f"{name:<20}{page / bare:>8.1f}{page:>8.2f}{len(body) / 1000:>8.1f}{len(sent) / 1000:>8.1f}")


def medians(*acts: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds; the acts take turns, so that whatever disturbs one disturbs the others."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, taken in zip(acts, times, strict=True):
            taken.append(milliseconds(act))
    return [statistics.median(taken) for taken in times]


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _get(connection: http.client.HTTPConnection, address: str, accepts: str = "identity") -> tuple[int, bytes]:
    connection.request("GET", address, headers={"Accept-Encoding": accepts})
    response = connection.getresponse()
    return response.status, response.read()


if __name__ == "__main__":
    main()
