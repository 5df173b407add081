"""Showing that something never is so; z3 is loaded the first time it is needed, not before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from services.journeys.journey import Journey
from services.parity.proving.formulas import Unencodable

if TYPE_CHECKING:
    from services.parity.proving.encoding import Encoder

Formula = Callable[["Encoder"], Any]


class Refuter:
    """Keeps the formulas of each cone, which many questions share."""

    def __init__(self, journey: Journey, first: date, last: date) -> None:
        self.journey = journey
        self.first = first
        self.last = last
        self.encoders: dict[frozenset[str], Encoder | None] = {}

    def refuted(self, cone: frozenset[str], formula: Formula) -> bool:
        """Whether no answers at all make the formula true."""
        encoder = self._encoder(cone)
        if encoder is None:
            return False
        try:
            return encoder.impossible(formula(encoder))
        except Unencodable:
            return False

    def _encoder(self, cone: frozenset[str]) -> Encoder | None:
        if cone not in self.encoders:
            from services.parity.proving.encoding import Encoder

            try:
                self.encoders[cone] = Encoder(self.journey, cone, self.first, self.last)
            except Unencodable:
                self.encoders[cone] = None
        return self.encoders[cone]
