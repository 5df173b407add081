"""The nearest counter, by the name of a place."""

from __future__ import annotations

from django.utils.translation import gettext

from channels_phone.asked import Asked
from channels_phone.talk import Talk
from services.spots import queries
from services.spots.telling import told

MOST = 2
"""Of three, people keep none in mind."""


class Spots:
    """A town, a postcode, or the counter itself."""

    def prompt(self, talk: Talk) -> Asked:
        return Asked((gettext("Where are you? Name a town, or give a postcode."),), "words", kind="text")

    def take(self, talk: Talk, raw: str) -> None:
        found = queries.nearest(raw, MOST)
        if found:
            talk.say(*(told(near, talk.language) for near in found))
            talk.go("menu")
        else:
            talk.say(gettext("We have no counter in a place called so. Name a larger town nearby."))

    def back(self, talk: Talk) -> None:
        talk.go("menu")
