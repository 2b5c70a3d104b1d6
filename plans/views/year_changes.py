from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plans.branches import counted
from plans.choices import Column, Filter, choose
from plans.models import MissionPlan, OperationalPlan, StrategicPlan
from plans.year_changes import NewEdition, total
from plans.year_changes import year_changes as changes_of_year
from plans.years import shown
from styrmodell.context import steering_of
from styrmodell.publication import public

ANCHOR = "utgavor"
KINDS = {
    StrategicPlan: ("strategisk-plan", "Strategisk plan"),
    MissionPlan: ("uppdragsplan", "Uppdragsplaner"),
    OperationalPlan: ("verksamhetsplan", "Verksamhetsplaner"),
}

FOR_WHOM = {StrategicPlan: "kommunen", MissionPlan: "sitt organ", OperationalPlan: "sin förvaltning"}


@public
def year_changes(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """What began to apply in the year and what it changed, in the order of the chain."""
    this_year = shown(steering_of(request), year)
    found = changes_of_year(this_year.year)
    chosen = choose(found.editions, [AS_THE_CHAIN], request.GET.dict(), anchor=ANCHOR, filters=[BY_KIND, BY_BODY])
    return render(
        request,
        "changes/year.html",
        {
            "year": this_year.year,
            "year_text": str(this_year.year),
            "counted": _says(chosen.rows, this_year.year),
            "years": this_year.links("changed"),
            "found": found,
            "chosen": chosen,
            "counts": total(chosen.rows),
            "levels": [
                (level, [each for each in chosen.rows if isinstance(each.plan, kind)])
                for kind, (_, level) in KINDS.items()
            ],
            "budget_url": this_year.url("budget"),
            "crumbs": [
                {"label": "Beslut", "url": reverse("decisions")},
                {"label": f"Det här ändrades {this_year.year}"},
            ],
            "is_example": found.is_example,
        },
    )


def _says(editions: list[NewEdition], year: int) -> str:
    """ "12 utgåvor började gälla 2022. En av dem är första planen för sin förvaltning, där allt är nytt." """
    begun = f"{counted(len(editions), 'utgåva', 'utgåvor')} började gälla {year}."
    first = [each.plan for each in editions if each.comparison is None]
    if not first:
        return begun
    owners = " eller ".join(dict.fromkeys(FOR_WHOM[type(plan)] for plan in first))
    return f"{begun} {'En' if len(first) == 1 else len(first)} av dem är första planen för {owners}, där allt är nytt."


AS_THE_CHAIN = Column[NewEdition]("kedjan", "Kedjans ordning", lambda edition: 0)
BY_KIND = Filter[NewEdition]("plan", "Slag av plan", lambda edition: [KINDS[type(edition.plan)]])
BY_BODY = Filter[NewEdition]("organ", "Organ", lambda edition: [(body.slug, body.name) for body in edition.bodies])
