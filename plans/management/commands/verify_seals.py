from typing import Any

from django.core.management import BaseCommand, CommandError

from plans import seals


class Command(BaseCommand):
    help = "Räknar om varje sigill och varje kedja och säger vad som inte håller."

    def handle(self, **options: Any) -> None:
        found = list(seals.verdicts())
        broken = [verdict for verdict in found if verdict.faults]
        for verdict in found:
            if verdict.is_masked:
                self.stdout.write(f"{verdict.plan.owned_edition} är maskad.")
        for verdict in broken:
            self.stderr.write(f"{verdict.plan.owned_edition} {' och '.join(verdict.faults)}.")
        if broken:
            raise CommandError(f"{len(broken)} av {len(found)} antagna planer håller inte.")
        self.stdout.write(f"Alla {len(found)} antagna planer håller.")
