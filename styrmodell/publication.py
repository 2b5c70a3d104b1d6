"""The version that every public page hangs on.

It moves in the transaction of whatever changes what the public sees, so that a stored page is either whole and
right or not used.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from styrmodell.context import steering_of
from styrmodell.models import SteeringModel
from styrmodell.models.steering import new_version

P = ParamSpec("P")


def advance() -> None:
    """Say that something public has changed. Called inside the transaction that changes it."""
    SteeringModel.objects.update(publication_version=new_version())


def public(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page that depends on its address alone, so that it can be answered with 304."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        steering = steering_of(request)
        etag = quote_etag(f"{settings.RELEASE}-{steering.publication_version if steering else 'none'}")
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged if unchanged is not None else view(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response["ETag"] = etag
            patch_cache_control(response, public=True, no_cache=True)
        return response

    return answer
