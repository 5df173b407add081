"""What must hold between the parts of a service: names, order, conditions, settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from services.journeys.conditions import ConditionError, Name, Scope, compile_condition
from services.journeys.definition import bounds
from services.journeys.definition.collecting import Collector, every_question
from services.journeys.definition.linking import Linker
from services.journeys.definition.nodes import Document, Path
from services.journeys.definition.sentences import told
from services.journeys.journey import answer_type, scope_of
from services.journeys.language import LANGUAGES, language
from services.journeys.problems import Mistake

REQUIRED = ("title", "summary", "who", "cost", "how_long", "outcome", "declaration")
SECTIONS = (
    *("refusals", "problems", "fees", "outputs", "parties", "cases", "steps", "results", "tasks", "priorities"),
    *("differences", "presence", "documents"),
)
OPTIONAL = ("need", "ways", "after", "automatic", "found", "stopped", "demonstration", *SECTIONS)
RESERVED = frozenset((*REQUIRED, *OPTIONAL, "began_on"))
PLATFORM_SAYS = frozenset(language(LANGUAGES[0]).sentences)


class Checker(Collector):
    """Finds what does not hold between the questions; the rest is the linker's."""

    def __init__(self, document: Document, rules: Mapping[str, Any]) -> None:
        super().__init__(document, rules)
        self.readable = False  # whether types and names are right, so that the rest can be held against them

    def check(self) -> list[Mistake]:
        self._settings()
        self._ids()
        self.readable = not self.mistakes
        for path, text in bounds.of_service(self.rules):
            self.add(path, text)
        if self.readable:
            self._conditions()
        return self.mistakes

    def _settings(self) -> None:
        for path, question in every_question(self.rules):
            if len(path) > 2 and question["type"] == "group":
                self.add((*path, "type"), "A group cannot stand in a group.")
                continue
            try:
                answer = answer_type(question)
            except ValidationError as wrong:
                for place, text in told(wrong):
                    self.add((*path, *place), text)
                continue
            for place, text in bounds.of_settings(path, answer):
                self.add(place, text)

    def _ids(self) -> None:
        seen: set[str] = set()
        for path, question in every_question(self.rules):
            name = question["ask"]
            if name in seen:
                self.add((*path, "ask"), f"{name} is asked twice: give one of them another id.")
            for number, rule in enumerate(question.get("must", ())):
                if rule["problem"] in PLATFORM_SAYS:
                    text = f"{rule['problem']} is a problem the platform has words for: give yours another id."
                    self.add((*path, "must", number, "problem"), text)
            if name in RESERVED or name in self.rules.get("parameters", {}):
                self.add((*path, "ask"), f"{name} means something else already: give the question another id.")
            seen.add(name)

    def _conditions(self) -> None:
        self._of_questions()
        Linker(self, scope_of(self.rules)).check()

    def _of_questions(self) -> None:
        """`when` sees what was asked before it; `must` sees its own answer too."""
        whole = scope_of(self.rules)
        asked: dict[str, Name] = {"began_on": whole.names["began_on"]}
        groups: dict[str, Mapping[str, Name]] = {}
        for path, question in self.in_order():
            scope = Scope(asked, groups)
            name = question["ask"]
            self._when(path, question, scope, whole)
            self._once_only(path, question, asked)
            if question["type"] == "group":
                groups = {**groups, name: self._of_rows(path, question, scope, whole)}
            else:
                asked = {**asked, name: whole.names[name]}
            self._musts(path, question, Scope(whole.names, whole.groups))

    def _of_rows(self, path: Path, group: Mapping[str, Any], scope: Scope, whole: Scope) -> Mapping[str, Name]:
        members: dict[str, Name] = {}
        name = group["ask"]
        for number, question in enumerate(group["questions"]):
            inner = (*path, "questions", number)
            known = Scope({**scope.names, **members}, scope.groups)
            self._when(inner, question, known, whole.inside(name))
            self._once_only(inner, question, known.names)
            members = {**members, question["ask"]: whole.groups[name][question["ask"]]}
            self._musts(inner, question, whole.inside(name))
        return members

    def _when(self, path: Path, question: Mapping[str, Any], scope: Scope, whole: Scope) -> None:
        when = question.get("when")
        if when is None or self.condition((*path, "when"), when, whole) is None:
            return
        try:
            compile_condition(when, scope)
        except ConditionError as wrong:
            text = f"{question['ask']} would have to wait for a later question: ask that one first."
            self.add((*path, "when"), text, wrong.column)

    def _once_only(self, path: Path, question: Mapping[str, Any], asked: Mapping[str, Name]) -> None:
        """A registry is asked for one question with the answers to questions before it."""
        for number, name in enumerate((question.get("once_only") or {}).get("match", ())):
            if name not in asked or name == "began_on":
                self.add((*path, "once_only", "match", number), f"{name} is not a question asked before this one.")

    def _musts(self, path: Path, question: Mapping[str, Any], scope: Scope) -> None:
        for number, rule in enumerate(question.get("must", ())):
            self.condition((*path, "must", number, "that"), rule["that"], scope)
