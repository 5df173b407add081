"""The three-valued logic (True, False, None for unknown), and the functions conditions may call."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Context, Decimal
from typing import Any

Truth = bool | None

EXACT = Context(prec=20_000)
"""Room for every digit that a condition of 1,000 characters can come to: nothing is ever rounded."""


def both(truths: Iterable[Truth]) -> Truth:
    """False as soon as one is false; unknown if none is but one is unknown (Kleene's strong logic)."""
    known: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            known = None
    return known


def either(truths: Iterable[Truth]) -> Truth:
    """True as soon as one is true."""
    known: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            known = None
    return known


def opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


def days(start: date, end: date) -> int:
    """Whole days from one day to the other; negative when it lies before."""
    return (end - start).days


def months(start: date, end: date) -> int:
    """Whole months that have passed: from 31 January to 28 February none has."""
    passed = (end.year - start.year) * 12 + end.month - start.month
    return passed - (end.day < start.day)


def years(start: date, end: date) -> int:
    """Whole years that have passed, as an age is counted; who was born on 29 February is older on 1 March."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def next_month(day: date) -> date:
    """The first day of the month after; in the last month there is, its last day."""
    if (day.year, day.month) == (date.max.year, date.max.month):
        return date.max
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


BETWEEN: dict[str, Callable[[date, date], int]] = {"days": days, "months": months, "years": years}


def total(numbers: Iterable[Any]) -> Any:
    """The sum, unknown if one of them is."""
    added: Any = 0
    for number in numbers:
        if number is None:
            return None
        added = EXACT.add(added, number) if isinstance(number, Decimal) else added + number
    return added
