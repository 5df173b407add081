"""What the person is asked for, and what they put right by themselves: open first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from channels_web.views.showing import in_words, last_day
from channels_web.visitor import CITIZEN
from services.casework.cases import Followed
from services.casework.models import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """One request in a sentence; `open` where it waits for them."""

    id: str
    words: str
    open: bool


def asked(case: Followed) -> tuple[Asked, ...]:
    lines = [
        Asked(str(each.pk), sentence(each), open=each.state == Request.State.OPEN)
        for each in sorted(case.requests, key=lambda each: (each.state != Request.State.OPEN, each.before))
    ]
    return tuple(line for line in lines if line.words)


def sentence(request: Request) -> str:
    """Where a request stands; "" for one that is not needed any more."""
    day = {"day": last_day(request.before)}
    if request.state == Request.State.ANSWERED and request.answered_at:
        return gettext("You answered on %(moment)s.") % {"moment": in_words(request.answered_at)}
    if request.state == Request.State.LAPSED:
        return gettext("You were asked for something until %(day)s. That time is over.") % day
    if request.state == Request.State.WITHDRAWN:
        return ""
    if request.asked_by == CITIZEN:
        return gettext("You are putting answers right. Send them by %(day)s.") % day
    return gettext("You are asked for something until %(day)s.") % day
