"""How often: a system as often as its token may, everybody else as often as their address may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from services.api.models import System
from services.record import limits

if TYPE_CHECKING:  # views read the settings, which name this class
    from rest_framework.views import APIView


class Limited(BaseThrottle):
    """Raises limits.TooMany, which becomes a problem with the time to wait."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        who = request.auth.keyed_by if isinstance(request.auth, System) else str(self.get_ident(request))
        limits.hit("api", who, settings.API_LIMIT)
        return True
