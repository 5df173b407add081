from dataclasses import dataclass
from datetime import date

from services.journeys.assurance import Level


@dataclass(frozen=True)
class Facts:
    """What the interview knows beside the answers; `declared` means that it was sent.

    `again` are instances whose answers a change of the law wants to be given once more; `checked` says that every
    answer was taken under these very rules, so that none need be held against its question again. How surely it is
    `proven` who applies moves the steps on, and no rule can see it. What is `awaited` was said, and is not in writing
    yet: everything else is asked meanwhile.
    """

    began_on: date
    reviewed: bool = False
    declared: bool = False
    reference: str = ""
    again: frozenset[str] = frozenset()
    checked: bool = False
    proven: Level = "low"
    awaited: frozenset[str] = frozenset()
