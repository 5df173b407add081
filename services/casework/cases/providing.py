"""Giving what was asked for: one answer a turn through any door, handed in once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from services.casework import access, owing, requests, tasking, touches
from services.casework.applications.amending import amend
from services.casework.applications.outside import World
from services.casework.cases.opening import decide_at_once
from services.casework.clocks import limits
from services.casework.errors import NotAsked, NotNow, Stale
from services.casework.handling import asking
from services.casework.models import Case, Document, Limit, Request
from services.casework.trace import trace
from services.journeys.problems import Invalid, invalid
from services.journeys.steps import Ask, Done, Review, Step
from services.journeys.types.base import Json
from services.journeys.types.files import Evidence
from services.journeys.words import Phrases
from services.record import clock

State = Request.State


@dataclass(frozen=True)
class Provided:
    """One step of a request: Ask, Review before it is handed in, Done afterwards; `revision` goes back with a reply."""

    request_id: UUID
    application_id: UUID
    reference: str
    language: str
    step: Step
    phrases: Phrases
    revision: int
    back: str | None
    before: datetime
    state: str


def requested(request_id: UUID, *, language: str = "") -> Provided:
    """Where this request stands; raises NotYours."""
    return _turn(requests.read(request_id, language))


def ask_of(request_id: UUID, instance: str, *, language: str = "") -> Provided:
    """The turn at one of its questions; raises NotAsked, NotYours."""
    asked = requests.read(request_id, language)
    return _turn(asked, _step(asked, instance))


@transaction.atomic
def provide(
    request_id: UUID, instance: str, revision: int, raw: str, *, touch: UUID, keyed_by: str, language: str = ""
) -> Provided:
    """Take one answer; a wrong one comes back with its problem. Raises Stale, NotAsked, NotNow, NotYours."""
    asked = _open(request_id, language)
    step = _step(asked, instance)
    try:
        value = _taken(asked, instance, raw, revision)
    except Invalid as wrong:
        return _turn(asked, replace(step, typed=raw, problems=(wrong.problem,)), revision=revision)
    known = asked.revisions.get(instance, 0)
    if instance in asked.values and asked.values[instance] == value:
        return _turn(asked)
    if instance in asked.values and revision != known:
        raise Stale(saved=asked.phrases.shown(instance, asked.values[instance]), typed=raw, revision=known)
    asked.request.revision += 1
    asked.values[instance], asked.revisions[instance] = value, asked.request.revision
    asked.keep()
    asked.request.save(update_fields=["revision", "values_sealed"])
    touches.serve(touch, asked.opened.application.pk)
    return _turn(asked)


@transaction.atomic
def hand_in(request_id: UUID, *, touch: UUID, keyed_by: str, language: str = "") -> Provided:
    """Everything was answered and checked: the authority goes on with it. A second time gives the same receipt.

    Raises NotNow when it is not needed any more, NotYours.
    """
    asked = requests.lock(request_id, language)
    if asked.request.state == State.ANSWERED:
        return _turn(asked)
    asked = _still_open(asked)
    if not asked.interview.complete:
        return _turn(asked)
    _answered(asked, touch, keyed_by)
    return _turn(asked)


def _answered(asked: requests.Asked, touch: UUID, keyed_by: str) -> None:
    request = asked.request
    case = access.lock(request.case_id)
    request.state, request.answered_at = State.ANSWERED, clock.now()
    request.touch_id, request.keyed_by = touch, keyed_by
    request.save(update_fields=["state", "answered_at", "touch", "keyed_by"])
    corrected = {name: value for name, value in asked.values.items() if asked.corrects(name)}
    amend(asked.opened, corrected, touch=touch, keyed_by=keyed_by, source=f"request:{request.pk.hex}")
    for name in corrected:
        filed = Document.objects.filter(application=request.case.application_id)
        filed.filter(instance=requests.place_of(request.pk, name)).update(instance=name)
    limits.meet(Limit.Kind.REQUEST, str(request.pk))
    data = {"request": str(request.pk), "corrected": sorted(corrected)}
    trace(case, "request.answered", data, actor=keyed_by, touch=str(touch), request=str(request.pk))
    tasking.need(case, "look_at_answer", about=str(request.pk))
    asking.go_on(case, str(request.pk), by=keyed_by)
    if request.asked_by == owing.PLATFORM:
        _decide(case, asked)
    asked.__dict__.pop("interview", None)


def _decide(case: Case, asked: requests.Asked) -> None:
    """What the rules decide at once where everything is there, they decide now that it is."""
    case.refresh_from_db(fields=["waiting", "revision"])
    decide_at_once(case, asked.opened)


def _open(request_id: UUID, language: str) -> requests.Asked:
    return _still_open(requests.lock(request_id, language))


def _still_open(asked: requests.Asked) -> requests.Asked:
    """One sentence for each way in which it is too late."""
    if asked.request.state != State.OPEN:
        raise NotNow(f"request_{asked.request.state}")
    return asked


def _step(asked: requests.Asked, instance: str) -> Ask:
    try:
        return asked.interview.ask(instance)
    except KeyError:
        raise NotAsked from None


def _taken(asked: requests.Asked, instance: str, raw: str, revision: int) -> Json:
    """Held against the service's own rules where it is one of its questions; evidence must have come for it."""
    world = World(asked.opened, instance, revision)
    whole = asked.opened.interview
    interview = whole if asked.corrects(instance) and instance in whole.places else asked.interview
    value = interview.take(instance, raw, asked.opened.language, world)
    if isinstance(asked.journey.by_id[instance].answer, Evidence) and isinstance(value, list):
        filed = Document.objects.filter(
            application=asked.opened.application,
            instance=requests.place_of(asked.request.pk, instance),
            removed_at=None,
        )
        if not {str(each) for each in value} <= {str(pk) for pk in filed.values_list("pk", flat=True)}:
            raise invalid("document_unknown")
    return value


def _turn(asked: requests.Asked, step: Step | None = None, *, revision: int | None = None) -> Provided:
    request = asked.request
    step = step or _due(asked)
    shown_at = asked.revisions.get(step.instance, 0) if isinstance(step, Ask) else request.revision
    return Provided(
        request_id=request.pk,
        application_id=asked.opened.application.pk,
        reference=request.case.reference,
        language=asked.opened.spoken,
        step=step,
        phrases=asked.phrases,
        revision=shown_at if revision is None else revision,
        back=_back(asked, step),
        before=request.before,
        state=request.state,
    )


def _due(asked: requests.Asked) -> Step:
    if asked.request.state == State.ANSWERED:
        return Done(asked.request.case.reference)
    step = asked.interview.next()
    return step if isinstance(step, Ask) else asked.interview.review()


def _back(asked: requests.Asked, step: Step) -> str | None:
    if isinstance(step, Ask):
        return asked.interview.before(step.instance)
    return asked.interview.relevant[-1] if isinstance(step, Review) and asked.interview.relevant else None
