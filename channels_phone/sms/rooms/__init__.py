"""The rooms of the conversation by their names, as a place keeps them."""

from collections.abc import Mapping

from channels_phone.sms.rooms.applying import Applying
from channels_phone.sms.rooms.checking import Check
from channels_phone.sms.rooms.coming_back import Case, Code, Reference
from channels_phone.sms.rooms.contact import Contact
from channels_phone.sms.rooms.front import ChooseLanguage, Events, Found, Menu
from channels_phone.sms.rooms.providing import Providing
from channels_phone.sms.rooms.room import Room
from channels_phone.sms.rooms.service import Service

ROOMS: Mapping[str, Room] = {
    "language": ChooseLanguage(),
    "menu": Menu(),
    "events": Events(),
    "found": Found(),
    "service": Service(),
    "reference": Reference(),
    "code": Code(),
    "application": Applying(),
    "case": Case(),
    "check": Check(),
    "contact": Contact(),
    "request": Providing(),
}
