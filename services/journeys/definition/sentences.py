"""What pydantic found, in plain sentences."""

from collections.abc import Mapping
from typing import Any

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
}


def sentence(error: Mapping[str, Any]) -> str:
    """One plain sentence for one of pydantic's errors."""
    if error["type"] == "value_error":
        said = str(error["ctx"]["error"])
        return said[:1].upper() + said[1:]
    key = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "This")
    details = {"key": key, "input": str(error["input"])[:60], **error.get("ctx", {})}
    template = PLAIN.get(error["type"])
    return template.format(**details) if template else f"{key}: {error['msg'].rstrip('.')}."
