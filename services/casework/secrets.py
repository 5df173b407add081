"""The eight-digit secret that goes with a reference: shown once, kept only as an HMAC, its attempts limited."""

from __future__ import annotations

import hmac
from datetime import timedelta
from uuid import UUID

from services.casework import references
from services.casework.errors import TooMany, WrongSecret
from services.casework.models import Application, Party
from services.record import clock, codes, limits

DIGITS = 8
ATTEMPTS_A_REFERENCE = "10/hour"  # of a hundred million secrets
ATTEMPTS_A_CALLER = "60/hour"  # a town hall's visitors share one address


def issue() -> str:
    """Eight random digits."""
    return codes.drawn(DIGITS)


def mac(owner: UUID | str, secret: str) -> str:
    """What is stored: hex, of no use without the key derived from SECRET_KEY."""
    return codes.mac("casework application secret", owner, secret)


def checked(reference: str, secret: str, *, caller: str) -> Application:
    """The application both belong to; raises NotAReference, TooMany, or WrongSecret for either one wrong."""
    holder = holder_of(reference, secret, caller=caller)
    if not isinstance(holder, Application):
        raise WrongSecret
    return holder


def holder_of(reference: str, secret: str, *, caller: str) -> Application | Party:
    """What both open: an application, or what a party is asked for; raises as `checked` does."""
    known = references.read(reference)
    _count(known, caller)
    found = _application(known) or _party(known)
    typed = codes.digits_in(secret)
    owner = (found.subject if isinstance(found, Party) else found.id) if found else UUID(int=0)
    expected = found.secret_mac if found else mac(UUID(int=0), issue())
    if not hmac.compare_digest(expected, mac(owner, typed)) or found is None:
        raise WrongSecret
    return found


def _application(reference: str) -> Application | None:
    rows = Application.objects.select_related("version__service").defer("version__rules", "values_sealed")
    return rows.filter(reference=reference).first()


def _party(reference: str) -> Party | None:
    rows = Party.objects.select_related("application__version__service").defer("application__values_sealed")
    return rows.filter(reference=reference).first()


def _count(reference: str, caller: str) -> None:
    try:
        # the caller first: one who guesses a lot must not use up the attempts of other people's references
        limits.hit("secrets of a caller", caller, ATTEMPTS_A_CALLER, guarded=True)
        limits.hit("secret of a reference", reference, ATTEMPTS_A_REFERENCE, guarded=True)
    except limits.TooMany as reached:
        raise TooMany(reached.again_at) from None
    except limits.Unknown:
        raise TooMany(clock.now() + timedelta(minutes=2)) from None
