"""The one door to applications: every channel calls these functions and no others.

Each is one transaction. Locks are taken in one order everywhere: application → case.
"""

from services.casework.applications.answering import answer, ask, back
from services.casework.applications.awaiting import ask_anew, leave_to_listeners, write_down
from services.casework.applications.foreseeing import Foreseen
from services.casework.applications.holding import hold
from services.casework.applications.new_letter import ask_for_letter
from services.casework.applications.proving import key_code, key_pin, prove_by_letter, send_code
from services.casework.applications.resuming import access, issue_secret, resume, welcome
from services.casework.applications.reviewing import declare, review
from services.casework.applications.starting import start, try_out
from services.casework.applications.submitting import submit
from services.casework.applications.turn import Progress, Started, Turn, current
from services.casework.errors import (
    DoorError,
    Expired,
    LawChanged,
    NotAsked,
    NotHeld,
    NotProven,
    NotYours,
    Stale,
    Stopped,
    Submitted,
    TooMany,
    WrongSecret,
)
from services.casework.references import NotAReference

__all__ = [
    "DoorError",
    "Expired",
    "Foreseen",
    "LawChanged",
    "NotAReference",
    "NotAsked",
    "NotHeld",
    "NotProven",
    "NotYours",
    "Progress",
    "Stale",
    "Started",
    "Stopped",
    "Submitted",
    "TooMany",
    "Turn",
    "WrongSecret",
    "access",
    "answer",
    "ask",
    "ask_anew",
    "ask_for_letter",
    "back",
    "current",
    "declare",
    "hold",
    "issue_secret",
    "key_code",
    "key_pin",
    "leave_to_listeners",
    "prove_by_letter",
    "resume",
    "review",
    "send_code",
    "start",
    "submit",
    "try_out",
    "welcome",
    "write_down",
]
