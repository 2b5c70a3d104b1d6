import errno
import fcntl
import os
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection, connections, transaction

from plans import demo_accounts, demo_plans, search
from plans.models import MissionPlan, OperationalPlan, SearchEntry, StrategicPlan
from styrmodell.models import SteeringModel

OWNER_ONLY = 0o077
"""What others may not do with the files that the portal makes: nothing at all."""


class Command(BaseCommand):
    help = "Gör i ordning databasen, läser in en kommun om den är tom och startar webbplatsen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="adress att lyssna på")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"), help="port")
        parser.add_argument(
            "--municipality",
            type=Path,
            default=settings.BASE_DIR / "data/soderkoping.json",
            help="kommunfil som läses in i en tom databas",
        )
        parser.add_argument("--autoreload", action="store_true", help="starta om när koden ändras")

    def handle(self, *, host: str, port: str, municipality: Path, autoreload: bool, **options: Any) -> NoReturn:
        listening_port = port_number(port)
        refuse_busy(host, listening_port)
        close_to_others()
        with one_at_a_time(settings.VAR_DIR / "start.lock"):
            try:
                self.prepare(municipality)
            except OperationalError as error:
                raise CommandError(why_no_answer(error)) from error
            if not autoreload:
                self.collect_static_files()
        self.tell(f"Styrmodellen finns på http://{host}:{port}/. Avsluta med Ctrl+C.")
        connections.close_all()
        replace_process(host, listening_port, autoreload=autoreload)

    def prepare(self, municipality: Path) -> None:
        self.tell("Gör i ordning databasen …")
        call_command("migrate", interactive=False, verbosity=0)
        if not SteeringModel.objects.exists():
            self.load(municipality)
        if is_search_missing():
            self.tell("Gör i ordning sökningen …")
            search.rebuild()

    def tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def load(self, municipality: Path) -> None:
        """The municipality and, in a database of our own, accounts to try it with: both or neither."""
        self.tell(f"Databasen är tom. Läser in {municipality.name} …")
        with transaction.atomic():
            call_command("load_municipality", str(municipality))
            accounts = demo_accounts.create() if settings.HAS_EMBEDDED_DATABASE else []
            if accounts:
                demo_plans.create()
                demo_accounts.write(accounts, settings.VAR_DIR / "demo-accounts.json")
        if accounts:
            self.tell("Konton att prova med på /admin/. De står också i demo-accounts.json under var/.")
        for account in accounts:
            self.tell(f"  {account.username:<28}{account.password}")

    def collect_static_files(self) -> None:
        """Takes seconds, so it is done only when the code has changed."""
        done = settings.VAR_DIR / "static-release"
        if not done.exists() or done.read_text() != settings.RELEASE:
            self.tell("Samlar statiska filer …")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            done.write_text(settings.RELEASE)


def port_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 2**16):
        raise CommandError(f"”{text}” är ingen port. Välj ett tal från 1 till 65535, till exempel 8000.")
    return int(text)


def refuse_busy(host: str, port: int) -> None:
    try:
        socket.getaddrinfo(host, port)
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (socket.gaierror, UnicodeError) as error:
        raise CommandError(f"Adressen ”{host}” finns inte. Skriv till exempel --host 127.0.0.1.") from error
    except PermissionError as error:
        raise CommandError(f"Porten {port} får inte användas av den här användaren. Välj en över 1023.") from error
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise CommandError(f"Adressen ”{host}” hör till en annan maskin. Skriv --host 127.0.0.1.") from error
        raise CommandError(f"Porten {port} är upptagen. Välj en annan: make run PORT={port + 1}") from error


def close_to_others() -> None:
    """What the portal keeps is read by its own user only, also what an earlier version left open."""
    os.umask(OWNER_ONLY)
    if settings.VAR_DIR == settings.BASE_DIR / "var":
        settings.VAR_DIR.chmod(0o700)
    for path in settings.VAR_DIR.glob("*.sqlite3*"):
        path.chmod(0o600)


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Whoever starts while another prepares the same folder waits until that is done."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def why_no_answer(error: OperationalError) -> str:
    if "locked" in str(error):
        return "Databasen är låst av ett annat program. Avsluta det och starta igen."
    if connection.vendor == "sqlite":
        return (
            f"Databasen {connection.settings_dict['NAME']} går inte att öppna. Kontrollera VAR_DIR och rättigheterna."
        )
    [why, *_] = str(error).splitlines() or [""]
    return f"Databasen svarar inte. Kontrollera DATABASE_URL och att databasen är igång. ({why})"


def is_search_missing() -> bool:
    """True after an upgrade that made the table for the index anew."""
    kinds = (StrategicPlan, MissionPlan, OperationalPlan)
    return not SearchEntry.objects.exists() and any(kind.objects.adopted().exists() for kind in kinds)


def threads() -> int:
    """Enough for some to wait for the database while others work; the server warns of more for each core."""
    return min(8, 2 * (os.cpu_count() or 1) + 1)


def replace_process(host: str, port: int, *, autoreload: bool) -> NoReturn:
    if autoreload:
        command = ["manage.py", "runserver", f"{host}:{port}"]
    else:
        command = ["-m", "granian", "--interface=wsgi", f"--blocking-threads={threads()}", "--log-level=warning"]
        command += [
            "--respawn-failed-workers",
            "--respawn-interval=1",
            f"--host={host}",
            f"--port={port}",
            "styrmodell.wsgi:application",
        ]
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 - no shell is what we want
