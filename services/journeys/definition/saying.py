"""The shape of a words file; `wording` holds it against the rules."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

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
    exempt: dict[str, Text] = Field(default_factory=dict)


class Refusal(Part):
    reason: Text
    remedy: Text


def _listed(need: Any) -> Any:
    return [need] if isinstance(need, str) else need


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
    options: dict[str, Annotated[Option, BeforeValidator(_labelled)]] = Field(default_factory=dict)
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
    need: Annotated[list[Text], BeforeValidator(lambda need: [need] if isinstance(need, str) else need)] = Field(
        default_factory=list
    )
    ways: dict[str, Text] = Field(default_factory=dict)
    after: str = ""
    automatic: str = ""
    found: str = ""
    stopped: str = ""
    demonstration: str = ""
    refusals: dict[str, Refusal] = Field(default_factory=dict)
    problems: dict[str, Text] = Field(default_factory=dict)
    fees: dict[str, Annotated[Cost, BeforeValidator(_labelled)]] = Field(default_factory=dict)
    outputs: dict[str, Text] = Field(default_factory=dict)
    parties: dict[str, Text] = Field(default_factory=dict)
    cases: dict[str, Text] = Field(default_factory=dict)
    steps: dict[str, Text] = Field(default_factory=dict)
    results: dict[str, Text] = Field(default_factory=dict)
    tasks: dict[str, Text] = Field(default_factory=dict)
    documents: dict[str, Text] = Field(default_factory=dict)
    priorities: dict[str, Text] = Field(default_factory=dict)
    differences: dict[str, Text] = Field(default_factory=dict)
    presence: dict[str, Text] = Field(default_factory=dict)
