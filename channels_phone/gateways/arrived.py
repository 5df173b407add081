"""A message that came, whoever brought it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrived:
    """`key` is what the provider knows it by; numbers are as it says them; `media` are addresses and kinds of files."""

    provider: str
    key: str
    sender: str
    recipient: str
    text: str
    media: tuple[tuple[str, str], ...] = ()
