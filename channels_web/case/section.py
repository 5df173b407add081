"""One case as a section of its page: its parts and the objections to it are sections in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from channels_web.case.asked import Asked, asked
from channels_web.case.dates import ByWhen, by_when
from channels_web.case.papers import Paper, papers
from channels_web.views.showing import in_words, last_day
from services.casework.cases import DatedStep, Decided, Followed
from services.casework.models import Offer
from services.journeys.words import Phrases


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    moment: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided; `until` is the last day to object, "" once that time is over."""

    words: str
    moment: str
    grounds: str
    basis: tuple[str, ...]
    automatic: bool
    corrects: bool
    until: str


@dataclass(frozen=True, slots=True)
class Section:
    """`language` is that of the case, in which its grounds are written."""

    id: str
    title: str
    reference: str
    language: str
    open: bool
    steps: tuple[Step, ...]
    when: ByWhen
    asked: tuple[Asked, ...]
    verdict: Verdict | None
    papers: tuple[Paper, ...]
    can_object: bool
    is_objection: bool
    parts: tuple[Section, ...]
    objections: tuple[Section, ...]


def section(case: Followed, phrases: Phrases, *, objection: bool = False) -> Section:
    return Section(
        id=str(case.case_id),
        title=case.title,
        reference=case.reference,
        language=case.language,
        open=case.open,
        steps=_objected(case.steps) if objection else steps(case.steps),
        when=by_when(case),
        asked=asked(case),
        verdict=_verdict(case.decision) if case.decision else None,
        papers=papers(case, phrases),
        can_object=case.can_appeal,
        is_objection=objection,
        parts=tuple(section(part, phrases) for part in case.parts),
        objections=tuple(section(each, phrases, objection=True) for each in case.appeals),
    )


def steps(dated: tuple[DatedStep, ...]) -> tuple[Step, ...]:
    return tuple(Step(step.words, in_words(step.at)) for step in dated)


def _objected(dated: tuple[DatedStep, ...]) -> tuple[Step, ...]:
    """What was received is an objection, and no application."""
    received = gettext("We received your objection")
    return steps(tuple(replace(step, words=received) if step.step == "received" else step for step in dated))


def whole(case: Followed) -> tuple[Followed, ...]:
    """The case with its parts and everything objected to."""
    return (case, *(each for inner in (*case.parts, *case.appeals) for each in whole(inner)))


def offers_of(case: Followed) -> tuple[Offer, ...]:
    """Every offer that came of the case or of its parts."""
    return tuple(offer for each in whole(case) for offer in each.offers)


def _verdict(decided: Decided) -> Verdict:
    return Verdict(
        words=decided.words,
        moment=in_words(decided.at),
        grounds=decided.grounds,
        basis=decided.legal_basis,
        automatic=decided.automatic,
        corrects=decided.corrects,
        until=last_day(decided.appeal_before) if decided.appeal_before else "",
    )
