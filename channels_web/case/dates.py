"""By when there is an answer: the law's day, the honest one, and an apology where it is later than it should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from channels_web.views.showing import in_full
from services.casework.cases import Followed


@dataclass(frozen=True, slots=True)
class ByWhen:
    """Sentences, and whether they are an apology."""

    sentences: tuple[str, ...] = ()
    late: bool = False


def by_when(case: Followed) -> ByWhen:
    """Nothing once it was decided, or where no day is known."""
    if not case.open or case.decision is not None:
        return ByWhen()
    if case.late:
        return ByWhen((_missed(case), _now_expected(case.expected_on)), late=True)
    if case.promised_on:
        return ByWhen((_later(case, case.promised_on),), late=True)
    if case.stands_still and case.due_on:
        return ByWhen((_still(case.due_on),))
    return ByWhen(tuple(filter(None, (_due(case.due_on), _expected(case)))))


def _missed(case: Followed) -> str:
    day = in_full(case.due_on) if case.due_on else ""
    return gettext("You should have had an answer by %(day)s. We are sorry that you did not.") % {"day": day}


def _now_expected(day: date | None) -> str:
    if day is None:
        return gettext("Somebody who leads the work was told to see to it.")
    return gettext("As things stand now, it is decided by %(day)s.") % {"day": in_full(day)}


def _later(case: Followed, promised: date) -> str:
    days = {"day": in_full(promised), "due": in_full(case.due_on) if case.due_on else ""}
    return gettext(
        "We are sorry: it takes longer than it should, because many applications came before yours."
        " You have an answer by %(day)s, and not by %(due)s as the law says."
    ) % days  # fmt: skip


def _still(day: date) -> str:
    return gettext(
        "Our time stands still until what we asked for is in. It goes on then,"
        " and the last day for an answer, %(day)s, is later by as long as that took."
    ) % {"day": in_full(day)}  # fmt: skip


def _due(day: date | None) -> str:
    return gettext("You have an answer by %(day)s at the latest.") % {"day": in_full(day)} if day else ""


def _expected(case: Followed) -> str:
    if case.expected_on is None:
        return ""
    said = {"day": in_full(case.expected_on)}
    if case.due_on and case.expected_on > case.due_on:
        return gettext("As things stand today it may take until %(day)s, which is longer than it should.") % said
    return gettext("As things stand today, probably by %(day)s.") % said
