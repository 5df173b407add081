"""From a folder to a definition, or to every mistake in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from services.journeys.canonical import hash_of
from services.journeys.definition import changes, nodes
from services.journeys.definition.changes import Change
from services.journeys.definition.checking import Checker
from services.journeys.definition.schema import Service
from services.journeys.definition.sentences import told
from services.journeys.definition.wording import Wording
from services.journeys.language import LANGUAGES
from services.journeys.problems import Mistake, Mistakes

RULES, CHANGE = "service.yaml", "change.yaml"


@dataclass(frozen=True)
class Definition:
    """One service: `rules` is what applications are pinned to, `words` are the words by language.

    `change` says what becomes of applications begun before; it is no part of the rules.
    `documents` are the files it was read from, by language and "" for the rules; none when it was published.
    """

    service: str
    rules: Mapping[str, Any]
    rules_hash: str
    words: Mapping[str, Mapping[str, Any]]
    words_hashes: Mapping[str, str]
    documents: Mapping[str, nodes.Document] = field(default_factory=dict, compare=False, repr=False)
    change: Change | None = field(default=None, compare=False)


@dataclass
class Examined:
    """A service as far as it can be read: `rules` is None where they do not hold together."""

    mistakes: list[Mistake]
    rules: Mapping[str, Any] | None = None
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    documents: Mapping[str, nodes.Document] = field(default_factory=dict)
    change: Change | None = None

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
            change=self.change,
        )


def load(folder: Path) -> Definition:
    """The service in this folder; raises Mistakes with all that is wrong in it."""
    return examine(folder).definition()


def examine(folder: Path) -> Examined:
    """All that can be read of the service in this folder, and all that is wrong in it."""
    paths = [path for path in folder.glob("*.yaml") if path.is_file()] if folder.is_dir() else []
    try:
        return examine_files({path.name: path.read_bytes() for path in paths}, str(folder))
    except OSError as wrong:
        return Examined([Mistake(str(folder), 1, 1, f"This cannot be read: {wrong.strerror}.")])


def examine_files(files: Mapping[str, bytes], where: str) -> Examined:
    """As `examine`, of files by their names; `where` they are goes before the names in mistakes."""
    return _Reading(files, where).examined()


class _Reading:
    def __init__(self, files: Mapping[str, bytes], where: str) -> None:
        self.files = files
        self.where = where

    def examined(self) -> Examined:
        try:
            document = self.document(RULES)
            rules = _rules(document)
        except Mistakes as wrong:
            return Examined([*wrong.mistakes])
        checker = Checker(document, rules)
        mistakes = checker.check()
        if not checker.readable:
            return Examined(mistakes)
        documents, wrong_words = self._words(rules, document)
        sound = None if mistakes else rules
        words = {code: each.data for code, each in documents.items() if isinstance(each.data, dict)}
        change, wrong_change = self._change(rules)
        found = [*mistakes, *wrong_words, *wrong_change]
        return Examined(found, sound, words, {"": document, **documents}, change)

    def document(self, name: str) -> nodes.Document:
        """Raises Mistakes."""
        path = str(Path(self.where) / name)
        if name not in self.files:
            raise Mistakes([Mistake(path, 1, 1, f"There is no {name} that can be read.", _missing(name))])
        try:
            return nodes.read(path, self.files[name])
        except nodes.Unreadable as wrong:
            raise Mistakes([wrong.mistake]) from None

    def _words(
        self, rules: Mapping[str, Any], document: nodes.Document
    ) -> tuple[dict[str, nodes.Document], list[Mistake]]:
        """The words files by language, and what is wrong with them."""
        words: dict[str, nodes.Document] = {}
        mistakes = [*_languages(rules, document), *self._left_over(rules)]
        for code in rules["languages"]:
            try:
                written = self.document(f"words.{code}.yaml")
            except Mistakes as wrong:
                mistakes += wrong.mistakes
                continue
            mistakes += Wording(written, rules).check()
            words[code] = written
        return words, mistakes

    def _left_over(self, rules: Mapping[str, Any]) -> list[Mistake]:
        wanted = {f"words.{code}.yaml" for code in rules["languages"]}
        text = f"{RULES} does not name this language: {', '.join(rules['languages'])}."
        left = [name for name in self.files if name.startswith("words.") and name not in wanted]
        return [Mistake(str(Path(self.where) / name), 1, 1, text) for name in left]

    def _change(self, rules: Mapping[str, Any]) -> tuple[Change | None, list[Mistake]]:
        if CHANGE not in self.files:
            return None, []
        try:
            return changes.read(self.document(CHANGE), rules)
        except Mistakes as wrong:
            return None, [*wrong.mistakes]


def _missing(name: str) -> str:
    """A missing translation breaks a rule of wording; without rules there is nothing at all."""
    return "D100" if name == RULES else "P101"


def _rules(document: nodes.Document) -> Mapping[str, Any]:
    try:
        return Service.model_validate(document.data).rules()
    except ValidationError as wrong:
        raise Mistakes(document.mistake(path, text) for path, text in told(wrong)) from None


def _languages(rules: Mapping[str, Any], document: nodes.Document) -> list[Mistake]:
    return [
        document.mistake(("languages", number), f"The platform does not speak {code}: {', '.join(LANGUAGES)}.")
        for number, code in enumerate(rules["languages"])
        if code not in LANGUAGES
    ]
