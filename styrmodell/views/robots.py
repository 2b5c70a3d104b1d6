from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import reverse

from styrmodell.publication import only_read


@only_read
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing that needs a login is for robots, nor the many ways to order, narrow and search."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /infor-beslut/",
        "Disallow: /*?",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@only_read
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask for the old address without reading the page."""
    return HttpResponsePermanentRedirect(static("icons/favicon.ico"))
