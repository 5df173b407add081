"""What the macros of look/macros.html are given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link; a problem in the summary of errors is one too, pointing at its field ("#answer")."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list: what was asked, what was answered, and where it can be changed."""

    label: str
    value: str
    about: str = ""
