"""In which language: what a machine asks for by name, else each application's own."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from rest_framework.request import Request


def spoken() -> str:
    """The language in force: that of Accept-Language, as far as the platform speaks it."""
    return get_language() or settings.LANGUAGE_CODE


def asked(request: Request | HttpRequest) -> str:
    """The same, if it was asked for; "" where it is only what the platform falls back on.

    A machine that says nothing of languages must not change the one a person chose.
    """
    wanted = [each.strip()[:2].lower() for each in request.headers.get("Accept-Language", "").split(",")]
    return spoken() if spoken() in wanted else ""
