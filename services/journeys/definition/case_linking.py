"""Case types, held against themselves and the questions they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.journeys.case_types import FIRST, LAST, RESULTS, ROLES, UNDECIDED
from services.journeys.conditions import Scope
from services.journeys.definition.collecting import Collector
from services.journeys.definition.nodes import Path


class CaseLinker:
    """Finds steps without a beginning or an end, and names of what is not there."""

    def __init__(self, found: Collector, scope: Scope) -> None:
        self.found = found
        self.rules = found.rules
        self.scope = scope

    def check(self) -> None:
        self._of_outputs()
        self._of_alike()
        for number, case in enumerate(self.rules.get("cases", ())):
            path: Path = ("cases", number)
            self._of_steps(path, case.get("steps", ()))
            self._of_tasks(path, case)
            self._of_results(path, case)

    def _of_outputs(self) -> None:
        types = {case["type"] for case in self.rules.get("cases", ())} or {self.rules["service"]}
        for number, output in enumerate(self.rules.get("outputs", ())):
            if output.get("case") is not None and output["case"] not in types:
                self.found.add(("outputs", number, "case"), f"{output['case']} is not a case type: {', '.join(types)}.")
            self._of_output(("outputs", number), output)

    def _of_output(self, path: Path, output: Mapping[str, Any]) -> None:
        chosen = output.get("chosen_by", "")
        options = self.scope.names[chosen].options if chosen in self.scope.names else None
        if chosen and not options:
            self.found.add((*path, "chosen_by"), f"{chosen} is not a choice of this service.")
        for option in sorted((options or frozenset()) - {*output.get("ways", ())} if chosen else ()):
            self.found.add((*path, "chosen_by"), f"{chosen} offers {option}, which is not one of the ways.")
        for position, name in enumerate(output.get("shows", ())):
            if name not in self.scope.names or name == "began_on":
                self.found.add((*path, "shows", position), f"{name} is not a question of this service.")

    def _of_alike(self) -> None:
        for number, names in enumerate(self.rules.get("alike", ())):
            for position, name in enumerate(names):
                if name not in self.scope.names or name == "began_on":
                    self.found.add(("alike", number, position), f"{name} is not a question of this service.")

    def _of_steps(self, path: Path, steps: Any) -> None:
        names = [step if isinstance(step, str) else step["step"] for step in steps]
        if names and (names[0] != FIRST or tuple(names[-len(LAST) :]) != LAST):
            self.found.add((*path, "steps"), f"The steps begin with {FIRST} and end with {', '.join(LAST)}.")
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.found.add((*path, "steps"), f"{name} stands twice among the steps.")

    def _of_tasks(self, path: Path, case: Mapping[str, Any]) -> None:
        roles = {*case.get("roles", ()), *ROLES}
        for position, task in enumerate(case.get("tasks", ())):
            if isinstance(task, str):
                continue
            place = (*path, "tasks", position)
            if task.get("role", ROLES[0]) not in roles:
                self.found.add((*place, "role"), f"{task['role']} is not a role of this case.")
            self.found.condition((*place, "when"), task.get("when"), self.scope)

    def _of_results(self, path: Path, case: Mapping[str, Any]) -> None:
        written = case.get("results", ())
        results = {each if isinstance(each, str) else each["result"] for each in written} or set(RESULTS)
        for name in sorted(set(UNDECIDED) - results):
            self.found.add((*path, "results"), f"{name} is missing: every case can end like that.")
        automatic = case.get("decision", self.rules.get("decision")) == "automatic"
        for position, rule in enumerate(case.get("decides", ())):
            place = (*path, "decides", position)
            if not automatic:
                self.found.add(place, "decides goes with decision: automatic.")
            if rule["result"] not in results - set(UNDECIDED):
                self.found.add((*place, "result"), f"{rule['result']} is not a result somebody can decide on.")
            self.found.condition((*place, "when"), rule.get("when"), self.scope)
