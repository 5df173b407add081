"""What is said at the telephone of doors that are down."""

from __future__ import annotations

from services.casework.clocks import outages


def announced(language: str) -> list[str]:
    """The words of every outage that goes on, in this language, where there are any."""
    return [str(outage.words[language]) for outage in outages.going_on() if outage.words.get(language)]
