"""What is asked on a telephone, before it is a message or a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Reads = Literal["words", "one", "many", "code", "nothing"]
"""A reply is the answer itself, one option, some of them, the code that agrees, or no answer."""


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: the raw text it means, and its label, in a `language` of its own where one is set."""

    raw: str
    label: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """`says` comes before the options, `after` behind them; `explains` is told to who asks for help.

    `kind` is the type of the answer, `keyed` says that digits alone can give it; `code` is what agrees. An `optional`
    question can be left out. `zero` is the raw text of who finds all of it right, "" where that is not asked.
    `open` takes words of their own beside the options; `changes` says that an option is an answer to be changed.
    """

    says: tuple[str, ...]
    reads: Reads
    options: tuple[Option, ...] = ()
    after: tuple[str, ...] = ()
    kind: str = ""
    keyed: bool = False
    code: str = ""
    optional: bool = False
    explains: str = ""
    zero: str = ""
    open: bool = False
    changes: bool = False


def kept(written: Mapping[str, Any]) -> Asked:
    """What was asked, again, as it was kept in JSON."""
    options = tuple(Option(**option) for option in written["options"])
    return Asked(**{**written, "says": tuple(written["says"]), "options": options, "after": tuple(written["after"])})
