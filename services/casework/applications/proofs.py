"""Who applies, as far as it is shown: what can be done now, and what another name or number undoes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from services.casework import identity
from services.casework.applications.opened import BY_LAW, Opened
from services.casework.models import Application
from services.journeys.assurance import Level
from services.journeys.steps import Doing, Prove, Step
from services.people.models import ProofCode
from services.people.proving import codes, ways
from services.record import ledger

State = ProofCode.State
NOT_OUT = (State.FAILED, State.UNKNOWN)


def due(opened: Opened) -> Step:
    """The step that is due; where it is to prove who one is, with all that can be done about it now."""
    step = opened.interview.next()
    if not isinstance(step, Prove):
        return step
    done = tuple(opened.application.proven_by or ())
    return replace(step, doing=tuple(_doing(opened, step.level, done)), done=done)


@contextmanager
def of_the_same(opened: Opened, *, touch: UUID, actor: str) -> Iterator[None]:
    """Whatever changes within: if they are somebody else afterwards, nothing shows any more who they are."""
    begun = opened.application.proven_by is not None
    before = identity.proven(opened) if begun else {}
    yield
    if begun and identity.proven(opened) != before:
        _withdraw(opened, touch=touch, actor=actor)


def carry(source: Opened, target: Opened, *, actor: str) -> None:
    """Never ask twice: who was proven in one application is so in the next that they begin from it; within a write."""
    gone = source.application.proven_by
    if gone and identity.proven(source) == identity.proven(target):
        target.application.proven_by = gone
        target.application.save(update_fields=["proven_by"])
        data = {"from": source.application.reference, "ways": gone}
        ledger.append(target.application.subject, "proof.carried", data, actor=actor)


def by_law(application: Application) -> None:
    """A law sends it for whoever keeps silent; within a write."""
    Application.objects.filter(pk=application.pk).update(proven_by=[BY_LAW])


def _withdraw(opened: Opened, *, touch: UUID, actor: str) -> None:
    application = opened.application
    application.proven_by = None
    application.save(update_fields=["proven_by"])
    opened.forget()
    codes.end(application.subject)
    ledger.append(application.subject, "proof.withdrawn", {}, actor=actor, touch=str(touch))


def _doing(opened: Opened, wanted: Level, done: tuple[str, ...]) -> Iterator[Doing]:
    useful = ways.useful(wanted, done)
    out = {code.factor: code for code in codes.out(opened.application.subject)} if useful else {}
    letter, code = out.get(ways.HOME), out.get(ways.PHONE)
    if "letter" in useful:
        yield Doing("order_letter", "letter", letter.state if letter else "", again=letter is not None)
        if letter and letter.state not in NOT_OUT:
            yield Doing("key_pin", "letter", letter.state, letter.asked_at)
    number = str(identity.said(opened).get("phone", "")) if useful else ""
    if "sms" in useful:
        yield Doing("code_by_sms", "sms", code.state if code else "", number=number, again=code is not None)
    if "call" in useful:
        yield Doing("code_by_call", "call", code.state if code else "", number=number, again=code is not None)
    if code and code.way in useful and code.state not in NOT_OUT:
        yield Doing("key_code", code.way, code.state, code.asked_at)
