"""The way in: the language first, then what somebody wants."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from channels_phone.announcing import announced
from channels_phone.asked import Asked, Option
from channels_phone.rooms.person import wanted
from channels_phone.rooms.room import menu
from channels_phone.talk import Talk
from services.catalogue import queries

MOST = 6
"""Services in one list: who does not find theirs among so many says it in other words."""


class ChooseLanguage:
    """Asked in every language, and remembered."""

    def prompt(self, talk: Talk) -> Asked:
        names = dict(settings.LANGUAGES)
        options = [Option(code, names[code], code) for code in talk.medium.languages()]
        return menu([" / ".join(_in(option.raw) for option in options)], options)

    def take(self, talk: Talk, raw: str) -> None:
        if raw not in talk.medium.languages():
            return
        talk.row.language = raw
        with override(raw):
            talk.say(talk.medium.welcome(talk))
        talk.go("menu")

    def back(self, talk: Talk) -> None:
        if talk.language:
            talk.go("menu")


class Menu:
    """What somebody wants: by number, or in their own words."""

    def prompt(self, talk: Talk) -> Asked:
        options = [Option("find", gettext("Find a service"))]
        if talk.row.application_id:
            options.append(Option("go_on", gettext("Go on with what you began")))
        options.append(Option("come_back", gettext("You have a reference")))
        options.append(Option("check", gettext("Check a document or a message")))
        options.append(Option("spots", gettext("The nearest counter")))
        if not talk.medium.operator:
            options.append(Option("person", gettext("Talk to a person")))
        options.append(Option("language", gettext("Another language")))
        return menu([*announced(talk.language), gettext("What do you need?")], options, open=True)

    def take(self, talk: Talk, raw: str) -> None:
        match raw:
            case "find":
                talk.go("events")
            case "go_on" if talk.row.application:
                talk.go("case" if talk.row.application.submitted_at else "application")
            case "come_back":
                talk.go("reference" if talk.medium.stays else "code")
            case "language" | "check" | "spots":
                talk.go(raw)
            case "person":
                wanted(talk)
            case _:
                look_for(talk, raw)

    def back(self, talk: Talk) -> None:
        """There is nothing before it."""


class Events:
    """Services by what happens in a life."""

    def prompt(self, talk: Talk) -> Asked:
        options = [Option(each.slug, each.name) for each in queries.life_events(talk.language)]
        return menu([gettext("What is it about?")], options, open=True)

    def take(self, talk: Talk, raw: str) -> None:
        chosen = [each for each in queries.life_events(talk.language) if each.slug == raw]
        if chosen:
            talk.go("found", slugs=[listed.slug for listed in chosen[0].services])
        else:
            look_for(talk, raw)

    def back(self, talk: Talk) -> None:
        talk.go("menu")


class Found:
    """The services there are for what was said."""

    def prompt(self, talk: Talk) -> Asked:
        options = [Option(each.slug, each.title) for each in queries.listed(talk.place["slugs"], talk.language)]
        return menu([gettext("Which one?")], options, open=True)

    def take(self, talk: Talk, raw: str) -> None:
        if raw in talk.place["slugs"]:
            talk.go("service", slug=raw)
        else:
            look_for(talk, raw)

    def back(self, talk: Talk) -> None:
        talk.go("events")


def look_for(talk: Talk, text: str) -> None:
    """To the services that these words find, or a sentence."""
    found = queries.search(text, talk.language)[:MOST] if text.strip() else []
    if len(found) == 1:
        talk.go("service", slug=found[0].slug)
    elif found:
        talk.go("found", slugs=[each.slug for each in found])
    else:
        talk.say(gettext("We found no service for that. Say it in other words, or choose from the list."))


def _in(language: str) -> str:
    with override(language):
        return gettext("Choose your language")
