"""From a turn to what its shape takes."""

from __future__ import annotations

from typing import Any

from services.api.problems import Told
from services.api.showing import steps
from services.api.speaking import spoken
from services.api.visits import CHANNEL
from services.casework import sentences
from services.casework.applications import Started, Turn
from services.casework.cases import Provided
from services.journeys.charges import Charge
from services.journeys.steps import Ask, Step
from services.journeys.words import Phrases


def shown(turn: Turn) -> dict[str, Any]:
    """An application at one step."""
    return {
        "id": turn.application_id,
        "reference": turn.reference,
        "service": turn.service,
        "language": turn.language,
        "step": steps.shown(turn.step, turn.phrases),
        "revision": turn.revision,
        "back": turn.back or "",
        "progress": turn.progress,
        "can_hold": turn.can_hold,
        "told": turn.told,
        "coming": _coming(turn),
        "expires_at": turn.expires_at,
        "filed_at": turn.filed_at,
        "submitted_at": turn.submitted_at,
    }


def moved(turn: Turn) -> dict[str, Any]:
    """The step that is due now; a problem where the answer was not taken, or answers changed meanwhile."""
    refuse(turn.step, turn.phrases, turn.revision)
    if turn.changed:
        raise Told(409, "changed", sentences.say(spoken(), "changed"), revision=turn.revision)
    return shown(turn)


def refuse(step: Step, phrases: Phrases, revision: int) -> None:
    """Raise Told for an answer that was not taken."""
    if isinstance(step, Ask) and step.typed is not None and step.problems:
        said = [
            {"pointer": "/raw", "code": each.code, "detail": phrases.problem(each, step.instance)}
            for each in step.problems
        ]
        raise Told(422, said[0]["code"], said[0]["detail"], errors=said, revision=revision)


def begun(started: Started, turn: Turn) -> dict[str, Any]:
    return {"reference": turn.reference, "secret": started.secret, "application": shown(turn)}


def provided(turn: Provided) -> dict[str, Any]:
    """A request at one step."""
    return {
        "id": turn.request_id,
        "application": turn.application_id,
        "reference": turn.reference,
        "language": turn.language,
        "step": steps.shown(turn.step, turn.phrases),
        "revision": turn.revision,
        "back": turn.back or "",
        "before": turn.before,
        "state": turn.state,
    }


def _coming(turn: Turn) -> dict[str, Any] | None:
    foreseen, words = turn.foreseen, turn.phrases.words
    if foreseen is None:
        return None
    return {
        "authority": foreseen.authority.name(words.code) if foreseen.authority else "",
        "decided_by": foreseen.due.on if foreseen.due else None,
        "charges": [_charge(each, turn) for each in foreseen.billed(CHANNEL) if each.status != "not_due"],
        "parties": [words.part("parties", each.party.role) for each in foreseen.parties],
        "outputs": [words.part("outputs", each.name) for each in foreseen.outputs],
    }


def _charge(charge: Charge, turn: Turn) -> dict[str, str]:
    return {
        "name": charge.name,
        "text": turn.phrases.part("fees", charge.name),
        "amount": str(charge.amount),
        "currency": charge.currency,
        "status": charge.status,
        "exempt": charge.exempt,
    }
