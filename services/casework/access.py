"""Which cases somebody of the staff may see, and which they may work on: permissions at the object."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet

from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case
from services.people import breaking_glass, staffing
from services.people.models import User
from services.people.staffing import Standing

ANY = ""
"""For what every role may do."""


def visible(standing: Standing) -> QuerySet[Case]:
    """The cases of the organisations somebody belongs to; of no other body, and not what was destroyed."""
    return Case.objects.filter(authority__in=standing.organisations, destroyed_at=None)


def seen(user: User, case_id: UUID) -> Case:
    """The case, to look at: one's own organisation's, or one whose glass was broken; raises NotAllowed."""
    case = _with_all().filter(pk=case_id, destroyed_at=None).first()
    if case is None:
        raise NotAllowed
    if case.authority_id in staffing.standing(user).organisations or breaking_glass.is_broken(user, case.subject):
        return case
    raise NotAllowed


def working_on(user: User, case_id: UUID, role: str = "handler") -> Case:
    """The case, locked, for somebody with this role in its organisation; raises NotAllowed, NotNow when merged."""
    return check(user, lock(case_id), role)


def check(user: User, case: Case, role: str = "handler") -> Case:
    """The same case, if this role in its organisation is theirs; raises NotAllowed, NotNow when merged."""
    standing = staffing.standing(user)
    held = standing.roles.get(case.authority_id or 0)
    if held is None or (role != ANY and not standing.has(role, case.authority_id)):
        raise NotAllowed
    if case.merged_into_id is not None:
        raise NotNow("case_merged")
    return case


def lock(case_id: UUID) -> Case:
    """The case for a write: whoever else writes in it waits; raises NotAllowed where there is none.

    A part is locked after the whole, as everywhere. Rows that point to the case may be written meanwhile (no_key):
    otherwise whoever locks the application would wait for us, and we for them.
    """
    whole = Case.objects.filter(pk=case_id).values("main")
    both = _with_all().filter(Q(pk=case_id) | Q(pk__in=whole), destroyed_at=None)
    rows = both.select_for_update(of=("self",), no_key=True).order_by(F("main").asc(nulls_first=True))
    found = next((row for row in rows if row.pk == case_id), None)
    if found is None:
        raise NotAllowed
    return found


def mine(user: User) -> Q:
    """What somebody has in hand, theirs and that of those for whom they stand in."""
    standing = staffing.standing(user)
    return Q(handler__in=[standing.user, *standing.stands_in_for])


def _with_all() -> QuerySet[Case]:
    related = ("application__data_key", "application__person", "version__service", "authority", "handler", "team")
    return Case.objects.select_related(*related).defer("version__rules", "application__values_sealed")
