"""The face of an authority as data: its name, ways to reach it and colours, read from a folder with a theme.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
PAIRS = (
    ("text", "body-background"),
    ("text", "template-background"),
    ("surface-text", "surface-background"),
    ("secondary-text", "body-background"),
    ("link", "body-background"),
    ("link", "template-background"),
    ("link-hover", "body-background"),
    ("link-visited", "body-background"),
    ("link-active", "body-background"),
    ("header-text", "brand"),
    ("brand", "body-background"),
    ("button-text", "button"),
    ("focus-text", "focus"),
    ("error", "body-background"),
    ("success", "body-background"),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One authority's name and opening hours by language, its phone, e-mail and colours (CSS hex)."""

    names: Mapping[str, str]
    hours: Mapping[str, str]
    phone: str
    email: str
    colours: Mapping[str, str]

    def name(self, language: str) -> str:
        return self.names.get(language) or next(iter(self.names.values()))

    def open(self, language: str) -> str:
        return self.hours.get(language, "")


@cache
def read(folder: Path) -> Theme:
    """The theme of a folder; ValueError where a pair of its colours is too hard to read."""
    data = tomllib.loads((folder / "theme.toml").read_text("utf-8"))
    contact = data["contact"]
    theme = Theme(data["name"], contact["hours"], contact["phone"], contact["email"], data["colours"])
    for ink, paper in PAIRS:
        _check(theme.colours, ink, paper)
    return theme


def contrast(ink: str, paper: str) -> float:
    """The contrast ratio of two "#rrggbb" colours, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(ink), _luminance(paper)))
    return (high + 0.05) / (low + 0.05)


def _check(colours: Mapping[str, str], ink: str, paper: str) -> None:
    ratio = contrast(colours[ink], colours[paper])
    if ratio < LEAST_CONTRAST:
        raise ValueError(f"{ink} on {paper}: a contrast of {ratio:.1f} to 1 is too little, {LEAST_CONTRAST} is needed")


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
