"""What a council may set: how values are written, and that they lie within their bounds."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from services.journeys.language import MINOR_UNITS


def money(text: str) -> tuple[str, Decimal]:
    """The currency and the amount of "8000 VND"; raises ValueError."""
    amount, _, currency = text.partition(" ")
    if currency not in MINOR_UNITS:
        raise ValueError
    return currency, number(amount)


def number(text: str) -> Decimal:
    """Raises ValueError."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError from None
    if not found.is_finite():
        raise ValueError
    return found


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text]


READ: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "money": (money, f"8000 VND, in one of {', '.join(MINOR_UNITS)}"),
    "whole_number": (int, "12"),
    "decimal": (number, "12.5"),
    "date": (date.fromisoformat, "2026-01-31"),
    "yes_no": (_truth, "true or false"),
}
"""How a value of each type is read from a definition, and an example."""


def check(kind: str, *ascending: str | None) -> None:
    """Raises ValueError with a plain sentence unless every value reads and none is less than one before it."""
    values = [value(kind, text) for text in ascending if text is not None]
    if kind == "money" and len({currency for currency, _ in values}) > 1:
        raise ValueError("The amounts are not all in the same currency.")
    if values != sorted(values):
        raise ValueError("The smallest value, the default and the largest are not in this order.")


def value(kind: str, text: str) -> Any:
    """The value of a parameter as it was written; raises ValueError with a plain sentence."""
    read, example = READ[kind]
    try:
        return read(text)
    except (ValueError, KeyError):
        raise ValueError(f"{text[:60]} is not written as it must be, such as {example}.") from None
