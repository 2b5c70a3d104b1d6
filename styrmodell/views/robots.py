from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing that needs a login is for robots."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /infor-beslut/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask for the old address without reading the page."""
    return HttpResponsePermanentRedirect(static("icons/favicon.ico"))
