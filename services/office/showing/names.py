"""Who did something, in words: colleagues by their names, everybody else by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from services.people.models import User

OTHERS = {
    "citizen": gettext_noop("the applicant"),
    "party": gettext_noop("somebody who was asked"),
    "clock": gettext_noop("the clock"),
    "law": gettext_noop("the law"),
    "platform": gettext_noop("the platform"),
    "print room": gettext_noop("the print room"),
    "installation": gettext_noop("the installation"),
}
CHANNELS = {
    "web": gettext_noop("on the web"),
    "sms": gettext_noop("by text message"),
    "voice": gettext_noop("on the phone"),
    "counter": gettext_noop("at a counter"),
    "post": gettext_noop("by post"),
    "api": gettext_noop("through another system"),
    "paper": gettext_noop("on paper, put in by staff"),
}
DOORS = {
    "web": gettext_noop("The web"),
    "sms": gettext_noop("Text messages"),
    "voice": gettext_noop("The phone"),
    "counter": gettext_noop("The counters"),
    "post": gettext_noop("The post"),
    "api": gettext_noop("Other systems"),
}
WAYS = {
    "email": gettext_noop("e-mail"),
    "sms": gettext_noop("text message"),
    "voice": gettext_noop("phone call"),
    "post": gettext_noop("letter"),
    "spot": gettext_noop("collected at a counter"),
    "home": gettext_noop("brought home"),
    "download": gettext_noop("as a file"),
}


def names_of(actors: Iterable[str]) -> Mapping[str, str]:
    """By actor as the ledger has it; one statement."""
    wanted = set(actors)
    found = User.objects.filter(pk__in=[each for each in wanted if _is_id(each)]).values_list("pk", "name")
    staff = {str(pk): name for pk, name in found}
    return {each: staff.get(each) or _other(each) for each in wanted}


def channel(name: str) -> str:
    return gettext(CHANNELS[name]) if name in CHANNELS else name


def door(name: str) -> str:
    return gettext(DOORS[name]) if name in DOORS else name


def way(name: str) -> str:
    return gettext(WAYS[name]) if name in WAYS else name


def _other(actor: str) -> str:
    if actor.startswith("system:"):
        return gettext("another system")
    return gettext(OTHERS[actor]) if actor in OTHERS else actor


def _is_id(actor: str) -> bool:
    try:
        UUID(actor)
    except ValueError:
        return False
    return True
