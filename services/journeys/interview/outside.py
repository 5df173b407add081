"""What an interview asks of the world outside; whoever takes an answer brings it along."""

from __future__ import annotations

from typing import Protocol

from services.journeys.interview.place import Place
from services.journeys.types.base import Json


class Outside(Protocol):
    """Ids for new rows, and the settling of answers that no text alone can settle."""

    def new_row(self) -> str:
        """An id that no row of the group had before; the same again for the same reply."""
        ...

    def settle(self, place: Place, text: str) -> Json:
        """The normal form of what was typed at a question of a type that is settled outside; raises Invalid."""
        ...
