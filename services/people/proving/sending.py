"""Sending what was asked for, outside any transaction; a second time does nothing, and what failed is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import transaction

from services.people.models import ProofCode
from services.people.proving import carriers, codes, registers
from services.people.proving.codes import State
from services.people.proving.registers import Claim
from services.record import clock, deliveries, ledger

log = structlog.get_logger(__name__)

PATIENCE = timedelta(minutes=2)
"""How long a network that is away is asked again: whoever waits for a code would rather be told."""
REGISTER_PATIENCE = timedelta(minutes=5)
BECOMES = {carriers.PERMANENT: State.FAILED, carriers.UNCERTAIN: State.UNCERTAIN}


def by_phone(code: ProofCode, say: Callable[[str], str]) -> None:
    """`say` makes the text of the digits. Raises deliveries.NotSent where it is to be tried again."""
    to, digits = codes.opened(code)
    if code.expires_at <= clock.now():
        _settle(code, State.FAILED, "Expired")
        return
    try:
        if code.way == carriers.SMS:
            carriers.text(to, say(digits), f"proof.{code.pk.hex}")
        else:
            carriers.ring(to, digits, code.language, f"proof.{code.pk.hex}")
    except carriers.Failed as failed:
        if failed.state == carriers.TEMPORARY and clock.now() - code.asked_at < PATIENCE:
            raise deliveries.NotSent from None
        _settle(code, BECOMES.get(failed.state, State.FAILED), failed.error)
    else:
        _settle(code, State.SENT)


def by_letter(code: ProofCode, claim: Claim, post: Callable[[str, str], None]) -> None:
    """Ask the register, and `post` address and PIN; raises deliveries.NotSent as `by_phone` does."""
    if not code.code_mac and not _addressed(code, claim):
        return
    with transaction.atomic():  # printed and known to be, or neither
        try:
            post(*codes.opened(code))
        except OSError as error:
            raise deliveries.NotSent from error
        _settle(code, State.SENT)


def _addressed(code: ProofCode, claim: Claim) -> bool:
    """Whether there is somewhere to post it to."""
    try:
        address = registers.address_of(claim)
    except registers.Away as away:
        if clock.now() - code.asked_at < REGISTER_PATIENCE:
            raise deliveries.NotSent from away
        _settle(code, State.FAILED, str(away))
        return False
    if address is None:
        _settle(code, State.UNKNOWN)
        return False
    return codes.addressed(code, f"{claim.name}\n{address}")


@transaction.atomic
def _settle(code: ProofCode, state: State, error: str = "") -> None:
    if codes.settle(code, state, error):
        log.info("proof_settled", code=str(code.pk), way=code.way, state=state, error=error)
        ledger.append(code.subject, f"proof.{state}", {"code": str(code.pk), "way": code.way}, actor="platform")
