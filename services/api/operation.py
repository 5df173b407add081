"""An operation: its id, the scope it needs, what it takes and what it gives; one decorator says it and does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from services.api import once
from services.api.fields import Nothing

Shape = type[Serializer[Any]]
Method = Callable[..., Any]
FILE = "file"


@dataclass(frozen=True)
class Operation:
    """What the description has to know of an operation beside its shapes."""

    name: str
    scope: str
    method: str


OPERATIONS: dict[str, Operation] = {}
"""Every operation by its id."""


class Door(APIView):
    """An address of this API. Who may call it, how often, and what a problem looks like stand in the settings."""

    http_method_names = ["get", "head", "post", "put", "delete"]


def operation(
    name: str,
    scope: str,
    *,
    takes: Shape | None = None,
    asks: Shape | None = None,
    gives: Shape | str | None = None,
    status: int = 200,
    form: bool = False,
    whole: bool = True,
) -> Callable[[Method], Method]:
    """A method of a Door: called with the request, what was said (checked), and what the address names.

    `takes` is the shape of a body and `asks` that of a query; what the method returns is given in the shape `gives`,
    or is a file where that is FILE. A POST is done once under one Idempotency-Key; see `once` for `whole`.
    """

    def decorated(method: Method) -> Method:
        posts = method.__name__ == "post"
        shape = takes or (Nothing if posts else None)
        OPERATIONS[name] = Operation(name, scope, method.__name__)

        @wraps(method)
        def answered(door: Door, request: Request, **address: Any) -> HttpResponseBase:
            def act() -> Any:
                return method(door, request, said(request, shape, asks), **address)

            if posts:
                return once.replied(request, lambda: given(act(), gives, status), whole=whole)
            result = act()
            return result if isinstance(result, HttpResponseBase) else given(result, gives, status)

        answered.__dict__.update(scope=scope, operation=name)
        return described(name, method, shape, asks, gives, status, form)(answered)

    return decorated


def said(request: Request, takes: Shape | None, asks: Shape | None) -> Any:
    """What was sent, checked; raises ValidationError."""
    if takes is None and asks is None:
        return {}
    if takes is None:
        checked = asks(data=request.query_params.dict()) if asks else Nothing(data={})
    else:
        checked = takes(data=_body(request))
    checked.is_valid(raise_exception=True)
    return checked.validated_data


def _body(request: Request) -> Any:
    """No body at all says the same as an empty object."""
    if request.META.get("CONTENT_LENGTH") in (None, "", "0"):
        return {}
    return request.data


def given(result: Any, gives: Shape | str | None, status: int) -> Response:
    """What a method returned, as it leaves."""
    if gives is None or isinstance(gives, str):
        return Response(status=204)
    return Response(gives(result).data, status)


def described(
    name: str,
    method: Method,
    takes: Shape | None,
    asks: Shape | None,
    gives: Shape | str | None,
    status: int,
    form: bool,
) -> Callable[[Method], Method]:
    """The same for drf-spectacular."""
    description = " ".join((method.__doc__ or "").split())
    request: Mapping[str, Any] = {"multipart/form-data" if form else "application/json": takes} if takes else {}
    parameters: list[OpenApiParameter | Shape] = [asks] if asks else []
    return extend_schema(
        operation_id=name,
        summary=description.partition(". ")[0].rstrip("."),
        description=description,
        parameters=parameters,
        request=request or None,
        responses=_responses(gives, status),
    )


def _responses(gives: Shape | str | None, status: int) -> dict[Any, Any]:
    if gives == FILE:
        return {(200, "application/octet-stream"): OpenApiTypes.BINARY}
    return {204: None} if gives is None else {status: gives}
