"""Cases that have to do with each other, and two that are one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access
from services.casework.closing import close
from services.casework.errors import NotNow
from services.casework.models import Case, Likeness, Link
from services.casework.trace import trace
from services.people.models import User
from services.record import clock


@transaction.atomic
def link(user: User, case_id: UUID, other_id: UUID) -> Link:
    """Two cases of one's own organisation that have to do with each other; linked once. Raises NotNow, NotAllowed."""
    case, other = _both(user, case_id, other_id)
    return _linked(case, other, Link.Kind.RELATED, user)


@transaction.atomic
def merge(user: User, case_id: UUID, into_id: UUID) -> Case:
    """The first is a duplicate: it ends, points to the other, and its applicant is told where theirs goes on.

    Not where it was decided already. Raises NotNow, NotAllowed.
    """
    case, into = _both(user, case_id, into_id)
    if case.decided_at or case.closed_at:
        raise NotNow("merge_too_late")
    if into.merged_into_id is not None or into.case_type != case.case_type:
        raise NotNow("merge_unlike")
    _linked(case, into, Link.Kind.DUPLICATE, user)
    case.merged_into = into
    case.save(update_fields=["merged_into"])
    trace(case, "case.merged", {"into": str(into.pk)}, actor=str(user.pk))
    trace(into, "case.merged_in", {"from": str(case.pk)}, actor=str(user.pk))
    close(case, "lapsed", by=str(user.pk))
    Likeness.objects.filter(application=case.application_id, other=into.application_id).update(settled_at=clock.now())
    return case


def _both(user: User, case_id: UUID, other_id: UUID) -> tuple[Case, Case]:
    """Both locked, always in the same order, so that two people who do this the other way round do not block."""
    if case_id == other_id:
        raise NotNow("link_to_itself")
    found = {each: access.working_on(user, each) for each in sorted((case_id, other_id))}
    return found[case_id], found[other_id]


def _linked(case: Case, other: Case, kind: Link.Kind, user: User) -> Link:
    made, fresh = Link.objects.update_or_create(
        case=case, other=other, defaults={"kind": kind, "by": str(user.pk), "at": clock.now()}
    )
    if fresh:
        trace(case, "case.linked", {"other": str(other.pk), "kind": kind}, actor=str(user.pk))
    return made
