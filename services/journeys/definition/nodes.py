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

    def mistake(self, path: Path, sentence: str, column: int = 0) -> Mistake:
        """A mistake at this path, or at the nearest place above it; `column` counts within a scalar."""
        while path and path not in self.places:
            path = path[:-1]
        line, start = self.places.get(path, (1, 1))
        return Mistake(self.name, line, start + max(column - 1, 0), sentence)


def read(name: str, content: bytes) -> Document:
    """Raises Unreadable."""
    document = Document(name, None)
    if len(content) > LARGEST:
        raise Unreadable(document.mistake((), f"The file is larger than {LARGEST:,} bytes."))
    try:
        root = yaml.compose(content.decode("utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError:
        raise Unreadable(document.mistake((), "The file is not UTF-8.")) from None
    except RecursionError:
        raise Unreadable(document.mistake((), "The file is nested too deeply.")) from None
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise Unreadable(Mistake(name, line, 1, f"This is not YAML: {wrong.problem}.")) from None
    except yaml.YAMLError:
        raise Unreadable(document.mistake((), "This is not YAML: it holds characters that no file may hold.")) from None
    if root is None:
        raise Unreadable(document.mistake((), "The file is empty."))
    document.data = _plain(document, root, (), set())
    return document


def _plain(document: Document, node: yaml.Node, path: Path, seen: set[int]) -> Any:
    mark = node.start_mark
    document.places[path] = (mark.line + 1, mark.column + 1)
    if id(node) in seen:
        raise Unreadable(document.mistake(path, "Anchors (&, *) are not used here: write it out."))
    seen.add(id(node))
    if len(path) > DEEPEST:
        raise Unreadable(document.mistake(path, "This is nested too deeply."))
    if node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
        raise Unreadable(document.mistake(path, "Tags (!) are not used here."))
    if isinstance(node, yaml.MappingNode):
        return _mapping(document, node, path, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(document, item, (*path, number), seen) for number, item in enumerate(node.value)]
    return str(node.value)


def _mapping(document: Document, node: yaml.MappingNode, path: Path, seen: set[int]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, value in node.value:
        line = (key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
            raise Unreadable(Mistake(document.name, *line, "A key must be a word."))
        if key.value in plain:
            raise Unreadable(Mistake(document.name, *line, f"{key.value} stands here twice."))
        plain[key.value] = _plain(document, value, (*path, key.value), seen)
        if not isinstance(value, yaml.ScalarNode):
            document.places[(*path, key.value)] = line
    return plain
