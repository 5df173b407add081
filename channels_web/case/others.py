"""Everybody else who is asked: where each stands, in neutral words. What they answer is for the authority."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from channels_web.telling import said_at
from channels_web.views.showing import in_full
from services.casework.models import Party
from services.journeys.words import Phrases

State = Party.State


@dataclass(frozen=True, slots=True)
class Other:
    who: str
    words: str


def others(parties: tuple[Party, ...], phrases: Phrases) -> tuple[Other, ...]:
    """By their role; by their name too, as the applicant gave it, where several have the same."""
    many = Counter(party.role for party in parties)
    return tuple(Other(_who(party, phrases, named=many[party.role] > 1), state_of(party)) for party in parties)


def state_of(party: Party) -> str:
    if party.state == State.INVITED:
        return _invited(party.due_on)
    said = {
        State.NAMED: gettext("has not been asked yet"),
        State.SILENT: gettext("did not answer in time"),
    }
    return said.get(State(party.state), gettext("has answered"))


def _invited(day: date | None) -> str:
    if day is None:
        return gettext("has been asked")
    return gettext("has been asked, and can answer until %(day)s") % {"day": in_full(day)}


def _who(party: Party, phrases: Phrases, *, named: bool) -> str:
    role = phrases.part("parties", party.role)
    asked = next((each for each in phrases.journey.law.parties if each.role == party.role), None)
    name = said_at(phrases, asked.name, asked.each, party.row) if asked and named else ""
    return f"{role} ({name})" if name else role
