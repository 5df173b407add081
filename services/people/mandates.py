"""Mandates: somebody may act for somebody else, within a scope, until it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from services.people.models import Mandate, Person
from services.record import clock, ledger

COLLECT, FOLLOW, ACT = "collect", "follow", "act"
"""Fetch what was issued; see how far it is; do everything."""


@transaction.atomic
def give(
    giver: Person, holder: Person, scope: str, acts: Iterable[str], *, touch: str, until: datetime | None = None
) -> Mandate:
    """A mandate within this scope; one given before to the same person is replaced."""
    Mandate.objects.filter(giver=giver, holder=holder, scope=scope, ended_at=None).update(ended_at=clock.now())
    made = Mandate.objects.create(
        giver=giver, holder=holder, scope=scope, acts=sorted(set(acts)), given_at=clock.now(), given_through=touch,
        until=until,
    )  # fmt: skip
    data = {"mandate": str(made.pk), "holder": str(holder.pk), "acts": made.acts}
    ledger.append(scope, "mandate.given", data, actor=str(giver.pk), touch=touch)
    return made


@transaction.atomic
def end(mandate: Mandate, *, by: str, touch: str = "") -> bool:
    """Taken back; False where it had ended."""
    ended = Mandate.objects.filter(pk=mandate.pk, ended_at=None).update(ended_at=clock.now())
    if ended:
        ledger.append(mandate.scope, "mandate.ended", {"mandate": str(mandate.pk)}, actor=by, touch=touch)
    return bool(ended)


def of(scope: str) -> QuerySet[Mandate]:
    """Those that hold now within this scope."""
    now = clock.now()
    return Mandate.objects.filter(Q(until=None) | Q(until__gt=now), scope=scope, ended_at=None)


def allows(holder: Person, scope: str, act: str) -> bool:
    return any(act in mandate.acts or ACT in mandate.acts for mandate in of(scope).filter(holder=holder))
