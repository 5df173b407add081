"""Anybody checks a document by its number: what it is, who issued it, whether it stands; never whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.casework import references
from services.casework.errors import TooMany
from services.casework.models import Output
from services.catalogue import calendars, queries
from services.record import limits

CHECKS_A_CALLER = "300/hour"  # a bank's counters, or a school at its enrolment, share one address
CHECKS_A_NUMBER = "60/hour"


@dataclass(frozen=True)
class Verified:
    """A document that was issued under this number; `revoked_on` is the day from which it no longer stands."""

    number: str
    document: str
    authority: str
    issued_on: date
    revoked_on: date | None

    @property
    def stands(self) -> bool:
        return self.revoked_on is None


def checked(number: str, caller: str, *, language: str) -> Verified | None:
    """What stands under this number, however it was typed or keyed; None where nothing was issued under it.

    Raises NotAReference, TooMany.
    """
    known = references.read(number)
    _count(known, caller)
    rows = Output.objects.select_related("case__version", "case__authority").defer("case__version__rules")
    output = rows.filter(number=known, issued_at__isnull=False).first()
    return _verified(output, output.issued_at, language) if output and output.issued_at else None


def _verified(output: Output, issued_at: datetime, language: str) -> Verified:
    version, authority = output.case.version, output.case.authority
    spoken = queries.spoken_of(version, language)
    zone = calendars.zone_of(queries.journey_of(version).law.calendar)
    return Verified(
        number=output.number,
        document=queries.words_of(version, spoken).part("outputs", output.document),
        authority=authority.name(spoken) if authority else "",
        issued_on=issued_at.astimezone(zone).date(),
        revoked_on=output.revoked_at.astimezone(zone).date() if output.revoked_at else None,
    )


def _count(number: str, caller: str) -> None:
    try:
        # the caller first, so that one who tries many numbers does not use up those of others
        limits.hit("checks of a caller", caller, CHECKS_A_CALLER)
        limits.hit("checks of a number", number, CHECKS_A_NUMBER)
    except limits.TooMany as reached:
        raise TooMany(reached.again_at) from None
