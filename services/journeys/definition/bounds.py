"""What must hold within one part of a service: nothing stands twice, bounds are in order, money exists."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.journeys.definition.nodes import Path
from services.journeys.language import MINOR_UNITS
from services.journeys.types.base import AnswerType

ONCE: Mapping[str, str] = {
    "languages": "",
    "triggers": "service",
    "fees": "name",
    "parties": "role",
    "outputs": "document",
    "cases": "type",
    "presence_required": "what",
    "statutory_difference": "what",
}
"""Lists in which nothing may stand twice, and the key that tells their parts apart."""

Found = Iterator[tuple[Path, str]]


def of_service(rules: Mapping[str, Any]) -> Found:
    """Every mistake with its path."""
    for key, name in ONCE.items():
        yield from _twice((key,), rules.get(key, ()), name)
    for number, fee in enumerate(rules.get("fees", ())):
        yield from _currency(("fees", number, "amount"), fee["amount"])
        yield from _twice(("fees", number, "exempt"), fee.get("exempt", ()), "name")
    for number, difference in enumerate(rules.get("statutory_difference", ())):
        yield from _currency(("statutory_difference", number, "amount"), difference.get("amount") or "")


def of_settings(path: Path, answer: AnswerType) -> Found:
    """Mistakes between the settings of one question."""
    for low, high in (("min", "max"), ("earliest", "latest")):
        least, most = getattr(answer, low, None), getattr(answer, high, None)
        if least is not None and most is not None and least > most:
            yield (*path, low), f"{low} is more than {high}: no answer could ever be right."


def _twice(path: Path, parts: Sequence[Any], key: str = "") -> Found:
    seen: set[str] = set()
    for number, part in enumerate(parts):
        name = part[key] if key else part
        if name in seen:
            yield ((*path, number, key) if key else (*path, number)), f"{name} stands here twice."
        seen.add(name)


def _currency(path: Path, amount: str) -> Found:
    _, _, currency = amount.partition(" ")
    if currency and currency not in MINOR_UNITS:
        yield path, f"{currency} is not a currency the platform knows: {', '.join(MINOR_UNITS)}."
