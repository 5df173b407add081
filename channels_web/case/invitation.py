"""What somebody else is asked for: the service, the authority, what they must do; not what the applicant said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from channels_web.views.showing import in_full, in_words, spoken
from services.casework import parties
from services.casework.models import Case, Party
from services.catalogue import queries
from services.journeys.words import Words

State = Party.State


@dataclass(frozen=True, slots=True)
class Invitation:
    """`awaited` while they can still answer; `language` is that of the service's own words."""

    id: int
    title: str
    summary: str
    role: str
    authority: str
    reference: str
    language: str
    declaration: str
    signs: bool
    until: str
    awaited: bool
    silent: bool
    agreed: bool
    answered: str
    words: str


def invitation(party: Party, case: Case) -> Invitation:
    version = party.application.version
    words = queries.words_of(version, queries.spoken_of(version, spoken()))
    authority = case.authority or version.service.authority
    return Invitation(
        id=party.pk,
        title=words.service("title"),
        summary=words.service("summary"),
        role=words.part("parties", party.role),
        authority=authority.name(words.code) if authority else "",
        reference=party.reference,
        language=words.code,
        declaration=_declaration(party, words),
        signs="sign" in party.must,
        until=in_full(party.due_on) if party.due_on else "",
        awaited=party.state == State.INVITED and case.open and case.decided_at is None,
        silent=party.state == State.SILENT,
        agreed=party.state == State.CONFIRMED,
        answered=in_words(party.answered_at) if party.answered_at else "",
        words=parties.words_of(party) if party.answered_at else "",
    )


def _declaration(party: Party, words: Words) -> str:
    said = {"role": words.part("parties", party.role), "service": words.service("title")}
    return gettext("I was asked as: %(role)s. I know of this application, “%(service)s”, and I agree to it.") % said
