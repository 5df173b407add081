"""What pydantic found, in plain sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from services.journeys.definition.nodes import Path

PLAIN: Mapping[str, str] = {
    "missing": "{key} is missing.",
    "extra_forbidden": "{key} is not known here.",
    "string_pattern_mismatch": "{key} is not written as it must be: {input}.",
    "string_too_long": "{key} is too long.",
    "string_too_short": "{key} is empty.",
    "string_type": "{key} must be a text.",
    "bool_parsing": "{key} must be true or false.",
    "int_parsing": "{key} must be a whole number.",
    "greater_than": "{key} must be more than {gt}.",
    "greater_than_equal": "{key} must be {ge} or more.",
    "less_than_equal": "{key} must be {le} or less.",
    "finite_number": "{key} must be a number.",
    "int_parsing_size": "{key} is too large.",
    "time_parsing": "{key} must be a time such as 14:30.",
    "decimal_parsing": "{key} must be a number.",
    "date_from_datetime_parsing": "{key} must be a date such as 2026-01-31.",
    "date_parsing": "{key} must be a date such as 2026-01-31.",
    "literal_error": "{input} is not known here: use one of {expected}.",
    "tuple_type": "{key} must be a list.",
    "list_type": "{key} must be a list.",
    "dict_type": "{key} must hold keys.",
    "model_type": "{key} must hold keys.",
    "model_attributes_type": "{key} must hold keys.",
    "too_short": "{key} needs at least {min_length}.",
    "too_long": "{key} holds more than {max_length}.",
}


def told(wrong: ValidationError) -> Iterator[tuple[Path, str]]:
    """Every error with its path and one plain sentence."""
    errors = wrong.errors()
    for error in errors:
        path = error["loc"]
        # A list whose parts are wrong counts as too short as well: that would be said twice.
        within = any(len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in errors)
        if not (error["type"] == "too_short" and within):
            yield path, _sentence(error)


def _sentence(error: Mapping[str, Any]) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    key = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "This")
    details = {"key": key, "input": str(error["input"])[:60], **error.get("ctx", {})}
    template = PLAIN.get(error["type"])
    return template.format(**details) if template else f"{key}: {error['msg'].rstrip('.')}."
