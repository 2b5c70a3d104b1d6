"""The site with one page more, which only says "ok": what the benchmark measures the others against."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from styrmodell import wsgi

application = wsgi.application
settings.ROOT_URLCONF = __name__

from django.urls import include, path  # noqa: E402 - addresses are read when the apps stand


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), path("", include("styrmodell.urls"))]
