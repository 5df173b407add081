"""Everybody else who is asked, and how the applicant wants to be reached."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from services.casework import parties
from services.casework.models import Party
from services.journeys.language import language as spoken
from services.office.case_file import CaseFile
from services.office.showing import moments, names
from services.office.showing.moments import Tag
from services.people import contact_plans
from services.record import envelope

State = Party.State


@dataclass(frozen=True, slots=True)
class Other:
    """`reachable` says whether they were found; until then somebody has to find out."""

    id: str
    role: str
    name: str
    state: Tag
    until: str
    words: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Contact:
    language: str
    ways: tuple[tuple[str, str], ...]


def others(file: CaseFile) -> tuple[Other, ...]:
    return tuple(_other(party, file) for party in file.parties)


def contact(file: CaseFile) -> Contact:
    """Where the plan has no way in it, their page tells them everything."""
    plan = file.contact
    if plan is None:
        return Contact(spoken(file.case.language).name, ())
    try:
        addresses = contact_plans.addresses_of(plan)
    except envelope.Unreadable:
        addresses = {}
    ways = tuple((names.way(way), addresses[way]) for way in plan.ways if way in addresses)
    return Contact(spoken(plan.language).name, ways)


def _other(party: Party, file: CaseFile) -> Other:
    return Other(
        id=str(party.pk),
        role=file.words.party(party.role),
        name=_name(party, file),
        state=_state(party),
        until=moments.day(party.due_on) if party.due_on and party.state == State.INVITED else "",
        words=parties.words_of(party),
        reachable=party.state != State.NAMED,
    )


def _name(party: Party, file: CaseFile) -> str:
    """As the applicant said it."""
    law = next((each for each in file.opened.journey.law.parties if each.role == party.role), None)
    if law is None or not law.name:
        return ""
    group = file.opened.journey.by_id[law.name].group
    instance = f"{group}.{party.row}.{law.name}" if group else law.name
    return str(file.opened.values.get(instance) or "")


def _state(party: Party) -> Tag:
    said = {
        State.NAMED: Tag(gettext("Not reached yet"), "orange"),
        State.INVITED: Tag(gettext("Asked"), "purple"),
        State.CONFIRMED: Tag(gettext("Has agreed"), "green"),
        State.REFUSED: Tag(gettext("Has refused"), "red"),
        State.SILENT: Tag(gettext("Has not answered in time"), "red"),
    }
    return said[State(party.state)]
