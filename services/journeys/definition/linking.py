"""The rest of the rules, held against the questions they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.journeys.concepts import vocabulary
from services.journeys.conditions import Scope
from services.journeys.definition.case_linking import CaseLinker
from services.journeys.definition.collecting import Collector, every_question
from services.journeys.definition.nodes import Path
from services.journeys.law import with_parameters

WITH_WHEN = ("outputs", "triggers", "cases", "presence_required", "statutory_difference")


class Linker:
    """Finds what names a question, a group, a fee or a case that is not there, or not fit for it."""

    def __init__(self, found: Collector, scope: Scope) -> None:
        self.found = found
        self.rules = found.rules
        self.scope = scope
        self.wide = with_parameters(scope, self.rules)
        self.plain = {question["ask"]: question for question in self.rules["questions"]}

    def check(self) -> None:
        self._of_conditions()
        self._of_parties()
        self._of_deadlines()
        self._of_fees()
        self._of_differences()
        CaseLinker(self.found, self.scope).check()
        self._of_what_must_be_known()
        self._of_concepts()

    def add(self, path: Path, text: str) -> None:
        self.found.add(path, text)

    def _of_conditions(self) -> None:
        for number, rule in enumerate(self.rules.get("eligibility", ())):
            key = "unless" if "unless" in rule else "when"
            self.found.condition(("eligibility", number, key), rule[key], self.scope)
        for key in WITH_WHEN:
            for number, part in enumerate(self.rules.get(key, ())):
                self.found.condition((key, number, "when"), part.get("when"), self.scope)

    def _of_parties(self) -> None:
        for number, party in enumerate(self.rules.get("parties", ())):
            path, each = ("parties", number), party.get("each")
            if each is not None and each not in self.scope.groups:
                self.add((*path, "each"), f"{each} is not a group of this service.")
                continue
            scope = self.scope.inside(each) if each else self.scope
            self.found.condition((*path, "when"), party.get("when"), scope)
            for key in ("name", "contact"):
                if party.get(key) is not None and party[key] not in scope.names:
                    self.add((*path, key), f"{party[key]} is not a question of this service.")

    def _of_deadlines(self) -> None:
        for path, deadline in self.deadlines():
            self.found.condition((*path, "when"), deadline.get("when"), self.scope)

    def deadlines(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        yield from _several(("deadline",), self.rules.get("deadline", ()))
        for number, case in enumerate(self.rules.get("cases", ())):
            yield from _several(("cases", number, "deadline"), case.get("deadline", ()))

    def _of_fees(self) -> None:
        for number, fee in enumerate(self.rules.get("fees", ())):
            path = ("fees", number)
            self.found.condition((*path, "when"), fee.get("when"), self.wide)
            self.found.number((*path, "each"), fee.get("each"), self.wide)
            for position, exemption in enumerate(fee.get("exempt", ())):
                place = (*path, "exempt", position)
                self.found.condition((*place, "when"), exemption["when"], self.wide)
                shown_by = exemption.get("shown_by")
                if shown_by is not None and self.plain.get(shown_by, {}).get("type") != "evidence":
                    self.add((*place, "shown_by"), f"{shown_by} is not a question of type evidence.")
            self._amount((*path, "amount"), fee["amount"])

    def _amount(self, path: Path, amount: str) -> None:
        parameter = self.rules.get("parameters", {}).get(amount, {})
        if " " in amount:
            return
        if parameter.get("type") != "money":
            self.add(path, f"{amount} is not a parameter of type money.")
        elif parameter.get("default") is None:
            self.add(path, f"{amount} needs a default: it is what people pay where no council set anything.")

    def _of_differences(self) -> None:
        fees = {fee["name"] for fee in self.rules.get("fees", ())}
        for number, difference in enumerate(self.rules.get("statutory_difference", ())):
            if difference.get("fee") is not None and difference["fee"] not in fees:
                self.add(("statutory_difference", number, "fee"), f"{difference['fee']} is not a fee of this service.")
            if difference.get("amount") is not None:
                self._amount(("statutory_difference", number, "amount"), difference["amount"])

    def _of_what_must_be_known(self) -> None:
        """What routes an application, dates its law or files it must be answered by everybody."""
        authority, event = self.rules["authority"].get("by"), self.rules.get("event")
        if authority is not None:
            self._always(("authority", "by"), authority, "location")
        if event is not None:
            self._always(("event",), event, "date")
        for number, name in enumerate((self.rules.get("hold") or {}).get("needs", ())):
            self._always(("hold", "needs", number), name, "")
        for path, question in self.found.in_order():
            if question["type"] == "letter_code":
                self._letter((*path, "sent_to"), question, question.get("sent_to", ""))

    def _always(self, path: Path, name: str, kind: str) -> None:
        question = self.plain.get(name)
        if question is None:
            self.add(path, f"{name} is not a question of this service.")
        elif kind and question["type"] != kind:
            self.add(path, f"{name} must be a question of type {kind}; it is {question['type']}.")
        elif question.get("when") is not None or question.get("optional"):
            self.add(path, f"{name} must be answered by everybody: it can be neither optional nor conditional.")

    def _letter(self, path: Path, question: Mapping[str, Any], name: str) -> None:
        names = list(self.plain)
        address = self.plain.get(name, {})
        earlier = name in names and names.index(name) < names.index(question["ask"])
        if address.get("type") != "address" or not earlier:
            self.add(path, f"{name} is not a question of type address asked before this one.")

    def _of_concepts(self) -> None:
        for path, question in every_question(self.rules):
            name = question.get("concept")
            concept = vocabulary().get(name or "")
            if name and concept is None:
                self.add((*path, "concept"), f"{name} is not a concept: {', '.join(vocabulary())}.")
            elif concept and question["type"] not in concept.types:
                text = f"{name} is asked as {' or '.join(sorted(concept.types))}, not as {question['type']}."
                self.add((*path, "concept"), text)


def _several(path: Path, written: Any) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(written, Mapping):
        yield path, written
        return
    for number, part in enumerate(written):
        yield (*path, number), part
