"""What an interview asks of the world outside: ids for rows, places, codes that were sent in a letter."""

from __future__ import annotations

from services.casework.applications import letters
from services.casework.applications.opened import Opened
from services.catalogue import places
from services.journeys.canonical import hash_of
from services.journeys.interview.place import Place
from services.journeys.problems import invalid
from services.journeys.types.base import Json
from services.journeys.types.letter_codes import LetterCode
from services.journeys.types.places import Location


class World:
    """The outside as one reply to one question sees it."""

    def __init__(self, opened: Opened, instance: str, revision: int) -> None:
        self.opened = opened
        self.instance = instance
        self.revision = revision

    def new_row(self) -> str:
        # derived, not drawn: a double click on "add" names the same row twice and so adds it once
        return hash_of([str(self.opened.application.id), self.instance, self.revision])[:12]

    def settle(self, place: Place, text: str) -> Json:
        match place.question.answer:
            case Location() as location:
                return _place(location, text, self.opened.spoken)
            case LetterCode():
                return letters.compared(self.opened.application, self.instance, text)
        raise TypeError(f"{place.question.answer.type} is settled by nobody")


def _place(location: Location, text: str, language: str) -> Json:
    found = places.find(text, level=location.level, country=location.country, language=language)
    if not found:
        raise invalid("place_unknown")
    if len(found) > 1:
        raise invalid("place_unclear", places="; ".join(each.name for each in found[: places.SHOWN]))
    return {"code": found[0].code, "name": found[0].name}
