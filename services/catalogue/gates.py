"""The port through which others say whether a version may be published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Candidate:
    """What somebody wants to publish: the rules as JSON with their hash, and the hash of each language's words."""

    service: str
    rules_hash: str
    rules: Mapping[str, Any]
    words_hashes: Mapping[str, str]


class Gate(Protocol):
    """Answers with one plain sentence per objection; none when the version may be published."""

    def __call__(self, candidate: Candidate) -> Iterable[str]: ...


class Refused(Exception):
    """A gate objects to the publication; `objections` are plain sentences."""

    def __init__(self, objections: tuple[str, ...]) -> None:
        super().__init__("\n".join(objections))
        self.objections = objections


def check(candidate: Candidate) -> None:
    """Asks every gate of settings.PUBLISHING_GATES, within the publishing transaction; raises Refused."""
    gates: list[Gate] = [import_string(path) for path in settings.PUBLISHING_GATES]
    objections = tuple(sentence for gate in gates for sentence in gate(candidate))
    if objections:
        raise Refused(objections)
