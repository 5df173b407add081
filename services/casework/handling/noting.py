"""Notes: what a colleague should know."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from services.casework import access, noting
from services.casework.models import Note
from services.people.models import User


@transaction.atomic
def note(user: User, case_id: UUID, text: str) -> Note:
    """Keep a note in the case; raises NotNow for an empty or endless one, NotAllowed."""
    return noting.keep(access.working_on(user, case_id, access.ANY), text, by=str(user.pk))
