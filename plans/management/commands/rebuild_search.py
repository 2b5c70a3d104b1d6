from typing import Any

from django.core.management.base import BaseCommand

from plans import search


class Command(BaseCommand):
    help = "Gör sökregistret på nytt av det som är antaget."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{search.rebuild()} poster går att söka bland.")
