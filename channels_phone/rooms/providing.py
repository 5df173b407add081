"""What the authority asked for in a case: each question a message, handed in at the end."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from channels_phone.asked import Asked
from channels_phone.rendering import ALL_RIGHT
from channels_phone.talk import CITIZEN, Talk
from services.casework import cases
from services.casework.applications import NotAsked, NotYours, Stale
from services.casework.cases import Provided
from services.journeys.steps import Ask, Done, Review


class Providing:
    """Where they are is the question in their place, or whatever is due."""

    def prompt(self, talk: Talk) -> Asked:
        turn = _turn(talk)
        instance = turn.step.instance if isinstance(turn.step, Ask) else ""
        talk.place |= {"instance": instance, "revision": turn.revision}
        return talk.asked(turn.step, turn.phrases)

    def take(self, talk: Talk, raw: str) -> None:
        if talk.place["instance"]:
            _provided(talk, talk.place["instance"], raw)
        else:
            _checked(talk, _turn(talk), raw)

    def back(self, talk: Talk) -> None:
        turn = _turn(talk)
        if turn.back:
            _at(talk, turn.back)
        else:
            talk.go("case")


def _turn(talk: Talk) -> Provided:
    """Their request as it stands, of the application they hold; raises NotYours."""
    request, instance = UUID(talk.place["request"]), talk.place.get("instance", "")
    try:
        asked = cases.ask_of(request, instance, language=talk.language) if instance else None
    except NotAsked:
        asked = None
    turn = asked or cases.requested(request, language=talk.language)
    if turn.application_id != talk.application_id:
        raise NotYours
    return turn


def _at(talk: Talk, instance: str = "") -> None:
    talk.go("request", request=talk.place["request"], **({"instance": instance} if instance else {}))


def _provided(talk: Talk, instance: str, raw: str) -> None:
    """One answer, at the revision it was asked at."""
    held, revision = _turn(talk).request_id, talk.place["revision"]
    try:
        turn = cases.provide(held, instance, revision, raw, touch=talk.touch, keyed_by=CITIZEN, language=talk.language)
    except Stale as stale:
        said = gettext("This was answered elsewhere meanwhile: %s. Give your answer again if it is another.")
        talk.say(said % stale.saved)
        _at(talk, instance)
    else:
        refused = isinstance(turn.step, Ask) and turn.step.typed is not None
        if refused and isinstance(turn.step, Ask):
            talk.say(*(turn.phrases.problem(problem, instance) for problem in turn.step.problems))
        _at(talk, instance if refused else "")


def _checked(talk: Talk, turn: Provided, raw: str) -> None:
    """Found right, it is handed in; a number leads to its answer."""
    if isinstance(turn.step, Done):
        talk.go("case")
    elif isinstance(turn.step, Review) and raw == ALL_RIGHT and turn.revision == talk.place["revision"]:
        cases.hand_in(turn.request_id, touch=talk.touch, keyed_by=CITIZEN, language=talk.language)
        talk.say(gettext("Thank you. We have your answers."))
        talk.go("case")
    elif isinstance(turn.step, Review) and raw in turn.phrases.interview.places:
        _at(talk, raw)
    else:
        talk.unclear()
