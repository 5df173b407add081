"""Exceptions: asked for by one person, approved by another, published, and over by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from services.parity.models import LONGEST, ParityException
from services.record import clock, ledger

BY_LAW_DAYS = 90
LAW = "the law"


class NotAllowed(Exception):
    """An exception that cannot be made as it was asked for; the message says why."""


@transaction.atomic
def ask(
    service: str, rule: str, *, about: str, reason: Mapping[str, str], legal_basis: str, until: datetime, by: str
) -> ParityException:
    """An exception that counts for nothing until somebody else approves it; raises NotAllowed."""
    if not legal_basis.strip() or not reason:
        raise NotAllowed("An exception needs a reason and a legal basis.")
    now = clock.now()
    if not now < until <= now + timedelta(LONGEST):
        raise NotAllowed(f"An exception ends, within {LONGEST} days at most.")
    made = ParityException.objects.create(
        service=service, rule=rule, about=about, reason=dict(reason), legal_basis=legal_basis, asked_by=by,
        asked_at=now, until=until,
    )  # fmt: skip
    ledger.append(made.subject, "exception.asked", {"exception": made.pk, "rule": rule, "about": about}, actor=by)
    return made


@transaction.atomic
def approve(exception_id: int, *, by: str) -> ParityException:
    """Published from now on; raises NotAllowed for its own author, ParityException.DoesNotExist."""
    made = ParityException.objects.select_for_update().get(pk=exception_id)
    if made.asked_by == by:
        raise NotAllowed("An exception is approved by somebody other than its author.")
    if made.approved_at is None:
        made.approved_by, made.approved_at = by, clock.now()
        made.save(update_fields=["approved_by", "approved_at"])
        ledger.append(made.subject, "exception.approved", {"exception": made.pk}, actor=by)
    return made


def by_law(
    service: str, rule: str, about: str, *, reason: Mapping[str, str], legal_basis: str, by: str
) -> ParityException:
    """The exception of a version that nothing may hold up: public at once, over by itself."""
    now = clock.now()
    made = ParityException.objects.create(
        service=service, rule=rule, about=about, reason=dict(reason), legal_basis=legal_basis, asked_by=by,
        asked_at=now, approved_by=LAW, approved_at=now, by_law=True, until=now + timedelta(BY_LAW_DAYS),
    )  # fmt: skip
    ledger.append(made.subject, "exception.by_law", {"exception": made.pk, "rule": rule, "about": about}, actor=by)
    return made


def in_force(service: str) -> QuerySet[ParityException]:
    """The exceptions of a service that count now, those that end first first."""
    now = clock.now()
    approved = ParityException.objects.filter(~Q(approved_at=None), service=service, until__gt=now)
    return approved.order_by("until", "pk")
