"""Whatever is not there."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from services.api.operation import Door


@extend_schema(exclude=True)
class Unknown(Door):
    """No address at all, said as a problem."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404
