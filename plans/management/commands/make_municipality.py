import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plans.invented import invented_municipality


class Command(BaseCommand):
    help = "Skriver en påhittad kommun av valfri storlek, i kommunfilens format."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--bodies",
            type=int,
            choices=range(1, 101),
            required=True,
            metavar="N",
            help="styrelse och nämnder med egna planer, 1–100",
        )
        parser.add_argument(
            "--years", type=int, choices=range(1, 31), required=True, metavar="N", help="år med planer, 1–30"
        )
        parser.add_argument("--seed", type=int, required=True, help="samma tal ger samma kommun")

    def handle(self, *, bodies: int, years: int, seed: int, **options: Any) -> None:
        municipality = invented_municipality(bodies=bodies, years=years, seed=seed)
        self.stdout.write(json.dumps(municipality, ensure_ascii=False, indent=1))
