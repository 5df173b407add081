"""What a browser holds: its own applications, and what it is asked for in somebody else's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from channels_web import queries as reads
from channels_web.case.asked import sentence
from channels_web.case.section import Step, steps
from channels_web.views.showing import in_full, spoken
from services.casework import cases, queries
from services.casework.models import Application, Party, Request
from services.catalogue import queries as catalogue


@dataclass(frozen=True, slots=True)
class Own:
    """An application of this browser; `asked` says what is open, `page` whether there is a page that tells more."""

    id: str
    title: str
    reference: str
    draft: bool
    page: bool
    steps: tuple[Step, ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Being:
    """What this browser is asked for in somebody else's application; `until` where an answer is still awaited."""

    id: str
    title: str
    role: str
    until: str


def own(ids: Collection[UUID]) -> tuple[Own, ...]:
    requests = reads.open_requests(ids)
    return tuple(_own(application, requests.get(application.pk)) for application in queries.held(ids))


def being(ids: Collection[int]) -> tuple[Being, ...]:
    return tuple(_being(party) for party in reads.being(ids))


def _own(application: Application, request: Request | None) -> Own:
    return Own(
        id=str(application.pk),
        title=queries.title(application, spoken()),
        reference=application.reference,
        draft=application.status == "draft",
        page=application.status == "submitted" and not application.tryout,
        steps=steps(cases.status(application, language=spoken()).steps),
        asked=sentence(request) if request else "",
    )


def _being(party: Party) -> Being:
    version = party.application.version
    words = catalogue.words_of(version, catalogue.spoken_of(version, spoken()))
    awaited = party.state == Party.State.INVITED and party.due_on
    return Being(
        id=str(party.pk),
        title=words.service("title"),
        role=words.part("parties", party.role),
        until=in_full(party.due_on) if awaited and party.due_on else "",
    )
