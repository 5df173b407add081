"""What a service costs, until when it answers and who else is asked: as lines that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from services.casework.applications import Turn
from services.catalogue import queries
from services.journeys.charges import Charge, amount_of
from services.journeys.language import Language, language
from services.journeys.law import Fee, Law, values_of
from services.journeys.words import Phrases, Words


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee before anybody starts: what it is, how much, when it is due, who is free of it."""

    name: str
    amount: str
    when: str
    exempt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """A fee as it is for one person, and why."""

    name: str
    amount: str
    why: str


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes of an application when it is sent, or what came of it."""

    charges: tuple[ChargeLine, ...]
    decided_by: str
    parties: tuple[str, ...]
    outputs: tuple[str, ...]
    authority: str
    next: tuple[queries.Listed, ...]


def fees(law: Law, words: Words) -> tuple[FeeLine, ...]:
    """Every fee of a service, told before the first question."""
    return tuple(_fee(fee, law, words) for fee in law.fees)


def by_when(days: tuple[date, ...], spoken: str) -> str:
    """When somebody who sends it now has an answer; nothing where the law gives no deadline."""
    said = [language(spoken).date(day) for day in sorted(set(days))]
    if not said:
        return ""
    if len(said) == 1:
        return gettext("If you send it now, with everything in it, you have an answer by %(day)s.") % {"day": said[0]}
    details = {"first": said[0], "last": said[-1]}
    return gettext(
        "If you send it now, with everything in it, you have an answer between %(first)s and %(last)s,"
        " depending on what you ask for."
    ) % details  # fmt: skip


def coming(turn: Turn) -> Coming | None:
    """What comes of this application; None before a person comes to decide on it."""
    foreseen, words = turn.foreseen, turn.phrases.words
    if foreseen is None:
        return None
    spoken = language(words.code)
    triggered = [trigger.name for trigger in foreseen.triggers] if turn.submitted_at else []
    return Coming(
        charges=tuple(
            _charge(charge, words, spoken) for charge in foreseen.billed("web") if charge.status != "not_due"
        ),
        decided_by=spoken.date(foreseen.due.on) if foreseen.due else "",
        parties=tuple(_parties(turn)),
        outputs=tuple(words.part("outputs", output.name) for output in foreseen.outputs),
        authority=foreseen.authority.name(words.code) if foreseen.authority else "",
        next=tuple(queries.listed(triggered, words.code)) if triggered else (),
    )


def _fee(fee: Fee, law: Law, words: Words) -> FeeLine:
    exempt = words.fee_exempt(fee.name)
    return FeeLine(
        name=words.part("fees", fee.name),
        amount=_amount(fee, law, language(words.code)),
        when=words.fee_when(fee.name),
        exempt=tuple(exempt[each.name] for each in fee.exempt if each.name in exempt),
    )


def _amount(fee: Fee, law: Law, spoken: Language) -> str:
    currency, amount = amount_of(fee.amount, values_of(law, {}))
    said = spoken.money(amount, currency)
    most = law.parameters.get(fee.amount, {}).get("max")
    if most is None:
        return said
    _, highest = amount_of(most, {})
    details = {"amount": said, "most": spoken.money(highest, currency)}
    return gettext("%(amount)s where nothing else was set; by law %(most)s at most") % details


def _charge(charge: Charge, words: Words, spoken: Language) -> ChargeLine:
    name = words.part("fees", charge.name)
    if charge.status == "exempt":
        return ChargeLine(name, spoken.money(Decimal(0), charge.currency), words.fee_exempt(charge.name)[charge.exempt])
    said = spoken.money(charge.amount, charge.currency)
    if charge.difference:
        return ChargeLine(name, said, words.part("differences", charge.difference))
    if charge.times > 1:
        unit = spoken.money(charge.unit, charge.currency)
        return ChargeLine(name, said, f"{spoken.number(charge.times)} × {unit}")
    return ChargeLine(name, said, words.fee_when(charge.name))


def _parties(turn: Turn) -> Iterator[str]:
    foreseen, phrases = turn.foreseen, turn.phrases
    for involved in foreseen.parties if foreseen else ():
        role = phrases.part("parties", involved.party.role)
        name = said_at(phrases, involved.party.name, involved.party.each, involved.row)
        until = phrases.language.date(involved.due.on) if involved.due else ""
        who = f"{role}: {name}" if name else role
        yield gettext("%(who)s, by %(day)s") % {"who": who, "day": until} if until else who


def said_at(phrases: Phrases, question: str, group: str = "", row: str = "") -> str:
    """What was answered there, as its person reads it; "" where nothing was, or where nothing is asked."""
    instance = f"{group}.{row}.{question}" if group else question
    value: Any = phrases.interview.values.get(instance) if question else None
    return phrases.shown(instance, value) if value is not None else ""
