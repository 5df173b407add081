from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Facts:
    """What the interview knows beside the answers; `declared` means that it was sent.

    `again` are instances whose answers a change of the law wants to be given once more; `checked` says that every
    answer was taken under these very rules, so that none need be held against its question again.
    """

    began_on: date
    reviewed: bool = False
    declared: bool = False
    reference: str = ""
    again: frozenset[str] = frozenset()
    checked: bool = False
