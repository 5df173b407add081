"""What is recorded in a call, where no machine understood an answer, or where they declare what they said."""

from __future__ import annotations

from django.utils.translation import gettext

from channels_phone.recordings import keeping
from channels_phone.rooms.applying import at
from channels_phone.talk import Talk
from services.assisted import hours
from services.journeys.language import language


def offered(talk: Talk) -> bool:
    """Whether somebody can write down what they are asked here."""
    asked = talk.shown
    here = talk.room == "application" and bool(talk.place.get("instance"))
    return here and asked.reads == "words" and not asked.keyed and keeping.due() is not None


def is_declared(talk: Talk) -> bool:
    """Whether they stand where they declare that all of it is true."""
    return talk.room == "application" and talk.place.get("step") == "Declare"


def said(talk: Talk, url: str) -> None:
    """Their answer; all else is asked meanwhile."""
    due = keeping.due()
    if due is None or not offered(talk):
        return
    turn = keeping.answer(talk, url, due)
    when = due.astimezone(hours.zone())
    told = gettext("Thank you. Somebody writes it down, on %(day)s by %(time)s at the latest.")
    talk.say(told % {"day": language(talk.language).date(when.date()), "time": f"{when:%H:%M}"})
    at(talk, turn)


def declared(talk: Talk, url: str) -> None:
    """In their own voice; it counts with the code that they key next."""
    keeping.declaration(talk, url)
