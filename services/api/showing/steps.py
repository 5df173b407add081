"""From a step and its words to what its shape takes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.journeys import steps
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.groups import Group
from services.journeys.words import Phrases


def shown(step: steps.Step, phrases: Phrases) -> dict[str, Any]:
    """One step in the words of one person."""
    match step:
        case steps.Ask():
            return {"kind": "ask", **_asked(step, phrases)}
        case steps.Review():
            return {"kind": "review", "answers": [answered(each, phrases) for each in step.answers]}
        case steps.Declare():
            return {"kind": "declare", "statement": phrases.declaration}
        case steps.Refused():
            return {"kind": "refused", "reasons": [_reason(each, phrases) for each in step.refusals]}
        case steps.Done():
            text = phrases.service("found") if step.found else ""
            return {"kind": "done", "reference": step.reference, "found": step.found, "text": text}
        case steps.Confirm():
            return {"kind": "confirm", "registry": step.registry, **_valued(step.instance, step.held, phrases)}
        case steps.Wait():
            return {"kind": "wait", "reason": step.reason, "instances": list(step.instances)}
        case steps.Prove():
            doing = [asdict(each) for each in step.doing]
            return {"kind": "prove", "level": step.level, "doing": doing, "done": list(step.done)}
        case steps.Pay():
            return {"kind": "pay", "amount": str(step.amount), "currency": step.currency, "fees": list(step.fees)}


def answered(answer: steps.Reviewed, phrases: Phrases) -> dict[str, Any]:
    """A question with its answer."""
    return _valued(answer.instance, answer.value, phrases)


def _valued(instance: str, value: Any, phrases: Phrases) -> dict[str, Any]:
    said = phrases.shown(instance, value)
    return {"instance": instance, "text": phrases.short(instance), "value": value, "shown": said}


def _asked(step: steps.Ask, phrases: Phrases) -> dict[str, Any]:
    question, instance = step.question, step.instance
    return {
        "instance": instance,
        "type": question.answer.type,
        "settings": question.answer.model_dump(mode="json", exclude={"type"}),
        "optional": question.optional,
        "concept": question.concept,
        "text": phrases.text(instance),
        "hint": phrases.hint(instance),
        "why": phrases.why(instance),
        "statement": phrases.statement(instance),
        "options": _options(step, phrases),
        "rows": [{"id": row, "text": phrases.row(instance, row)} for row in step.rows],
        "saved": step.saved,
        "shown": phrases.shown(instance, step.saved) if step.saved is not None else "",
        "problems": [{"code": each.code, "detail": phrases.problem(each, instance)} for each in step.problems],
    }


def _options(step: steps.Ask, phrases: Phrases) -> list[dict[str, str]]:
    answer, instance, language = step.question.answer, step.instance, phrases.language
    if isinstance(answer, Choice | Choices):
        return [
            _option(each, phrases.option(instance, each), phrases.option_hint(instance, each))
            for each in answer.options
        ]
    if isinstance(answer, Group):
        return [_option("add", phrases.add(instance)), _option("done", language.no.shown)]
    if answer.type == "yes_no":
        return [_option("yes", language.yes.shown), _option("no", language.no.shown)]
    return []


def _option(value: str, text: str, hint: str = "") -> dict[str, str]:
    return {"value": value, "text": text, "hint": hint}


def _reason(refusal: steps.Refusal, phrases: Phrases) -> dict[str, Any]:
    reason, remedy = phrases.refusal(refusal)
    return {"id": refusal.id, "reason": reason, "remedy": remedy, "instances": list(refusal.instances)}
