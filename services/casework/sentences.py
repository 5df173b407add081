"""This app's own sentences, a file a language: `words/<language>.yaml`."""

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "words"
FALLBACK = "en"


def say(language: str, code: str, **details: str) -> str:
    """The sentence for a code in this language (in English where we do not speak it); KeyError for a code unknown."""
    return _words(language if (FOLDER / f"{language}.yaml").is_file() else FALLBACK)[code].format(**details)


@cache
def _words(language: str) -> dict[str, str]:
    # BaseLoader: every scalar stays a string, so that `no` is a word and not a truth value
    read: dict[str, str] = yaml.load((FOLDER / f"{language}.yaml").read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506
    return read
