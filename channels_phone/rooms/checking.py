"""Anybody checks a document or a message by its number, and learns nothing of whose it is."""

from __future__ import annotations

from django.utils.translation import gettext

from channels_phone.asked import Asked
from channels_phone.rooms.room import digits
from channels_phone.talk import Talk
from services.casework import sentences
from services.casework.applications import NotAReference
from services.casework.outputs import verifying
from services.casework.outputs.verifying import Verified
from services.journeys.language import language
from services.notices import queries


class Check:
    """The number on it."""

    def prompt(self, talk: Talk) -> Asked:
        return digits(gettext("What is the number of the document or the message? It has 12 digits."))

    def take(self, talk: Talk, raw: str) -> None:
        try:
            talk.say(_found(talk, raw))
        except NotAReference as wrong:
            talk.say(sentences.say(talk.language, wrong.code))

    def back(self, talk: Talk) -> None:
        talk.go("menu")


def _found(talk: Talk, number: str) -> str:
    spoken = language(talk.language)
    found = verifying.checked(number, talk.caller, language=talk.language)
    if found:
        return _said(found, talk.language)
    message = queries.by_number(number)
    if message:
        said = gettext("We sent this message on %(day)s: %(subject)s.")
        return said % {"day": spoken.date(message.on), "subject": message.subject(talk.language)}
    return gettext("Nothing of ours has this number. Do not rely on it.")


def _said(found: Verified, code: str) -> str:
    spoken = language(code)
    if found.revoked_on:
        said = gettext("%(document)s: not valid any more since %(day)s. Do not rely on it.")
        return said % {"document": found.document, "day": spoken.date(found.revoked_on)}
    said = gettext("%(document)s: valid. Issued by %(authority)s on %(day)s.")
    about = {"document": found.document, "authority": found.authority, "day": spoken.date(found.issued_on)}
    return said % about
