"""The words of one service in one language, and the sentences made of them for one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.journeys import phrasing
from services.journeys.interview import Interview
from services.journeys.journey import Journey, Question
from services.journeys.language import Language, language
from services.journeys.problems import Problem
from services.journeys.steps import Refusal
from services.journeys.types.base import Json
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.files import Evidence
from services.journeys.types.groups import Group

Written = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """A words file as it was loaded."""

    written: Written
    code: str

    @classmethod
    def of(cls, written: Written, code: str) -> Words:
        return cls(written, code)

    def about(self, interview: Interview, door: str = "") -> Phrases:
        """The sentences for one person; at a `door` with wording of its own (sms, voice, counter) in that wording."""
        return Phrases(self, interview, door)

    def service(self, key: str) -> str:
        """What the service says of itself under a key such as "summary"; "" where it says nothing."""
        said = self.written.get(key, "")
        return "\n".join(said) if isinstance(said, list) else str(said)

    def part(self, kind: str, name: str) -> str:
        """A fee, an output, a party … by its name."""
        return _text(self.written.get(kind, {}).get(name, name))

    def fee_when(self, name: str) -> str:
        """When a fee is due; "" where it always is."""
        entry = self.written.get("fees", {}).get(name, {})
        return str(entry.get("when", "")) if isinstance(entry, Mapping) else ""

    def fee_exempt(self, name: str) -> Mapping[str, str]:
        """Who is free of a fee, by the name of the exemption."""
        entry = self.written.get("fees", {}).get(name, {})
        exempt: Mapping[str, str] = entry.get("exempt", {}) if isinstance(entry, Mapping) else {}
        return exempt


def _text(entry: object) -> str:
    return str(entry["text"]) if isinstance(entry, Mapping) else str(entry)


class Phrases:
    """Finished sentences: answers are in their places, shown the way of the language."""

    def __init__(self, words: Words, interview: Interview, door: str = "") -> None:
        self.words = words
        self.interview = interview
        self.door = door

    @property
    def language(self) -> Language:
        return language(self.words.code)

    @property
    def journey(self) -> Journey:
        return self.interview.journey

    @property
    def title(self) -> str:
        return self.words.service("title")

    @property
    def summary(self) -> str:
        return self.words.service("summary")

    @property
    def declaration(self) -> str:
        return self.words.service("declaration")

    def service(self, key: str) -> str:
        return self.words.service(key)

    def part(self, kind: str, name: str) -> str:
        return self.words.part(kind, name)

    def text(self, instance: str) -> str:
        """The question; in the wording of the door where it has one, never another meaning."""
        return (self._said(instance, self.door) if self.door else "") or self._said(instance, "text")

    def worded(self, instance: str) -> bool:
        """Whether the door has a wording of its own for this question."""
        return bool(self.door and self._entry(instance).get(self.door))

    def hint(self, instance: str) -> str:
        return self._said(instance, "hint")

    def why(self, instance: str) -> str:
        return self._said(instance, "why")

    def statement(self, instance: str) -> str:
        """What a declaration declares."""
        return self._said(instance, "statement")

    def short(self, instance: str) -> str:
        """The question as a line of a list names it."""
        return self._said(instance, "short") or self.text(instance)

    def add(self, instance: str) -> str:
        """How a group asks for one more row."""
        return self._said(instance, "add")

    def option(self, instance: str, option: str) -> str:
        return self._option(instance, option)[0]

    def option_hint(self, instance: str, option: str) -> str:
        return self._option(instance, option)[1]

    def row(self, instance: str, row: str) -> str:
        """A row's own name in the list of a group: from its answers, else its number."""
        entry, group = self._entry(instance), self._question(instance).answer
        named = phrasing.filled(str(entry.get("row", "")), lambda name: self._answer(name, instance, row))
        if named:
            return named
        rows = group.rows(self.interview.values.get(instance))["rows"] if isinstance(group, Group) else []
        return f"{self.short(instance)} {rows.index(row) + 1 if row in rows else ''}".strip()

    def shown(self, instance: str, value: Json) -> str:
        """An answer as the person reads it: the labels of choices, everything else as its type shows it."""
        return self._shown(self._question(instance), instance, value)

    def problem(self, problem: Problem, instance: str = "") -> str:
        """The service's own sentence where it has one, else the language's."""
        own = self.words.written.get("problems", {})
        if problem.code in own:
            return self._filled(str(own[problem.code]), instance)
        return self.language.say(problem.code, **problem.details)

    def refusal(self, refusal: Refusal) -> tuple[str, str]:
        """The reason, and what the person can do."""
        entry = self.words.written["refusals"][refusal.id]
        return self._filled(str(entry["reason"]), ""), self._filled(str(entry["remedy"]), "")

    def _entry(self, instance: str) -> Written:
        entry: Written = self.words.written.get(instance.rpartition(".")[2], {})
        return entry

    def _question(self, instance: str) -> Question:
        return self.journey.by_id[instance.rpartition(".")[2]]

    def _said(self, instance: str, key: str) -> str:
        entry = self._entry(instance)
        text = str(entry.get(key, ""))
        said = phrasing.filled(text, lambda name: self._answer(name, instance))
        if said is None and key == "text" and "plain" in entry:
            return str(entry["plain"])
        return self._filled(text, instance) if said is None else said

    def _filled(self, text: str, instance: str) -> str:
        return phrasing.gapped(text, lambda name: self._answer(name, instance))

    def _option(self, instance: str, option: str) -> tuple[str, str]:
        entry = self._entry(instance).get("options", {}).get(option, option)
        if isinstance(entry, Mapping):
            text = str(entry.get(self.door) or entry["text"])
            return self._filled(text, instance), self._filled(str(entry.get("hint", "")), instance)
        return self._filled(str(entry), instance), ""

    def _answer(self, name: str, instance: str, row: str = "") -> tuple[str, str] | None:
        """The answer to a question, looked up in the row that `instance` stands in first."""
        question = self.journey.by_id.get(name)
        if question is None:
            return None
        where = _near(question, instance, row)
        if where not in self.interview.places or self.interview.values.get(where) is None:
            return None
        value = self.interview.values[where]
        return _key(question, value), self._shown(question, where, value)

    def _shown(self, question: Question, instance: str, value: Json) -> str:
        answer = question.answer
        if value is None:
            return self.language.left_out
        if isinstance(answer, Choice):
            return self.option(instance, str(value))
        if isinstance(answer, Choices) and isinstance(value, list):
            return self.language.listed([self.option(instance, str(option)) for option in value])
        if isinstance(answer, Evidence) and isinstance(value, list):
            return self.language.number(len(value)) if value else self.language.later
        return answer.show(value, self.language)


def _near(question: Question, instance: str, row: str) -> str:
    if not question.group:
        return question.id
    own = row or (instance.split(".")[1] if "." in instance else "")
    return f"{question.group}.{own}.{question.id}"


def _key(question: Question, value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(question.answer, Group):
        return str(len(question.answer.rows(value)["rows"]))
    return str(value)
