"""The start of the portal as the one who runs it meets it: `manage.py serve` in a process of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.ports import free_port
from tests.server import ROOT, running_site


def environment(var: Path, **changed: str) -> dict[str, str]:
    return os.environ | {"VAR_DIR": str(var), "DATABASE_URL": "", "DEBUG": "", "HTTPS": ""} | changed


def refused(var: Path, *options: str, **changed: str) -> str:
    """What is said on stderr of a start that comes to nothing: one line."""
    command = [sys.executable, "manage.py", "serve", *(options or (f"--port={free_port()}",))]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(var, **changed), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1, done.stderr
    [line] = done.stderr.splitlines()
    return line.removeprefix("CommandError: ")


@pytest.mark.parametrize("name", ["DEBUG", "HTTPS"])
def test_word_that_is_neither_on_nor_off_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, **{name: "ja"}) == f"{name}=ja går inte att förstå. Skriv {name}=on eller {name}=off."


@pytest.mark.parametrize("port", ["0", "65536", "-1", "åtta", "80 80"])
def test_what_is_no_port_is_refused(tmp_path: Path, port: str) -> None:
    message = f"”{port}” är ingen port. Välj ett tal från 1 till 65535, till exempel 8000."

    assert refused(tmp_path, f"--port={port}") == message
    assert refused(tmp_path, "--host=127.0.0.1", PORT=port) == message


def test_address_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "--host=finns.invalid", f"--port={free_port()}") == (
        "Adressen ”finns.invalid” finns inte. Skriv till exempel --host 127.0.0.1."
    )


def test_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "--host=192.0.2.1", f"--port={free_port()}") == (
        "Adressen ”192.0.2.1” hör till en annan maskin. Skriv --host 127.0.0.1."
    )


def test_folder_where_nothing_can_be_saved_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert refused(tmp_path / "file/var") == (
        f"I mappen {tmp_path}/file/var går det inte att spara. Ge den här användaren rätt till den, eller välj en "
        "annan mapp med VAR_DIR."
    )


@pytest.mark.parametrize(
    "url", ["hej", "mysql://u:hemligt@host/name", "postgres://u:hemligt@host:port/name", "postgres://"]
)
def test_database_that_cannot_be_understood_is_refused_without_its_password(tmp_path: Path, url: str) -> None:
    assert refused(tmp_path, DATABASE_URL=url) == (
        "DATABASE_URL går inte att förstå. Skriv postgres://användare:lösenord@värd/databas, eller ta bort "
        "inställningen, så sparas allt i SQLite."
    )


@pytest.mark.parametrize("url", ["hej", "annat://u:hemligt@host/0", "redis://[::1"])
def test_cache_that_cannot_be_understood_is_refused_without_its_password(tmp_path: Path, url: str) -> None:
    assert refused(tmp_path, CACHE_URL=url) == (
        "CACHE_URL går inte att förstå. Skriv redis://värd/0, eller ta bort inställningen, så har varje process ett "
        "minne för sig."
    )


def test_cache_that_asks_for_a_package_says_which(tmp_path: Path) -> None:
    assert refused(tmp_path, CACHE_URL="redis://host/0") == (
        "CACHE_URL med Redis kräver paketet redis. Installera det: pip install redis."
    )


def test_database_that_is_down_is_told(tmp_path: Path) -> None:
    message = refused(tmp_path, DATABASE_URL=f"postgres://u:hemligt@127.0.0.1:{free_port()}/name")

    assert message.partition(" (")[0] == ("Databasen svarar inte. Kontrollera DATABASE_URL och att databasen är igång.")
    assert "hemligt" not in message


def test_database_that_another_program_has_locked_is_told(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        message = refused(tmp_path, DATABASE_URL=f"sqlite:///{path}?timeout=1")

    assert message == "Databasen är låst av ett annat program. Avsluta det och starta igen."


def test_empty_secret_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("\n")

    assert refused(tmp_path, SECRET_KEY="") == (
        f"Filen {tmp_path}/secret-key är tom. Ta bort den, så görs en ny nyckel; alla får då logga in på nytt."
    )


def test_two_first_starts_wait_for_each_other_and_one_that_dies_comes_back(tmp_path: Path) -> None:
    """In a folder that nobody else may read."""
    var = tmp_path / "var"
    command = [sys.executable, "manage.py", "serve"]
    ports = [free_port(), free_port()]
    log = (tmp_path / "log").open("w")
    sites = [
        subprocess.Popen([*command, f"--port={port}"], cwd=ROOT, env=environment(var), stdout=log, stderr=log)
        for port in ports
    ]
    try:
        for port in ports:
            until_it_answers(port)
        [worker, *_] = Path(f"/proc/{sites[0].pid}/task/{sites[0].pid}/children").read_text().split()
        os.kill(int(worker), signal.SIGKILL)
        until_it_answers(ports[0])
    finally:
        for site in sites:
            site.terminate()
            site.wait(timeout=120)
        log.close()

    assert (tmp_path / "log").read_text().count("Databasen är tom.") == 1
    assert var.stat().st_mode & 0o777 == 0o700
    open_to_others = [path.name for path in var.iterdir() if path.is_file() and path.stat().st_mode & 0o077]
    assert open_to_others == []


def until_it_answers(port: int) -> None:
    for _ in range(1500):
        try:
            urlopen(f"http://127.0.0.1:{port}/status/", timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError


def test_search_is_made_again_when_it_is_missing(tmp_path: Path) -> None:
    with running_site(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "styrmodell.sqlite3")) as database:
        database.execute("DELETE FROM plans_searchentry")
        database.commit()

    with running_site(tmp_path) as address, urlopen(f"{address}/sok/?q=skola") as answer:  # noqa: S310 - our own server
        found = answer.read().decode()

    assert 'class="hits"' in found
