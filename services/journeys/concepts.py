"""The one small vocabulary of what questions mean, shared by services, registries and baskets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from services.journeys import strings

FILE = Path(__file__).parent / "concepts.yaml"


@dataclass(frozen=True)
class Concept:
    """What a question can mean: the types it can be asked as, and its own words in every language.

    `asked` holds the settings with which it is asked by itself; None where it says who somebody is, which
    nobody need say to learn what they are owed.
    """

    name: str
    types: frozenset[str]
    words: Mapping[str, Mapping[str, Any]]
    asked: Mapping[str, Any] | None


@cache
def vocabulary() -> Mapping[str, Concept]:
    """Every concept by its name."""
    written = strings.read(FILE.read_text(encoding="utf-8"))
    return {
        name: Concept(name, frozenset(entry["types"]), entry.get("words", {}), entry.get("asked"))
        for name, entry in written.items()
    }
