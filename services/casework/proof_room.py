"""Where codes that prove who somebody is leave the house: by text, in a call, or as a letter for the print room."""

from __future__ import annotations

from uuid import UUID

import structlog

from services.casework import identity, print_room, sentences
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.errors import DoorError
from services.casework.references import grouped
from services.people.models import ProofCode
from services.people.proving import codes, sending
from services.people.proving.registers import Claim
from services.record import deliveries, envelope
from services.record.models import Event

log = structlog.get_logger(__name__)


@deliveries.outbound
def send_of_event(event: Event) -> None:
    """Send the code of this event; nothing where it was sent, or nobody wants it any more."""
    code = codes.read(UUID(event.data["code"]))
    if code is None:
        return
    try:
        if code.way == "letter":
            _post(code)
        else:
            sending.by_phone(code, lambda digits: sentences.say(code.language, "proof_text", digits=_spaced(digits)))
    except (DoorError, envelope.Unreadable):  # erased meanwhile
        log.info("proof_erased", code=str(code.pk))


def _post(code: ProofCode) -> None:
    opened = opening.read(UUID(code.subject.partition(":")[2]), code.language)

    def post(address: str, pin: str) -> None:
        said = sentences.say(
            code.language, "pin_letter", service=opened.phrases.title,
            reference=grouped(opened.application.reference), digits=grouped(pin),
        )  # fmt: skip
        print_room.put(f"{code.pk}.txt", f"{address}\n\n\n{said}\n".encode())

    sending.by_letter(code, _claim(opened), post)


def _claim(opened: Opened) -> Claim:
    said = {concept: str(value) for concept, value in identity.said(opened).items()}
    names = ("name", "personal-id", "birth-date", "address")
    return Claim(*(said.get(concept, "") for concept in names))


def _spaced(digits: str) -> str:
    return f"{digits[:3]} {digits[3:]}"
