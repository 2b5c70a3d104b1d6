from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from plans import money_sentences
from plans.outcomes import Outcomes, outcomes
from plans.years import YearLink
from styrmodell.context import steering_of
from styrmodell.models import Decision
from styrmodell.models.decisions import CITED
from styrmodell.publication import public

LATEST = 30


@public
def decisions(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The latest decisions, or all of a calendar year."""
    if steering_of(request) is None:
        raise Http404("Här finns ingen kommun ännu.")
    years = [day.year for day in Decision.objects.dates("date", "year", order="DESC")]
    if year is not None and year not in years:
        raise Http404(f"Inget beslut från {year} finns här.")
    made = Decision.objects.select_related("body", "department")
    listed = list(made.filter(date__year=year) if year else made[:LATEST])
    return render(
        request,
        "decisions/decisions.html",
        {
            "year": year,
            "years": [
                YearLink("Senaste", reverse("decisions"), year is None),
                *(YearLink(str(each), reverse("decisions_year", args=[each]), each == year) for each in years),
            ],
            "decisions": listed,
            "crumbs": [{"label": "Beslut", "url": reverse("decisions")}, {"label": str(year)}] if year else [],
            "is_example": any(decision.is_example for decision in listed),
        },
    )


@public
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision: what it made true, how it was prepared, what corrects it."""
    related = ("body", "department", "corrected_by")  # what it corrects or revokes itself is rare
    decision = get_object_or_404(Decision.objects.select_related(*related), slug=slug)
    made_true = outcomes(decision)
    return render(
        request,
        "decisions/decision.html",
        {
            "decision": decision,
            "outcomes": made_true,
            "plans": _plans(made_true),
            "totals": [(total, money_sentences.amount_of(total)) for total in made_true.totals],
            "prepared_by": _neighbours(prepares=decision),
            "prepares": _neighbours(prepared_by=decision),
            "revoked_by": _neighbours(revokes=decision),
            "crumbs": [
                {"label": "Beslut", "url": reverse("decisions")},
                {"label": str(decision.date.year), "url": reverse("decisions_year", args=[decision.date.year])},
                {"label": decision.title},
            ],
            "is_example": decision.is_example or made_true.is_example,
        },
    )


def _neighbours(**relation: Decision) -> list[Decision]:
    """The oldest first."""
    made = Decision.objects.filter(**relation).select_related("body", "department").order_by()
    named = made.only("title", "summary", "diary_number", *CITED)
    return sorted(named, key=lambda each: (each.date, each.pk))


def _plans(made_true: Outcomes) -> list[dict[str, str]]:
    """What happened to which plan, each at the address of its very revision."""
    return [
        {"what": what, "owner": str(plan.owner), "title": plan.edition, "url": plan.revision_url}
        for what, plans in (("Antog", made_true.adopted), ("Upphävde", made_true.revoked))
        for plan in plans
    ] + [
        {
            "what": "Beslutade om investeringarna i",
            "owner": str(plan.body),
            "title": plan.edition,
            "url": f"{plan.revision_url}#investeringar",
        }
        for plan in made_true.investment_budgets
    ]
