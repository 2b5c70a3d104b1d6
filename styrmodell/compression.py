import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

ACCEPTS_BROTLI = re.compile(r"\bbr\b")
QUALITY = 6
"""As quick as gzip, and a sixth smaller."""

Answer = Callable[[HttpRequest], HttpResponse]


def brotli_for_public_pages(get_response: Answer) -> Answer:
    """Middleware: public pages as small as can be.

    Django's own compression takes the rest. It hides the true length of an answer, from which a secret in it could be
    guessed; a public page has no secrets.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _is_public_page(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if ACCEPTS_BROTLI.search(request.headers.get("Accept-Encoding", "")):
                _compress(response)
        return response

    return answer


def _is_public_page(response: HttpResponse) -> bool:
    is_public = "public" in response.get("Cache-Control", "")
    return is_public and response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")


def _compress(response: HttpResponse) -> None:
    """An ETag says from now on that what it names reads the same, not that it is so byte by byte."""
    response.content = brotli.compress(response.content, quality=QUALITY)
    response["Content-Encoding"] = "br"
    response["Content-Length"] = str(len(response.content))
    if "ETag" in response:
        response["ETag"] = f"W/{response['ETag']}"
