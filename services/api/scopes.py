"""What a system may do: by scope, and the roles its account has in its organisation for that."""

from __future__ import annotations

from collections.abc import Iterable

PUBLIC = ""
"""For what anybody may read, without a token."""
SCOPES: dict[str, str] = {
    "catalogue.read": "Read the services, their rules and words. Anybody may, even without a token.",
    "applications.read": "Read the applications that this system holds, and follow their cases.",
    "applications.write": "Begin applications, answer, send them, and act in their cases for the person.",
    "documents.read": "Fetch files: those of applications held, and those of cases it may read.",
    "documents.write": "Give and take back files as evidence, in applications held.",
    "cases.read": "Read the cases of the system's own organisation.",
    "cases.act": "Work on the cases of the system's own organisation, as a handler does.",
    "cases.decide": "Confirm, turn down, correct and reopen there, as a decider does.",
}
ROLES = {"cases.act": "handler", "cases.decide": "decider"}
STAFF = ("cases.read", "cases.act", "cases.decide")
"""Scopes for which the account has to belong to the organisation."""


class NoSuchScope(ValueError):
    """A scope that is not among SCOPES."""


def checked(scopes: Iterable[str]) -> list[str]:
    """These scopes, each once, in order; raises NoSuchScope."""
    wanted = sorted(set(scopes))
    if unknown := [scope for scope in wanted if scope not in SCOPES]:
        raise NoSuchScope(", ".join(unknown))
    return wanted


def roles_of(scopes: Iterable[str]) -> list[str]:
    return [ROLES[scope] for scope in scopes if scope in ROLES]
