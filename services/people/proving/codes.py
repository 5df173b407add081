"""The life of a code that proves who somebody is: asked for, sent, keyed; and ended by whatever comes first."""

from __future__ import annotations

import hmac
import json
from enum import Enum
from uuid import UUID, uuid4

from django.db.models import F, QuerySet

from services.people.models import ProofCode
from services.people.proving.ways import WAYS, Way
from services.record import clock, codes, envelope, events, limits, tokens
from services.record.models import DataKey

State = ProofCode.State
CODES_A_NUMBER = "5/hour"  # nobody's telephone rings all day because somebody names it
CODES_A_SUBJECT = "15/day"  # each with five attempts of a million
LETTERS_A_SUBJECT = "3/day"
LETTERS_A_PERSON = "6/month"  # nobody's letter box is filled by strangers who know a number
PURPOSE = "people proof code"


class Keyed(Enum):
    """What came of keying a code: right; wrong; or there is none that counts any more."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


def ask_by_phone(subject: str, way: str, to: str, key: DataKey, *, language: str, first: bool = False) -> ProofCode:
    """A code for this number (E.164), within a write that holds the subject; raises limits.TooMany, limits.Unknown.

    `first` says that none was asked for before, so that there is none to end.
    """
    limits.hit("codes of a subject", subject, CODES_A_SUBJECT, guarded=True)
    limits.hit("codes to a number", to, CODES_A_NUMBER, guarded=True)
    made = _new(subject, way, key, language)
    made.destination = tokens.of_number(to)
    _fill(made, to)
    return _saved(made, first)


def ask_by_letter(subject: str, person: str, key: DataKey, *, language: str, first: bool = False) -> ProofCode:
    """A PIN for who lives where a register says, which is not asked yet; raises as `ask_by_phone` does.

    `person` is what tells this person from others, for the limit.
    """
    limits.hit("letters of a subject", subject, LETTERS_A_SUBJECT, guarded=True)
    limits.hit("letters to a person", person, LETTERS_A_PERSON, guarded=True)
    return _saved(_new(subject, "letter", key, language), first)


def addressed(code: ProofCode, address: str) -> bool:
    """The register was asked: now there is a PIN, sealed until it is printed. False where nobody wants it any more."""
    _fill(code, address)
    waiting = _going(code).filter(code_mac="")
    return bool(waiting.update(code_mac=code.code_mac, to_send=code.to_send, destination=tokens.of_number(address)))


def opened(code: ProofCode) -> tuple[str, str]:
    """Where it goes, and the code; raises envelope.Unreadable where the key is gone or it was sent."""
    to, digits = json.loads(envelope.open(code.key, code.to_send, code.about))
    return to, digits


def settle(code: ProofCode, state: State, error: str = "") -> bool:
    """What became of sending it: then nothing of it is left to be sent. False where that was known before."""
    return bool(_going(code).update(state=state, error=error[:60], to_send=b"", settled_at=clock.now()))


def key(subject: str, factor: str, typed: str) -> tuple[Keyed, str]:
    """Hold what somebody keyed against the code that is out, and by which way that came.

    Every attempt counts, and the right one is the last.
    """
    code = _live(subject).filter(factor=factor).first()
    if code is None:
        return Keyed.OVER, ""
    digits, now = codes.digits_in(typed), clock.now()
    right = bool(code.code_mac) and hmac.compare_digest(code.code_mac, codes.mac(PURPOSE, code.pk, digits))
    over = {"used_at": now, "ended_at": now, "to_send": b""} if right else {}
    allowed = _live(subject).filter(pk=code.pk, expires_at__gt=now, attempts__lt=WAYS[code.way].attempts)
    if not allowed.update(attempts=F("attempts") + 1, **over):
        return Keyed.OVER, code.way
    return (Keyed.RIGHT if right else Keyed.WRONG), code.way


def out(subject: str) -> list[ProofCode]:
    """The codes that can still be keyed, or whose sending failed, the oldest first."""
    return list(_live(subject).filter(expires_at__gt=clock.now()).order_by("asked_at"))


def end(subject: str) -> int:
    """None of its codes proves anything from now on; how many that were."""
    return _live(subject).update(ended_at=clock.now(), to_send=b"")


def read(code_id: UUID) -> ProofCode | None:
    """One that is still to be sent."""
    return ProofCode.objects.select_related("key").filter(pk=code_id, state=State.ASKED, ended_at=None).first()


def forget(subject: str) -> None:
    """Nothing is left of them here."""
    ProofCode.objects.filter(subject=subject).delete()


def _new(subject: str, way: str, key: DataKey, language: str) -> ProofCode:
    now, like = clock.now(), WAYS[way]
    return ProofCode(
        id=uuid4(), subject=subject, way=way, factor=like.factor, language=language, key=key,
        asked_at=now, expires_at=now + like.lives,
    )  # fmt: skip


def _fill(code: ProofCode, to: str) -> None:
    like: Way = WAYS[code.way]
    digits = codes.drawn(like.digits)
    code.code_mac = codes.mac(PURPOSE, code.pk, digits)
    code.to_send = envelope.seal(code.key, json.dumps([to, digits]).encode(), code.about)


def _saved(code: ProofCode, first: bool) -> ProofCode:
    if not first:
        _live(code.subject).filter(factor=code.factor).update(ended_at=code.asked_at, to_send=b"")
    code.save(force_insert=True)
    events.write("proof.asked", code.subject, {"code": str(code.pk)})
    return code


def _live(subject: str) -> QuerySet[ProofCode]:
    return ProofCode.objects.filter(subject=subject, ended_at=None)


def _going(code: ProofCode) -> QuerySet[ProofCode]:
    return ProofCode.objects.filter(pk=code.pk, state=State.ASKED, ended_at=None)
