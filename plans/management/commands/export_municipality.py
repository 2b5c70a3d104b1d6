from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans import municipality_file
from styrmodell.models import SteeringModel


class Command(BaseCommand):
    help = "Skriver hela kommunen som en kommunfil."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--public", action="store_true", help="bara det som är antaget")

    def handle(self, *args: Any, public: bool, **options: Any) -> None:
        try:
            content = municipality_file.export(public=public)
        except SteeringModel.DoesNotExist as error:
            raise CommandError("Det finns ingen kommun att skriva ut.") from error
        self.stdout.write(municipality_file.dumps(content), ending="")
