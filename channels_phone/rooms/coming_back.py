"""Coming back from anywhere with a reference and its code; and how far a case is."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext

from channels_phone.asked import Asked, Option
from channels_phone.rooms.room import digits, menu
from channels_phone.talk import Talk
from services.casework import applications, cases, references, sentences
from services.casework.applications import DoorError, NotAReference
from services.casework.cases import Followed
from services.journeys.language import language


class Reference:
    """The twelve digits."""

    def prompt(self, talk: Talk) -> Asked:
        return digits(gettext("What is your reference? It has 12 digits."))

    def take(self, talk: Talk, raw: str) -> None:
        try:
            reference = references.read(raw)
        except NotAReference as wrong:
            talk.say(sentences.say(talk.language, wrong.code))
        else:
            _come_back(talk, reference, talk.place.get("secret", ""))

    def back(self, talk: Talk) -> None:
        talk.go("menu")


class Code:
    """The eight digits of the secret that goes with it; before that nothing is told of anything."""

    def prompt(self, talk: Talk) -> Asked:
        if talk.place.get("reference"):
            return digits(gettext("What is the code that belongs to it? It has 8 digits."))
        return digits(gettext("To go on with what you began, give its code, 8 digits. For anything else, go back."))

    def take(self, talk: Talk, raw: str) -> None:
        _come_back(talk, talk.place.get("reference", ""), raw)

    def back(self, talk: Talk) -> None:
        talk.go("reference" if talk.medium.stays else "menu")


class Written(Code):
    """Whoever answers the call that says so: nothing is told of it before the code."""

    def prompt(self, talk: Talk) -> Asked:
        asked = super().prompt(talk)
        return replace(asked, says=(gettext("What you said in your last call is settled."), *asked.says))


def _come_back(talk: Talk, reference: str, secret: str) -> None:
    """With both of them; what is missing is asked, unless this very telephone began something with that code."""
    if not secret:
        talk.go("code", reference=reference)
        return
    try:
        known = reference or talk.begun_before
        found = applications.resume(known, secret, caller=talk.caller, touch=talk.touch)
    except DoorError as refused:
        if not reference:
            talk.go("reference", secret=secret)
            return
        talk.say(refused.sentence(talk.language))
        talk.go("reference")
    else:
        talk.row.application = found
        talk.go("case" if found.submitted_at else "application")


class Case:
    """Where the case stands, in plain words."""

    def prompt(self, talk: Talk) -> Asked:
        followed = cases.follow(talk.application_id, language=talk.language)
        asked = _open(followed) if followed else None
        options = [
            Option("menu", gettext("Something else")),
            Option("again", gettext("Look again")),
            Option("contact", gettext("How we reach you")),
        ]
        if asked:
            options.insert(0, Option(str(asked), gettext("Answer what we asked")))
        return menu(_said(followed, talk.language) if followed else (), options)

    def take(self, talk: Talk, raw: str) -> None:
        if raw in ("again", "menu", "contact"):
            talk.go("case" if raw == "again" else raw)
        elif any(raw == option.raw for option in talk.shown.options):
            talk.go("request", request=raw)
        else:
            talk.unclear()

    def back(self, talk: Talk) -> None:
        talk.go("menu")


def _said(followed: Followed, code: str) -> list[str]:
    spoken = language(code)
    stands = f"{followed.title}: {followed.steps[-1].words}" if followed.steps else followed.title
    said = [stands]
    due = followed.promised_on or followed.expected_on or followed.due_on
    if followed.decision:
        said.append(f"{followed.decision.words}. {followed.decision.grounds}")
    elif due and not followed.stands_still:
        said.append(gettext("You have an answer by %s.") % spoken.date(due))
    if _open(followed):
        said.append(gettext("We need something from you before we can go on."))
    return said


def _open(followed: Followed) -> UUID | None:
    """What was asked for and is still open, the first of it."""
    return next((each.pk for each in followed.requests if each.state == each.State.OPEN), None)
