"""The nearest counter by the name of a place, and a number in its line for today."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext, ngettext

from channels_phone.asked import Asked, Option
from channels_phone.rooms.room import menu
from channels_phone.talk import Talk
from services.spots import queries, tickets
from services.spots.models import Spot, Ticket
from services.spots.telling import not_yet, told

MOST = 2
"""Of three, people keep none in mind."""


class Spots:
    """A town, a postcode, or the counter itself."""

    def prompt(self, talk: Talk) -> Asked:
        return Asked((gettext("Where are you? Name a town, or give a postcode."),), "words", kind="text")

    def take(self, talk: Talk, raw: str) -> None:
        found = queries.nearest(raw, MOST)
        if not found:
            talk.say(gettext("We have no counter in a place called so. Name a larger town nearby."))
            return
        talk.say(*(told(near, talk.language) for near in found))
        drawing = [near.spot.slug for near in found if tickets.draws(near.spot)]
        if drawing:
            talk.go("counters", slugs=drawing)
        else:
            talk.go("menu")

    def back(self, talk: Talk) -> None:
        talk.go("menu")


class Counters:
    """Those that still help somebody today."""

    def prompt(self, talk: Talk) -> Asked:
        draw = gettext("Draw a number: %s")
        names = {spot.slug: spot.name for spot in queries.spots().filter(slug__in=talk.place["slugs"])}
        options = [Option(slug, draw % names[slug]) for slug in talk.place["slugs"] if slug in names]
        return menu((), [*options, Option("menu", gettext("Something else"))])

    def take(self, talk: Talk, raw: str) -> None:
        if raw == "menu":
            talk.go("menu")
        elif raw in talk.place["slugs"]:
            _draw(talk, raw)
        else:
            talk.unclear()

    def back(self, talk: Talk) -> None:
        talk.go("spots")


class Line:
    """How many are before them."""

    def prompt(self, talk: Talk) -> Asked:
        ticket = Ticket.objects.select_related("day__spot", "counter").get(pk=talk.place["ticket"])
        soon = "" if ticket.ended_at else not_yet(ticket.day.spot, talk.language)
        said = gettext("Your number at %(spot)s is %(number)s.")
        options = [Option("again", gettext("Look again")), Option("menu", gettext("Something else"))]
        if not (ticket.called_at or ticket.ended_at):
            options.insert(1, Option("leave", gettext("I do not need it any more")))
        return menu([said % {"spot": ticket.day.spot.name, "number": ticket.number}, _stands(ticket), soon], options)

    def take(self, talk: Talk, raw: str) -> None:
        if raw == "menu":
            talk.go("menu")
        elif raw == "leave":
            tickets.give_back(UUID(talk.place["ticket"]))
            talk.say(gettext("Your number is given back."))
            talk.go("menu")
        elif raw == "again":
            talk.go("line", ticket=talk.place["ticket"])
        else:
            talk.unclear()

    def back(self, talk: Talk) -> None:
        talk.go("menu")


def _draw(talk: Talk, slug: str) -> None:
    try:
        made = tickets.draw(queries.spot(slug), talk.language, door=talk.medium.name, drawn_by=talk.caller)
    except (tickets.Closed, Spot.DoesNotExist):
        talk.say(gettext("It closes now: no number is drawn any more today."))
        talk.go("menu")
    else:
        talk.go("line", ticket=str(made.pk))


def _stands(ticket: Ticket) -> str:
    if ticket.ended_at:
        return gettext("This number is over. You can draw another one.")
    if ticket.called_at and ticket.counter:
        return gettext("It is your turn: counter %(counter)s") % {"counter": ticket.counter.number}
    place = tickets.place(ticket)
    said = ngettext(
        "%(count)s person is before you, about %(minutes)s minutes",
        "%(count)s people are before you, about %(minutes)s minutes",
        place.before,
    )
    return said % {"count": place.before, "minutes": place.minutes}
