"""The next services that a result leads to, each for the person to take up or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.casework.models import Offer
from services.catalogue.queries import Listed

State = Offer.State


@dataclass(frozen=True, slots=True)
class Offered:
    """A service with what became of its offer: offered, taken_up or refused."""

    id: str
    service: Listed
    proposed: bool
    state: str


def offered(offers: tuple[Offer, ...], listed: Mapping[str, Listed]) -> Iterator[Offered]:
    """Those that can be asked for today and still mean something to the person."""
    for offer in offers:
        if offer.service in listed and offer.state != State.LAPSED:
            yield Offered(str(offer.pk), listed[offer.service], offer.proposed, offer.state)
