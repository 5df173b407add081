from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Facts:
    """What the interview knows beside the answers; `declared` means that it was sent."""

    began_on: date
    reviewed: bool = False
    declared: bool = False
    reference: str = ""
