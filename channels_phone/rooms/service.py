"""One service: what it is, and its beginning."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from channels_phone.asked import Asked, Option
from channels_phone.rooms.room import menu
from channels_phone.talk import Talk
from services.casework import applications
from services.casework.applications import Started
from services.casework.references import grouped
from services.catalogue import queries
from services.catalogue.models import PublicService, Version
from services.record import limits

STARTS = "20/hour"


class Service:
    """What a person is told before they begin."""

    def prompt(self, talk: Talk) -> Asked:
        page = queries.page(talk.place["slug"], talk.language)
        options = [] if page.stopped else [Option("start", gettext("Begin"))]
        need = [gettext("You need: %s") % "; ".join(page.need)] if page.need else []
        stopped = page.stopped.strip("–")
        options.append(Option("back", gettext("Another service")))
        about = [page.text("title"), page.text("summary"), stopped]
        return menu(about, options, after=need)

    def take(self, talk: Talk, raw: str) -> None:
        if raw == "back":
            talk.go("events")
        elif raw == "start":
            _start(talk, talk.place["slug"])
        else:
            talk.unclear()

    def back(self, talk: Talk) -> None:
        talk.go("events")


def _start(talk: Talk, slug: str) -> None:
    limits.hit("start by telephone", talk.caller, STARTS)
    try:
        started = applications.start(slug, language=talk.language, touch=talk.touch)
    except (PublicService.DoesNotExist, Version.DoesNotExist):
        talk.say(gettext("This service is not offered any more."))
        talk.go("menu")
    else:
        _begun(talk, started)


def _begun(talk: Talk, started: Started) -> None:
    talk.row.application = started.application
    details = {"reference": grouped(started.application.reference), "secret": grouped(started.secret)}
    if talk.medium.stays:
        talk.say(told(details))
        talk.go("application")
    else:
        talk.go("noted", **details)


class Noted:
    """Reference and code, as often as it takes to write them down."""

    def prompt(self, talk: Talk) -> Asked:
        options = [Option("on", gettext("I have noted them, go on")), Option("again", gettext("Hear them again"))]
        return menu([told(talk.place)], options)

    def take(self, talk: Talk, raw: str) -> None:
        if raw == "again":
            talk.go("noted", reference=talk.place["reference"], secret=talk.place["secret"])
        else:
            talk.go("application")

    def back(self, talk: Talk) -> None:
        talk.go("application")


def told(details: Mapping[str, str]) -> str:
    said = gettext("Your reference is %(reference)s, your code %(secret)s. With them you go on at any door: keep them.")
    return said % {"reference": details["reference"], "secret": details["secret"]}
