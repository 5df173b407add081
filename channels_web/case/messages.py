"""The messages somebody was sent about their application: on their page, whether or not another way was there."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from channels_web.views.showing import in_words
from services.notices import queries
from services.notices.queries import Shown

MOST = 5
"""On the page of the case itself."""


@dataclass(frozen=True, slots=True)
class Message:
    """`language` is the one it was written in."""

    id: str
    subject: str
    body: str
    number: str
    moment: str
    language: str
    fresh: bool


def newest(application_id: UUID) -> tuple[tuple[Message, ...], bool]:
    """The newest, and whether there are more."""
    found = queries.for_application(application_id, most=MOST + 1)
    return tuple(_message(each) for each in found[:MOST]), len(found) > MOST


def every(application_id: UUID) -> tuple[Message, ...]:
    return tuple(_message(each) for each in queries.for_application(application_id))


def _message(shown: Shown) -> Message:
    moment = in_words(shown.at)
    return Message(
        str(shown.id), shown.subject, shown.body, shown.number, moment, shown.language, fresh=shown.read_at is None
    )
