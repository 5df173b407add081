"""Who calls: a system, by its token; nobody else has anything to do at this door."""

from __future__ import annotations

from typing import cast

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from services.api import tokens
from services.api.models import System
from services.people.models import User

LONGEST = 200  # characters of a token worth hashing


class Bearer(BaseAuthentication):
    """`Authorization: Bearer <token>` (RFC 6750)."""

    def authenticate(self, request: Request) -> tuple[User, System] | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if not kind:
            return None
        system = tokens.of(token.strip()) if kind.lower() == "bearer" and len(token) <= LONGEST else None
        if system is None:
            raise AuthenticationFailed
        return system.user, system

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="evenhand"'


def system_of(request: Request) -> System:
    """The system that calls, where a scope was asked for."""
    return cast(System, request.auth)
