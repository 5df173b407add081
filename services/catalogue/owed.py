"""What am I owed? A few questions once, held against who is eligible for what, over the whole catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from services.catalogue import calendars, queries
from services.catalogue.models import Version
from services.catalogue.queries import Listed
from services.journeys.concepts import Concept, vocabulary
from services.journeys.interview import Facts, Interview
from services.journeys.journey import Journey, answer_type
from services.journeys.problems import Invalid
from services.journeys.types.base import AnswerType, Json
from services.journeys.types.places import Location, Place

MOST = 8  # questions
Verdict = Literal["yes", "perhaps", "no"]


@dataclass(frozen=True)
class Owed:
    """A service and what the answers say of it; `reasons` are why not."""

    service: Listed
    begins: str
    verdict: Verdict
    reasons: tuple[str, ...]


def concepts() -> tuple[Concept, ...]:
    """The questions worth asking: what most services decide by first, each once."""
    counted: Counter[str] = Counter()
    for version in queries.live_versions():
        counted.update(_decisive(queries.journey_of(version)))
    asked = sorted(counted, key=lambda name: (-counted[name], name))
    return tuple(vocabulary()[name] for name in asked[:MOST])


def type_of(concept: Concept) -> AnswerType:
    """The type a concept is asked as by itself."""
    return answer_type({"ask": concept.name, **(concept.asked or {})})


def found(said: Mapping[str, Json], language: str) -> list[Owed]:
    """Every service that decides by what was said, those one is entitled to first; `said` is by concept."""
    country = _country(said)
    judged = [_judged(version, said, language) for version in queries.live_versions() if _may_be(version, country)]
    known = [owed for owed in judged if owed]
    return sorted(known, key=lambda owed: (ORDER.index(owed.verdict), owed.service.title))


ORDER: tuple[Verdict, ...] = ("yes", "perhaps", "no")


def _decisive(journey: Journey) -> set[str]:
    """Concepts that the eligibility rules look at."""
    names = {name for rule in journey.eligibility for name in rule.condition.names}
    found = {journey.by_id[name].concept for name in names if name in journey.by_id}
    return {concept for concept in found if concept and vocabulary()[concept].asked is not None}


def _judged(version: Version, said: Mapping[str, Json], language: str) -> Owed | None:
    journey = queries.journey_of(version)
    values = dict(_values(journey, said))
    if not _decisive(journey) & set(said):
        return None
    interview = Interview(journey, values, Facts(calendars.today(journey.law.calendar)))
    phrases = queries.words_of(version, queries.spoken_of(version, language)).about(interview)
    reasons = tuple(phrases.refusal(refusal)[0] for refusal in interview.refusals)
    open_ = [rule for rule in journey.eligibility if rule.condition.of(interview.reading.answers) is None]
    verdict: Verdict = "no" if reasons else "perhaps" if open_ else "yes"
    return Owed(queries.listed_of(version, language), journey.law.begins, verdict, reasons)


def _values(journey: Journey, said: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """What was said, as answers to this service's own questions; what does not fit one of them is unknown there."""
    for question in journey.questions:
        if said.get(question.concept) is None:
            continue
        try:
            yield question.id, question.answer.check(said[question.concept])
        except Invalid:
            continue


def _country(said: Mapping[str, Json]) -> str:
    for name, value in said.items():
        if isinstance(type_of(vocabulary()[name]), Location) and isinstance(value, dict):
            return Place(value["code"])[:2]
    return ""


def _may_be(version: Version, country: str) -> bool:
    calendar = calendars.code_of(queries.journey_of(version).law.calendar)
    return not country or calendar[:2] == country
