from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from styrmodell.context import steering_of
from styrmodell.models import CoreValue, GoverningDocument, Outlook
from styrmodell.publication import public


@public
def values(request: HttpRequest) -> HttpResponse:
    """The base of the house: vision, core mission, value words, outlooks and governing documents."""
    steering = steering_of(request)
    if steering is None:
        raise Http404("Här finns ingen kommun ännu.")
    core_values = list(CoreValue.objects.existing_in(steering.shown_year))
    outlooks = list(Outlook.objects.existing_in(steering.shown_year))
    documents = list(
        GoverningDocument.objects.existing_in(steering.shown_year).select_related("body", "decision__body")
    )
    return render(
        request,
        "values/values.html",
        {
            "core_values": core_values,
            "outlooks": outlooks,
            "documents": documents,
            "is_example": any(thing.is_example for thing in [steering, *core_values, *outlooks, *documents]),
        },
    )
