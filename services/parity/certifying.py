"""Certificates: made once for the same rules, words, rule set, channels and engine, and found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q

from services.journeys.canonical import hash_of
from services.journeys.definition import Definition
from services.parity import checking, exceptions
from services.parity.findings import Finding
from services.parity.models import ParityCertificate, ParityException
from services.parity.registry import channels
from services.parity.rules import RULE_SET
from services.record import clock

ENGINE = "finite 1, z3 1"
"""Goes up whenever the prover itself could come to another result."""


@dataclass(frozen=True)
class Lawful:
    """Why nothing may hold this version up: a law requires it, or it corrects another."""

    reason: Mapping[str, str]
    legal_basis: str


def certify(definition: Definition, *, by: str, lawful: Lawful | None = None) -> ParityCertificate:
    """The certificate of this definition, passed or not; one that was made before and still holds is the same."""
    found = proved(definition)
    errors = [finding for finding in found if finding.severity == "error"]
    excepted = _excepted(definition.service, errors)
    if lawful is not None:
        for finding in errors:
            if finding not in excepted:
                excepted[finding] = exceptions.by_law(
                    definition.service, finding.rule, finding.about, reason=lawful.reason,
                    legal_basis=lawful.legal_basis, by=by,
                )  # fmt: skip
    return _kept(definition, found, excepted, passed=len(excepted) == len(errors))


def proved(definition: Definition) -> tuple[Finding, ...]:
    """What the rules find; the same definition is proved once in a process."""
    key = (hash_of([definition.rules_hash, dict(definition.words_hashes)]), *(channel.name for channel in channels()))
    return _proved(_Hashed(key, definition))


@dataclass(frozen=True)
class _Hashed:
    key: tuple[str, ...]
    definition: Definition

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self.key == other.key


@lru_cache(maxsize=256)
def _proved(hashed: _Hashed) -> tuple[Finding, ...]:
    return checking.findings(hashed.definition.rules, hashed.definition.words)


def _excepted(service: str, errors: Sequence[Finding]) -> dict[Finding, ParityException]:
    """Each error that an exception covers, with the one of them that lasts longest."""
    known = list(exceptions.in_force(service))
    return {
        finding: exception
        for finding in errors
        for exception in known
        if exception.rule == finding.rule and exception.about in ("", finding.about)
    }


def _kept(
    definition: Definition, found: Sequence[Finding], excepted: Mapping[Finding, ParityException], *, passed: bool
) -> ParityCertificate:
    ids = sorted({exception.pk for exception in excepted.values()})
    key = {
        "service": definition.service,
        "rules_hash": definition.rules_hash,
        "words_hashes": dict(definition.words_hashes),
        "rule_set": RULE_SET,
        "channel_set": [channel.name for channel in channels()],
        "engine": ENGINE,
        "passed": passed,
        "exceptions": ids,
    }
    still = ParityCertificate.objects.filter(Q(expires_at=None) | Q(expires_at__gt=clock.now()), **key).first()
    return still or ParityCertificate.objects.create(
        findings=[_written(finding) for finding in found],
        expires_at=min((exception.until for exception in excepted.values()), default=None),
        **key,
    )


def _written(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "about": finding.about,
        "sentence": finding.sentence,
    }
