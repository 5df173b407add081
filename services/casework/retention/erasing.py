"""Erasing what was said: the key is destroyed, so that no copy can be read, and the ledger stays whole."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import storage
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import (
    AnswerRow,
    Application,
    Case,
    Document,
    Likeness,
    MatterToken,
    Output,
    SearchToken,
)
from services.casework.outputs import keeping
from services.people import persons, staffing
from services.people.models import Person, User
from services.people.proving import codes
from services.record import clock, envelope, events, ledger


@transaction.atomic
def erase_on_request(user: User, application_id: UUID) -> None:
    """An archivist erases what somebody may have erased: only when nothing of it is open. Raises NotNow, NotAllowed."""
    application = Application.objects.select_for_update(of=("self",), no_key=True).filter(pk=application_id).first()
    cases = Case.objects.filter(application=application_id)
    authorities = {case.authority_id for case in cases}
    if application is None or not _archivist(user, authorities):
        raise NotAllowed
    if cases.filter(closed_at=None).exists():
        raise NotNow("erase_open")
    erase(application, by=str(user.pk), why="request")


def erase(application: Application, *, by: str, why: str) -> None:
    """Within a write, the application locked: keys, files, everything it was found or compared by. Safe to repeat."""
    now = clock.now()
    envelope.destroy(application.data_key)
    Application.objects.filter(pk=application.pk).update(values_sealed=b"", person=None)
    Case.objects.filter(application=application, destroyed_at=None).update(destroyed_at=now)
    AnswerRow.objects.filter(application=application).delete()
    SearchToken.objects.filter(case__application=application).delete()
    MatterToken.objects.filter(application=application).delete()
    codes.forget(application.subject)
    Likeness.objects.filter(application=application).delete()
    Likeness.objects.filter(other=application).delete()
    ledger.append(application.subject, "application.erased", {"why": why}, actor=by)
    events.write("application.erased", application.subject, {})
    _erase_person(application.person, by)
    transaction.on_commit(lambda: _drop_files(application.pk))


def _drop_files(application_id: UUID) -> None:
    """Sealed under a key that is gone, they are noise: taken away all the same, once that is certain."""
    for pk in Document.objects.filter(application=application_id, erased_at=None).values_list("pk", flat=True):
        storage.drop(pk)
    for output in Output.objects.filter(case__application=application_id):
        keeping.drop(output)
    gone = {"removed_at": clock.now(), "erased_at": clock.now()}
    Document.objects.filter(application=application_id, erased_at=None).update(**gone)


def _erase_person(person: Person | None, by: str) -> None:
    """Who they are is erased with the last of what they asked for."""
    if person is not None and not Application.objects.filter(person=person).exists():
        persons.erase(person, by=by)


def _archivist(user: User, authorities: set[int | None]) -> bool:
    held = staffing.standing(user)
    return bool(authorities) and all(held.has(staffing.ARCHIVIST, authority) for authority in authorities)
