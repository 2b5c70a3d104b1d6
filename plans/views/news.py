from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from plans.news import latest
from styrmodell.models import Body
from styrmodell.publication import public

LATEST = 25


@public
def news(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """What was adopted lately, by everyone or concerning one body."""
    body = get_object_or_404(Body, slug=slug) if slug else None
    found = latest(LATEST, body=body)
    return render(
        request,
        "news/news.html",
        {
            "body": body,
            "news": found,
            "crumbs": [{"label": "Beslut", "url": reverse("decisions")}, {"label": "Nya beslut"}],
            "feed_url": reverse("body_news_feed", args=[body.slug]) if body else reverse("news_feed"),
            "bodies": [
                {"label": "Alla", "url": reverse("news"), "is_current": body is None},
                *(
                    {
                        "label": each.name,
                        "url": reverse("body_news", args=[each.slug]),
                        "is_current": each == body,
                    }
                    for each in Body.objects.exclude(kind__in=[Body.Kind.CENTRAL, Body.Kind.COMPANY]).only(
                        "slug", "name"
                    )
                ),
            ],
            "is_example": any(each.is_example for each in found),
        },
    )
