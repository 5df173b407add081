"""What differs between the doors of citizens and of staff, and what staff's provider is made of."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

STAFF = ("/office/", "/counter/", "/phone/desk/")
SAID = ("name", "server_url", "client_id", "secret")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Each door keeps what was typed in its own way."""
    from channels_web.views import errors
    from services.office import access

    failed = access.csrf_failed if request.path.startswith(STAFF) else errors.csrf_failed
    return failed(request, reason)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Closed to who asks; said in the frame of their door."""
    from channels_web.views import errors
    from services.office.views import answering

    page = answering.forbidden if request.path.startswith(STAFF) else errors.forbidden
    return page(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing here; said in the frame of their door."""
    from channels_web.views import errors
    from services.office.views import answering

    page = answering.not_found if request.path.startswith(STAFF) else errors.not_found
    return page(request, exception)


def provider(said: Mapping[str, str]) -> list[dict[str, Any]]:
    """What allauth wants to know of STAFF_OIDC; raises ImproperlyConfigured, naming what is missing."""
    if not said:
        return []
    if missing := [name for name in SAID if not said.get(name)]:
        raise ImproperlyConfigured(f"STAFF_OIDC needs {', '.join(missing)}.")
    server = {"server_url": said["server_url"]}
    return [{"provider_id": "staff", **{key: said[key] for key in ("name", "client_id", "secret")}, "settings": server}]
