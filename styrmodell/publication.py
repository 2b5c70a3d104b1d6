"""The version that every public page hangs on.

It moves in the transaction of whatever changes what the public sees, so that a stored page is either whole and
right or not used.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from styrmodell.context import steering_of
from styrmodell.models import SteeringModel
from styrmodell.models.steering import new_version

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def advance() -> None:
    """Say that something public has changed. Called inside the transaction that changes it."""
    SteeringModel.objects.update(publication_version=new_version())


def is_at(version: str) -> bool:
    """Whether nothing public has changed since the version. One query."""
    return SteeringModel.objects.filter(publication_version=version).exists()


def only_read(view: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
    """A view that changes nothing. Any other method is answered with 405, and not with a word about forged forms."""
    return csrf_exempt(require_safe(view))


def public(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page, or the way to it, that depends on its address alone, so that it can be answered with 304."""

    @only_read
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        steering = steering_of(request)
        etag = quote_etag(f"{settings.RELEASE}-{steering.publication_version if steering else 'none'}")
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged if unchanged is not None else view(request, *args, **kwargs)
        if response.status_code in (200, 301, 304):
            response["ETag"] = etag
            patch_cache_control(response, public=True, no_cache=True)
        return response

    return answer
