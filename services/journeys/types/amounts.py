"""Digits as people write them, with the marks and the short words of their language."""

import re
from decimal import Decimal

from services.journeys.language import Language
from services.journeys.types.characters import fold

WRITTEN = re.compile(
    r"(?P<sign>[-−]?)(?:(?P<head>[1-9]\d{0,2})(?P<gap>[.,\s'’])(?P<groups>\d{3}(?:(?P=gap)\d{3})*)|(?P<plain>\d+))"
    r"(?:(?P<mark>[.,])(?P<fraction>\d+))?"
)


def amount_of(text: str, language: Language, *, whole: bool = False) -> Decimal | None:
    """The number meant by a text in this language, or None: "1.250,5", "1 250", "2 triệu".

    Where only a `whole` number can be meant, both marks part groups: 500,000 is half a million in any language.
    """
    digits, factor = _multiplied(text.casefold().strip(), language)
    exact = _plain(digits, language, whole=whole and factor == 1)
    if exact is None:
        return None
    return Decimal(exact) if factor == 1 else (Decimal(exact) * factor).normalize()


def _multiplied(text: str, language: Language) -> tuple[str, int]:
    for word, factor in language.numbers.multipliers.items():
        for spelt in (word, fold(word)):
            if text.endswith(spelt) and text[: -len(spelt)].strip()[-1:].isdigit():
                return text[: -len(spelt)].strip(), factor
    return text, 1


def _plain(text: str, language: Language, *, whole: bool) -> str | None:
    """The digits with a point for the decimal mark, or None where a mark could mean two things."""
    found = WRITTEN.fullmatch(text)
    if found is None or found["gap"] == (found["mark"] or ""):
        return None
    sign, groups = "-" if found["sign"] else "", re.findall(r"\d+", found["groups"] or "")
    if len(groups) == 1 and not found["mark"] and found["gap"] == language.numbers.decimal and not whole:
        return f"{sign}{found['head']}.{groups[0]}"
    digits = sign + (found["plain"] or "".join([found["head"], *groups]))
    if not found["mark"]:
        return digits
    return None if whole or not _decimal_mark(found, language) else f"{digits}.{found['fraction']}"


def _decimal_mark(found: re.Match[str], language: Language) -> bool:
    """Groups have three digits, so one or two after the other language's mark are its decimals all the same."""
    return bool(found["gap"]) or found["mark"] == language.numbers.decimal or len(found["fraction"]) < 3
