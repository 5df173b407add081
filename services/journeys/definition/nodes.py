"""A YAML file as plain data, every scalar a string, with the place of everything in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from services.journeys.problems import Mistake

LARGEST = 1_000_000  # bytes
DEEPEST = 20

Path = tuple[str | int, ...]


class Unreadable(Exception):
    """The file is no YAML of ours; `mistake` says where and why."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.sentence)
        self.mistake = mistake


@dataclass
class Document:
    """What a file holds, and where: `places` maps a path in the data to its line and column, from 1."""

    name: str
    data: Any
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def mistake(self, path: Path, sentence: str, column: int = 0, rule: str = "D100") -> Mistake:
        """A mistake at this path, against this rule; `column` counts within a scalar."""
        line, start = self.place(path)
        return Mistake(self.name, line, start + max(column - 1, 0), sentence, rule)

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of this path; parts of the path that the file does not have are passed over."""
        found: Path = ()
        for part in path:
            found = (*found, part) if (*found, part) in self.places else found
        return self.places.get(found, (1, 1))


def read(name: str, content: bytes) -> Document:
    """Raises Unreadable."""
    document = Document(name, None)
    if len(content) > LARGEST:
        raise Unreadable(document.mistake((), f"The file is larger than {LARGEST:,} bytes."))
    try:
        document.data = _Events(document, content.decode("utf-8")).root()
    except UnicodeDecodeError as wrong:
        raise Unreadable(Mistake(name, _line(content, wrong.start), 1, "This is not UTF-8.")) from None
    except yaml.reader.ReaderError as wrong:
        line = _line(content, wrong.position)
        raise Unreadable(Mistake(name, line, 1, "This holds a character that no file may hold.")) from None
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise Unreadable(Mistake(name, line, 1, f"This is not YAML: {wrong.problem}.")) from None
    return document


def _line(content: bytes, position: int) -> int:
    return content[:position].count(b"\n") + 1


class _Events:
    """Composes a document event by event: libyaml's own composer recurses until a deep file ends the process."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.places = document.places
        self.next = yaml.CSafeLoader(text).get_event

    def root(self) -> Any:
        self.next()  # the beginning of the stream
        if isinstance(self.next(), yaml.StreamEndEvent):
            raise Unreadable(self.document.mistake((), "The file is empty."))
        data = self.value(self.next(), ())
        self.next()  # the end of the document
        if not isinstance(more := self.next(), yaml.StreamEndEvent):
            raise self.refused(more, "A file holds one document only.")
        return data

    def refused(self, event: Any, sentence: str) -> Unreadable:
        mark = event.start_mark
        return Unreadable(Mistake(self.document.name, mark.line + 1, mark.column + 1, sentence))

    def value(self, event: Any, path: Path) -> Any:
        self.places[path] = _start(event)
        self._plainly_written(event)
        if type(event) is yaml.ScalarEvent:
            return event.value
        if len(path) >= DEEPEST:
            raise self.refused(event, "This is nested too deeply.")
        return self._mapping(path) if type(event) is yaml.MappingStartEvent else self._sequence(path)

    def _plainly_written(self, event: Any) -> None:
        if type(event) is yaml.AliasEvent or event.anchor is not None:
            raise self.refused(event, "Anchors (&, *) are not used here: write it out.")
        if event.tag is not None:
            raise self.refused(event, "Tags (!) are not used here.")

    def _sequence(self, path: Path) -> list[Any]:
        plain: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            plain.append(self.value(event, (*path, len(plain))))
        return plain

    def _mapping(self, path: Path) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self._key(event, plain)
            value, inner = self.next(), (*path, key)
            plain[key] = self.value(value, inner)
            if type(value) is not yaml.ScalarEvent:
                self.places[inner] = _start(event)
        return plain

    def _key(self, event: Any, known: dict[str, Any]) -> str:
        self._plainly_written(event)
        if type(event) is not yaml.ScalarEvent or event.value == "<<":
            raise self.refused(event, "A key must be a word.")
        if event.value in known:
            raise self.refused(event, f"{event.value} stands here twice.")
        return str(event.value)


def _start(event: Any) -> tuple[int, int]:
    """Where the text itself begins: after a quote, or on the line below a | or >."""
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    if type(event) is not yaml.ScalarEvent or not event.style:
        return line, column
    if event.style in ("|", ">"):
        return line + 1, 1
    return line, column + 1
