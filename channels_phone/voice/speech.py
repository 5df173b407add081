"""What is asked as it is spoken: lines one after another, menus of four, the function before its key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, override

from channels_phone.asked import Asked, Option
from channels_phone.voice.languages import spoken

MOST = 4
"""Options of one menu that people keep in mind (ISO/IEC 13714)."""
MORE, PERSON, BACK, END = "9", "0", "*", "#"
READ_OUT = re.compile(r"(?<![\d.,])\+?\d(?: ?\d){7,}(?![\d.,]*\d)")
"""Eight digits or more are a reference, a code or a telephone number: nobody wants it as one number."""
BREATHS = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Line:
    """A few sentences in one language."""

    text: str
    language: str

    @property
    def seconds(self) -> float:
        """How long it takes to say."""
        return len(self.text) / spoken(self.language).pace


@dataclass(frozen=True, slots=True)
class Speech:
    """What is asked, and its options in menus that one follows the other by 9."""

    asked: Asked
    language: str
    menus: tuple[tuple[Option, ...], ...]

    @property
    def keyed(self) -> bool:
        """Whether one key is the whole reply."""
        return self.asked.reads in ("one", "many", "nothing")

    @property
    def spoken(self) -> bool:
        """Whether the reply is said, for no key can give it."""
        return self.asked.reads == "words" and not self.asked.keyed


def speech(asked: Asked, language: str) -> Speech:
    """In the language in force, which is this one."""
    options = asked.options
    if asked.zero:
        options = (*options, Option(asked.zero, gettext("All is right, go on")))
    if asked.optional and asked.reads == "one":
        options = (*options, Option("", gettext("Go on without it")))
    if asked.reads == "nothing":
        options = (Option("", gettext("Go on")),)
    size = 1 if asked.reads == "many" else MOST
    menus = tuple(options[start : start + size] for start in range(0, len(options), size))
    return Speech(asked, language, menus or ((),))


def lines(said: Speech, page: int = 0, *, again: bool = False) -> tuple[Line, ...]:
    """All of it on the first page, the next options on the others; `again` what to do alone."""
    return tuple(Line(aloud(line.text), line.language) for line in _lines(said, page, again) if line.text)


def _lines(said: Speech, page: int, again: bool) -> Iterator[Line]:
    asked, here = said.asked, said.language
    if page == 0 and not again and not any(option.language for option in asked.options):
        yield from (Line(text, here) for text in asked.says)
        yield from (Line(text, here) for text in asked.after)
    if asked.reads == "words":
        yield Line(_how(asked), here)
    elif asked.reads == "code":
        yield Line(gettext("If you agree, enter %s, then press hash.") % " ".join(asked.code), here)
    elif asked.reads == "many":
        yield Line(gettext("%s: for yes, press 1. For no, press 2.") % said.menus[page][0].label, here)
    else:
        yield from _options(said, page)


def _options(said: Speech, page: int) -> Iterator[Line]:
    for key, option in enumerate(said.menus[page], 1):
        if option.language:
            with override(option.language):
                yield Line(_option(said, option, key), option.language)
        else:
            yield Line(_option(said, option, key), said.language)
    if page + 1 < len(said.menus):
        yield Line(gettext("For more, press 9."), said.language)


def _option(said: Speech, option: Option, key: int) -> str:
    if said.asked.changes and option in said.asked.options:
        return gettext("%(answer)s. To change it, press %(key)s.") % {"answer": option.label, "key": key}
    return gettext("%(choice)s: press %(key)s.") % {"choice": option.label, "key": key}


def _how(asked: Asked) -> str:
    if not asked.keyed:
        return gettext("Please say it now.")
    if asked.kind == "date":
        return gettext("Enter day, month and year in eight digits, then press hash.")
    if asked.kind == "time":
        return gettext("Enter hours and minutes in four digits, then press hash.")
    return gettext("Enter it on the keypad, then press hash.")


def aloud(text: str) -> str:
    """As a voice should read it: long numbers digit by digit, the end of a line as the end of a sentence."""
    ended = re.sub(r"(?<![.!?:,;])\s*\n+\s*", ". ", text.strip())
    return READ_OUT.sub(lambda found: digit_by_digit(found[0]), " ".join(ended.split()))


def digit_by_digit(number: str) -> str:
    """In the groups in which it stands, else of four."""
    groups = number.split(" ") if " " in number else BREATHS.findall(number.replace("+", ""))
    return ", ".join(" ".join(group) for group in groups)
