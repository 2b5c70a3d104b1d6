from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from styrmodell.models import SteeringModel

MENU = (
    ("Målen", "goals"),
    ("Budget", "budget"),
    ("Nämnder och planer", "bodies"),
    ("Strategisk plan", "strategic_plans"),
    ("Röd tråd", "red_thread"),
    ("Vad saknas?", "coverage"),
    ("Beslut", "decisions"),
    ("Styrdokument", "governing_documents"),
    ("Värdegrund", "values"),
)
ABOUT_MENU = (
    ("Så styrs kommunen", "about"),
    ("Ny som förtroendevald", "newly_elected"),
    ("Ord som används här", "word_list"),
    ("Öppna data", "open_data"),
    ("Tillgänglighetsredogörelse", "accessibility"),
    ("Kakor", "cookies"),
)

CALENDAR_YEARS = {"decisions_year"}
"""Pages whose address without a year shows something else."""


def steering_of(request: HttpRequest) -> SteeringModel | None:
    """The municipality, read once for each request; None where none is loaded."""
    if "steering" not in request.__dict__:
        request.__dict__["steering"] = next(iter(SteeringModel.objects.all()), None)
    steering: SteeringModel | None = request.__dict__["steering"]
    return steering


def portal(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: the municipality, the main menu and the one in the foot, search, its own address."""
    steering = steering_of(request)
    return {
        "steering": steering,
        "search_url": reverse("search") if steering else "",
        "canonical_path": _canonical_path(request, steering),
        "main_menu": [_entry(label, reverse(name), request.path) for label, name in MENU],
        "preview": request.__dict__.get("preview"),
        "about_menu": [{"label": label, "url": reverse(name)} for label, name in ABOUT_MENU],
    }


def _entry(label: str, url: str, path: str) -> dict[str, Any]:
    return {"label": label, "url": url, "is_current": path.startswith(url)}


def _canonical_path(request: HttpRequest, steering: SteeringModel | None) -> str:
    """The path of the page; without the year where that is the year that is shown without it. Empty for no page."""
    match = request.resolver_match
    if match is None:
        return ""
    name, year = match.url_name or "", match.kwargs.get("year")
    if steering is None or year != steering.shown_year or not name.endswith("_year") or name in CALENDAR_YEARS:
        return request.path
    return reverse(name.removesuffix("_year"), kwargs={key: match.kwargs[key] for key in match.kwargs if key != "year"})
