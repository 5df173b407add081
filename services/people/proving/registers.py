"""The register that knows where people live: a port, filled in `settings.RESIDENTS`, the dotted path of a callable.

It is asked outside any transaction, ends within DELIVERY_LEASE_SECONDS, and what it answers is never shown to anybody:
a letter goes there, and whoever lives there reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Claim:
    """Who somebody says they are; what they did not say is empty. `birth_date` as in 1950-03-27."""

    name: str
    personal_id: str = ""
    birth_date: str = ""
    address: str = ""


class Away(Exception):
    """The register does not answer now."""


class Register(Protocol):
    """Where the person of this name, number and birth date is registered; None where it knows nobody like that."""

    def __call__(self, claim: Claim) -> str | None: ...


def connected() -> bool:
    """Without a register no letter is offered: one to an address that somebody only names shows nothing."""
    return bool(settings.RESIDENTS)


def address_of(claim: Claim) -> str | None:
    """Raises Away; whatever else breaks in a register is one that does not answer."""
    register: Register = import_string(settings.RESIDENTS)
    try:
        return register(claim)
    except Exception as error:
        raise Away(type(error).__name__) from error
