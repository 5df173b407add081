"""The words files, held against the rules: nothing missing, nothing left over, every slot answerable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.journeys import phrasing
from services.journeys.definition.checking import OPTIONAL, REQUIRED, every_question
from services.journeys.definition.nodes import Document, Path
from services.journeys.problems import Mistake

OF_A_QUESTION = ("text", "plain", "hint", "why", "short", "voice", "sms", "statement", "options", "row", "add")
FILLED = ("text", "hint", "why", "short", "voice", "sms", "statement", "row", "add")


class Wording:
    """Collects every mistake of one words file."""

    def __init__(self, document: Document, rules: Mapping[str, Any]) -> None:
        self.document = document
        self.rules = rules
        self.questions = {question["ask"]: question for _, question in every_question(rules)}
        self.order = list(self.questions)
        self.mistakes: list[Mistake] = []

    def check(self) -> list[Mistake]:
        if not isinstance(self.document.data, dict):
            return [self.document.mistake((), "A words file holds keys.")]
        known = {*REQUIRED, *OPTIONAL, *self.questions}
        for key in self.document.data:
            if key not in known:
                self.add((key,), f"{key} is not a question of this service.")
        for key in REQUIRED:
            if not self.document.data.get(key):
                self.add((), f"{key} is missing.")
        for name, question in self.questions.items():
            self._question(name, question)
        self._sections()
        return self.mistakes

    def add(self, path: Path, text: str) -> None:
        self.mistakes.append(self.document.mistake(path, text))

    def _question(self, name: str, question: Mapping[str, Any]) -> None:
        entry = self.document.data.get(name)
        if not isinstance(entry, dict) or not entry.get("text"):
            self.add((name,), f"{name} needs a text.")
            return
        for key in entry:
            if key not in OF_A_QUESTION:
                self.add((name, key), f"{key} is not known here.")
        if question["type"] == "declaration" and not entry.get("statement"):
            self.add((name,), f"{name} needs a statement.")
        self._options(name, question, entry.get("options", {}))
        for key in FILLED:
            self._slots((name, key), entry.get(key, ""), name, "plain" in entry and key == "text")

    def _options(self, name: str, question: Mapping[str, Any], written: Any) -> None:
        wanted = set(question.get("options", ()))
        given = set(written) if isinstance(written, dict) else set()
        for option in sorted(wanted - given):
            self.add((name, "options"), f"The option {option} of {name} has no words.")
        for option in sorted(given - wanted):
            self.add((name, "options", option), f"{option} is not an option of {name}.")

    def _sections(self) -> None:
        refusals = {rule["refusal"] for rule in self.rules.get("eligibility", ())}
        problems = {rule["problem"] for _, q in every_question(self.rules) for rule in q.get("must", ())}
        self._section("refusals", refusals)
        self._section("problems", problems)
        self._section("fees", {fee["name"] for fee in self.rules.get("fees", ())})
        self._section("outputs", {output["document"] for output in self.rules.get("outputs", ())})
        self._section("parties", {party["role"] for party in self.rules.get("parties", ())})

    def _section(self, section: str, wanted: set[str]) -> None:
        written = self.document.data.get(section, {})
        given = set(written) if isinstance(written, dict) else set()
        for name in sorted(wanted - given):
            self.add((section,), f"{section} has no words for {name}.")
        for name in sorted(given - wanted):
            self.add((section, name), f"{name} is not used by this service.")
        for name in wanted & given:
            self._one(section, name, written[name])

    def _one(self, section: str, name: str, entry: Any) -> None:
        if section == "refusals" and not (isinstance(entry, dict) and entry.get("reason") and entry.get("remedy")):
            self.add((section, name), f"{name} needs a reason and a remedy.")
        for key, text in entry.items() if isinstance(entry, dict) else [("", entry)]:
            path: Path = (section, name, key) if key else (section, name)
            self._slots(path, text, self.order[-1], plain=False)

    def _slots(self, path: Path, text: Any, name: str, plain: bool) -> None:
        if not isinstance(text, str):
            self.add(path, f"{path[-1]} must be a text.")
            return
        if phrasing.stray_brace(text):
            self.add(path, "A brace { or } stands alone: write {question_id}.")
        for slot in phrasing.names(text):
            for mistake in self._slot(slot, name, plain, own=path[-1] in ("row",) or path[0] == "problems"):
                self.add(path, mistake)

    def _slot(self, slot: str, name: str, plain: bool, own: bool) -> Iterator[str]:
        asked = self.questions.get(slot)
        if asked is None:
            yield f"{slot} is not a question of this service."
        elif not own and self.order.index(slot) >= self.order.index(name) and slot != name:
            yield f"{slot} is asked after {name}: its answer is not known yet."
        elif not own and not plain and self._unsure(slot, name):
            yield f"{slot} may have no answer: give {name} a plain text for that."

    def _unsure(self, slot: str, name: str) -> bool:
        asked, asking = self.questions[slot], self.questions[name]
        if bool(asked.get("optional")):
            return True
        return "when" in asked and asked["when"] != asking.get("when")
