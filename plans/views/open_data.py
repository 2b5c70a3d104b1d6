from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plans import municipality_file
from plans.municipality_file.form import SCHEMA
from styrmodell.context import steering_of
from styrmodell.publication import public
from styrmodell.views.about import below_about

JSON = "application/json"


@public
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be downloaded or followed, and in which form."""
    steering = steering_of(request)
    if steering is None:
        raise Http404("Här finns ingen kommun ännu.")
    return render(request, "about/open_data.html", {"year": steering.shown_year, "crumbs": below_about("Öppna data")})


@public
def municipality(request: HttpRequest) -> HttpResponse:
    """Everything adopted, as one municipality file."""
    steering = steering_of(request)
    if steering is None:
        raise Http404("Här finns ingen kommun ännu.")
    return _download(municipality_file.dumps(municipality_file.export(public=True)), f"kommun-{steering.code}.json")


@public
def schema(request: HttpRequest) -> HttpResponse:
    """The form of the municipality file, as JSON Schema."""
    return _download(SCHEMA.read_text(), "kommun.schema.json")


def _download(text: str, name: str) -> HttpResponse:
    return HttpResponse(text, content_type=JSON, headers={"Content-Disposition": f'attachment; filename="{name}"'})
