"""Words for the file, of staff or of the applicant, sealed under the application's key."""

from __future__ import annotations

from uuid import uuid4

from services.casework.errors import NotNow
from services.casework.models import Case, Note
from services.casework.trace import trace
from services.record import clock, envelope

LONGEST = 5000


def keep(case: Case, text: str, *, by: str, touch: str = "", kind: str = "case.noted") -> Note:
    """Within a write: words of staff or of the applicant, for the file; raises NotNow."""
    said = text.strip()
    if not said:
        raise NotNow("words_missing")
    if len(said) > LONGEST:
        raise NotNow("words_too_long", max=str(LONGEST))
    kept = Note(id=uuid4(), case=case, by=by, at=clock.now())
    kept.text_sealed = envelope.seal(case.application.data_key, said.encode(), kept.subject)
    kept.save(force_insert=True)
    trace(case, kind, {"note": str(kept.id)}, actor=by, touch=touch)
    return kept


def text_of(kept: Note) -> str:
    """In the clear; raises envelope.Unreadable once the application is erased."""
    return envelope.open(kept.case.application.data_key, kept.text_sealed, kept.subject).decode()
