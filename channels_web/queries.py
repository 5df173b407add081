"""Named reads of what a browser holds."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from services.casework.models import Application, Case, Limit, Offer, Party, Request, Touch


def open_requests(ids: Collection[UUID]) -> dict[UUID, Request]:
    """By application, what its person is asked for and must answer first."""
    if not ids:
        return {}
    rows = Request.objects.filter(case__application__in=ids, state=Request.State.OPEN, case__destroyed_at=None)
    later_first = rows.select_related("case").order_by("-before", "pk")
    return {row.case.application_id: row for row in later_first}  # of several, the last one read stays


def being(ids: Collection[int]) -> list[Party]:
    """What a browser is asked for as a party, asked last first."""
    if not ids:
        return []
    rows = Party.objects.filter(pk__in=ids, application__expired_at=None)
    related = rows.select_related("application__version__service__authority", "application__data_key")
    return list(
        related.defer("application__version__rules", "application__values_sealed").order_by("-invited_at", "pk")
    )


def asked_in(party: Party) -> Case | None:
    """The case in which a party is asked, with its authority; None once its file was destroyed."""
    rows = Case.objects.filter(application=party.application_id, main=None, about=None, destroyed_at=None)
    return rows.select_related("authority").first()


def proposed_until(offer_id: UUID) -> Limit | None:
    """The time in which a proposal can be answered."""
    return Limit.objects.filter(kind=Limit.Kind.PROPOSAL, about=str(offer_id)).first()


def taken_up(offer_id: UUID) -> Application | None:
    """What was begun of an offer, if anything was."""
    return Application.objects.filter(pk__in=Offer.objects.filter(pk=offer_id).values("taken_up")).first()


def served(touch: UUID, application_id: UUID) -> bool:
    """Whether this application was worked on in this visit."""
    return Touch.objects.filter(pk=touch, applications=application_id).exists()
