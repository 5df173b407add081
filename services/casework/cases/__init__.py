"""The one door to cases for whom they are about: every channel calls these functions and no others.

Each write is one transaction. Locks are taken in one order everywhere: application → case → what belongs to it.
"""

from services.casework.cases.acting import appeal, choose_contact, correct, withdraw
from services.casework.cases.following import DatedStep, Decided, Followed, Tracked, follow, status, track
from services.casework.cases.mandating import Collector, collectors, end_mandate, let_collect
from services.casework.cases.providing import Provided, ask_of, hand_in, provide, requested

__all__ = [
    "Collector",
    "DatedStep",
    "Decided",
    "Followed",
    "Provided",
    "Tracked",
    "appeal",
    "ask_of",
    "choose_contact",
    "collectors",
    "correct",
    "end_mandate",
    "follow",
    "hand_in",
    "let_collect",
    "provide",
    "requested",
    "status",
    "track",
    "withdraw",
]
