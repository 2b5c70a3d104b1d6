"""Who may log in, how often they may try, and for how long it lasts."""

import hashlib
import logging
import math
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user, logout
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from styrmodell.models import LoginAttempt

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
PER_ADDRESS = 20

refusals = logging.getLogger("styrmodell.access")


class LoginForm(AdminAuthenticationForm):
    """Whoever has an account that is open may log in; what they may do is asked page by page.

    What it answers is the same whether the account exists or not.
    """

    error_messages = {
        "invalid_login": "Användarnamnet och lösenordet hör inte ihop. Stora och små bokstäver är olika.",
        "limited": "Det har gjorts för många försök. Vänta en kvart och försök igen.",
    }
    seconds_to_wait = 0

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            self._count(name)
        cleaned = super().clean()
        if name and password:
            LoginAttempt.objects.filter(account=_hashed(name)).delete()
        return cleaned

    def _count(self, name: str) -> None:
        """Before the password is tried, so that those who try at the same time are counted too."""
        address = address_of(self.request)
        attempt = _counted(name, address)
        self.seconds_to_wait = _seconds_to_wait(attempt)
        if self.seconds_to_wait:
            attempt.delete()
            refusals.warning("login limited from %s: %s", address, _printable(name))
            raise ValidationError(self.error_messages["limited"], code="limited")

    def confirm_login_allowed(self, user: User) -> None:
        if not user.is_active:
            raise self.get_invalid_login_error()


def with_limit(response: HttpResponse) -> HttpResponse:
    """429, and when to try again, where the form has refused too many attempts."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    if isinstance(form, LoginForm) and form.seconds_to_wait:
        response.status_code = 429
        response["Retry-After"] = str(form.seconds_to_wait)
    return response


def with_second_factor(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A password alone does not let in whoever has a second factor."""
    if not (settings.HAS_SINGLE_SIGN_ON and request.method == "POST" and isinstance(response, HttpResponseRedirect)):
        return response
    from allauth.account.utils import perform_login  # only with the `auth` extra

    user = get_user(request)
    logout(request)
    return perform_login(request, user, redirect_url=response.url)


def address_of(request: HttpRequest | None) -> str:
    """Behind a web server the last one named, which that server wrote; the others are what the visitor sent."""
    if request is None:
        return "-"
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HAS_SERVER_IN_FRONT else ""
    return _printable(forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def _counted(name: str, address: str) -> LoginAttempt:
    now = timezone.now()
    LoginAttempt.objects.filter(at__lte=now - WINDOW).delete()
    return LoginAttempt.objects.create(account=_hashed(name), address=address, at=now)


def _seconds_to_wait(attempt: LoginAttempt) -> int:
    others = LoginAttempt.objects.filter(at__gt=attempt.at - WINDOW).exclude(pk=attempt.pk)
    free = [
        _free_at(others.filter(account=attempt.account), PER_ACCOUNT),
        _free_at(others.filter(address=attempt.address), PER_ADDRESS),
    ]
    return max((math.ceil((at - attempt.at).total_seconds()) for at in free if at), default=0)


def _free_at(attempts: QuerySet[LoginAttempt], limit: int) -> datetime | None:
    """When fewer than the limit are left to count; None when they are already."""
    last = list(attempts.order_by("-at").values_list("at", flat=True)[limit - 1 : limit])
    return last[0] + WINDOW if last else None


def _hashed(name: str) -> str:
    return hashlib.sha256(name.casefold().encode()).hexdigest()


def _printable(name: str) -> str:
    """On one line of the log, however it was typed."""
    return "".join(character for character in name if character.isprintable())[:150]


@receiver(user_login_failed)
def log_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    name = _printable(str(credentials.get("username", "")))
    refusals.warning("login failed from %s: %s", address_of(request), name)


@receiver(user_logged_in)
def begin_a_working_day(request: HttpRequest, **_: Any) -> None:
    """Under a new key, and over when the day is, however much is done meanwhile."""
    request.session.cycle_key()
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
