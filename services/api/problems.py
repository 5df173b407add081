"""Everything that does not work, as problem details (RFC 9457) in the caller's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext
from rest_framework.response import Response

from services.api.said import ERRORS, SENTENCES, TITLES
from services.api.speaking import spoken
from services.casework.errors import DoorError
from services.record import clock, limits

MEDIA_TYPE = "application/problem+json"
BASE = "/api/v1/problems/"


class Told(Exception):
    """A problem of this door: its status, the code of its sentence (or another in `detail`), and what more is said."""

    def __init__(self, status: int, code: str, detail: str = "", **more: Any) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.more = more


def of_door(error: DoorError, status: int) -> Told:
    """What the one door says, in the language in force."""
    kept = {name: getattr(error, name) for name in ("saved", "typed", "revision") if hasattr(error, name)}
    return Told(status, error.code, error.sentence(spoken()), **kept)


def body(told: Told, path: str) -> dict[str, Any]:
    """The members of RFC 9457, and what more is said."""
    return {
        "type": f"{settings.PUBLIC_BASE_URL.rstrip('/')}{BASE}{told.code}/",
        "title": gettext(TITLES[told.status]),
        "status": told.status,
        "detail": told.detail or gettext(SENTENCES[told.code]),
        "instance": quote(path),
        **told.more,
    }


def response(told: Told, request: HttpRequest, headers: Mapping[str, str]) -> Response:
    """As an operation gives it back."""
    return Response(body(told, request.path), told.status, headers=dict(headers), content_type=MEDIA_TYPE)


def too_many(request: HttpRequest, reached: limits.TooMany) -> JsonResponse:
    """The same for a request that was counted before it came to an operation."""
    told = Told(429, "too_many_requests")
    headers = {"Retry-After": wait_of(reached)}
    return JsonResponse(body(told, request.path), status=429, headers=headers, content_type=MEDIA_TYPE)


def wait_of(reached: limits.TooMany) -> str:
    """Seconds, at least one."""
    return str(max(1, ceil((reached.again_at - clock.now()).total_seconds())))


def errors_of(detail: Any, pointer: str = "") -> Iterator[dict[str, str]]:
    """What serializers say is wrong, each with a JSON Pointer (RFC 6901) to where it is."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            below = pointer if name == "non_field_errors" else f"{pointer}/{_escaped(str(name))}"
            yield from errors_of(inner, below)
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            yield from errors_of(inner, pointer if not isinstance(inner, Mapping | list) else f"{pointer}/{number}")
    else:
        code = str(getattr(detail, "code", "invalid"))
        yield {"pointer": pointer, "detail": gettext(ERRORS[code]) if code in ERRORS else str(detail)}


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
