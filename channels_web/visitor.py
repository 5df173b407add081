"""Who is at this browser: what it holds and the visit it is on, in one signed cookie and no account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from services.casework import touches
from services.casework.applications import NotYours
from services.record import clock

COOKIE = "evenhand"
CITIZEN = "citizen"
"""Who writes what is done through this door without anybody's help."""
SALT = "channels_web visitor"
KEPT = 30 * 24 * 3600  # seconds
VISIT = 30 * 60  # seconds without a request end a visit
REFRESH = 5 * 60  # seconds; the cookie need not be written anew at every request
MOST = 20  # applications, and as many parties

Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Visitor:
    """`ids` are its own applications, `parties` what it is asked for as somebody else in an application.

    `touch` is this visit's, once something was done in it; `seen` is in seconds since 1970.
    """

    ids: tuple[UUID, ...] = ()
    parties: tuple[int, ...] = ()
    touch: UUID | None = None
    seen: int = 0

    def holding(self, application_id: UUID) -> UUID:
        """The same id, if this browser holds it; raises NotYours."""
        if application_id not in self.ids:
            raise NotYours
        return application_id

    def being(self, party_id: int) -> int:
        """The same id, if this browser was shown the secret of that party; raises NotYours."""
        if party_id not in self.parties:
            raise NotYours
        return party_id

    def with_application(self, application_id: UUID) -> Visitor:
        kept = [held for held in self.ids if held != application_id]
        return replace(self, ids=(*kept, application_id)[-MOST:])

    def with_party(self, party_id: int) -> Visitor:
        kept = [asked for asked in self.parties if asked != party_id]
        return replace(self, parties=(*kept, party_id)[-MOST:])


def visitor_of(request: HttpRequest) -> Visitor:
    """What the cookie says; an unknown visitor where it is missing, too old or not ours."""
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT)
        touch = UUID(said["touch"]) if said["touch"] else None
        parties = tuple(int(each) for each in said.get("parties", ()))  # cookies of before have none
        return Visitor(tuple(UUID(each) for each in said["ids"]), parties, touch, int(said["seen"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return Visitor()


def arriving(visitor: Visitor) -> tuple[Visitor, UUID]:
    """As `visiting`, for somebody whose cookie alone says that their touch is still going on."""
    known = visitor.touch is not None and touches.going(visitor.touch) is not None
    return visiting(visitor if known else replace(visitor, touch=None))


def visiting(visitor: Visitor) -> tuple[Visitor, UUID]:
    """The visitor in a visit that is going on, and its touch; a new one after a long silence."""
    now = _seconds()
    touch = visitor.touch
    if touch is None or now - visitor.seen > VISIT:
        touch = touches.open("web", get_language() or settings.LANGUAGE_CODE).id
        return replace(visitor, touch=touch, seen=now), touch
    if now - visitor.seen > REFRESH:
        visitor = replace(visitor, seen=now)
    return visitor, touch


def remember(response: Response, visitor: Visitor, before: Visitor) -> Response:
    """The response, with the cookie where it has changed."""
    if visitor != before:
        said = {
            "ids": [str(each) for each in visitor.ids],
            "parties": list(visitor.parties),
            "touch": str(visitor.touch or ""),
            "seen": visitor.seen,
        }
        value = signing.dumps(said, salt=SALT, compress=True)
        response.set_cookie(COOKIE, value, KEPT, httponly=True, samesite="Lax", secure=settings.SECURE)
    return response


def _seconds() -> int:
    return int(clock.now().timestamp())
