"""What allauth's own views do not show: the provider, the code of the demonstration, a provider that is down."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from services.office.signing_in import one_time


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"provider": settings.STAFF_OIDC.get("name", "")}


class SecondFactor(AuthenticateView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"shown_code": _shown_code(self.stage.login.user.pk)}


class SecondFactorAgain(CodeAgainView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"shown_code": _shown_code(self.request.user.pk)}


class KeyAgain(ReauthenticateWebAuthnView):
    def form_invalid(self, form: Form) -> HttpResponse:
        """Here it is told, not on the way to another page."""
        return self.render_to_response(self.get_context_data())


def _shown_code(user_id: Any) -> str:
    return one_time.of_demonstration(user_id) if settings.DEMO else ""


@require_safe
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider; if it does not answer (OSError is what its client raises), a page that says so."""
    try:
        away: HttpResponse = openid.login(request, provider_id)
    except OSError:
        return render(request, "socialaccount/authentication_error.html", status=502)
    return away


@require_safe
def speak(request: HttpRequest, code: str) -> HttpResponse:
    """The same page in another language; the choice stays in the cookie that the citizens' pages use too."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    onward = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    response = redirect(onward if safe else "office:home")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, 365 * 24 * 3600, httponly=True, samesite="Lax", secure=settings.SECURE
    )
    return response
