"""The one door to applications: every channel calls these functions and no others.

Each is one transaction. Locks are taken in one order everywhere: application → case.
"""

from services.casework.applications.answering import answer, ask, back
from services.casework.applications.resuming import access, issue_secret, resume
from services.casework.applications.reviewing import declare, review
from services.casework.applications.starting import start
from services.casework.applications.submitting import submit
from services.casework.applications.turn import Progress, Started, Turn, current
from services.casework.errors import (
    DoorError,
    Expired,
    NotAsked,
    NotYours,
    Stale,
    Submitted,
    TooMany,
    WrongSecret,
)
from services.casework.references import NotAReference

__all__ = [
    "DoorError",
    "Expired",
    "NotAReference",
    "NotAsked",
    "NotYours",
    "Progress",
    "Stale",
    "Started",
    "Submitted",
    "TooMany",
    "Turn",
    "WrongSecret",
    "access",
    "answer",
    "ask",
    "back",
    "current",
    "declare",
    "issue_secret",
    "resume",
    "review",
    "start",
    "submit",
]
