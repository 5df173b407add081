"""What comes of an application as it stands: what it costs, until when there is an answer, who else is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.casework.applications.opened import Opened
from services.catalogue import calendars, routing
from services.catalogue.models import Organisation
from services.journeys import deadlines
from services.journeys.charges import Charge, at_door, charges
from services.journeys.deadlines import Due
from services.journeys.law import Named, Party, holds, values_of
from services.journeys.types.groups import Group
from services.journeys.types.places import Place
from services.record import clock


@dataclass(frozen=True)
class Involved:
    """Somebody else who must do something: their role, their row in the group they stand in, until when."""

    party: Party
    row: str
    due: Due | None


@dataclass(frozen=True)
class Foreseen:
    """`due` is the authority's deadline if the application is sent now; `calendar_version` what it was counted with.

    `charges` are what the rules say; `billed` is the bill at one door, where a law makes it another there.
    """

    authority: Organisation | None
    charges: tuple[Charge, ...]
    due: Due | None
    filed_on: date
    silence: str
    calendar: str
    calendar_version: int
    parties: tuple[Involved, ...]
    differences: tuple[Named, ...]
    cases: tuple[Named, ...]
    outputs: tuple[Named, ...]
    triggers: tuple[Named, ...]
    parameters: Mapping[str, Any]

    def billed(self, channel: str) -> tuple[Charge, ...]:
        return at_door(self.charges, self.differences, channel, self.parameters)


def foreseen(opened: Opened, *, filed_at: datetime | None = None, sent_at: datetime | None = None) -> Foreseen:
    """As it would be if it were sent now, or as it was when it was sent."""
    law, answers = opened.journey.law, opened.interview.reading.answers
    sent = sent_at or clock.now()
    service = opened.application.service
    authority = routing.authority_of(service, law, answers)
    given = routing.parameters_for(service, _territory(opened, authority), opened.application.began_on)
    calendar = calendars.calendar(law.calendar)
    deadline = deadlines.deadline_for(law, answers)
    start = (filed_at or sent) if deadline and deadline.start == "filed" else sent
    return Foreseen(
        authority=authority,
        charges=charges(law, answers, given),
        due=deadlines.due(deadline, start, calendar) if deadline else None,
        filed_on=calendar.local(start).date(),
        silence=deadline.silence if deadline else "",
        calendar=calendar.code,
        calendar_version=calendar.version,
        parties=tuple(_involved(opened, sent, calendar)),
        differences=tuple(_holding(law.differences, answers)),
        cases=tuple(_holding(law.cases, answers)),
        outputs=tuple(_holding(law.outputs, answers)),
        triggers=tuple(_holding(law.triggers, answers)),
        parameters=values_of(law, given),
    )


def _territory(opened: Opened, authority: Organisation | None) -> str:
    """The place of the answer that routes it, else where its authority is."""
    place = opened.interview.reading.answers.get(opened.journey.law.authority.get("by", ""))
    if isinstance(place, Place):
        return place
    return authority.territory if authority else ""


def _holding(parts: Sequence[Named], answers: Mapping[str, Any]) -> Iterator[Named]:
    return (part for part in parts if holds(part.when, answers))


def _involved(opened: Opened, sent: datetime, calendar: deadlines.Calendar) -> Iterator[Involved]:
    answers = opened.interview.reading.answers
    for party in opened.journey.law.parties:
        due = deadlines.end(party.limit, sent, calendar) if party.limit else None
        if not party.each:
            if holds(party.when, answers):
                yield Involved(party, "", due)
            continue
        for row, of_row in zip(_rows(opened, party.each), answers.get(party.each) or (), strict=False):
            if holds(party.when, {**answers, **of_row}):
                yield Involved(party, row, due)


def _rows(opened: Opened, group: str) -> list[str]:
    answer = opened.journey.by_id[group].answer
    return answer.rows(opened.values.get(group))["rows"] if isinstance(answer, Group) else []
