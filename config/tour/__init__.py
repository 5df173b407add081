"""The story so far, played through the real pages: each line says what a person did and what they saw."""

from __future__ import annotations

from collections.abc import Iterator

from config.headless import Headless
from config.tour.applying import apply
from config.tour.deciding import decide
from config.tour.reading import Astray
from services.record import ledger

__all__ = ["Astray", "story"]


def story() -> Iterator[str]:
    """Mrs An and her grandson apply; the office asks, she answers, it decides, and it reaches her."""
    hers, his, sent = Headless("vi"), Headless("en"), list[str]()
    yield from apply(hers, his, sent)
    yield from decide(hers, *sent)
    if broken := next(ledger.verify(), None):
        raise Astray(str(broken))
    yield "      The ledger holds every step, and every chain is whole"
