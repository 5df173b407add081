"""Letters with a code: written when the question comes up, printed and posted, and compared with what is keyed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from services.casework.applications.opened import Opened
from services.casework.models import Application, Letter
from services.journeys.problems import invalid
from services.journeys.steps import Ask, Step
from services.journeys.types.base import Json
from services.journeys.types.letter_codes import LetterCode
from services.record import clock, codes, envelope, events, ledger

ATTEMPTS = 10  # of a hundred million codes; then only a new letter helps
LIVES = timedelta(days=60)


@dataclass(frozen=True)
class Printed:
    """What stands in a letter."""

    address: str
    language: str
    service: str
    reference: str
    code: str


def write_when_due(opened: Opened, step: Step, *, actor: str, touch: UUID) -> None:
    """A letter, where the step asks for the code of one and none is under way; the application is locked already."""
    if not isinstance(step, Ask) or not isinstance(step.question.answer, LetterCode) or opened.application.tryout:
        return
    if _under_way(opened.application, step.instance) is None:
        _write(opened, step.instance, step.question.answer, actor=actor, touch=touch)


@transaction.atomic
def write_again(opened: Opened, instance: str, answer: LetterCode, *, actor: str, touch: UUID) -> None:
    """A new letter; the code of the one before opens nothing any more."""
    _letters(opened.application, instance).update(used_at=clock.now())
    _write(opened, instance, answer, actor=actor, touch=touch)


def compared(application: Application, instance: str, code: str) -> Json:
    """True where this is the code of the last letter; raises Invalid, and counts the attempt even so.

    For a try-out nothing is posted, so any code will do.
    """
    if application.tryout:
        return True
    letter = _under_way(application, instance)
    if letter is None or not _counted(letter) or not hmac.compare_digest(letter.code_mac, _mac(letter.id, code)):
        raise invalid("wrong_code")
    return True


@contextmanager
def printing(letter_id: UUID) -> Iterator[Printed | None]:
    """What to print, once: afterwards the text is gone from here; None where it was printed before, or has expired.

    Who fails to print it leaves it to be printed.
    """
    with transaction.atomic():
        letter = (
            Letter.objects.select_for_update(of=("self",), no_key=True)
            .select_related("application__data_key")
            .get(pk=letter_id)
        )
        if letter.printed_at is not None or letter.application.expired_at is not None:
            yield None
            return
        text = envelope.open(letter.application.data_key, letter.text_sealed, letter.subject)
        yield Printed(**json.loads(text))
        letter.printed_at, letter.text_sealed = clock.now(), b""
        letter.save(update_fields=["printed_at", "text_sealed"])
        ledger.append(letter.application.subject, "letter.printed", {"letter": str(letter.id)}, actor="print room")


def _write(opened: Opened, instance: str, answer: LetterCode, *, actor: str, touch: UUID) -> None:
    application, code = opened.application, codes.drawn(answer.length)
    letter = Letter(id=uuid4(), application=application, instance=instance, written_at=clock.now())
    text = {
        "address": str(opened.values.get(answer.sent_to, "")),
        "language": opened.spoken,
        "service": opened.phrases.title,
        "reference": application.reference,
        "code": code,
    }
    letter.code_mac = _mac(letter.id, code)
    letter.text_sealed = envelope.seal(application.data_key, json.dumps(text).encode(), letter.subject)
    letter.save(force_insert=True)
    ledger.append(application.subject, "letter.written", {"letter": str(letter.id)}, actor=actor, touch=str(touch))
    events.write("letter.written", application.subject, {"letter": str(letter.id)})


def _letters(application: Application, instance: str) -> QuerySet[Letter]:
    return Letter.objects.filter(application=application, instance=instance, used_at=None)


def _under_way(application: Application, instance: str) -> Letter | None:
    fresh = _letters(application, instance).filter(written_at__gt=clock.now() - LIVES)
    return fresh.order_by("-written_at").first()


def _counted(letter: Letter) -> bool:
    """Whether one more attempt is allowed; it is counted in any case."""
    tries = Letter.objects.filter(pk=letter.pk, attempts__lt=ATTEMPTS)
    return tries.update(attempts=F("attempts") + 1) == 1


def _mac(letter_id: UUID, code: str) -> str:
    return codes.mac("casework letter code", letter_id, code)
