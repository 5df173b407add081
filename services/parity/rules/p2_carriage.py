"""P2: every step is carried on every channel, and what stands in for a step presupposes no other digital door."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.journeys.definition.nodes import Path
from services.journeys.language import language
from services.journeys.steps import Ask, Confirm, Declare, Done, Pay, Prove, Refused, Review, Step, Wait
from services.parity.channel import Barrier, Channel, Substitute
from services.parity.findings import Finding
from services.parity.subject import Subject

BARRIER, DIGITAL, BY_LAW, IN_PERSON = "P201", "P202", "P203", "P204"
DIGITAL_NEEDS = ("web", "smartphone", "email", "app", "link")


def check(subject: Subject) -> Iterator[Finding]:
    """Every step that some channel does not carry in some language."""
    closed = set(closed_by_law(subject))
    for channel in subject.channels:
        if channel.name in closed:
            continue
        for code in subject.rules["languages"]:
            for path, step in steps(subject):
                yield from _carried(subject, channel, code, path, step)
    yield from _differences(subject)


def steps(subject: Subject) -> Iterator[tuple[Path, Step]]:
    """Every step the journey can lead to, with what leads to it."""
    for number, question in enumerate(subject.journey.questions):
        path: Path = ("questions", number)
        yield path, Ask(question.id, question)
        for inner, member in enumerate(subject.journey.members.get(question.id, ())):
            yield (*path, "questions", inner), Ask(f"{question.id}.1.{member.id}", member)
    yield from _of_rules(subject)


def _of_rules(subject: Subject) -> Iterator[tuple[Path, Step]]:
    for number, written in enumerate(subject.rules["questions"]):
        if written.get("once_only"):
            question = subject.journey.questions[number]
            registry = written["once_only"]["registry"]
            yield ("questions", number, "once_only"), Confirm(question.id, question, None, registry)
            yield ("questions", number, "once_only"), Wait("registry")
    if subject.rules.get("eligibility"):
        yield ("eligibility",), Refused(())
    if subject.rules.get("assurance", "low") != "low":
        yield ("assurance",), Prove(subject.rules["assurance"])
    if subject.rules.get("fees"):
        yield ("fees",), Pay(Decimal(0), "EUR")
    yield ("declaration",), Review(())
    yield ("declaration",), Declare()
    yield ("declaration",), Done("")


def _carried(subject: Subject, channel: Channel[Any, Any], code: str, path: Path, step: Step) -> Iterator[Finding]:
    carriage = channel.carry(step, language(code))
    name = type(step).__name__.lower()
    if isinstance(carriage, Barrier):
        if subject.journey.law.presence:
            yield Finding(IN_PERSON, "law", "", path, f"{channel.name} does not carry {name}: a law wants presence.")
        else:
            yield Finding(
                BARRIER, "error", "", path, f"{channel.name} does not carry {name} in {code}: {carriage.why}."
            )
    elif isinstance(carriage, Substitute) and carriage.needing in DIGITAL_NEEDS:
        text = f"On {channel.name}, {name} needs {carriage.needing}: a substitute must not need another digital door."
        yield Finding(DIGITAL, "error", "", path, text)


def closed_by_law(subject: Subject) -> Iterator[str]:
    """Channels that a law closes by opening one door only."""
    for difference in subject.rules.get("statutory_difference", ()):
        if difference.get("only"):
            yield from (channel.name for channel in subject.channels if channel.name != difference["channel"])


def _differences(subject: Subject) -> Iterator[Finding]:
    for number, difference in enumerate(subject.rules.get("statutory_difference", ())):
        basis = difference["legal_basis"]["title"]
        if difference.get("only"):
            text = f"A law opens one door only, {difference['channel']}: {basis}."
        else:
            fee = difference.get("fee", difference["what"])
            text = f"A law sets {difference.get('amount')} for {fee} on {difference['channel']}: {basis}."
        yield Finding(BY_LAW, "law", "", ("statutory_difference", number), text)
