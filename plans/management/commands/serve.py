import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections, transaction

from plans import demo_accounts
from styrmodell.models import SteeringModel


class Command(BaseCommand):
    help = "Gör i ordning databasen, läser in en kommun om den är tom och startar webbplatsen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="adress att lyssna på")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"), help="port")
        parser.add_argument(
            "--municipality",
            type=Path,
            default=settings.BASE_DIR / "data/soderkoping.json",
            help="kommunfil som läses in i en tom databas",
        )
        parser.add_argument("--autoreload", action="store_true", help="starta om när koden ändras")

    def handle(self, *, host: str, port: int, municipality: Path, autoreload: bool, **options: Any) -> NoReturn:
        refuse_busy(host, port)
        self.tell("Gör i ordning databasen …")
        call_command("migrate", interactive=False, verbosity=0)
        if not SteeringModel.objects.exists():
            self.load(municipality)
        if not autoreload:
            self.collect_static_files()
        self.tell(f"Styrmodellen finns på http://{host}:{port}/. Avsluta med Ctrl+C.")
        connections.close_all()
        replace_process(host, port, autoreload=autoreload)

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
                demo_accounts.write(accounts, settings.VAR_DIR / "demo-accounts.json")
        for account in accounts:
            self.tell(f"  {account.username:<28}{account.password}")

    def collect_static_files(self) -> None:
        """Takes seconds, so it is done only when the code has changed."""
        done = settings.VAR_DIR / "static-release"
        if not done.exists() or done.read_text() != settings.RELEASE:
            self.tell("Samlar statiska filer …")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            done.write_text(settings.RELEASE)


def refuse_busy(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise CommandError(f"Porten {port} är upptagen. Välj en annan: make run PORT={port + 1}") from error


def replace_process(host: str, port: int, *, autoreload: bool) -> NoReturn:
    if autoreload:
        command = ["manage.py", "runserver", f"{host}:{port}"]
    else:
        command = ["-m", "granian", "--interface=wsgi", "--blocking-threads=8", "--log-level=warning"]
        command += [f"--host={host}", f"--port={port}", "styrmodell.wsgi:application"]
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 - no shell is what we want
