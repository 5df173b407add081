"""From a folder to a definition, or to every mistake in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from services.journeys.canonical import hash_of
from services.journeys.definition import nodes
from services.journeys.definition.checking import Checker
from services.journeys.definition.schema import Service
from services.journeys.definition.sentences import told
from services.journeys.definition.wording import Wording
from services.journeys.language import LANGUAGES
from services.journeys.problems import Mistake, Mistakes

RULES = "service.yaml"


@dataclass(frozen=True)
class Definition:
    """One service: `rules` is what applications are pinned to, `words` are the words by language.

    `documents` are the files it was read from, by language and "" for the rules; none where it came out of the catalogue.
    """

    service: str
    rules: Mapping[str, Any]
    rules_hash: str
    words: Mapping[str, Mapping[str, Any]]
    words_hashes: Mapping[str, str]
    documents: Mapping[str, nodes.Document] = field(default_factory=dict, compare=False, repr=False)


@dataclass
class Examined:
    """A folder as far as it can be read: `rules` is None where not even the questions hold together."""

    folder: Path
    mistakes: list[Mistake]
    rules: Mapping[str, Any] | None = None
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    documents: Mapping[str, nodes.Document] = field(default_factory=dict)

    def definition(self) -> Definition:
        """Raises Mistakes."""
        if self.mistakes or self.rules is None:
            raise Mistakes(self.mistakes)
        return Definition(
            service=self.rules["service"],
            rules=self.rules,
            rules_hash=hash_of(self.rules),
            words=self.words,
            words_hashes={code: hash_of(written) for code, written in self.words.items()},
            documents=self.documents,
        )


def load(folder: Path) -> Definition:
    """The service in this folder; raises Mistakes with all that is wrong in it."""
    return examine(folder).definition()


def examine(folder: Path) -> Examined:
    """All that can be read of the service in this folder, and all that is wrong in it."""
    try:
        document = _read(folder / RULES)
        rules = _rules(document)
    except Mistakes as wrong:
        return Examined(folder, [*wrong.mistakes])
    checker = Checker(document, rules)
    mistakes = checker.check()
    if not checker.readable:
        return Examined(folder, mistakes)
    documents, wrong_words = _words(folder, rules, document)
    sound = None if mistakes else rules
    words = {code: each.data for code, each in documents.items() if isinstance(each.data, dict)}
    return Examined(folder, [*mistakes, *wrong_words], sound, words, {"": document, **documents})


def _read(path: Path) -> nodes.Document:
    try:
        return nodes.read(str(path), path.read_bytes())
    except OSError:
        raise Mistakes([Mistake(str(path), 1, 1, f"There is no {path.name} that can be read.")]) from None
    except nodes.Unreadable as wrong:
        raise Mistakes([wrong.mistake]) from None


def _rules(document: nodes.Document) -> Mapping[str, Any]:
    try:
        return Service.model_validate(document.data).rules()
    except ValidationError as wrong:
        raise Mistakes(document.mistake(path, text) for path, text in told(wrong)) from None


def _words(
    folder: Path, rules: Mapping[str, Any], document: nodes.Document
) -> tuple[dict[str, nodes.Document], list[Mistake]]:
    """The words files by language, and what is wrong with them."""
    words: dict[str, nodes.Document] = {}
    mistakes = [*_languages(rules, document), *_left_over(folder, rules)]
    for code in rules["languages"]:
        try:
            written = _read(folder / f"words.{code}.yaml")
        except Mistakes as wrong:
            mistakes += wrong.mistakes
            continue
        mistakes += Wording(written, rules).check()
        words[code] = written
    return words, mistakes


def _left_over(folder: Path, rules: Mapping[str, Any]) -> list[Mistake]:
    wanted = {f"words.{code}.yaml" for code in rules["languages"]}
    return [
        Mistake(str(path), 1, 1, f"{RULES} does not name this language: {', '.join(rules['languages'])}.")
        for path in folder.glob("words.*.yaml")
        if path.name not in wanted
    ]


def _languages(rules: Mapping[str, Any], document: nodes.Document) -> list[Mistake]:
    return [
        document.mistake(("languages", number), f"The platform does not speak {code}: {', '.join(LANGUAGES)}.")
        for number, code in enumerate(rules["languages"])
        if code not in LANGUAGES
    ]
