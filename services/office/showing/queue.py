"""The queue as a page: its rows, the choices of its filters, the filters that were saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from services.casework.queue import STATES, Filter
from services.look.fields import Option
from services.look.languages import language
from services.office.models import SavedFilter
from services.office.overview import Overview
from services.people.models import Team

NAMES = ("whose", "state", "type", "step", "language", "team")


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of the filter."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A link to the queue, filtered; `id` of a saved one, so that it can be forgotten."""

    words: str
    href: str
    current: bool
    count: str = ""
    id: int = 0


def wanted(said: QueryDict) -> dict[str, str]:
    """The filter in an address, as far as it says something."""
    return {name: str(said[name]) for name in NAMES if said.get(name)}


def filter_of(said: Mapping[str, str]) -> Filter:
    team = said.get("team", "")
    return Filter(
        whose=said.get("whose", ""),
        state=said.get("state", "open"),
        case_type=said.get("type", ""),
        step=said.get("step", ""),
        language=said.get("language", ""),
        team=int(team) if team.isdecimal() and len(team) < 10 else None,
    )


def choices(said: Mapping[str, str], seen: Overview, teams: list[Team]) -> tuple[Choice, ...]:
    named = {str(team.pk): team.name(language()) for team in teams}
    every = gettext("All")
    return (
        _choice("whose", gettext("Whose"), said, {"": every, "mine": gettext("Mine"), "free": gettext("Nobody's")}),
        _choice("state", gettext("State"), {"state": "open"} | dict(said), states()),
        _choice("type", gettext("Kind of case"), said, {"": every, **seen.types}),
        _choice("step", gettext("Step"), said, {"": every, **seen.steps}),
        _choice("language", gettext("Language"), said, {"": every, **seen.languages}),
        _choice("team", gettext("Team"), said, {"": every, **named}),
    )


def states() -> dict[str, str]:
    said = {
        "open": gettext("To be worked on"),
        "waiting": gettext("Waiting for the applicant"),
        "late": gettext("Late"),
        "decided": gettext("Decided, not closed"),
        "all": gettext("All that are not closed"),
    }
    return {state: said[state] for state in STATES}


def shortcuts(said: Mapping[str, str], seen: Overview, saved: list[SavedFilter]) -> tuple[Shortcut, ...]:
    """The states that are counted, one's own cases, then what was saved."""
    named = states()
    counted = [(named[state], {"state": state}, count) for state, count in seen.counts.items()]
    usual = [*counted, (gettext("Mine"), {"whose": "mine", "state": "all"}, "")]
    links = [_shortcut(words, target, said, count) for words, target, count in usual]
    return (*links, *(_shortcut(each.name, each.wanted, said, id=each.pk) for each in saved))


def address(said: Mapping[str, str], **more: str) -> str:
    """The page with this filter."""
    query = urlencode({**said, **more})
    return f"{reverse('office:home')}?{query}" if query else reverse("office:home")


def _shortcut(words: str, target: Mapping[str, str], said: Mapping[str, str], count: str = "", id: int = 0) -> Shortcut:
    current = dict(target) == (dict(said) or {"state": "open"})
    return Shortcut(words, address(target), current, count, id)


def _choice(name: str, label: str, said: Mapping[str, str], named: Mapping[str, str]) -> Choice:
    options = tuple(Option(value, words) for value, words in named.items())
    return Choice(name, label, said.get(name, ""), options)
