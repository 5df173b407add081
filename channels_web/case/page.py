"""Everything on the page of a case, read once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from channels_web import complaint
from channels_web.case.messages import Message, newest
from channels_web.case.offers import Offered, offered
from channels_web.case.others import Other, others
from channels_web.case.section import Section, offers_of, section
from channels_web.views.showing import spoken
from services.casework import applications, cases
from services.casework.cases import Followed
from services.catalogue import queries as catalogue


@dataclass(frozen=True, slots=True)
class CasePage:
    """`complaint` is the address of a complaint about it, "" where there is none."""

    id: str
    case: Section
    others: tuple[Other, ...]
    offers: tuple[Offered, ...]
    messages: tuple[Message, ...]
    more_messages: bool
    can_withdraw: bool
    can_correct: bool
    complaint: str


def read(application_id: UUID) -> CasePage | None:
    """None before it was sent, when there is no case yet; raises NotYours, Expired."""
    followed = cases.follow(application_id, language=spoken())
    return _page(followed) if followed else None


def _page(followed: Followed) -> CasePage:
    turn = applications.current(followed.application_id, language=spoken())
    offers = offers_of(followed)
    listed = (
        {each.slug: each for each in catalogue.listed([made.service for made in offers], spoken())} if offers else {}
    )
    messages, more = newest(followed.application_id)
    return CasePage(
        id=str(followed.application_id),
        case=section(followed, turn.phrases),
        others=others(followed.parties, turn.phrases),
        offers=tuple(offered(offers, listed)),
        messages=messages,
        more_messages=more,
        can_withdraw=followed.can_withdraw,
        can_correct=followed.can_correct,
        complaint=complaint.address(followed.reference, turn.service),
    )
