"""Channels with a fault each, to find it."""

from typing import ClassVar

from channels_web.channel import Web
from services.journeys.language import Language
from services.journeys.steps import Ask, Step
from services.parity.channel import Barrier, Carriage, Medium, Native, Substitute


class Deaf(Web):
    """Carries no files, and has nothing in their place."""

    name: ClassVar[str] = "deaf"

    def carry(self, step: Step, language: Language) -> Carriage:
        evidence = isinstance(step, Ask) and step.question.answer.type == "evidence"
        return Barrier("it has no eyes") if evidence else Native()


class Linking(Web):
    """Sends a link for every file."""

    name: ClassVar[str] = "linking"

    def carry(self, step: Step, language: Language) -> Carriage:
        evidence = isinstance(step, Ask) and step.question.answer.type == "evidence"
        return Substitute("a link", needing="smartphone") if evidence else Native()


class Mute(Web):
    """Speaks no language."""

    name: ClassVar[str] = "mute"

    def speaks(self, language: str) -> bool:
        return False


class Unringing(Web):
    """Rings nobody: a code comes by text message, or not at all."""

    name: ClassVar[str] = "unringing"
    proofs: ClassVar[frozenset[str]] = frozenset({"letter", "sms"})


class Texting(Unringing):
    """The same, where people have come by text message."""

    name: ClassVar[str] = "texting"
    medium: ClassVar[Medium] = "message"


class Trusting(Web):
    """Takes everybody at their word, or at a code."""

    name: ClassVar[str] = "trusting"
    proofs: ClassVar[frozenset[str]] = frozenset({"sms", "call"})
