"""A person at the other end: at once where one is there, else called back in a half hour that is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from channels_phone import people
from channels_phone.asked import Asked, Option
from channels_phone.rooms.room import menu
from channels_phone.talk import Talk
from services.assisted import hours, waiting
from services.assisted.models import Waiting
from services.journeys.language import language
from services.record import clock


class Person:
    """Where they came from stays in their place, and is where they go on."""

    def prompt(self, talk: Talk) -> Asked:
        options = [Option("on", gettext("Go on here"))]
        if talk.number and _ever():
            options.insert(0, Option("back", gettext("Call me back")))
        if talk.line and hours.open_at(clock.now()):
            options.insert(0, Option("wait", gettext("Wait on the line")))
        return menu([_there(talk), *_reached(talk)], options)

    def take(self, talk: Talk, raw: str) -> None:
        try:
            self._taken(talk, raw)
        except hours.NobodyEver:
            talk.say(people.reached())
            returned(talk)

    def _taken(self, talk: Talk, raw: str) -> None:
        if raw == "wait":
            row = _asked(talk, talk.line)
            talk.say(gettext("You are number %s in line.") % waiting.place(row))
            in_queue(talk, row)
        elif raw == "back":
            talk.say(promised(_asked(talk, ""), talk.language))
            returned(talk)
        elif raw == "on":
            returned(talk)
        else:
            talk.unclear()

    def back(self, talk: Talk) -> None:
        returned(talk)


class Called:
    """The call that was promised: whoever answers it is the next that a person takes."""

    def prompt(self, talk: Talk) -> Asked:
        row = waiting.back_on_line(talk.row.caller, talk.line)
        if row is not None:
            talk.say(gettext("This is the call that we promised you. A person is with you in a moment."))
            in_queue(talk, row)
        return menu([], [Option("menu", gettext("Something else"))])

    def take(self, talk: Talk, raw: str) -> None:
        talk.go("menu")

    def back(self, talk: Talk) -> None:
        talk.go("menu")


def in_queue(talk: Talk, row: Waiting) -> None:
    """The line waits until somebody takes it up."""
    talk.place |= {"stage": "queue", "queue": str(row.pk)}


def wanted(talk: Talk) -> None:
    """They want a person, wherever they are."""
    if talk.room != "person":
        place = {name: value for name, value in talk.place.items() if name in KEPT}
        talk.go("person", before={"room": talk.room, "place": place})


def returned(talk: Talk) -> None:
    """To where they were."""
    before: dict[str, Any] = talk.place.get("before") or {"room": "menu", "place": {}}
    talk.go(before["room"], **before["place"])


KEPT = ("slug", "slugs", "reference", "secret", "instance", "request", "way", "factor", "ticket")
"""What says where somebody is; what they were shown there is asked anew."""


def promised(row: Waiting, code: str) -> str:
    """When they are called."""
    if row.promised_from is None or row.promised_until is None:
        return ""
    said = gettext("We call you on %(day)s between %(from)s and %(until)s.")
    return said % {
        "day": language(code).date(_local(row.promised_from).date()),
        "from": f"{_local(row.promised_from):%H:%M}",
        "until": f"{_local(row.promised_until):%H:%M}",
    }


def _asked(talk: Talk, line: str) -> Waiting:
    return waiting.ask(
        talk.number, talk.row.caller, talk.language, application_id=talk.row.application_id, touch=talk.row.touch_id,
        line=line,
    )  # fmt: skip


def _ever() -> bool:
    """Whether a call can be promised at all."""
    try:
        return bool(hours.promise(clock.now()))
    except hours.NobodyEver:
        return False


def _there(talk: Talk) -> str:
    now = clock.now()
    if hours.open_at(now):
        return gettext("Somebody is there to help you.")
    try:
        opens = _local(hours.next_opening(now))
    except hours.NobodyEver:
        return people.reached()
    said = gettext("Our people are there again on %(day)s from %(time)s.")
    return said % {"day": language(talk.language).date(opens.date()), "time": f"{opens:%H:%M}"}


def _reached(talk: Talk) -> list[str]:
    """Who writes can call; who calls is there already."""
    return [] if talk.line or not _ever() else [people.reached()]


def _local(when: datetime) -> datetime:
    return when.astimezone(hours.zone())
