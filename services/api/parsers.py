"""What comes in: JSON in UTF-8, or a form with a file; never more than is worth reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser
from rest_framework.utils import json as strictly

from services.api.problems import Told

JSON_BYTES = 256 * 1024
FORM_BYTES = 64 * 1024  # around the file itself


class Json(BaseParser):
    """RFC 8259: UTF-8, whatever a header says; no NaN, no nesting without an end."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        _fits(parser_context, JSON_BYTES)
        try:
            return json.loads(stream.read().decode(), parse_constant=strictly.strict_constant)
        except (ValueError, RecursionError):
            raise ParseError from None


class Form(MultiPartParser):
    """A file and what goes with it; kept in memory by the handler of settings.FILE_UPLOAD_HANDLERS."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles[Any, Any]:
        _fits(parser_context, settings.DOCUMENT_BYTES + FORM_BYTES)
        return super().parse(stream, media_type, {**(parser_context or {}), "encoding": "utf-8"})


def _fits(context: Mapping[str, Any] | None, most: int) -> None:
    length = (context or {})["request"].META.get("CONTENT_LENGTH") or 0
    if int(length) > most:
        raise Told(413, "too_large")
