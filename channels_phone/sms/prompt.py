"""One step as text messages: the pages a person can leaf through, and what a reply to them means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from channels_phone.sms.segments import count, plain

BUDGET = 4
"""Segments a page may take: beyond it people lose the thread, and networks parts of it."""

Reads = Literal["words", "one", "many", "code", "nothing"]
"""A reply is the answer itself, the number of one option, the numbers of some, the code that agrees, or no answer."""


@dataclass(frozen=True, slots=True)
class Option:
    """What a number stands for: the raw text it means, and its label."""

    raw: str
    label: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """`explains` is told to who asks for help; `code` is what agrees; an `optional` question can be skipped.

    `zero` is the raw text that 0 stands for, "" where it stands for nothing; `name` says that somebody's name is asked.
    """

    pages: tuple[str, ...]
    reads: Reads
    options: tuple[Option, ...] = ()
    code: str = ""
    optional: bool = False
    explains: str = ""
    zero: str = ""
    name: bool = False


def kept_prompt(kept: Mapping[str, Any]) -> Prompt:
    """The prompt again that was kept as JSON."""
    options = tuple(Option(**option) for option in kept["options"])
    return Prompt(**{**kept, "pages": tuple(kept["pages"]), "options": options})


def numbered(options: Iterable[Option]) -> list[str]:
    """A line for each option, counted from one."""
    return [f"{number} {option.label}" for number, option in enumerate(options, 1)]


def paged(blocks: Iterable[str], more: str) -> tuple[str, ...]:
    """The blocks on as many pages as they need, each within the budget; `more` says how to turn the page."""
    pages: list[str] = []
    page: list[str] = []
    for block in _pieces(blocks, more):
        if page and not _fits((*page, block, more)):
            pages.append(_joined((*page, more)))
            page = []
        page.append(block)
    return (*pages, _joined(page))


def _pieces(blocks: Iterable[str], more: str) -> Iterator[str]:
    """The blocks, one that is too long for a page by itself cut between its words."""
    for block in blocks:
        piece = ""
        for word in block.split(" "):
            longer = f"{piece} {word}" if piece else word
            if piece and not _fits((longer, more)):
                yield piece
                longer = word
            piece = longer
        if piece:
            yield piece


def _fits(lines: Iterable[str]) -> bool:
    return count(_joined(lines)).segments <= BUDGET


def _joined(lines: Iterable[str]) -> str:
    return plain("\n".join(lines))
