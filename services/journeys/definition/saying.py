"""The shape of a words file; `wording` holds it against the rules."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Part):
    text: Text
    hint: str = ""
    voice: str = ""
    sms: str = ""


class Cost(Part):
    """A fee: what it is called, when it is due and who is free of it, as people say it."""

    text: Text
    when: str = ""
    exempt: dict[str, Text] = {}


class Refusal(Part):
    reason: Text
    remedy: Text


def _labelled(label: Any) -> Any:
    """An option is mostly just its label."""
    return {"text": label} if isinstance(label, str) else label


class Asked(Part):
    """The words of one question."""

    text: Text
    plain: Text | None = None
    hint: str = ""
    why: str = ""
    short: str = ""
    voice: str = ""
    sms: str = ""
    counter: str = ""
    statement: str = ""
    options: dict[str, Annotated[Option, BeforeValidator(_labelled)]] = {}
    row: str = ""
    add: str = ""


class Said(BaseModel):
    """What a service says of itself; every other key is a question's id.

    `automatic` says what happens without anybody asking, `found` what somebody reads whom an enquiry finds entitled,
    `stopped` what everybody reads while the service is stopped.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Text
    summary: Text
    who: Text
    cost: Text
    how_long: Text
    outcome: Text
    declaration: Text
    need: Annotated[list[Text], BeforeValidator(lambda need: [need] if isinstance(need, str) else need)] = []
    ways: dict[str, Text] = {}
    after: str = ""
    automatic: str = ""
    found: str = ""
    stopped: str = ""
    demonstration: str = ""
    refusals: dict[str, Refusal] = {}
    problems: dict[str, Text] = {}
    fees: dict[str, Annotated[Cost, BeforeValidator(_labelled)]] = {}
    outputs: dict[str, Text] = {}
    parties: dict[str, Text] = {}
    cases: dict[str, Text] = {}
    steps: dict[str, Text] = {}
    results: dict[str, Text] = {}
    tasks: dict[str, Text] = {}
    differences: dict[str, Text] = {}
    presence: dict[str, Text] = {}
