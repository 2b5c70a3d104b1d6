from typing import Any

from django.http import HttpRequest

from plans import chain, citation
from plans.models.thread import PlanItem
from plans.spoken import Spoken, wordings
from plans.years import ShownYear
from styrmodell.typography import in_running_text


def thread_context(request: HttpRequest, said: Spoken[Any], this_year: ShownYear, kind: str) -> dict[str, Any]:
    """What the page of any thread shows: its plan and decision, the years, the wording through the editions.

    `kind` is what it is in its plan, as it is cited: "Uppdrag 1.2".
    """
    item: PlanItem = said.item
    return {
        "item": item,
        "kind": kind,
        "plan": item.plan,
        "year": this_year.year,
        "years": this_year.links(item.thread.kind, item.thread.public_id),
        "stamp": "" if said.is_in_force else f"Gäller inte {this_year.year}",
        "editions": wordings(said),
        "relatives": chain.relatives(item, this_year),
        "citation": citation.of_item(request, item, in_running_text(kind)),
        "is_example": item.plan.is_example,
    }
