"""What the papers of pdf.py are given: every word of them, in the language of the person who reads it.

A value may hold several lines, parted by a line break. `watermark` ("DEMONSTRATION") stands behind each page.
"""

from collections.abc import Sequence
from typing import NotRequired, TypedDict


class Line(TypedDict):
    label: str
    value: str


class Verification(TypedDict):
    """How anyone checks a certificate: `code` is qr.svg(address), `alt` says in words what it is."""

    code: str
    alt: str
    address: str
    words: str


class Part(TypedDict):
    """A part of a letter with a heading: sentences, then numbered steps."""

    heading: str
    paragraphs: NotRequired[Sequence[str]]
    steps: NotRequired[Sequence[str]]


class Section(TypedDict):
    heading: str
    paragraphs: NotRequired[Sequence[str]]
    rows: NotRequired[Sequence[Line]]


class Timeline(TypedDict):
    """What happened: the names of the columns, and as many cells in each row."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class Paper(TypedDict):
    """What all have; `pages` is a pattern such as "Page {page} of {pages}"."""

    language: str
    title: str
    authority: str
    watermark: NotRequired[str]
    pages: NotRequired[str]


class Certificate(Paper):
    """`number` is in groups; `seal` are the words in the box for a stamp, `issued` the line of one that needs none."""

    motto: NotRequired[Sequence[str]]
    number_label: str
    number: str
    introduction: NotRequired[str]
    rows: Sequence[Line]
    basis: NotRequired[str]
    place_and_date: str
    signer: NotRequired[str]
    seal: NotRequired[str]
    issued: NotRequired[str]
    verification: NotRequired[Verification]


class Letter(Paper):
    """`title` is the heading over the text; `sender` are the lines of the authority's own address."""

    sender: Sequence[str]
    to: Sequence[str]
    place_and_date: str
    reference_label: str
    reference: str
    greeting: NotRequired[str]
    paragraphs: Sequence[str]
    what_to_do: NotRequired[Part]
    how_to_object: NotRequired[Part]
    closing: NotRequired[str]
    contact: NotRequired[str]


class File(Paper):
    """All that is held about a person."""

    introduction: NotRequired[str]
    sections: Sequence[Section]
    timeline: NotRequired[Timeline]
