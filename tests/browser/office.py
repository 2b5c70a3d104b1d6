"""What lies on the officials' desks when a test begins: run as a script against the site under test.

Barn- och utbildningsnämnden has a draft, Servicenämnden a proposal, and Socialnämnden has yet to begin.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import django

from tests.server import ROOT

SUPERUSER = "superanvandare"
PASSWORD = "en-bro-over-kanalen"


def lay(var: Path) -> dict[str, str]:
    """Run it in the site that keeps its things in the folder; the addresses of the draft and the proposal."""
    told = subprocess.run(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        env=os.environ | {"VAR_DIR": str(var), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "styrmodell.settings"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    addresses: dict[str, str] = json.loads(told.stdout)
    return addresses


def main() -> None:
    django.setup()
    from django.contrib.auth.models import User
    from django.utils import timezone

    from plans import checklist, revisions, workflow
    from plans.models import MissionPlan, OperationalPlan, Role, StrategicPlan, WarningAnswer, reference_to
    from styrmodell.models import Body

    User.objects.create_superuser(SUPERUSER, password=PASSWORD)
    editor, secretary = (User.objects.get(username=f"{role}-bun") for role in ("handlaggare", "sekreterare"))
    for kind in (StrategicPlan, MissionPlan, OperationalPlan):
        for plan in kind.objects.open():
            if plan.state != "draft":
                workflow.give_back(plan, by=editor, reason="Undan.")
            workflow.withdraw(plan, by=editor)

    def next_plan(body: str) -> MissionPlan:
        return revisions.revise(MissionPlan.objects.adopted().filter(body__slug=body).latest("sequence"), by=editor)

    draft, proposal = next_plan("barn-och-utbildningsnamnden"), next_plan("servicenamnden")
    Role.objects.create(user=secretary, kind=Role.Kind.SECRETARY, body=Body.objects.get(slug="servicenamnden"))
    for finding in checklist.check(proposal, on=timezone.localdate()).unanswered:
        WarningAnswer.objects.create(**reference_to(proposal), key=finding.key, text="Det är rätt ändå.", by=editor)
    workflow.propose(proposal, by=editor)
    plans = {"draft": draft, "proposal": proposal}
    print(json.dumps({name: f"/admin/planer/uppdragsplan/{plan.pk}/" for name, plan in plans.items()}))


if __name__ == "__main__":
    main()
