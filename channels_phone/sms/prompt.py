"""What is asked as text messages: the pages a person can leaf through, and how they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from channels_phone.asked import Asked, Option
from channels_phone.commands import Command, told
from channels_phone.sms.segments import count, plain

BUDGET = 4
"""Segments a page may take: beyond it people lose the thread, and networks parts of it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked, and its pages."""

    asked: Asked
    pages: tuple[str, ...]


def prompted(asked: Asked, language: str) -> Prompt:
    """In the language in force, which is this one; "" before one was chosen."""
    language = language or settings.LANGUAGE_CODE
    more = gettext("%s: read on") % told(language, Command.MORE)
    return Prompt(asked, paged(filter(None, _blocks(asked, language)), more))


def _blocks(asked: Asked, language: str) -> Iterator[str]:
    yield from asked.says
    yield _how(asked)
    yield from numbered(asked.options) if asked.reads in ("one", "many") else ()
    yield from asked.after
    if asked.optional:
        yield gettext("%s: go on without") % told(language, Command.SKIP)
    if asked.zero:
        yield gettext("0 All is right, go on")
    if asked.code:
        yield gettext("If you agree, send %s.") % asked.code


def _how(asked: Asked) -> str:
    if asked.changes:
        return gettext("To change one, send its number.")
    if asked.reads == "many":
        return gettext("Several: send the numbers, for example 1 3.")
    return gettext("Send a number, or a few words.") if asked.open else ""


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
        if _fits((block, more)):
            yield block
            continue
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
