"""Applications through the same door as everywhere: begun, answered, checked, declared, sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from services.api import queries, visits
from services.api.authentication import system_of
from services.api.operation import Door, operation
from services.api.serializers import applications as shapes
from services.api.showing import turns
from services.api.speaking import asked
from services.casework import applications
from services.catalogue.models import PublicService, Version
from services.record import limits

READ, WRITE = "applications.read", "applications.write"


class Applications(Door):
    @operation("list_applications", READ, asks=shapes.After, gives=shapes.Applications)
    def get(self, request: Request, said: dict[str, Any]) -> dict[str, Any]:
        """The applications that this system holds."""
        held, after = queries.applications_of(system_of(request), said["after"])
        return {"results": [each.application for each in held], "after": after}

    @operation("start_application", WRITE, takes=shapes.Begin, gives=shapes.Begun, status=201)
    def post(self, request: Request, said: dict[str, Any]) -> dict[str, Any]:
        """Begin an application. Give the reference and the secret to the person: with both they go on at any door."""
        system, language = system_of(request), said["language"]

        def begin(touch: UUID) -> applications.Started:
            return applications.start(said["service"], language=language, touch=touch, keyed_by=system.keyed_by)

        try:
            started = visits.begun(system, language, begin)
        except (PublicService.DoesNotExist, Version.DoesNotExist):
            raise ValidationError({"service": ErrorDetail("unknown", "invalid_choice")}) from None
        return turns.begun(started, applications.current(started.application.pk, language=language))


class Resumed(Door):
    @operation("resume_application", WRITE, takes=shapes.Resume, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any]) -> dict[str, Any]:
        """Go on with what a person began elsewhere, by the reference and secret they gave."""
        system = system_of(request)
        found = visits.taken_up(
            system,
            lambda touch: applications.resume(said["reference"], said["secret"], caller=system.keyed_by, touch=touch),
        )
        return turns.shown(applications.current(found.pk, language=asked(request)))


class Application(Door):
    @operation("read_application", READ, gives=shapes.Turn)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """The step that is due, or the receipt."""
        language = reading(request, application_id)
        return turns.shown(applications.current(application_id, language=language))


class Answer(Door):
    @operation("read_question", READ, gives=shapes.Turn)
    def get(self, request: Request, said: dict[str, Any], application_id: UUID, instance: str) -> dict[str, Any]:
        """One question, answered or not, to change it."""
        language = reading(request, application_id)
        return turns.shown(applications.ask(application_id, instance, language=language))

    @operation("answer_question", WRITE, takes=shapes.Answer, gives=shapes.Turn)
    def put(self, request: Request, said: dict[str, Any], application_id: UUID, instance: str) -> dict[str, Any]:
        """Answer a question; the next step comes back.

        An answer that is not taken is a problem with the reason in words. One that was given elsewhere meanwhile is a
        problem with what is saved and the revision to go on from.
        """
        by = visit(request, application_id)
        return turns.moved(applications.answer(application_id, instance, said["revision"], said["raw"], **by))


class Review(Door):
    @operation("review_application", WRITE, takes=shapes.Seen, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """The person checked their answers as they stood at this revision."""
        return turns.moved(applications.review(application_id, said["revision"], **visit(request, application_id)))


class Declare(Door):
    @operation("declare_application", WRITE, takes=shapes.Seen, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """The person declared that their answers are true as they stood at this revision."""
        return turns.moved(applications.declare(application_id, said["revision"], **visit(request, application_id)))


class Submit(Door):
    @operation("submit_application", WRITE, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Send what was checked and declared; sent twice, it gives the same receipt."""
        return turns.moved(applications.submit(application_id, **visit(request, application_id)))


class Hold(Door):
    @operation("hold_application", WRITE, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """File it as of now, where the law allows that; the rest follows."""
        return turns.shown(applications.hold(application_id, **visit(request, application_id)))


class Letter(Door):
    @operation("ask_for_letter", WRITE, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID, instance: str) -> dict[str, Any]:
        """A new letter with a new code; the code of the one before opens nothing any more."""
        by = visit(request, application_id)
        limits.hit("letters", str(application_id), "3/day")
        return turns.shown(applications.ask_for_letter(application_id, instance, **by))


class ProofLetter(Door):
    @operation("order_proof_letter", WRITE, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Order a letter with a PIN to the address where the person is registered; the PIN before counts no more."""
        return turns.shown(applications.prove_by_letter(application_id, **visit(request, application_id)))


class ProofSending(Door):
    @operation("send_proof_code", WRITE, takes=shapes.SendCode, gives=shapes.Turn)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Send a code to a telephone of the person; the code before counts no more."""
        by = visit(request, application_id)
        return turns.shown(applications.send_code(application_id, said["way"], said["number"], **by))


class ProofPin(Door):
    @operation("key_proof_pin", WRITE, takes=shapes.KeyCode, gives=shapes.Turn, whole=False)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """The person keyed the PIN of their letter; a wrong one is a problem, and counted."""
        return turns.shown(applications.key_pin(application_id, said["code"], **visit(request, application_id)))


class ProofCode(Door):
    @operation("key_proof_code", WRITE, takes=shapes.KeyCode, gives=shapes.Turn, whole=False)
    def post(self, request: Request, said: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """The person keyed the code that came to their telephone; a wrong one is a problem, and counted."""
        return turns.shown(applications.key_code(application_id, said["code"], **visit(request, application_id)))


def reading(request: Request, application_id: UUID) -> str:
    """The language in which an application of the system is read; raises NotYours."""
    held = visits.held(system_of(request), application_id)
    return asked(request) or held.application.language


def visit(request: Request, application_id: UUID) -> dict[str, Any]:
    """Through which visit, by whom and in which language something is done; raises NotYours."""
    system = system_of(request)
    touch, language = visits.visiting(system, application_id, asked(request))
    return {"touch": touch, "keyed_by": system.keyed_by, "language": language}
