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
    change: str = ""
    about: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One service in a list of services."""

    title: str
    href: str
    summary: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file already given: its id, its name as the person called it, its size in words."""

    id: str
    name: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One step of a longer errand; `href` is empty where it cannot be started yet."""

    title: str
    status: str
    href: str = ""
    hint: str = ""
    done: bool = False
