"""What is done to every typed text before it is read."""

import re
import unicodedata

from services.journeys.problems import Invalid, Problem

JOINERS = "\u200c\u200d"  # Persian and Indic words are misspelt without them
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
GAPS = re.compile(r"[^\S\n]+")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
MARKS = ("Mn", "Me")
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by their category, blank to the eye


def line(raw: str, longest: int) -> str:
    """One line in NFC, its spaces collapsed; `longest` counts characters as people see them."""
    return GAPS.sub(" ", lines(raw, longest).replace("\n", " ")).strip()


def lines(raw: str, longest: int) -> str:
    """Text in NFC with `\\n` line ends and nothing unseen in it; raises Invalid when it is too long."""
    if len(raw) > 4 * longest + 200:
        raise too_long(longest)
    text = unicodedata.normalize("NFC", _readable(LINE_ENDS.sub("\n", raw)))
    text = "\n".join(GAPS.sub(" ", part).strip() for part in text.split("\n")).strip()
    if length(text) > longest:
        raise too_long(longest)
    return text if any(_seen(char) for char in text) else ""


def plain_line(raw: str, longest: int) -> str:
    """One line for values that are not prose: every script's digits as 0–9, no joiners."""
    text = line(raw, longest).translate(FULL_WIDTH)
    return "".join(_ascii_digit(char) for char in text if char not in JOINERS).strip()


def length(text: str) -> int:
    """Characters about as a reader counts them: accents do not count, unless they are heaped."""
    marks = sum(unicodedata.category(char) in MARKS for char in text)
    return max(len(text) - marks, len(text) // 4)


def fold(text: str) -> str:
    """Text without diacritics and case, for comparing words: Đường → duong."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in bare if unicodedata.category(char) != "Mn")


def too_long(longest: int) -> Invalid:
    return Invalid(Problem("too_long", {"max": str(longest)}))


def _readable(text: str) -> str:
    # Invisible formatting arrives with pasted text (phones wrap numbers in it) and can disguise what is
    # shown (bidirectional overrides), so it goes; a control character can't be what anybody meant.
    kept = "".join(char for char in text if unicodedata.category(char) != "Cf" or char in JOINERS)
    if any(_unreadable(char) for char in kept):
        raise Invalid(Problem("unreadable_characters", {}))
    return kept


def _unreadable(char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Cs", "Co"):
        return char not in "\n\t"
    return char == "\N{REPLACEMENT CHARACTER}" or ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def _seen(char: str) -> bool:
    return not char.isspace() and char not in FILLERS + JOINERS and unicodedata.category(char) not in MARKS


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
