"""Writing a notice: in the language of the contact plan, sealed, on its page at once, and on its way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from services.casework import references
from services.casework.models import Application, Case, Party
from services.casework.trace import trace
from services.catalogue import queries as catalogue
from services.look import theme
from services.notices import sentences
from services.notices.models import Notice
from services.people.models import ContactPlan
from services.record import clock, envelope, events, ledger
from services.record.models import Event

Recipient = Notice.Recipient
HIDDEN = ("title", "step", "document")
"""What the message of a service that is sensitive does not say: whoever sees it would know too much."""


@dataclass(frozen=True)
class Where:
    """Where a notice goes and in which language: by the plan as it is now, or as it was when another was written."""

    language: str
    plan: ContactPlan | None = None
    revision: int = 0
    ways: tuple[str, ...] = ()
    addresses_sealed: bytes = b""

    @property
    def spoken(self) -> str:
        """Their language, where notices have words in it."""
        return sentences.spoken(self.language)

    @classmethod
    def by(cls, plan: ContactPlan) -> Where:
        return cls(plan.language, plan, plan.revision, tuple(plan.ways), bytes(plan.addresses_sealed))

    @classmethod
    def as_of(cls, notice: Notice) -> Where:
        sealed = bytes(notice.addresses_sealed)
        return cls(notice.language, notice.plan, notice.plan_revision, tuple(notice.ways), sealed)


@transaction.atomic
def write(
    kind: str,
    about: Case | Application,
    details: Mapping[str, str] | None = None,
    *,
    party: Party | None = None,
    event: Event | None = None,
    where: Where | None = None,
    recipient: Recipient = Recipient.APPLICANT,
) -> Notice:
    """One notice to the applicant, or to a party; an event is told to each once (IntegrityError), so give it.

    `details` fill the sentences of its kind; a sentence whose detail is missing is left out.
    """
    case = about if isinstance(about, Case) else None
    application = about.application if isinstance(about, Case) else about
    where = where or where_of(about, party)
    notice = Notice(
        id=uuid4(),
        number=references.free(Notice, "number"),
        application=application,
        case=case,
        party=party,
        event=event,
        recipient=Recipient.PARTY if party else recipient,
        kind=kind,
        language=where.spoken,
        plan=where.plan,
        plan_revision=where.revision,
        ways=list(where.ways),
        addresses_sealed=where.addresses_sealed,
        created_at=clock.now(),
    )
    _seal(notice, {**_frame(notice), **(details or {})})
    notice.save(force_insert=True)
    _tell(notice)
    return notice


def where_of(about: Case | Application, party: Party | None = None) -> Where:
    """By the contact plan of whom it is for; one who has none has their page."""
    if party is not None:
        return Where.by(party.contact) if party.contact else Where(party.language)
    case = about if isinstance(about, Case) else _main(about)
    return Where.by(case.contact) if case and case.contact else Where(about.language)


def _seal(notice: Notice, details: Mapping[str, str]) -> None:
    key, kind, language = notice.application.data_key, notice.kind, notice.language
    page = {"subject": sentences.subject(language, kind), "body": sentences.page(language, kind, details)}
    notice.words_sealed = envelope.seal(key, json.dumps(page).encode(), notice.subject)
    if notice.ways:
        sensitive = catalogue.rules_of(notice.application.version).get("sensitive")
        open_details = {name: "" if sensitive and name in HIDDEN else said for name, said in details.items()}
        message = json.dumps(sentences.message(language, kind, open_details))
        notice.message_sealed = envelope.seal(key, message.encode(), f"{notice.subject}:message")


def _frame(notice: Notice) -> dict[str, str]:
    """What every message says: whose it is, where to go on, and how to be sure."""
    face, base = theme.read(Path(settings.THEME)), settings.PUBLIC_BASE_URL.rstrip("/")
    reference = notice.party.reference if notice.party else notice.application.reference
    hours = face.open(notice.language)
    return {
        "reference": references.grouped(reference),
        "track": f"{base}/{notice.language}/track/",
        "phone": f"{face.phone} ({hours})" if hours else face.phone,
        "number": references.grouped(notice.number),
        "verify": f"{base}/verify/?number={notice.number}",
        "authority": face.name(notice.language),
    }


def _tell(notice: Notice) -> None:
    """The ledger and the event by which it is sent, both "notice.written"."""
    data = {"notice": str(notice.pk), "kind": notice.kind, "number": notice.number, "ways": notice.ways}
    if notice.case is not None:
        trace(notice.case, "notice.written", data, actor="platform", notice=str(notice.pk))
        return
    ledger.append(notice.chain, "notice.written", data, actor="platform")
    events.write("notice.written", notice.chain, {"notice": str(notice.pk)})


def _main(application: Application) -> Case | None:
    cases = Case.objects.filter(application=application, main=None, about=None)
    return cases.select_related("contact").first()
