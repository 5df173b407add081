"""The words files, held against the rules: nothing missing, nothing left over, every slot answerable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from services.journeys import phrasing
from services.journeys.definition.checking import OPTIONAL, REQUIRED, SECTIONS
from services.journeys.definition.collecting import every_question
from services.journeys.definition.nodes import Document, Path
from services.journeys.definition.saying import Asked, Said
from services.journeys.definition.sections import said_of, wanted_of
from services.journeys.definition.sentences import told
from services.journeys.problems import Mistake

FILLED = frozenset(("text", "hint", "why", "short", "voice", "sms", "counter", "statement", "row", "add"))
MISSING, LEFT_OVER, UNFILLED = "P101", "P102", "P103"


class Wording:
    """Collects every mistake of one words file."""

    def __init__(self, document: Document, rules: Mapping[str, Any]) -> None:
        self.document = document
        self.rules = rules
        self.questions = {question["ask"]: question for _, question in every_question(rules)}
        self.order = list(self.questions)
        self.groups = {
            member["ask"]: group["ask"] for group in rules["questions"] for member in group.get("questions") or ()
        }
        self.mistakes: list[Mistake] = []

    def check(self) -> list[Mistake]:
        if not isinstance(self.document.data, dict):
            return [self.document.mistake((), "A words file holds keys.")]
        self._shape()
        if not self.mistakes:
            for name, question in self.questions.items():
                self._question(name, question, self.document.data[name])
            self._sections()
        return self.mistakes

    def _shape(self) -> None:
        """Every key is known and holds what it must; what is wrong here would only be said twice below."""
        written = self.document.data
        self._fits(Said, written, ())
        for key in written:
            if key not in {*REQUIRED, *OPTIONAL, *self.questions}:
                self.add((key,), f"{key} is not a question of this service.", LEFT_OVER)
        for name in self.questions:
            if name in written:
                self._fits(Asked, written[name], (name,))
            else:
                self.add((), f"{name} needs a text.", MISSING)

    def _fits(self, shape: type[BaseModel], written: Any, path: Path) -> None:
        try:
            shape.model_validate(written)
        except ValidationError as wrong:
            missing = {error["loc"] for error in wrong.errors() if error["type"] in ("missing", "string_too_short")}
            for where, text in told(wrong):
                self.add((*path, *where), text, MISSING if where in missing else "D100")

    def add(self, path: Path, text: str, rule: str) -> None:
        self.mistakes.append(self.document.mistake(path, text, rule=rule))

    def _question(self, name: str, question: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
        if question["type"] == "declaration" and not entry.get("statement"):
            self.add((name,), f"{name} needs a statement.", MISSING)
        if question.get("sensitive") and not entry.get("why"):
            self.add((name,), f"{name} is sensitive: say why it is asked (why).", "P106")
        self._options(name, question, entry.get("options", {}))
        for key, text in entry.items():
            if key in FILLED:
                self._slots((name, key), text, name, plain="plain" in entry and key == "text")
        if phrasing.names(entry.get("plain", "")):
            self.add((name, "plain"), "A plain text holds no answers: it stands in where one is missing.", UNFILLED)

    def _options(self, name: str, question: Mapping[str, Any], written: Mapping[str, Any]) -> None:
        wanted, given = set(question.get("options", ())), set(written)
        for option in sorted(wanted - given):
            self.add((name, "options"), f"The option {option} of {name} has no words.", MISSING)
        for option in sorted(given - wanted):
            self.add((name, "options", option), f"{option} is not an option of {name}.", LEFT_OVER)
        for option in sorted(given):
            self._all((name, "options", option), written[option], name)

    def _sections(self) -> None:
        for section, (wanted, needed) in wanted_of(self.rules).items():
            self._section(section, wanted, needed)
        for key, said in said_of(self.rules).items():
            if said and not self.document.data.get(key):
                self.add((), f"{key} is missing.", MISSING)
        for fee in self.rules.get("fees", ()):
            self._fee(fee)

    def _section(self, section: str, wanted: set[str], needed: set[str]) -> None:
        written = self.document.data.get(section, {})
        for name in sorted(needed - set(written)):
            self.add((section,), f"{section} has no words for {name}.", MISSING)
        for name in sorted(set(written) - wanted):
            self.add((section, name), f"{name} is not used by this service.", LEFT_OVER)
        for name in sorted(wanted & set(written)):
            self._all((section, name), written[name], self.order[-1])

    def _fee(self, fee: Mapping[str, Any]) -> None:
        """A fee is told before anybody starts: when it is due, and who is free of it."""
        said = self.document.data.get("fees", {}).get(fee["name"], {})
        entry = {"text": said} if isinstance(said, str) else said
        path: Path = ("fees", fee["name"])
        if fee.get("when") and not entry.get("when"):
            self.add((*path, "when"), f"Say when {fee['name']} is due: when.", MISSING)
        wanted, given = {each["name"] for each in fee.get("exempt", ())}, set(entry.get("exempt", {}))
        for name in sorted(wanted - given):
            self.add((*path, "exempt"), f"Say who is free of {fee['name']}: exempt has no words for {name}.", MISSING)
        for name in sorted(given - wanted):
            self.add((*path, "exempt", name), f"{name} is not an exemption from {fee['name']}.", LEFT_OVER)

    def _all(self, path: Path, entry: Any, name: str) -> None:
        """A text, or the texts under its keys."""
        if isinstance(entry, Mapping):
            for key, text in entry.items():
                self._all((*path, key), text, name)
        else:
            self._slots(path, entry, name, plain=False)

    def _slots(self, path: Path, text: str, name: str, *, plain: bool) -> None:
        if "{" not in text and "}" not in text:
            return
        if phrasing.stray_brace(text):
            self.add(path, "A brace { or } stands alone: write {question_id}.", UNFILLED)
        for slot, keys in phrasing.slots(text):
            mistake = self._name(slot, path) or self._keys(slot, keys) or self._order(slot, name, path, plain=plain)
            if mistake:
                self.add(path, mistake, UNFILLED)

    def _name(self, slot: str, path: Path) -> str:
        asked = self.questions.get(slot)
        if asked is None:
            return f"{slot} is not a question of this service."
        if asked.get("sensitive") and path[0] != slot:
            return f"{slot} is sensitive: no other words may tell its answer."
        group = self.groups.get(slot, "")
        inside = path[0] == group or self.groups.get(str(path[0]), "") == group
        return f"{slot} is asked once a row of {group}: name it inside {group} only." if group and not inside else ""

    def _keys(self, slot: str, keys: list[str]) -> str:
        question = self.questions[slot]
        known = {*question.get("options", ()), *(("yes", "no") if question["type"] == "yes_no" else ())}
        odd = [key for key in keys if known and key not in known]
        return f"{odd[0]} is not an answer to {slot}: {', '.join(sorted(known))}." if odd else ""

    def _order(self, slot: str, name: str, path: Path, *, plain: bool) -> str:
        """Whether the answer is there by the time these words are said."""
        if path[-1] == "row" or path[0] in SECTIONS:
            return ""
        if self.order.index(slot) > self.order.index(name):
            return f"{slot} is asked after {name}: its answer is not known yet."
        unsure = slot == name or self._unsure(slot, name)
        return f"{slot} may have no answer: give {name} a plain text for that." if unsure and not plain else ""

    def _unsure(self, slot: str, name: str) -> bool:
        asked, asking = self.questions[slot], self.questions[name]
        if bool(asked.get("optional")):
            return True
        return "when" in asked and asked["when"] != asking.get("when")
