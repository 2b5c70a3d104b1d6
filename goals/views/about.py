from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from goals.models import Film
from goals.screening import screening
from styrmodell.context import steering_of
from styrmodell.models import SteeringModel, YearEvent
from styrmodell.publication import public
from styrmodell.year_wheel import wheel


@public
def about(request: HttpRequest) -> HttpResponse:
    """How the steering works in plain words, and the year that it follows."""
    steering = steering_of(request)
    if steering is None:
        raise Http404("Här finns ingen kommun ännu.")
    events = list(YearEvent.objects.all())
    films = [screening(film) for film in Film.objects.filter(goal=None)]
    return render(
        request,
        "about/about.html",
        {
            "steps": _steps(steering),
            "events": events,
            "wheel": wheel(events),
            "films": films,
            "is_example": steering.is_example
            or any(event.is_example for event in events)
            or any(film.is_example for film in films),
        },
    )


def _steps(steering: SteeringModel) -> list[dict[str, Any]]:
    """From the vision to what is done this year: who decides each level, for how long."""
    levels = [
        ("Vision", steering.vision, "Det som driver kommunen på lång sikt.", "Kommunfullmäktige", "home"),
        (
            "Mål",
            "Långsiktiga mål",
            "Dit kommunen ska. Målen är få och gäller alla, och de är knutna till FN:s globala mål.",
            "Kommunfullmäktige",
            "goals",
        ),
        (
            "Strategisk plan",
            "Vad som ska nås, och vad det får kosta",
            "Målen för några år framåt, uppdrag till nämnderna, en ram till var och en och det som ska byggas.",
            "Kommunfullmäktige, för tre eller fyra år",
            "strategic_plans",
        ),
        (
            "Uppdragsplan",
            "Nämndens egna mål och uppdrag",
            "Nämnden visar hur den bidrar till målen, delar upp sin ram och ger förvaltningen uppdrag.",
            "Varje nämnd och kommunstyrelsen, ses över varje år",
            "bodies",
        ),
        (
            "Verksamhetsplan",
            "Det som görs i år",
            "Förvaltningen bestämmer vad som ska göras för att klara uppdragen, vem som gör det och när det är klart.",
            "Varje förvaltning, för ett år",
            "departments",
        ),
    ]
    return [
        {"level": level, "text": text, "says": says, "facts": who, "url": reverse(name), "state": "done"}
        for level, text, says, who, name in levels
    ]
