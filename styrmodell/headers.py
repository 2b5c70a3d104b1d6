from collections.abc import Callable

from csp.constants import HEADER
from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
PRIVATE = ("/admin/", "/infor-beslut/")


class HeadersMiddleware:
    """The headers that Django has no setting for, and no cookie where nobody needs one.

    A response made for a logged-in person is never stored: everything under the private addresses, and
    whatever has read the session. Elsewhere cookies are not even seen, so that none can be answered or renewed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PRIVATE):
            request.COOKIES = {}
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.path.startswith(PRIVATE) or _has_read_session(request):
            response["Cache-Control"] = "private, no-store"
        if HEADER in response:
            response[HEADER] = _in_order(response[HEADER])
        return response


def _in_order(policy: str) -> str:
    """The same text from every process; django-csp takes the directives from a set."""
    return "; ".join(sorted(policy.split("; ")))


def _has_read_session(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    return session is not None and session.accessed
