"""The rooms of the conversation by their names, as a place keeps them."""

from collections.abc import Callable, Mapping

from channels_phone.rooms.applying import Applying
from channels_phone.rooms.checking import Check
from channels_phone.rooms.coming_back import Case, Code, Reference, Written
from channels_phone.rooms.contact import Contact
from channels_phone.rooms.front import ChooseLanguage, Events, Found, Menu
from channels_phone.rooms.person import Called, Person
from channels_phone.rooms.providing import Providing
from channels_phone.rooms.proving import Number, Proof
from channels_phone.rooms.room import Room
from channels_phone.rooms.service import Noted, Service
from channels_phone.rooms.spots import Counters, Line, Spots
from channels_phone.talk import Talk
from services.casework.applications import DoorError, TooMany
from services.record import limits

ROOMS: Mapping[str, Room] = {
    "language": ChooseLanguage(),
    "menu": Menu(),
    "events": Events(),
    "found": Found(),
    "service": Service(),
    "noted": Noted(),
    "reference": Reference(),
    "code": Code(),
    "application": Applying(),
    "case": Case(),
    "check": Check(),
    "contact": Contact(),
    "request": Providing(),
    "proof": Proof(),
    "number": Number(),
    "spots": Spots(),
    "counters": Counters(),
    "line": Line(),
    "person": Person(),
    "called": Called(),
    "written": Written(),
}


def show(talk: Talk) -> None:
    """Ask what is asked where they stand; what is gone, or not theirs any more, is said."""
    try:
        talk.show(ROOMS[talk.room].prompt(talk))
    except DoorError as refused:
        talk.say(refused.sentence(talk.language))
        talk.go("menu")
        talk.show(ROOMS[talk.room].prompt(talk))


def take(talk: Talk, raw: str) -> None:
    """A reply to what they were asked."""
    carefully(talk, lambda: ROOMS[talk.room].take(talk, raw))


def carefully(talk: Talk, act: Callable[[], None]) -> None:
    """What the door refuses is said, and they stay where they are."""
    try:
        act()
    except limits.TooMany as reached:
        talk.say(TooMany(reached.again_at).sentence(talk.language))
    except DoorError as refused:
        talk.say(refused.sentence(talk.language))
        talk.go("menu")
