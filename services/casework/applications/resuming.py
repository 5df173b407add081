"""Coming back: by what the caller holds, or by reference and secret from anywhere."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from services.casework import secrets, touches
from services.casework.applications import opened as opening
from services.casework.errors import Expired, NotYours
from services.casework.models import Application
from services.record import clock, ledger


def access(application_id: UUID, held: Collection[UUID]) -> Application:
    """The application, when it is among those the caller holds; NotYours otherwise."""
    if application_id not in held:
        raise NotYours
    application = Application.objects.select_related("version__service").filter(pk=application_id).first()
    if application is None:
        raise NotYours
    return application


def resume(reference: str, secret: str, *, caller: str, touch: UUID) -> Application:
    """The application of this reference and secret as typed, a draft living on from today.

    `caller` names who tries (an address, a number), for the limit. Raises NotAReference, WrongSecret, TooMany, Expired.
    """
    return welcome(secrets.checked(reference, secret, caller=caller), touch=touch)


@transaction.atomic
def welcome(application: Application, *, touch: UUID) -> Application:
    """The same application, whose reference and secret were just shown to be known, living on; raises Expired."""
    if not _kept(application):
        raise Expired
    touches.serve(touch, application.id)
    ledger.append(application.subject, "application.resumed", {}, actor="citizen", touch=str(touch))
    return application


def _kept(application: Application) -> bool:
    if application.submitted_at or application.filed_at:
        return application.expired_at is None
    application.expires_at = opening.lives_until()
    drafts = Application.objects.filter(pk=application.pk, expired_at=None)
    return drafts.update(expires_at=application.expires_at) == 1


@transaction.atomic
def issue_secret(application_id: UUID, *, touch: UUID, keyed_by: str) -> str:
    """A new secret, shown once; the old one opens nothing from now on."""
    application = opening.lock(application_id).application
    secret = secrets.issue()
    application.secret_mac = secrets.mac(application.id, secret)
    application.secret_issued_at = clock.now()
    application.save(update_fields=["secret_mac", "secret_issued_at"])
    ledger.append(application.subject, "application.secret_issued", {}, actor=keyed_by, touch=str(touch))
    return secret
