"""What is peculiar to calls in a conversation."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext

from channels_phone.asked import Asked
from channels_phone.talk import Talk
from channels_phone.voice.languages import spoken
from services.casework.applications import Turn

HEARD = "heard"
"""How an answer is kept that a machine wrote down from what somebody said."""


class Calling:
    name = "voice"
    spells = False
    hangs_up = True
    stays = False
    operator = True

    def languages(self) -> tuple[str, ...]:
        return tuple(code for code, _ in settings.LANGUAGES if spoken(code).voice)

    def welcome(self, talk: Talk) -> str:
        return gettext("At any time, press hash for help. In a menu, star goes back and zero leads to a person.")

    def unclear(self, asked: Asked) -> str:
        return gettext("That was not the code.") if asked.code else gettext("That is none of the choices.")

    def source(self, talk: Talk, raw: str) -> str:
        spoken_words = talk.shown.reads == "words" and not talk.shown.keyed and raw
        return HEARD if spoken_words else "stated"

    def offered(self, talk: Talk, asked: Asked) -> Asked:
        return asked

    def further(self, talk: Talk, turn: Turn, raw: str) -> Turn | None:
        return None
