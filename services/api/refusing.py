"""From whatever was raised in an operation to its problem."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from services.api import problems
from services.api.codes import status_of
from services.api.problems import Told
from services.casework.errors import DoorError, TooMany
from services.catalogue.models import PublicService, Version
from services.record import envelope, limits

log = structlog.get_logger(__name__)

PLAIN: Mapping[type[Exception], Told] = {
    exceptions.ParseError: Told(400, "malformed"),
    exceptions.NotAuthenticated: Told(401, "not_authenticated"),
    exceptions.AuthenticationFailed: Told(401, "not_authenticated"),
    exceptions.PermissionDenied: Told(403, "scope_missing"),
    exceptions.NotFound: Told(404, "not_found"),
    Http404: Told(404, "not_found"),
    PublicService.DoesNotExist: Told(404, "not_found"),
    Version.DoesNotExist: Told(404, "not_found"),
    envelope.Unreadable: Told(410, "erased"),
    exceptions.MethodNotAllowed: Told(405, "method_not_allowed"),
    exceptions.NotAcceptable: Told(406, "not_acceptable"),
    exceptions.UnsupportedMediaType: Told(415, "unsupported_media_type"),
    RequestDataTooBig: Told(413, "too_large"),
    SuspiciousOperation: Told(400, "malformed"),
}
"""What the framework raises; the first of its classes that is named here counts."""


def problem(raised: Exception, context: Mapping[str, Any]) -> Response:
    """The handler of every operation: nothing leaves it that is no problem."""
    request = context["request"]
    headers = {"WWW-Authenticate": header} if (header := getattr(raised, "auth_header", "")) else {}
    if isinstance(raised, limits.TooMany | TooMany):
        headers["Retry-After"] = problems.wait_of(limits.TooMany(raised.again_at))
    return problems.response(told(raised), request, headers)


@singledispatch
def told(raised: Exception) -> Told:
    """The problem to tell; what nobody foresaw is logged, and told without a word of what it was."""
    plain = next((PLAIN[each] for each in type(raised).__mro__ if each in PLAIN), None)
    if plain is None:
        log.error("api_failed", exc_info=raised)
        return Told(500, "failed")
    return plain


@told.register
def _(raised: Told) -> Told:
    return raised


@told.register
def _(raised: DoorError) -> Told:
    return problems.of_door(raised, status_of(raised))


@told.register
def _(raised: limits.TooMany) -> Told:
    return Told(429, "too_many_requests")


@told.register
def _(raised: exceptions.ValidationError) -> Told:
    return Told(422, "invalid", errors=list(problems.errors_of(raised.detail)))
