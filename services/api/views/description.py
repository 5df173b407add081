"""The description itself: made once in each process, for it is the same for everybody."""

from __future__ import annotations

import json
from functools import cache

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from services.api.operation import Door
from services.api.renderers import File


@extend_schema(exclude=True)
class Description(Door):
    renderer_classes = (File,)

    def get(self, request: Request) -> HttpResponse:
        """OpenAPI 3.1, as JSON."""
        return HttpResponse(written(), content_type="application/json")


@cache
def written() -> bytes:
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # theirs is not
    return json.dumps(schema).encode()
