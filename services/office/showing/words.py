"""Cases in words: what the service calls its steps, tasks and results, else what the platform does."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from services.casework import sentences
from services.casework.appeal_type import APPEAL
from services.casework.handling.filing import OTHER
from services.casework.models import Case
from services.catalogue import queries
from services.catalogue.models import Version
from services.journeys.words import Words
from services.look.languages import language

STEPS = {
    "received": gettext_noop("Received"),
    "in_progress": gettext_noop("In progress"),
    "waiting": gettext_noop("Waiting for the applicant"),
    "decided": gettext_noop("Decided"),
    "closed": gettext_noop("Closed"),
}
COLOURS = {"received": "blue", "in_progress": "light-blue", "waiting": "purple", "decided": "green", "closed": "grey"}
TASKS = {
    "look_at_answer": gettext_noop("The applicant has sent what was asked for: look at it"),
    "request_lapsed": gettext_noop("The applicant has not sent what was asked for in time: decide how to go on"),
    "decide_appeal": gettext_noop("Decide the objection; somebody else than who decided before"),
    "decide_anew": gettext_noop("The objection was upheld: decide anew"),
    "issue_document": gettext_noop("Issue the document and see that it gets there"),
    "reach_party": gettext_noop("Find out how to reach somebody who must agree"),
    "party_refused": gettext_noop("Somebody who was to agree has refused: look at what they say"),
    "party_silent": gettext_noop("Somebody who was to agree has not answered in time"),
    "late": gettext_noop("The deadline has passed: see to it that this is decided"),
    "not_reached": gettext_noop("A message did not arrive: reach the applicant another way"),
    "judge_exemption": gettext_noop("Judge whether a fee is waived"),
}


@dataclass(frozen=True)
class CaseWords:
    """The words of one version for staff."""

    said: Words

    @classmethod
    def of(cls, version: Version) -> CaseWords:
        return cls(queries.words_of(version, queries.spoken_of(version, language())))

    def title(self, case_type: str) -> str:
        if case_type == APPEAL:
            return gettext("Objection: %(service)s") % {"service": self.said.service("title")}
        named = self.said.part("cases", case_type)
        return self.said.service("title") if named == case_type else named

    def step(self, name: str) -> str:
        return gettext(STEPS[name]) if name in STEPS else self.said.part("steps", name)

    def result(self, name: str) -> str:
        own = self.said.part("results", name)
        return own if own != name else sentences.say(language(), f"result_{name}")

    def task(self, name: str) -> str:
        return gettext(TASKS[name]) if name in TASKS else self.said.part("tasks", name)

    def paper(self, name: str) -> str:
        return gettext("Another paper") if name == OTHER else self.said.part("documents", name)

    def priority(self, name: str) -> str:
        return self.said.part("priorities", name)

    def output(self, name: str) -> str:
        return self.said.part("outputs", name)

    def party(self, role: str) -> str:
        return self.said.part("parties", role)

    def fee(self, name: str) -> str:
        return self.said.part("fees", name)

    def exemption(self, fee: str, name: str) -> str:
        return self.said.fee_exempt(fee).get(name, name)


def title_of(case: Case) -> str:
    return CaseWords.of(case.version).title(case.case_type)
