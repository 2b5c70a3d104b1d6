"""The site with one page more, which only says "ok": what the benchmark measures the others against."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse

application = get_wsgi_application()
settings.ROOT_URLCONF = __name__

from django.urls import include, path  # noqa: E402 - addresses are read when the apps stand


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), path("", include("styrmodell.urls"))]
