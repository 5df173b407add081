"""What the authority asks the person for, and what the person puts right: answered one by one, handed in once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from services.api.operation import Door, operation
from services.api.problems import Told
from services.api.serializers import following as shapes
from services.api.serializers.applications import Answer as Answered
from services.api.showing import turns
from services.api.speaking import spoken
from services.api.views.applications import READ, WRITE, reading, visit
from services.casework import cases, sentences
from services.casework.applications import NotYours
from services.casework.cases import Provided
from services.journeys.steps import Review


class Wish(Door):
    @operation("read_request", READ, gives=shapes.Provided)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID, request_id: UUID) -> dict[str, Any]:
        """The question that is due, or the check of all answers."""
        return turns.provided(own(application_id, request_id, reading(request, application_id)))


class WishAnswer(Door):
    @operation("read_request_question", READ, gives=shapes.Provided)
    def get(
        self, request: Request, said: dict[str, Any], application_id: UUID, request_id: UUID, instance: str
    ) -> dict[str, Any]:
        """One of its questions."""
        language = reading(request, application_id)
        own(application_id, request_id, language)
        return turns.provided(cases.ask_of(request_id, instance, language=language))

    @operation("answer_request_question", WRITE, takes=Answered, gives=shapes.Provided)
    def put(
        self, request: Request, said: dict[str, Any], application_id: UUID, request_id: UUID, instance: str
    ) -> dict[str, Any]:
        """Answer one of its questions; the next step comes back."""
        by = visit(request, application_id)
        own(application_id, request_id, by["language"])
        turn = cases.provide(request_id, instance, said["revision"], said["raw"], **by)
        turns.refuse(turn.step, turn.phrases, turn.revision)
        return turns.provided(turn)


class HandIn(Door):
    @operation("hand_in_request", WRITE, takes=shapes.HandIn, gives=shapes.Provided)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID, request_id: UUID) -> dict[str, Any]:
        """The person checked the answers as they stood at this revision: the authority goes on with them."""
        by = visit(request, application_id)
        turn = own(application_id, request_id, by["language"])
        if isinstance(turn.step, Review) and turn.revision != said["revision"]:
            raise Told(409, "changed", sentences.say(spoken(), "changed"), revision=turn.revision)
        return turns.provided(cases.hand_in(request_id, **by))


def own(application_id: UUID, request_id: UUID, language: str = "") -> Provided:
    """Where a request of this application stands; raises NotYours."""
    turn = cases.requested(request_id, language=language)
    if turn.application_id != application_id:
        raise NotYours
    return turn
