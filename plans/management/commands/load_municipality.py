import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from plans import municipality_file
from plans.municipality_file.loading import STEPS_BESIDE_PLANS


class Command(BaseCommand):
    help = "Läser in en kommunfil, hel eller inte alls."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FIL")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} går inte att läsa: {error.strerror}.") from error
        with tqdm(total=_steps(content), unit="steg", desc="Läser in", leave=False, disable=None) as bar:
            try:
                has_changed = municipality_file.load(content, folder=file.parent, step=bar.update)
            except municipality_file.LoadRefused as refused:
                bar.close()
                lines = "\n".join(f"  {problem}" for problem in refused.problems)
                raise CommandError(f"Inget är inläst. {len(refused.problems)} fel i {file}:\n{lines}") from refused
        self.stdout.write(f"{file} är inläst." if has_changed else f"{file} stod redan så. Inget är ändrat.")


def _steps(content: bytes) -> int:
    """How long the bar is; a file that cannot be read is refused at once, and needs none."""
    try:
        return STEPS_BESIDE_PLANS + len(json.loads(content)["plans"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return STEPS_BESIDE_PLANS
