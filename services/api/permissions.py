"""Whether a system may do this: every operation names the scope it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from services.api.models import System
from services.api.scopes import PUBLIC

if TYPE_CHECKING:  # views read the settings, which name this class
    from rest_framework.views import APIView


class Scoped(BasePermission):
    """The scope of the operation is among those of the token."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        method = "get" if request.method == "HEAD" else str(request.method).lower()
        operation = getattr(view, method, None) if method in view.http_method_names else None
        scope = getattr(operation, "scope", PUBLIC)  # a method that is not there is told so, whoever asks
        if scope == PUBLIC:
            return True
        if not isinstance(request.auth, System):
            raise NotAuthenticated
        return scope in request.auth.scopes
