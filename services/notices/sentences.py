"""What notices say, a file a language: `words/<language>.yaml`; a sentence whose detail nobody has is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from services.journeys import strings

FOLDER = Path(__file__).parent / "words"
FALLBACK = "en"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def spoken(language: str) -> str:
    """This language where we have words in it."""
    return language if language in LANGUAGES else FALLBACK


def subject(language: str, kind: str) -> str:
    """What a notice of this kind is about; the same for everybody. KeyError for a kind unknown."""
    said: str = _words(spoken(language))["kinds"][kind]["subject"]
    return said


def page(language: str, kind: str, details: Mapping[str, str]) -> str:
    """All of it, for their own page."""
    known = _words(spoken(language))["kinds"][kind]
    return "\n\n".join(_filled([*known["said"], *known.get("page", [])], details))


def message(language: str, kind: str, details: Mapping[str, str]) -> tuple[str, str]:
    """The subject and the text of what is sent: what happened and what to do, and how to be sure that it is ours."""
    written = _words(spoken(language))
    said = "\n".join(_filled(written["kinds"][kind]["said"], details))
    about = written["message"]["subject"].format(subject=subject(language, kind), **details)
    return about, "\n\n".join(_filled(written["message"]["text"], {**details, "said": said})) + "\n"


def secret_in(language: str, text: str) -> str:
    """The paragraph of a message that tells a secret number; "" where it tells none."""
    [sentence] = [each for each in _words(spoken(language))["message"]["text"] if names(each) == {"secret"}]
    begins = sentence.partition("{")[0]
    return next((each for each in text.split("\n\n") if each.startswith(begins)), "")


def must(language: str, asked: Iterable[str]) -> str:
    """What a party has to do, as one phrase."""
    said = _words(spoken(language))["musts"]
    return "; ".join(said[each] for each in asked)


def kinds() -> tuple[str, ...]:
    return tuple(_words(FALLBACK)["kinds"])


def _filled(sentences: Iterable[str], details: Mapping[str, str]) -> list[str]:
    return [each.format(**details) for each in sentences if all(details.get(name) for name in names(each))]


def names(sentence: str) -> set[str]:
    """The details that a sentence speaks of."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@cache
def _words(language: str) -> dict[str, Any]:
    return strings.read((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
