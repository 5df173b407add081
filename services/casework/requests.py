"""A request to the applicant, opened for one turn: a small journey of its own, in the definition's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from services.casework import access
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.errors import NotAsked, NotNow, NotYours
from services.casework.models import Request
from services.catalogue import queries
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey, compiled
from services.journeys.types.base import AnswerType, Json
from services.journeys.words import Phrases, Words
from services.record import envelope

PREFIX = "request"


@dataclass
class Asked:
    """A request with what was answered so far and the revision of each answer; `opened` is its application."""

    request: Request
    opened: Opened
    values: dict[str, Json]
    revisions: dict[str, int]

    @cached_property
    def journey(self) -> Journey:
        return compiled(self.request.rules, str(self.request.pk))

    @cached_property
    def interview(self) -> Interview:
        facts = Facts(self.opened.application.began_on, declared=self.request.state == Request.State.ANSWERED)
        return Interview(self.journey, self.values, facts)

    @property
    def phrases(self) -> Phrases:
        """In the words of the service where one of its questions is asked again, else in the caseworker's."""
        spoken = queries.words_of(self.opened.application.version, self.opened.spoken)
        own = opened_words(self.request)
        again = {name: self._again(spoken.written[name], name) for name in self.journey.by_id if name not in own}
        problems = {"problems": spoken.written.get("problems", {})}
        return Words({"title": spoken.service("title"), **problems, **again, **own}, spoken.code).about(self.interview)

    def _again(self, entry: Mapping[str, Any], name: str) -> dict[str, Any]:
        """The words of a question of the service, with the answers that stand in them filled in already."""
        phrases, said = self.opened.phrases, dict(entry)
        if name not in self.opened.interview.places:
            return said
        said.pop("plain", None)
        finished = {"text": phrases.text(name), "hint": phrases.hint(name), "why": phrases.why(name)}
        said |= {key: _plain(text) for key, text in finished.items() if key in entry}
        if "options" in entry:
            said["options"] = {option: _plain(phrases.option(name, option)) for option in entry["options"]}
        return said

    def corrects(self, instance: str) -> bool:
        """Whether this asks one of the service's own questions anew."""
        return instance in self.opened.journey.by_id and instance not in opened_words(self.request)

    def keep(self) -> None:
        """Seal what was answered; the caller saves."""
        said = {"values": self.values, "revisions": self.revisions}
        self.request.values_sealed = sealed(self.request, "values", said)
        self.__dict__.pop("interview", None)


def read(request_id: UUID, spoken: str = "") -> Asked:
    """As it stands, for showing; raises NotYours."""
    return _asked(request_id, spoken, lock=False)


def lock(request_id: UUID, spoken: str = "") -> Asked:
    """For a write: its application is locked first, then its case, then the request; raises NotYours."""
    return _asked(request_id, spoken, lock=True)


def question(opened: Opened, request_id: UUID, instance: str) -> AnswerType:
    """The type of one question of an open request of this application; raises NotAsked, NotNow."""
    request = Request.objects.filter(pk=request_id, case__application=opened.application).first()
    asked = compiled(request.rules, str(request_id)).by_id.get(instance) if request else None
    if request is None or asked is None:
        raise NotAsked
    if request.state != Request.State.OPEN:
        raise NotNow(f"request_{request.state}")
    return asked.answer


def forget(request_id: UUID, instance: str) -> None:
    """One answer is open again, within a write; raises NotNow once it was handed in."""
    asked = lock(request_id)
    if asked.request.state != Request.State.OPEN:
        raise NotNow(f"request_{asked.request.state}")
    if asked.values.pop(instance, None) is not None:
        asked.keep()
        asked.request.save(update_fields=["values_sealed"])


def sealed(request: Request, part: str, said: Mapping[str, Any]) -> bytes:
    """One part of a request under the application's key."""
    key = request.case.application.data_key
    return envelope.seal(key, json.dumps(said).encode(), f"{request.subject}:{part}")


def opened_words(request: Request) -> dict[str, Any]:
    """The caseworker's own words, by question."""
    return _unsealed(request, "words", request.words_sealed)


def values_of(request: Request) -> dict[str, Json]:
    """What was answered so far, by question."""
    said: dict[str, Json] = _unsealed(request, "values", request.values_sealed).get("values", {})
    return said


def place_of(request_id: UUID, instance: str) -> str:
    """How documents for a question of this request are filed."""
    return f"{PREFIX}:{request_id}:{instance}"


def of_place(place: str) -> tuple[UUID, str] | None:
    """The request and its question behind such a place; None for a question of the service. Raises NotAsked."""
    if not place.startswith(f"{PREFIX}:"):
        return None
    _, _, rest = place.partition(":")
    request_id, _, instance = rest.partition(":")
    try:
        return UUID(request_id), instance
    except ValueError:
        raise NotAsked from None


def _asked(request_id: UUID, spoken: str, *, lock: bool) -> Asked:
    application_id = Request.objects.filter(pk=request_id).values_list("case__application", flat=True).first()
    if application_id is None:
        raise NotYours
    opened = (opening.lock if lock else opening.read)(application_id, spoken)
    if lock:  # in the order of everybody: application, case, then what belongs to the case
        access.lock(Request.objects.values_list("case", flat=True).get(pk=request_id))
    rows = Request.objects.select_related("case__version__service", "case__application__data_key", "case__authority")
    request = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).get(pk=request_id)
    said = _unsealed(request, "values", request.values_sealed)
    return Asked(request, opened, said.get("values", {}), said.get("revisions", {}))


def _plain(text: str) -> str:
    """A finished sentence: a brace that somebody typed would stand for an answer."""
    return text.replace("{", "(").replace("}", ")")


def _unsealed(request: Request, part: str, blob: bytes | memoryview) -> dict[str, Any]:
    key = request.case.application.data_key
    read: dict[str, Any] = json.loads(envelope.open(key, blob, f"{request.subject}:{part}"))
    return read
