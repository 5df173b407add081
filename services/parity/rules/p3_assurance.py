"""P3: the assurance a definition wants is reached on every channel, without another digital door and no lower."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.journeys.assurance import NEEDS, Level, leading_to
from services.journeys.definition.nodes import Path
from services.parity.channel import Channel
from services.parity.findings import Finding
from services.parity.rules.p2_carriage import closed_by_law
from services.parity.subject import Subject

UNREACHED, ELSEWHERE, NOBODY = "P301", "P302", "P303"
NUMBERED = ("personal-id", "birth-date")
PATH: Path = ("assurance",)


def check(subject: Subject) -> Iterator[Finding]:
    """Every channel on which nobody gets so far, or only by going to another; and who is asked for nothing to go by."""
    wanted: Level = subject.journey.law.assurance
    if wanted == "low":
        return
    closed = set(closed_by_law(subject))
    for channel in subject.channels:
        if channel.name not in closed:
            yield from _reached(channel, wanted)
    yield from _known(subject)


def _reached(channel: Channel[Any, Any], wanted: Level) -> Iterator[Finding]:
    leading = list(leading_to(wanted, channel.proofs))
    if not leading:
        text = f"On {channel.name} no ways to prove who one is give {wanted} together."
        yield Finding(UNREACHED, "error", "", PATH, text)
    elif all(any(_foreign(way, channel) for way in together) for together in leading):
        ways = ", ".join(sorted({way for together in leading for way in together if _foreign(way, channel)}))
        text = f"On {channel.name} {wanted} is reached only with {ways}: a proof must not need another digital door."
        yield Finding(ELSEWHERE, "error", "", PATH, text)


def _foreign(way: str, channel: Channel[Any, Any]) -> bool:
    return NEEDS.get(way, channel.medium) != channel.medium


def _known(subject: Subject) -> Iterator[Finding]:
    """A letter goes where a register says that somebody of this name and number, or birth date, lives."""
    asked = {question.concept for question in subject.journey.questions}
    if "name" not in asked or not asked.intersection(NUMBERED):
        text = "No register can be asked who applies: ask the name, and the personal number or the birth date."
        yield Finding(NOBODY, "error", "", PATH, text)
