"""Words that hold answers: "{child_name}", and choices between words by an answer.

`{sex|female=bà|male=ông|quý vị}` takes the words of the option chosen, the last ones for any other;
`{children|1=one child|# children}` counts a group or a number, # being the count.
"""

import re
from collections.abc import Callable

SLOT = re.compile(r"\{([a-z][a-z0-9_]*)((?:\|[^{}|]*)*)\}")

GAP = "…"

Answer = Callable[[str], tuple[str, str] | None]
"""For a name: the key its answer chooses by, and the answer as it is shown; None where there is none."""


def names(text: str) -> list[str]:
    """The questions whose answers a text holds."""
    return [slot[1] for slot in SLOT.finditer(text)]


def slots(text: str) -> list[tuple[str, list[str]]]:
    """The questions whose answers a text holds, each with the keys its words are chosen by."""
    found = [(slot[1], slot[2].removeprefix("|").split("|")) for slot in SLOT.finditer(text)]
    return [(name, [each.split("=", 1)[0] for each in alternatives[:-1]]) for name, alternatives in found]


def gapped(text: str, answer: Answer) -> str:
    """The text with every answer in its place, and a gap where one is missing: words are never nothing."""
    return filled(text, lambda name: answer(name) or ("", GAP)) or ""


def filled(text: str, answer: Answer) -> str | None:
    """The text with every answer in its place, or None if one is missing."""
    pieces, end = [], 0
    for slot in SLOT.finditer(text):
        known = answer(slot[1])
        if known is None:
            return None
        pieces += [text[end : slot.start()], _chosen(slot[2], *known)]
        end = slot.end()
    return "".join(pieces) + text[end:]


def stray_brace(text: str) -> bool:
    """Whether a brace is left that belongs to no slot: a slip of the pen."""
    rest = SLOT.sub("", text)
    return "{" in rest or "}" in rest


def _chosen(alternatives: str, key: str, shown: str) -> str:
    if not alternatives:
        return shown
    *keyed, otherwise = alternatives.removeprefix("|").split("|")
    chosen = dict(each.split("=", 1) for each in keyed if "=" in each)
    return chosen.get(key, otherwise).replace("#", shown)
