"""What can be done in a case: its words, its form, when it is offered, and the function of casework that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, QueryDict

from services.casework.files import Upload
from services.look.fields import Field, Kind, Option, typed
from services.office.case_file import CaseFile


class Wrong(Exception):
    """Something in the form cannot be so: the field, and a sentence on what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(field)
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True)
class Given:
    """What came with a request; `sent` once somebody pressed the button, before that the form's own values show."""

    data: QueryDict
    file: Upload | None = None
    sent: bool = False

    def text(self, name: str) -> str:
        return self.data.get(name, "").replace("\r\n", "\n").strip()

    def listed(self, name: str) -> list[str]:
        return self.data.getlist(name)

    @property
    def accepted(self) -> bool:
        return self.data.get("accepted") == "yes"

    @property
    def target(self) -> UUID:
        """What it is about, where a case has several; raises Http404."""
        try:
            return UUID(self.data.get("target", ""))
        except ValueError:
            raise Http404 from None

    @property
    def number(self) -> int:
        """The same of what is counted; raises Http404."""
        said = self.data.get("target", "")
        if not (said.isascii() and said.isdigit() and len(said) < 19):
            raise Http404
        return int(said)

    def field(
        self, kind: Kind, name: str, label: str, *, hint: str = "", value: str = "", options: tuple[Option, ...] = ()
    ) -> Field:
        """A field with what was typed into it, or with its own value at first."""
        raw = typed(kind, name, self.data) if self.sent else value
        return Field(kind, name, label, hint=hint, value=raw, options=options, heading=False)


@dataclass(frozen=True)
class Part:
    """Fields under a heading; `folded` away until they are wanted."""

    fields: tuple[Field, ...]
    title: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Form:
    """`says` are sentences above the fields."""

    parts: tuple[Part, ...]
    says: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for part in self.parts for field in part.fields)

    @property
    def has_file(self) -> bool:
        return any(field.kind == "file" for field in self.fields)


@dataclass(frozen=True)
class Action:
    """`says` is its button, `done` what is said afterwards, `key` its letter; without a form it is one press.

    Where the case is `gone` by it, one is back at the queue.

    `about` is what the form was opened on, so that a second press or a colleague who was first is noticed.
    """

    says: str
    done: str
    act: Callable[[CaseFile, Given], object]
    form: Callable[[CaseFile, Given], Form] | None = None
    offered: Callable[[CaseFile], bool] | None = None
    role: str = "handler"
    key: str = ""
    about: Callable[[CaseFile], str] | None = None
    gone: bool = False


def one(*fields: Field, says: tuple[str, ...] = ()) -> Form:
    """A form of one part."""
    return Form((Part(fields),), says)
