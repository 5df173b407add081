"""An application: every step of it a message."""

from __future__ import annotations

from django.utils.translation import gettext

from channels_phone.asked import Asked
from channels_phone.coming import coming
from channels_phone.rendering import ALL_RIGHT
from channels_phone.rooms.proving import acted
from channels_phone.talk import CITIZEN, Talk
from services.casework import applications
from services.casework.applications import NotAsked, Stale, Turn
from services.journeys.steps import Ask, Declare, Done, Prove, Refused, Review, Wait
from services.journeys.types.declarations import TICKED
from services.journeys.types.files import LATER


class Applying:
    """Where they are is the question in their place, or whatever is due."""

    def prompt(self, talk: Talk) -> Asked:
        turn = turn_of(talk)
        talk.place |= {"instance": instance_of(turn), "revision": turn.revision, "step": _kind(turn)}
        return talk.asked(turn.step, turn.phrases)

    def take(self, talk: Talk, raw: str) -> None:
        if talk.place["instance"]:
            _answer(talk, talk.place["instance"], raw)
        else:
            _acted(talk, turn_of(talk), raw)

    def back(self, talk: Talk) -> None:
        turn = turn_of(talk)
        if turn.back is None:
            talk.go("menu")
        else:
            at(talk, applications.ask(turn.application_id, turn.back, language=talk.language))


def _acted(talk: Talk, turn: Turn, raw: str) -> None:
    """What is done at a step that is no question."""
    if talk.place["revision"] != turn.revision:
        talk.say(gettext("Your answers changed meanwhile."))
        at(talk, turn)
        return
    if talk.place["step"] != _kind(turn):  # at another door they did meanwhile what was asked here
        at(talk, turn)
        return
    match turn.step:
        case Review():
            _checked(talk, turn, raw)
        case Declare() if raw == TICKED:
            _declared(talk, turn)
        case Declare():
            talk.unclear()
        case Prove():
            acted(talk, turn.step, raw)
        case Wait() if raw in turn.step.instances:
            at(talk, applications.ask(turn.application_id, raw, language=talk.language))
        case Wait() if raw == LATER:
            talk.go("menu")
        case Refused() if raw in turn.phrases.interview.places:
            at(talk, applications.ask(turn.application_id, raw, language=talk.language))
        case Refused() if not talk.shown.options:
            talk.go("menu")
        case Done():
            talk.go("case")
        case _:
            talk.unclear()


def turn_of(talk: Talk) -> Turn:
    """The step they are at; what is due where their question is not asked any more."""
    if talk.turn is None:
        instance = talk.place.get("instance", "")
        try:
            talk.turn = (
                applications.ask(talk.application_id, instance, language=talk.language)
                if instance
                else applications.current(talk.application_id, language=talk.language)
            )
        except NotAsked:
            talk.turn = applications.current(talk.application_id, language=talk.language)
    return talk.turn


def at(talk: Talk, turn: Turn) -> None:
    """They stand at this step now."""
    talk.go("application", instance=instance_of(turn), revision=turn.revision)
    talk.turn = turn
    if isinstance(turn.step, Review | Done) and turn.foreseen:
        talk.say(*coming(turn, talk.medium.name))


def instance_of(turn: Turn) -> str:
    return turn.step.instance if isinstance(turn.step, Ask) else ""


def _kind(turn: Turn) -> str:
    return type(turn.step).__name__


def _answer(talk: Talk, instance: str, raw: str) -> None:
    """Taken at the revision it was asked at."""
    try:
        turn = applications.answer(
            talk.application_id, instance, talk.place["revision"], raw, touch=talk.touch, keyed_by=CITIZEN,
            language=talk.language, source=talk.medium.source(talk, raw),
        )  # fmt: skip
    except Stale as stale:
        said = gettext("This was answered elsewhere meanwhile: %s. Give your answer again if it is another.")
        talk.say(said % stale.saved)
        talk.go("application", instance=instance)
    except NotAsked as gone:
        talk.say(gone.sentence(talk.language))
        talk.go("application")
    else:
        at(talk, talk.medium.further(talk, turn, raw) or turn)


def _checked(talk: Talk, turn: Turn, raw: str) -> None:
    if raw == ALL_RIGHT:
        at(talk, _reviewed(talk, turn))
    elif raw in turn.phrases.interview.places:
        at(talk, applications.ask(turn.application_id, raw, language=talk.language))
    else:
        talk.unclear()


def _reviewed(talk: Talk, turn: Turn) -> Turn:
    reviewed = applications.review(
        turn.application_id, turn.revision, touch=talk.touch, keyed_by=CITIZEN, language=talk.language
    )
    if reviewed.changed:
        talk.say(gettext("Your answers changed meanwhile."))
    return reviewed


def _declared(talk: Talk, turn: Turn) -> None:
    identity, language = turn.application_id, talk.language
    declared = applications.declare(identity, turn.revision, touch=talk.touch, keyed_by=CITIZEN, language=language)
    if isinstance(declared.step, Declare) and not declared.changed:
        declared = applications.submit(identity, touch=talk.touch, keyed_by=CITIZEN, language=language)
    at(talk, declared)
