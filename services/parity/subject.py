"""One service as the rules look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from services.journeys.canonical import hash_of
from services.journeys.journey import Journey, journey_of
from services.parity.channel import Channel
from services.parity.proving import Prover


@dataclass(frozen=True)
class Subject:
    """Rules that hold together, the words by language, and the channels they must be carried by."""

    rules: Mapping[str, Any]
    words: Mapping[str, Mapping[str, Any]]
    channels: tuple[Channel[Any, Any], ...]

    @cached_property
    def journey(self) -> Journey:
        return journey_of(hash_of(self.rules), lambda: self.rules)

    @cached_property
    def prover(self) -> Prover:
        return Prover(self.journey, self.rules)
