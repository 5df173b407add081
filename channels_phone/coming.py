"""What comes of an application, in the few sentences that a telephone has room for."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from services.casework.applications import Turn
from services.journeys.types.files import Evidence
from services.journeys.words import Phrases


def coming(turn: Turn, channel: str) -> Iterator[str]:
    """What it costs at this door, and until when there is an answer; nothing before that is known."""
    foreseen, phrases = turn.foreseen, turn.phrases
    if foreseen is None:
        return
    due = [charge for charge in foreseen.billed(channel) if charge.status == "due"]
    if not due:
        yield gettext("It costs nothing.")
    for charge in due:
        yield f"{phrases.part('fees', charge.name)}: {phrases.language.money(charge.amount, charge.currency)}."
    if foreseen.due:
        yield gettext("You have an answer by %s.") % phrases.language.date(foreseen.due.on)
    yield from _parties(turn, phrases)
    owed = [phrases.short(instance) for instance in _owed(phrases)]
    if owed:
        yield gettext("Still to come from you: %s.") % "; ".join(owed)


def _parties(turn: Turn, phrases: Phrases) -> Iterator[str]:
    if turn.foreseen and turn.foreseen.parties:
        roles = dict.fromkeys(phrases.part("parties", each.party.role) for each in turn.foreseen.parties)
        yield gettext("We also ask: %s.") % ", ".join(roles)


def _owed(phrases: Phrases) -> Iterator[str]:
    """The evidence that was promised for later."""
    for instance, place in phrases.interview.places.items():
        if isinstance(place.question.answer, Evidence) and phrases.interview.values.get(instance) == []:
            yield instance
