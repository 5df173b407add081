"""Named reads of notices, for the page under a reference and for whoever checks one by its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from services.casework import references
from services.catalogue import calendars
from services.notices import sentences
from services.notices.models import Attempt, Notice
from services.record import clock, envelope

Recipient = Notice.Recipient
MOST = 100


@dataclass(frozen=True)
class Shown:
    """A notice on their page; `ways` is what became of each way it was tried by."""

    id: UUID
    number: str
    case_id: UUID | None
    kind: str
    language: str
    subject: str
    body: str
    at: datetime
    read_at: datetime | None
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Checked:
    """What anybody may know of a notice: that it is ours, of which kind, and of which day."""

    number: str
    kind: str
    on: date

    def subject(self, language: str) -> str:
        return sentences.subject(language, self.kind)


def for_application(application_id: UUID, *, most: int = MOST) -> list[Shown]:
    """Those to the applicant, newest first; none once the application is erased."""
    return list(_shown(_of(application_id), most))


def exported(application_id: UUID, language: str) -> list[dict[str, str]]:
    """For a person's whole file: what they were told, when, and by which ways."""
    return [
        {"at": shown.at.isoformat(), "subject": shown.subject, "text": shown.body, "ways": ", ".join(dict(shown.ways))}
        for shown in for_application(application_id)
    ]


def for_party(party_id: int, *, most: int = MOST) -> list[Shown]:
    """Those to a party, for their own page, newest first."""
    return list(_shown(Notice.objects.filter(party=party_id), most))


def unread(application_id: UUID) -> int:
    """How many the applicant has not opened."""
    return _of(application_id).filter(read_at=None).count()


def read(notice_id: UUID) -> bool:
    """They have it before them; False where that was so before."""
    return Notice.objects.filter(pk=notice_id, read_at=None).update(read_at=clock.now()) == 1


def by_number(number: str) -> Checked | None:
    """The notice of a number as typed; None where it is not ours. Raises references.NotAReference."""
    found = Notice.objects.filter(number=references.read(number)).only("number", "kind", "created_at").first()
    if found is None:
        return None
    return Checked(found.number, found.kind, calendars.calendar("").local(found.created_at).date())


def attempts_of(notice_id: UUID) -> list[Attempt]:
    """Which ways it was tried by, and what became of each: for staff."""
    return list(Attempt.objects.filter(notice=notice_id).order_by("pk"))


def _of(application_id: UUID) -> QuerySet[Notice]:
    return Notice.objects.filter(application=application_id, recipient=Recipient.APPLICANT)


def _shown(notices: QuerySet[Notice], most: int) -> Iterator[Shown]:
    rows = notices.select_related("application__data_key").defer("application__values_sealed")
    for notice in rows.prefetch_related("attempts").order_by("-created_at", "-pk")[:most]:
        try:
            said = json.loads(envelope.open(notice.application.data_key, notice.words_sealed, notice.subject))
        except envelope.Unreadable:
            return
        ways = tuple((attempt.way, attempt.state) for attempt in notice.attempts.all())
        yield Shown(
            notice.pk, notice.number, notice.case_id, notice.kind, notice.language, said["subject"], said["body"],
            notice.created_at, notice.read_at, ways,
        )  # fmt: skip
