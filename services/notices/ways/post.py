"""By post: a letter for the print room, with the address at its head; whoever posts them takes the files away."""

from __future__ import annotations

from services.casework import print_room
from services.notices.ways import Failed, State


def send(address: str, subject: str, text: str, notice_number: str, language: str) -> None:
    """Returns once the letter lies in the print room; a second time it is the same letter. Raises Failed."""
    try:
        print_room.put(f"notice-{notice_number}.txt", f"{address}\n\n\n{subject}\n\n{text}\n".encode())
    except OSError as error:
        raise Failed(State.TEMPORARY_FAILURE, type(error).__name__) from None
