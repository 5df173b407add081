"""What allauth asks us: no accounts but those that exist, our sentences, secrets sealed, no address in Redis."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from segno import make

from services.look.jinja import theme
from services.office.access import has_shown_it_lately, has_shown_second_factor
from services.people.models import User
from services.record import envelope
from services.record.models import DataKey

ABOUT = "second factor"


class Accounts(DefaultAccountAdapter):
    """Signing in with e-mail and password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-mail address and password do not belong together. Check both."),
        "incorrect_password": _("This password is not right. Type it once more."),
        "too_many_login_attempts": _("That was wrong too often. Wait five minutes, then try again."),
        "rate_limited": _("That was wrong too often. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of those who set up their first second factor, nor of those who have just shown or set up theirs."""
        return has_shown_second_factor(context.request) and not has_shown_it_lately(context.request)

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        return self.authenticate(context.request, email=user.get_username(), password=password) == user

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"{reverse('account_login')}?signed_out=yes"

    def get_client_ip(self, request: HttpRequest) -> str:
        """For the limits alone, which need to know that two are alike and no more."""
        return _hidden(super().get_client_ip(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return _hidden(str(credentials.get("email", "")).lower())


class SecondFactors(DefaultMFAAdapter):
    """Codes of an app, codes for emergencies, security keys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or was used before. Wait for the next one and type it in."),
        "incorrect_key": _("The key did not answer. Try once more."),
    }

    def get_totp_issuer(self) -> str:
        return theme().name(get_language() or "")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """What the browser shows when it asks which key to use."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": getattr(user, "name", "")}

    def build_totp_svg(self, url: str) -> str:
        """Without a style inside, which our pages forbid."""
        return str(make(url).svg_inline(scale=4, omitsize=False))

    def encrypt(self, text: str) -> str:
        """Under a key of its own, whose id stands before it."""
        key = envelope.new_key()
        return f"{key.pk}:{base64.b64encode(envelope.seal(key, text.encode(), ABOUT)).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        key_id, _, sealed = encrypted_text.partition(":")
        return envelope.open(DataKey.objects.get(pk=key_id), base64.b64decode(sealed), ABOUT).decode()


class Providers(DefaultSocialAccountAdapter):
    """Signing in where the authority already does: the e-mail it vouches for must be that of an account here."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Nothing of what the provider tells about a person is kept."""
        sociallogin.account.extra_data = {}
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(redirect("account_login"))
        if sociallogin.is_existing:
            return
        vouched = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        if found := User.objects.filter(email__in=vouched).first():
            sociallogin.connect(request, found)


def _hidden(who: str) -> str:
    return str(salted_hmac("sign-in limits", who, algorithm="sha256").hexdigest())
