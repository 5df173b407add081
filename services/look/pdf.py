"""Papers as PDF: PDF/UA-1 for everybody's reader, PDF/A-2u for the archive, from the templates in typst/.

What a paper says goes in as JSON beside the template, never into its source: `#panic()` as a name prints as itself.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from services.record import clock

TEMPLATES = Path(__file__).parent / "typst"
# The standards want every character shown. Typst names all that no font has, or that may not stand in a text:
# `the text `"漢"` could not be displayed` and `the text contains the disallowed codepoint `"\u{0}"``.
MISSING = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def render(template: str, data: Mapping[str, object], at: datetime | None = None) -> bytes:
    """The paper ("certificate", "letter" or "file") for this data, of a shape in papers.py, made now or `at` a moment.

    The same data and moment give the same file. The fonts inside Typst hold Vietnamese, Latin, Greek and Cyrillic.
    Other scripts take the machine's fonts, and what those lack too is spelled out, "[U+1780]": nothing of a name is
    lost, and no paper fails over a character.
    """
    return _shown(template, data, (at or clock.now()).astimezone(UTC).replace(microsecond=0))


def _shown(template: str, data: object, at: datetime, system: bool = False) -> bytes:
    """With our own fonts, then the machine's, then with fewer characters each time: one hides what is wrong by it."""
    try:
        return _compiled(template, data, at, system)
    except typst.TypstError as error:
        missing = _missing(error)
        if not missing:
            raise
    return _shown(template, _spelled_out(data, missing) if system else data, at, system=True)


def _compiled(template: str, data: object, at: datetime, system: bool) -> bytes:
    compiler = typst.Compiler(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(system),
        ignore_system_fonts=True,  # they are in `font_paths` where they are wanted
        sys_inputs={"data": json.dumps(data)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2u"], timestamp=at)
    if not isinstance(made, bytes):
        raise TypeError(f"{template} is several files")
    return made


@cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system)


def _missing(error: typst.TypstError) -> set[str]:
    """The characters no font has; letters of ASCII, which all have, only stood beside one."""
    named = "".join(MISSING.findall(error.diagnostic))
    named = ESCAPED.sub(lambda found: chr(int(found[1], 16)), named)
    return {character for character in named if not " " <= character <= "~"}


def _spelled_out(data: Any, missing: set[str]) -> Any:
    match data:
        case str():
            return data.translate({ord(each): f"[U+{ord(each):04X}]" for each in missing})
        case Mapping():
            return {name: _spelled_out(value, missing) for name, value in data.items()}
        case list() | tuple():
            return [_spelled_out(value, missing) for value in data]
    return data
