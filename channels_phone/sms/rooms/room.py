"""A room of the conversation: what is asked there, and what a reply does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext

from channels_phone.sms.commands import Command, told
from channels_phone.sms.prompt import Option, Prompt, Reads, numbered, paged
from channels_phone.sms.talk import Talk


class Room(Protocol):
    """Both run in the language of the talk; `take` moves the talk on, or says why it stays."""

    def prompt(self, talk: Talk) -> Prompt: ...

    def take(self, talk: Talk, raw: str) -> None: ...

    def back(self, talk: Talk) -> None: ...


def menu_of(
    talk: Talk, blocks: Iterable[str], options: Iterable[Option], *, reads: Reads = "one", after: Iterable[str] = ()
) -> Prompt:
    """A prompt that is no step of an application; what stands `after` the options may be a page further."""
    kept = tuple(options)
    more = gettext("%s: read on") % told(talk.language, Command.MORE)
    return Prompt(paged([*filter(None, blocks), *numbered(kept), *after], more), reads, kept)
