from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plans.changes import changes_of
from plans.editions import adopted_word
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan
from styrmodell.models import Body, Department
from styrmodell.publication import public


@public
def strategic_plan_changes(request: HttpRequest, period: str, revision: int) -> HttpResponse:
    return _changes(request, StrategicPlan, period, revision)


@public
def mission_plan_changes(request: HttpRequest, slug: str, period: str, revision: int) -> HttpResponse:
    return _changes(request, MissionPlan, period, revision, get_object_or_404(Body, slug=slug))


@public
def operational_plan_changes(request: HttpRequest, slug: str, period: str, revision: int) -> HttpResponse:
    return _changes(request, OperationalPlan, period, revision, get_object_or_404(Department, slug=slug))


def _changes(
    request: HttpRequest, kind: type[Plan], period: str, revision: int, owner: Body | Department | None = None
) -> HttpResponse:
    """What one edition changed against the owner's edition before it."""
    first, _, last = period.partition("-")
    editions = kind._default_manager.adopted().filter(
        first_year=first, last_year=last or first, revision=revision, **({kind.OWNER: owner} if owner else {})
    )
    plan = editions.select_related(kind.OWNER, "decision__body", "decision__department", "revoked_by").first()
    if plan is None or plan.period != period:
        raise Http404("Det finns ingen antagen utgåva där.")
    changes = changes_of(plan)
    return render(
        request,
        "changes/changes.html",
        {
            "plan": plan,
            "changes": changes,
            "adopted_label": f"{adopted_word(plan).capitalize()} av",
            "crumbs": [
                {"label": plan.owner.name, "url": plan.owner.get_absolute_url()},
                {"label": plan.edition, "url": plan.revision_url},
                {"label": "Vad som ändrades"},
            ],
            "is_example": plan.is_example,
        },
    )
