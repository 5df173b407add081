"""A definition as a person reads it: its rules in sentences, in the language of its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.journeys.conditions.speaking import counted, spoken
from services.journeys.definition.collecting import every_question
from services.journeys.definition.loading import Definition
from services.journeys.language import Language, language
from services.journeys.law import UNITS, deadlines_of
from services.journeys.parameters import money

Written = Mapping[str, Any]


def shown(definition: Definition, code: str) -> str:
    """The whole service in plain text."""
    return "\n".join(Shown(definition.rules, definition.words[code], language(code)).lines()) + "\n"


class Shown:
    """The sentences for each part of one service."""

    def __init__(self, rules: Written, words: Written, said: Language) -> None:
        self.rules = rules
        self.words = words
        self.language = said
        self.asked = {question["ask"]: question for _, question in every_question(rules)}

    def lines(self) -> Iterator[str]:
        yield f"{self.words['title']}  ({self.rules['service']})"
        yield str(self.words["summary"])
        for heading, parts in self.sections():
            yield ""
            yield self.say(heading)
            yield from (f"  {part}" for part in parts)

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """Each part of the rules that says something, under the key of its heading."""
        for heading, part in SECTIONS:
            told = list(part(self))
            if told:
                yield heading, told

    def say(self, key: str, *details: str) -> str:
        return self.language.showing[key].format(*details)

    def condition(self, source: str) -> str:
        return spoken(source, self.language, self.label)

    def label(self, name: str, option: str) -> str:
        """How a question or one of its options is called."""
        entry = self.words.get(name, {})
        if option:
            said = entry.get("options", {}).get(option, option)
            return str(said["text"] if isinstance(said, Mapping) else said)
        return str(entry.get("short") or entry.get("text") or name) if isinstance(entry, Mapping) else name

    def part(self, section: str, name: str) -> str:
        said = self.words.get(section, {}).get(name, name)
        return str(said["text"] if isinstance(said, Mapping) else said)

    def when(self, written: Written) -> str:
        return self.say("when", self.condition(written["when"])) if written.get("when") else ""

    def span(self, written: Written) -> str:
        unit = next((unit for unit in UNITS if written.get(unit)), "")
        if not unit:
            return ""
        return self.say(f"{unit}_one" if written[unit] == 1 else unit, str(written[unit]))

    def begins(self) -> Iterator[str]:
        yield self.say(self.rules.get("begins", "application"))

    def authority(self) -> Iterator[str]:
        written = self.rules["authority"]
        by = written.get("by")
        yield self.say("by_place", self.label(by, ""), written["level"]) if by else str(written["organisation"])

    def legal_basis(self) -> Iterator[str]:
        yield from (self.basis(basis) for basis in self.rules.get("legal_basis", ()))

    def basis(self, written: Written) -> str:
        said = ", ".join(filter(None, (written["title"], written.get("article"))))
        return f"{said} ({self.say('unconfirmed').lower()})" if written.get("unconfirmed") else said

    def in_force(self) -> Iterator[str]:
        force = self.rules["in_force"]
        days = [self.language.say_date(force[key]) for key in ("from", "to") if force.get(key)]
        yield self.say("until", *days) if len(days) == 2 else self.say("since", *days)

    def applies_by(self) -> Iterator[str]:
        by = self.rules.get("applies_by", "filing")
        yield self.say(by, self.label(self.rules.get("event", ""), ""))

    def assurance(self) -> Iterator[str]:
        yield self.say(self.rules.get("assurance", "low"))

    def hold(self) -> Iterator[str]:
        hold = self.rules.get("hold")
        if hold:
            needs = self.language.listed([self.label(name, "") for name in hold["needs"]])
            yield f"{self.say('hold_with', needs, self.span(hold))} – {self.basis(hold['legal_basis'])}"

    def fees(self) -> Iterator[str]:
        for fee in self.rules.get("fees", ()):
            exempt = [self.say("exempt", self.condition(each["when"])) for each in fee.get("exempt", ())]
            each = self.say("each", counted(fee["each"], self.language, self.label)) if fee.get("each") else ""
            due = self.say(f"due_{fee.get('due', 'decision')}")
            when = self.when(fee) or self.say("always")
            details = "; ".join(filter(None, (f"{self.amount(fee['amount'])} {each}".strip(), when, *exempt, due)))
            yield f"{self.part('fees', fee['name'])}: {details}"

    def amount(self, written: str) -> str:
        parameter = self.rules.get("parameters", {}).get(written)
        if parameter is None:
            return self.money(written)
        bounds = [self.money(parameter[key]) if parameter.get(key) else "…" for key in ("min", "max")]
        return self.say("parameter", self.money(parameter["default"]), *bounds)

    def money(self, written: str) -> str:
        currency, amount = money(written)
        return self.language.money(amount, currency)

    def deadline(self) -> Iterator[str]:
        for deadline in deadlines_of(self.rules):
            length = self.span(deadline)
            if deadline.get("same_day_until"):
                length = self.say("same_day", deadline["same_day_until"], self.span(deadline["else"]))
            silence = self.say(f"silence_{deadline.get('silence', 'escalate')}")
            yield "; ".join(filter(None, (length, self.when(deadline), silence)))

    def parties(self) -> Iterator[str]:
        for party in self.rules.get("parties", ()):
            who = self.part("parties", party["role"])
            each = self.say("each_row", self.label(party["each"], "")) if party.get("each") else ""
            must = self.language.listed([self.say(f"must_{each}") for each in party.get("must", ("confirm",))])
            within = self.say("within_time", self.span(party)) if self.span(party) else ""
            yield f"{who}: " + "; ".join(filter(None, (must, each, within, self.when(party))))

    def questions(self) -> Iterator[str]:
        for number, question in enumerate(self.rules["questions"], 1):
            yield from self.question(f"{number}.", question, "")

    def question(self, label: str, question: Written, indent: str) -> Iterator[str]:
        marks = [question["type"], *(self.say(key) for key in ("optional", "sensitive") if question.get(key))]
        text = self.words[question["ask"]]["text"]
        yield f"{indent}{label} {text}  [{question['ask']}: {', '.join(marks)}]"
        for detail in (self.when(question), *self.musts(question)):
            if detail:
                yield f"{indent}   {detail}"
        for option in question.get("options", ()):
            yield f"{indent}   - {self.label(question['ask'], option)}"
        for number, member in enumerate(question.get("questions") or (), 1):
            yield from self.question(f"{label}{number}", member, indent + "   ")

    def musts(self, question: Written) -> Sequence[str]:
        return [self.say("must_hold", self.condition(rule["that"])) for rule in question.get("must", ())]

    def eligibility(self) -> Iterator[str]:
        for rule in self.rules.get("eligibility", ()):
            key = "unless" if "unless" in rule else "when"
            reason = self.words["refusals"][rule["refusal"]]["reason"]
            yield f"{self.say(key, self.condition(rule[key]))}: {reason}"

    def cases(self) -> Iterator[str]:
        for case in self.rules.get("cases", ()):
            steps = ", ".join(self.part("steps", step["step"]) for step in case.get("steps", ()))
            details = [self.say("steps", steps) if steps else "", self.when(case), case.get("organisation", "")]
            yield f"{self.part('cases', case['type'])}: {'; '.join(filter(None, details))}".rstrip(": ")

    def outputs(self) -> Iterator[str]:
        for output in self.rules.get("outputs", ()):
            how = ", ".join((*output.get("forms", ()), *output.get("ways", ())))
            details = "; ".join(filter(None, (how.replace("_", " "), self.when(output))))
            yield f"{self.part('outputs', output['document'])}: {details}".rstrip(": ")

    def triggers(self) -> Iterator[str]:
        for trigger in self.rules.get("triggers", ()):
            yield " ".join(filter(None, (trigger["service"], self.when(trigger))))

    def differences(self) -> Iterator[str]:
        for difference in self.rules.get("statutory_difference", ()):
            channel = difference["channel"]
            if difference.get("only"):
                said = self.say("only_door", channel)
            else:
                fee = self.part("fees", difference["fee"])
                said = self.say("costs_there", fee, self.amount(difference["amount"]), channel)
            yield f"{said} – {self.basis(difference['legal_basis'])}"

    def presence(self) -> Iterator[str]:
        for presence in self.rules.get("presence_required", ()):
            yield f"{self.part('presence', presence['what'])} – {self.basis(presence['legal_basis'])}"

    def unconfirmed(self) -> Iterator[str]:
        yield from map(str, self.rules.get("unconfirmed", ()))


SECTIONS = (
    ("begins", Shown.begins),
    ("authority", Shown.authority),
    ("legal_basis", Shown.legal_basis),
    ("in_force", Shown.in_force),
    ("applies_by", Shown.applies_by),
    ("assurance", Shown.assurance),
    ("hold", Shown.hold),
    ("fees", Shown.fees),
    ("deadline", Shown.deadline),
    ("parties", Shown.parties),
    ("questions", Shown.questions),
    ("eligibility", Shown.eligibility),
    ("cases", Shown.cases),
    ("outputs", Shown.outputs),
    ("triggers", Shown.triggers),
    ("differences", Shown.differences),
    ("presence", Shown.presence),
    ("unconfirmed", Shown.unconfirmed),
)
"""The parts of a service in the order they are read, each under the key of its heading."""
