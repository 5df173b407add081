"""How somebody proves who they are in tests: the real ways, to the print room and to a telephone of the tests' own."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

from django.conf import settings

from services.casework import proof_room
from services.people.models import ProofCode
from services.record.models import Event
from tests.services.people.proving import carried

NUMBER = "+84912345678"


def deliver(application_id: UUID) -> None:
    """What the workers do with all that was asked for by now."""
    for event in Event.objects.filter(kind="proof.asked", subject=f"application:{application_id}").order_by("at"):
        proof_room.send_of_event(event)


def letter_of(application_id: UUID) -> str:
    """The letter that was posted last."""
    deliver(application_id)
    codes = ProofCode.objects.filter(subject=f"application:{application_id}", way="letter").order_by("asked_at")
    return (Path(settings.LETTERS_FOLDER) / f"{codes[len(codes) - 1].pk}.txt").read_text()


def pin_of(application_id: UUID) -> str:
    """The PIN in it."""
    return next(found for line in letter_of(application_id).splitlines() if (found := _pin(line)))


def code_of(application_id: UUID) -> str:
    """The code that came to the telephone last."""
    deliver(application_id)
    return re.sub(r"\D", "", carried.WENT[-1][1])


def _pin(line: str) -> str:
    """Alone at the end of its line; a reference has three groups."""
    found = re.search(r": (\d{4} \d{4})$", line)
    return found[1] if found else ""
