"""What a person has to pay by the rules; no door makes it more or less (differences by law are told apart)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from services.journeys import parameters
from services.journeys.conditions.logic import EXACT, either
from services.journeys.conditions.scope import Answers
from services.journeys.law import Fee, Law, Named, holds, values_of

Status = Literal["due", "exempt", "not_due", "unknown"]


@dataclass(frozen=True, slots=True)
class Charge:
    """One line of the bill; `amount` is what a person pays in all, 0 unless it is due; `unit` what one costs.

    `difference` names the law that makes it another amount at one door.
    """

    name: str
    status: Status
    amount: Decimal
    unit: Decimal
    currency: str
    times: int = 1
    exempt: str = ""
    difference: str = ""


def charges(law: Law, answers: Answers, given: Mapping[str, str]) -> tuple[Charge, ...]:
    """Every fee of the service held against these answers; `given` are the parameters of the provision."""
    values = values_of(law, given)
    known = {**answers, **{name: _plain(value) for name, value in values.items()}}
    return tuple(_charge(fee, known, values) for fee in law.fees)


def at_door(
    billed: Iterable[Charge], differences: Iterable[Named], channel: str, values: Mapping[str, Any]
) -> tuple[Charge, ...]:
    """The bill at this door, where a law treats doors differently; `differences` are those that hold."""
    here = {each.written.get("fee"): each for each in differences if each.written["channel"] == channel}
    return tuple(_differing(charge, here.get(charge.name), values) for charge in billed)


def _differing(charge: Charge, difference: Named | None, values: Mapping[str, Any]) -> Charge:
    if difference is None or charge.status != "due":
        return charge
    currency, unit = amount_of(difference.written["amount"], values)
    amount = EXACT.multiply(unit, Decimal(charge.times))
    return replace(charge, amount=amount, unit=unit, currency=currency, difference=difference.name)


def amount_of(amount: str, values: Mapping[str, Any]) -> tuple[str, Decimal]:
    """The currency and the sum of an amount as written, or of the parameter it names; KeyError where none was set."""
    found: tuple[str, Decimal] = parameters.money(amount) if " " in amount else values[amount]
    return found


def _charge(fee: Fee, answers: Answers, values: Mapping[str, Any]) -> Charge:
    currency, unit = amount_of(fee.amount, values)
    exempt = next((each.name for each in fee.exempt if each.when.of(answers)), "")
    times = fee.each.run(answers) if fee.each else 1
    status = _status(fee, answers, times, exempt)
    amount = EXACT.multiply(unit, Decimal(times)) if status == "due" else Decimal(0)
    return Charge(fee.name, status, amount, unit, currency, int(times or 0), exempt if status == "exempt" else "")


def _status(fee: Fee, answers: Answers, times: Any, exempt: str) -> Status:
    applies = holds(fee.when, answers)
    if applies is False or times == 0:
        return "not_due"
    if applies and exempt:
        return "exempt"
    freed = either(each.when.of(answers) for each in fee.exempt)
    return "unknown" if applies is None or freed is None or times is None else "due"


def _plain(value: Any) -> Any:
    """Conditions compare amounts without their currency, which is the same in all of a service."""
    return value[1] if isinstance(value, tuple) else value
