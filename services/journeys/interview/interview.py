from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from services.journeys.assurance import reaches
from services.journeys.interview.facts import Facts
from services.journeys.interview.outside import Outside
from services.journeys.interview.place import Place
from services.journeys.interview.reading import Reading, broken
from services.journeys.journey import Journey, Rule
from services.journeys.language import Language
from services.journeys.problems import Invalid, Problem
from services.journeys.steps import Ask, Declare, Done, Prove, Refusal, Refused, Review, Reviewed, Step, Wait
from services.journeys.types.base import Json, Settled
from services.journeys.types.groups import Group


class Interview:
    """Where somebody stands in a journey; nothing is kept, everything is worked out from the answers.

    `values` holds normal forms by instance; None is an optional question left out. Answers that are not
    relevant stay there, set aside, and count again if their question becomes relevant again.
    """

    def __init__(self, journey: Journey, values: Mapping[str, Json], facts: Facts) -> None:
        self.journey = journey
        self.values = values
        self.facts = facts

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.journey, self.values, self.facts)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return {place.instance: place for place in self.reading.places}

    @property
    def relevant(self) -> tuple[str, ...]:
        """The instances of every question asked so far, in order."""
        return tuple(self.places)

    @cached_property
    def problems(self) -> Mapping[str, Problem]:
        """What is wrong with saved answers, by instance."""
        return dict(self.reading.later_rules()) | self.reading.problems

    @property
    def complete(self) -> bool:
        """Every relevant question has an answer that stands."""
        return not self.reading.open and not self.problems

    @property
    def sure(self) -> bool:
        """It is shown who applies, as surely as the law wants it."""
        return reaches(self.facts.proven, self.journey.law.assurance)

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """Every reason known by now why the service is not for this person."""
        known = [rule for rule in self.journey.eligibility if self._refuses(rule)]
        return tuple(Refusal(rule.refusal, self._grounds(rule)) for rule in known)

    def next(self) -> Step:
        """The step that is due."""
        if self.facts.declared:
            return Done(self.facts.reference)
        if self.refusals:
            return Refused(self.refusals)
        if not self.complete:
            due = self._due()
            return self.ask(due) if due else Wait("transcription", self._awaited())
        if self.journey.law.begins == "enquiry":
            return Done(found=True)
        if not self.facts.reviewed:
            return self.review()
        if not self.sure:
            return Prove(self.journey.law.assurance)
        return Declare()

    def ask(self, instance: str) -> Ask:
        """The question at this instance; KeyError where the answers do not lead to it."""
        place = self.reading.place(instance)
        problem = self.problems.get(instance)
        saved, answer = self.values.get(instance), place.question.answer
        rows = tuple(answer.rows(saved)["rows"]) if isinstance(answer, Group) else ()
        return Ask(instance, place.question, saved, rows, problems=(problem,) if problem else ())

    def take(self, instance: str, raw: str, language: Language, outside: Outside) -> Json:
        """The normal form of a reply to this question; raises Invalid, or KeyError as `ask` does."""
        place = self.reading.place(instance)
        answer = place.question.answer
        if place.question.optional and not raw.strip():
            return None
        value = answer.parse(raw, language)
        if isinstance(answer, Group):
            return answer.after(str(value), self.values.get(instance), outside.new_row() if value == "add" else "")
        if isinstance(answer, Settled):
            value = outside.settle(place, str(value))
        problem = broken(place.question, self._with(place, answer.value(value)))
        if problem is not None:
            raise Invalid(problem)
        return value

    def before(self, instance: str) -> str | None:
        """The question before this one, or None at the first; KeyError as `ask` does."""
        order = self.relevant
        position = order.index(self.reading.place(instance).instance)
        return order[position - 1] if position else None

    def back(self) -> Ask | None:
        """The question before the step that is due, or None where there is none."""
        step = self.next()
        previous = self.before(step.instance) if isinstance(step, Ask) else (self.relevant or (None,))[-1]
        return self.ask(previous) if previous else None

    def review(self) -> Review:
        """Every relevant answer, in order."""
        answered = [place for place in self.reading.places if place.instance in self.values]
        return Review(
            tuple(Reviewed(place.instance, place.question, self.values[place.instance]) for place in answered),
            tuple(self.problems.values()),
        )

    def _due(self) -> str:
        """The first instance that wants an answer; "" where all that do are awaited."""
        waiting = self.reading.open.union(self.problems) - self.facts.awaited
        if not waiting:
            return ""
        order = self.journey.order
        if all(instance in order for instance in waiting):
            return min(waiting, key=order.__getitem__)
        return next(instance for instance in self.relevant if instance in waiting)

    def _awaited(self) -> tuple[str, ...]:
        return tuple(instance for instance in self.relevant if instance in self.facts.awaited & self.reading.open)

    def _refuses(self, rule: Rule) -> bool:
        return rule.condition.of(self.reading.answers) is rule.refused

    def _grounds(self, rule: Rule) -> tuple[str, ...]:
        return tuple(instance for instance in self.relevant if instance in rule.condition.names)

    def _with(self, place: Place, value: Any) -> Mapping[str, Any]:
        """The answers as they would be with this one in its place."""
        answers = {**self.reading.answers, place.question.id: value}
        if not place.row:
            return answers
        members = self.journey.members[place.question.group]
        row: dict[str, Any] = {}
        for member in members:
            saved = self.values.get(f"{place.question.group}.{place.row}.{member.id}")
            if saved is not None and member.id != place.question.id:
                row[member.id] = member.answer.value(saved)
        return ChainMap(row, answers)
