"""What is peculiar to text messages in a conversation."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext

from channels_phone import pictures
from channels_phone.asked import Asked
from channels_phone.commands import SAID, Command, told
from channels_phone.sms import price, several
from channels_phone.talk import Talk
from services.casework.applications import Turn

ACCENTED = ("vi",)
"""Languages in which hardly a name is written without accents: typed so, it may be any of several."""
UNACCENTED = "unaccented"


class Texting:
    name = "sms"
    spells = True
    hangs_up = False
    stays = True
    operator = False

    def languages(self) -> tuple[str, ...]:
        return tuple(code for code, _ in settings.LANGUAGES if code in SAID)

    def welcome(self, talk: Talk) -> str:
        said = gettext("At any time, send %(back)s to go back, %(help)s for help, %(person)s for a person.")
        orders = (Command.BACK, Command.HELP, Command.PERSON)
        told_ = {order.value: told(talk.language, order) for order in orders}
        return f"{said % told_} {price.of_a_text(talk.number, talk.language)}"

    def unclear(self, asked: Asked) -> str:
        if asked.zero:
            return gettext("Send the number of an answer; at the end of the list, 0 if all is right.")
        return gettext("Send the code if you agree.") if asked.code else gettext("Send one of the numbers.")

    def source(self, talk: Talk, raw: str) -> str:
        typed = talk.language in ACCENTED and talk.shown.kind == "person_name" and raw.isascii()
        return UNACCENTED if typed and raw.strip() else "stated"

    def offered(self, talk: Talk, asked: Asked) -> Asked:
        return pictures.offered(asked, talk.number)

    def further(self, talk: Talk, turn: Turn, raw: str) -> Turn | None:
        if talk.medium.source(talk, raw) == UNACCENTED and not several.refused(turn):
            talk.say(gettext("If the name has accents, go back and send it with them: until then it is not confirmed."))
        return several.taken(talk, turn, raw)
