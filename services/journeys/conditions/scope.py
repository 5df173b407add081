"""What a condition may speak of."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from services.journeys.types.base import Kind


class ConditionError(ValueError):
    """A condition that means nothing: one plain sentence, and the column it is about, counted from 1."""

    def __init__(self, sentence: str, column: int = 1) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.column = column


@dataclass(frozen=True)
class Name:
    """One name: the Python type of its values, and its options where it is a choice."""

    kind: Kind
    options: frozenset[str] | None = None


@dataclass(frozen=True)
class Scope:
    """The names of a service, and the members of each of its groups."""

    names: Mapping[str, Name]
    groups: Mapping[str, Mapping[str, Name]] = field(default_factory=dict)

    def inside(self, group: str) -> "Scope":
        """The scope of a question in this group: its own row's members by their bare names."""
        return replace(self, names={**self.names, **self.groups[group]})

    def __contains__(self, name: str) -> bool:
        return name in self.names or name in self.groups

    def name(self, name: str, column: int) -> Name:
        """Raises ConditionError for a name this service does not have."""
        if name in self.names:
            return self.names[name]
        if name in self.groups:
            raise ConditionError(f"{name} is a group: use count(), total(), any() or all() on it.", column)
        for group, members in self.groups.items():
            if name in members:
                hint = f"use any(r.{name} … for r in {group}) or the like."
                raise ConditionError(f"{name} is asked in each row of {group}: {hint}", column)
        near = difflib.get_close_matches(name, [*self.names, *self.groups], 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise ConditionError(f"{name} is not a question of this service.{hint}", column)

    def members(self, group: str, column: int) -> Mapping[str, Name]:
        if group not in self.groups:
            raise ConditionError(f"{group} is not a group of this service.", column)
        return self.groups[group]


Answers = Mapping[str, Any]
"""What is known: a name that is missing is not answered yet, None is known to have no answer.

A group's value is a tuple of such mappings, one a row; it is missing until the group is done.
"""
