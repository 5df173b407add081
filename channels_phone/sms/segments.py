"""In how many segments a text travels: what the networks charge for, and what a question may take.

GSM 03.38 packs 160 septets into one segment, or 153 each into several; a character outside it makes the whole text
UTF-16, with 70 or 67 units. What counts as two is never split (3GPP TS 23.038, 23.040).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("–—‐‑", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff", ""),
        "…": "...",
    }
)
"""Marks and spaces that a text gets from those who write it with care; letters are never among them."""
SIZES = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
Encoding = Literal["GSM-7", "UCS-2"]


@dataclass(frozen=True, slots=True)
class Counted:
    encoding: Encoding
    segments: int


def count(text: str) -> Counted:
    """How this text travels, as it is."""
    encoding: Encoding = "GSM-7" if all(each in BASIC or each in EXTENDED for each in text) else "UCS-2"
    sizes = list(_sizes(text, encoding))
    alone, together = SIZES[encoding]
    return Counted(encoding, 1 if sum(sizes) <= alone else _filled(sizes, together))


def plain(text: str) -> str:
    """With the marks every phone has, where that keeps it in GSM 03.38; else as it is, with all its accents."""
    simple = text.translate(PLAIN)
    return simple if count(simple).encoding == "GSM-7" else text


def _sizes(text: str, encoding: Encoding) -> Iterator[int]:
    for each in text:
        yield (2 if each in EXTENDED else 1) if encoding == "GSM-7" else len(each.encode("utf-16-le")) // 2


def _filled(sizes: list[int], most: int) -> int:
    segments, held = 1, 0
    for size in sizes:
        segments, held = (segments + 1, size) if held + size > most else (segments, held + size)
    return segments
