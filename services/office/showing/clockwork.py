"""The deadline of a case: until when, since when it stands still and why, whether it was put off or promised anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework.models import Deadline, Suspension
from services.office.case_file import CaseFile
from services.office.showing import moments, row
from services.office.showing.moments import Due


@dataclass(frozen=True, slots=True)
class Clockwork:
    """`facts` are sentences; `extends` says whether the law lets it be put off, once."""

    due: Due
    facts: tuple[str, ...]
    extends: bool


def clockwork(file: CaseFile) -> Clockwork:
    deadline, due = file.deadline, row.due(file.case)
    if deadline is None:
        return Clockwork(due, (), extends=False)
    return Clockwork(due, tuple(_facts(deadline, file.suspensions)), extends=may_be_put_off(deadline))


def may_be_put_off(deadline: Deadline) -> bool:
    over = deadline.extended_at or deadline.met_at or deadline.lapsed_at or deadline.suspended_at
    return bool(deadline.extension) and not over


def _facts(deadline: Deadline, suspensions: list[Suspension]) -> Iterator[str]:
    yield gettext("It counts from %(day)s.") % {"day": moments.day_of(deadline.counted_from)}
    for each in suspensions:
        yield _stood_still(each)
    if deadline.extended_at:
        yield gettext("It was put off on %(day)s.") % {"day": moments.day_of(deadline.extended_at)}
    if deadline.promised_on:
        yield gettext("The applicant was told a later day: %(day)s.") % {"day": moments.day(deadline.promised_on)}
    if deadline.first_before != deadline.before:
        first = moments.day(moments.last_day(deadline.first_before))
        yield gettext("What the applicant was told first: %(day)s.") % {"day": first}
    if deadline.lapsed_at:
        yield gettext("It passed without a decision.")
    elif deadline.met_at:
        yield gettext("It was kept: decided on %(day)s.") % {"day": moments.day_of(deadline.met_at)}


def _stood_still(each: Suspension) -> str:
    why = {
        "request": gettext("the applicant was asked for something"),
        "party": gettext("somebody who must agree was asked"),
    }
    said = {"day": moments.day_of(each.began_at), "why": why.get(each.reason, each.reason)}
    if each.ended_at is None:
        return gettext("It stands still since %(day)s, because %(why)s.") % said
    return gettext("It stood still from %(day)s to %(end)s, because %(why)s.") % {
        **said,
        "end": moments.day_of(each.ended_at),
    }
