"""The print room: letters and documents become files, ready for the post, readable by their owner only."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from services.casework import sentences
from services.casework.applications import letters
from services.casework.applications.letters import Printed
from services.casework.outputs import posting
from services.casework.references import grouped
from services.record.models import Event


def print_of_event(event: Event) -> None:
    """Print the letter of this event, once: the text leaves the database as the file comes to be."""
    letter_id = UUID(event.data["letter"])
    with letters.printing(letter_id) as printed:
        if printed is not None:
            put(f"{letter_id}.txt", _text(printed).encode())


def print_output_of_event(event: Event) -> None:
    """Print the document of this event and the letter that goes with it; a second time makes the same files."""
    for name, content in posting.printed(UUID(event.data["output"])).items():
        put(name, content)


def _text(printed: Printed) -> str:
    said = sentences.say(
        printed.language, "letter", service=printed.service, reference=grouped(printed.reference),
        digits=grouped(printed.code),
    )  # fmt: skip
    return f"{printed.address}\n\n\n{said}\n"


def put(name: str, content: bytes) -> None:
    """One file for whoever posts them; the same name again is the same letter."""
    folder = Path(settings.LETTERS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
