from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from styrmodell import accessibility, glossary
from styrmodell.publication import public

HOUR = 60 * 60
DAY = 24 * HOUR


def below_about(title: str) -> list[dict[str, str]]:
    """Where a page about the portal stands."""
    return [{"label": "Så styrs kommunen", "url": reverse("about")}, {"label": title}]


@public
def newly_elected(request: HttpRequest) -> HttpResponse:
    """For the councillor who is new: how to read the portal, and what to look for before a decision."""
    return render(request, "about/newly_elected.html", {"crumbs": below_about("Ny som förtroendevald")})


@public
def word_list(request: HttpRequest) -> HttpResponse:
    """Every hard word that the margins explain."""
    words = [(term, glossary.anchor(term), explanation) for term, explanation in glossary.WORDS.items()]
    return render(request, "about/word_list.html", {"words": words, "crumbs": below_about("Ord som används här")})


@public
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """What lag (2018:1937) om tillgänglighet till digital offentlig service, 13 §, asks for."""
    return render(
        request,
        "about/accessibility.html",
        {
            "email": settings.ACCESSIBILITY_CONTACT_EMAIL,
            "contact_url": settings.ACCESSIBILITY_CONTACT_URL,
            "phone": settings.ACCESSIBILITY_CONTACT_PHONE,
            "assessed_on": accessibility.ASSESSED_ON,
            "updated_on": accessibility.UPDATED_ON,
            "shortcomings": accessibility.SHORTCOMINGS,
            "checks": accessibility.CHECKS,
            "not_tried": accessibility.NOT_TRIED,
            "crumbs": below_about("Tillgänglighetsredogörelse"),
        },
    )


@public
def cookies(request: HttpRequest) -> HttpResponse:
    """None for visitors; those that a login needs, by the names that this installation gives them."""
    return render(
        request,
        "about/cookies.html",
        {
            "session": settings.SESSION_COOKIE_NAME,
            "session_hours": settings.SESSION_COOKIE_AGE // HOUR,
            "csrf": settings.CSRF_COOKIE_NAME,
            "csrf_days": settings.CSRF_COOKIE_AGE // DAY,
            "crumbs": below_about("Kakor"),
        },
    )
