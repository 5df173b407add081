"""The print room: each letter becomes one file, ready for the post, readable by its owner only."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from services.casework import sentences
from services.casework.applications import letters
from services.casework.applications.letters import Printed
from services.casework.references import grouped
from services.record.models import Event


def print_of_event(event: Event) -> None:
    """Print the letter of this event, once: the text leaves the database as the file comes to be."""
    letter_id = UUID(event.data["letter"])
    with letters.printing(letter_id) as printed:
        if printed is not None:
            _file(letter_id, _text(printed))


def _text(printed: Printed) -> str:
    said = sentences.say(
        printed.language, "letter", service=printed.service, reference=grouped(printed.reference),
        digits=grouped(printed.code),
    )  # fmt: skip
    return f"{printed.address}\n\n\n{said}\n"


def _file(letter_id: UUID, text: str) -> None:
    folder = Path(settings.LETTERS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{letter_id}.txt"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
