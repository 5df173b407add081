"""Proving who one is: a PIN letter, and a code to a telephone. Always the person asks, and keys it where they asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from services.casework import identity, touches
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.applications.turn import Turn, turn
from services.casework.errors import NotProven, TooMany
from services.casework.models import Application
from services.journeys.assurance import level_of
from services.journeys.problems import Invalid
from services.journeys.steps import Prove
from services.journeys.types.phones import Phone
from services.people.models import ProofCode
from services.people.proving import codes, ways
from services.people.proving.codes import Keyed
from services.record import clock, ledger, limits
from services.record.codes import digits_in

BY_PHONE = ("sms", "call")
A_DAY = timedelta(days=1)
"""Within it a draft need not be written down again as living on."""


@transaction.atomic
def prove_by_letter(application_id: UUID, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """Order a letter with a PIN to where a register says they live; the one before is worth nothing.

    Where they are proven already the step that is due comes back, here and in all others. Raises NotProven, TooMany,
    Submitted, Expired, NotYours.
    """
    opened = opening.editable(application_id, language)
    if _wanted(opened, "letter"):
        application, about = opened.application, identity.proven(opened)
        person = str(about.get("personal-id") or sorted(about.items()))
        with _within_limits():
            made = codes.ask_by_letter(application.subject, person, application.data_key, **_how(opened))
        _asked(opened, made, touch, keyed_by)
    return turn(opened)


@transaction.atomic
def send_code(application_id: UUID, way: str, number: str, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """Send a code to this telephone, by "sms" or by "call"; the one before is worth nothing. Raises as above."""
    opened = opening.editable(application_id, language)
    if way not in BY_PHONE:
        raise NotProven("proof_way_closed")
    if _wanted(opened, way):
        application, to = opened.application, _read(opened, number)
        with _within_limits():
            made = codes.ask_by_phone(application.subject, way, to, application.data_key, **_how(opened))
        _asked(opened, made, touch, keyed_by)
    return turn(opened)


def key_pin(application_id: UUID, pin: str, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """The PIN out of the letter; raises as above, and counts the attempt even so."""
    return _keyed(application_id, ways.HOME, pin, touch, keyed_by, language)


def key_code(application_id: UUID, code: str, *, touch: UUID, keyed_by: str, language: str = "") -> Turn:
    """The code that came to the telephone; raises as above, and counts the attempt even so."""
    return _keyed(application_id, ways.PHONE, code, touch, keyed_by, language)


def _keyed(application_id: UUID, factor: str, typed: str, touch: UUID, keyed_by: str, language: str) -> Turn:
    with transaction.atomic():  # over before anything is raised: what was counted stays counted
        opened = opening.editable(application_id, language)
        if not isinstance(opened.interview.next(), Prove) or factor in _shown(opened):
            return turn(opened)
        wrong = _held_against(opened, factor, typed, touch, keyed_by)
        if wrong is None:
            return turn(opened)
    raise wrong


def _held_against(opened: Opened, factor: str, typed: str, touch: UUID, keyed_by: str) -> NotProven | None:
    """What is wrong with it; or else they have gone through this way."""
    digits = ways.digits_of(factor)
    if len(digits_in(typed)) != digits:
        return NotProven("proof_code_length", length=str(digits))
    came, way = codes.key(opened.application.subject, factor, typed)
    if came is not Keyed.RIGHT:
        return NotProven("proof_code_wrong" if came is Keyed.WRONG else "proof_code_over")
    application = opened.application
    application.proven_by = [*(application.proven_by or ()), way]
    _keep(application)
    _tell(opened, "proof.keyed", {"way": way, "level": level_of(application.proven_by)}, touch, keyed_by)
    return None


def _wanted(opened: Opened, way: str) -> bool:
    """Whether to go through this way leads on; not where nothing, or this, is left to show. Raises NotProven."""
    step = opened.interview.next()
    if not isinstance(step, Prove) or ways.WAYS[way].factor in _shown(opened):
        return False
    if way not in ways.useful(step.level, opened.application.proven_by or ()):
        raise NotProven("proof_way_closed")
    return True


def _shown(opened: Opened) -> set[str]:
    """The factors they have shown by now."""
    return {ways.WAYS[way].factor for way in opened.application.proven_by or () if way in ways.WAYS}


def _how(opened: Opened) -> dict[str, Any]:
    return {"language": opened.spoken, "first": opened.application.proven_by is None}


def _asked(opened: Opened, made: ProofCode, touch: UUID, keyed_by: str) -> None:
    application = opened.application
    if application.proven_by is None or opening.lives_until() - application.expires_at > A_DAY:
        application.proven_by = application.proven_by or []
        _keep(application)
    _tell(opened, "proof.asked", {"code": str(made.pk), "way": made.way}, touch, keyed_by)


def _keep(application: Application) -> None:
    """The draft lives on from today, as after an answer; a date that is held ends when the law says."""
    if application.filed_at is None:
        application.expires_at = opening.lives_until()
    application.save(update_fields=["proven_by", "expires_at"])


def _tell(opened: Opened, kind: str, data: dict[str, str], touch: UUID, keyed_by: str) -> None:
    opened.forget()
    touches.serve(touch, opened.application.id)
    ledger.append(opened.application.subject, kind, data, actor=keyed_by, touch=str(touch))


def _read(opened: Opened, number: str) -> str:
    """The number in E.164, of the country that the service asks numbers of."""
    kinds = (question.answer for question in opened.journey.by_id.values())
    phone = next((kind for kind in kinds if isinstance(kind, Phone)), Phone(type="phone"))
    try:
        return str(phone.check(number.strip()))
    except Invalid as wrong:
        raise NotProven("proof_number", **wrong.problem.details) from None


@contextmanager
def _within_limits() -> Iterator[None]:
    try:
        yield
    except limits.TooMany as reached:
        raise TooMany(reached.again_at) from None
    except limits.Unknown:
        raise TooMany(clock.now() + timedelta(minutes=2)) from None
