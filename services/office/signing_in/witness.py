"""Signing in and out and what guards it go into the ledger of each account; no e-mail, no address does."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

from services.office import access, sessions
from services.people.models import User
from services.record import clock, envelope, ledger
from services.record.models import DataKey


def listen() -> None:
    """Hear what Django and allauth tell."""
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(failed)
    social_account_added.connect(provider_connected)
    authenticator_used.connect(second_factor_used)
    authentication_failed.connect(second_factor_failed)
    authenticator_added.connect(second_factor_added)
    authenticator_removed.connect(second_factor_removed)
    authenticator_reset.connect(codes_renewed)


def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    request.session[sessions.BEGAN] = clock.now().isoformat()
    _write(user, "signed_in", second_factor=access.shown_while_signing_in(request, user))


def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    """On every device: who leaves a shared counter need not remember where else they were."""
    if user is not None:
        sessions.end_all(user)
        _write(user, "signed_out")


def failed(credentials: dict[str, Any], **_: Any) -> None:
    """Only of accounts that exist: of others there is nobody to tell."""
    if user := User.objects.filter(email=str(credentials.get("email", "")).lower()).first():
        _write(user, "sign_in_failed")


def provider_connected(sociallogin: Any, **_: Any) -> None:
    _write(sociallogin.user, "provider_connected", provider=sociallogin.account.provider)


def second_factor_used(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    access.second_factor_shown(request, user)
    _write(user, "second_factor_used", type=authenticator.type)


def second_factor_failed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _write(user, "second_factor_failed", type=authenticator.type)


def second_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        access.second_factor_shown(request, user)
    _write(user, "second_factor_added", type=authenticator.type)


def second_factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """The secret is destroyed; who has no second factor left must set one up before going on."""
    if sealed := authenticator.data.get("secret") or authenticator.data.get("seed"):
        envelope.destroy(DataKey.objects.get(pk=sealed.partition(":")[0]))
    if not Authenticator.objects.filter(user=user).exists():
        access.second_factor_gone(request)
    _write(user, "second_factor_removed", type=authenticator.type)


def codes_renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _write(user, "second_factor_renewed", type=authenticator.type)


def _write(user: User, what: str, **data: str | bool) -> None:
    ledger.append(f"user:{user.pk}", f"user.{what}", data, actor=f"user:{user.pk}")
