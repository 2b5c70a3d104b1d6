from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from goals.models import Film
from goals.screening import screening
from styrmodell.publication import public


@public
def film(request: HttpRequest, slug: str) -> HttpResponse:
    film = get_object_or_404(Film.objects.select_related("goal"), slug=slug)
    above = (
        {"label": film.goal.name, "url": film.goal.get_absolute_url()}
        if film.goal
        else {"label": "Så styrs kommunen", "url": reverse("about")}
    )
    return render(
        request,
        "films/film.html",
        {
            "film": film,
            "screening": screening(film),
            "crumbs": [above, {"label": film.title}],
            "is_example": film.is_example,
        },
    )
