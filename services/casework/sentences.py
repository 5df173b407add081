"""This app's own sentences, a file a language: `words/<language>.yaml`."""

from functools import cache
from pathlib import Path

from services.journeys import strings

FOLDER = Path(__file__).parent / "words"
FALLBACK = "en"


def say(language: str, code: str, **details: str) -> str:
    """The sentence for a code in this language (in English where we do not speak it); KeyError for a code unknown."""
    return _words(language if (FOLDER / f"{language}.yaml").is_file() else FALLBACK)[code].format(**details)


@cache
def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = strings.read((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return words
