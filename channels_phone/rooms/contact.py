"""How somebody wants to be told about their case: by message to this number, by e-mail, or on their page alone."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext

from channels_phone.asked import Asked, Option
from channels_phone.rooms.room import menu
from channels_phone.talk import CITIZEN, Talk
from services.casework import cases, queries
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types.texts import Email
from services.people import contact_plans
from services.record import limits

CHANGES = "30/hour"
EMAIL = Email(type="email")


class Contact:
    """What is chosen comes first; what was there before stays behind it."""

    def prompt(self, talk: Talk) -> Asked:
        if talk.place.get("way") == "email":
            return Asked((gettext("What is your e-mail address?"),), "words", kind="email")
        options = [Option("page", gettext("Not at all: I look at my page, or ask here"))]
        if "email" in settings.NOTICE_WAYS and talk.medium.spells:
            options.insert(0, Option("email", gettext("By e-mail")))
        if "sms" in settings.NOTICE_WAYS:
            options.insert(0, Option("sms", gettext("By text message, to this number")))
        return menu([gettext("How do we tell you that there is news?")], options)

    def take(self, talk: Talk, raw: str) -> None:
        limits.hit("contact", str(talk.application_id), CHANGES)
        if talk.place.get("way") == "email":
            _by_email(talk, raw)
        elif raw == "email":
            talk.go("contact", way="email")
        elif raw == "sms":
            _first(talk, "sms", talk.number)
        elif raw == "page":
            _chosen(talk, {})
        else:
            talk.unclear()

    def back(self, talk: Talk) -> None:
        talk.go("case")


def _by_email(talk: Talk, raw: str) -> None:
    spoken = language(talk.language)
    try:
        address = str(EMAIL.parse(raw, spoken))
    except Invalid as wrong:
        talk.say(spoken.say(wrong.problem.code, **wrong.problem.details))
    else:
        _first(talk, "email", address)


def _first(talk: Talk, way: str, address: str) -> None:
    plan = queries.plan_of(talk.application_id)
    before = contact_plans.addresses_of(plan) if plan else {}
    _chosen(talk, {way: address, **{other: to for other, to in before.items() if other != way}})


def _chosen(talk: Talk, addresses: Mapping[str, str]) -> None:
    cases.choose_contact(
        talk.application_id, talk.language, list(addresses), addresses, touch=talk.touch, keyed_by=CITIZEN
    )
    talk.say(gettext("Noted. This is how we reach you from now on."))
    talk.go("case")
