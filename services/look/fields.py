"""Form fields: from the type of an answer to a field on a page, and from a posted page back to the raw text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from services.look.parts import Link

Kind = Literal[
    "radios",
    "yes_no",
    "checkboxes",
    "declaration",
    "date",
    "text",
    "name",
    "number",
    "decimal",
    "money",
    "time",
    "id",
    "code",
    "place",
    "tel",
    "email",
    "textarea",
    "address",
    "file",
]

SHAPES: Mapping[str, Kind] = {
    "yes_no": "yes_no",
    "choice": "radios",
    "choices": "checkboxes",
    "whole_number": "number",
    "decimal": "decimal",
    "money": "money",
    "date": "date",
    "time": "time",
    "text": "text",
    "long_text": "textarea",
    "person_name": "name",
    "national_id": "id",
    "phone": "tel",
    "email": "email",
    "address": "address",
    "evidence": "file",
    "declaration": "declaration",
    "location": "place",
    "letter_code": "code",
}

DATE_BOXES = ("day", "month", "year")
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Box:
    """How a one-line box behaves: its HTML type, the keyboard it asks for, its width in characters."""

    type: str = "text"
    inputmode: str = ""
    width: str = ""
    spellcheck: bool = True
    spaced: bool = False


BOXES: Mapping[Kind, Box] = {
    "text": Box(),
    "name": Box(spellcheck=False),
    "number": Box(inputmode="numeric", width="10", spellcheck=False),
    "decimal": Box(inputmode="decimal", width="10", spellcheck=False),
    "money": Box(inputmode="decimal", width="10", spellcheck=False),
    "time": Box(width="5", spellcheck=False),
    "id": Box(width="20", spellcheck=False, spaced=True),
    "code": Box(inputmode="numeric", width="20", spellcheck=False, spaced=True),
    "place": Box(spellcheck=False),
    "tel": Box(type="tel", width="20", spellcheck=False),
    "email": Box(type="email", spellcheck=False),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value that is sent, the words beside it."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `value` is always raw text, as typed: "5/3/2024" for a date, "a,b" for checkboxes."""

    kind: Kind
    name: str
    label: str
    hint: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    error: str = ""
    heading: bool = True
    autocomplete: str = ""
    suffix: str = ""
    accept: str = ""

    @property
    def id(self) -> str:
        return re.sub(r"[^\w-]", "-", self.name)

    @property
    def anchor(self) -> str:
        """The id of what takes the focus when the summary of errors is followed."""
        return f"{self.id}-day" if self.kind == "date" else self.id

    @property
    def box(self) -> Box:
        return BOXES[self.kind]

    @property
    def chosen(self) -> frozenset[str]:
        """The values that are ticked or selected."""
        return frozenset(self.value.split(",") if self.kind == "checkboxes" else [self.value])

    @property
    def boxes(self) -> tuple[tuple[str, str], ...]:
        """The three boxes of a date: name and what stands in it."""
        iso = ISO_DATE.fullmatch(self.value)
        typed_in = [str(int(part)) for part in reversed(iso.groups())] if iso else self.value.split("/", 2)
        return tuple(zip(DATE_BOXES, [*typed_in, "", "", ""], strict=False))


def shape(answer_type: str) -> Kind:
    """The kind of field that asks for an answer of this type; KeyError for one that needs a page of its own."""
    return SHAPES[answer_type]


def problems(*fields: Field) -> tuple[Link, ...]:
    """What the frame's summary of errors lists."""
    return tuple(Link(field.error, f"#{field.anchor}") for field in fields if field.error)


def typed(kind: Kind, name: str, data: MultiValueDict[str, str]) -> str:
    """The raw text of a posted field: boxes joined by "/", ticks by ",", lines by a newline."""
    if kind == "date":
        boxes = [data.get(f"{name}-{box}", "").strip() for box in DATE_BOXES]
        return "/".join(boxes) if any(boxes) else ""
    if kind == "checkboxes":
        return ",".join(data.getlist(name))
    return data.get(name, "").replace("\r\n", "\n")


def listed(field: Field) -> list[dict[str, object]]:
    """The options as the design system's macros take them."""
    return [
        {
            "value": option.value,
            "text": option.label,
            "checked": option.value in field.chosen,
            "hint": {"text": option.hint} if option.hint else None,
        }
        for option in field.options
    ]


def date_labels() -> tuple[str, str, str]:
    return gettext("Day"), gettext("Month"), gettext("Year")
