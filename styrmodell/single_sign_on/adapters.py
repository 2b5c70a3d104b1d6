"""What the portal decides for allauth: no account is made by logging in, and what is refused is logged."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.signals import authentication_failed
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest

from styrmodell.login import address_of

refusals = logging.getLogger("styrmodell.access")


class Accounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)


class MunicipalAccounts(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        refusals.warning("login failed from %s: no account for %r", address_of(request), sociallogin.account.uid)
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Only by what the provider says outright; some say "false" as a text."""
        return any(one.email == email and one.verified is True for one in login.email_addresses)

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **_: Any) -> None:
        refusals.warning("login failed from %s: the provider answered %r", address_of(request), str(error))


@receiver(authentication_failed)
def log_wrong_code(request: HttpRequest, user: User, **_: Any) -> None:
    refusals.warning("second factor failed from %s: %s", address_of(request), user)
