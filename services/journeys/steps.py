"""What can come next in an application: a closed union, which every channel renders whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from services.journeys.assurance import Level

if TYPE_CHECKING:
    from services.journeys.journey import Question
    from services.journeys.problems import Problem
    from services.journeys.types.base import Json

Act = Literal["order_letter", "key_pin", "code_by_sms", "code_by_call", "key_code"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to answer.

    `saved` is its answer so far in normal form, `typed` what came with the reply that `problems` refuse;
    `rows` are the ids of a repeating group's rows, in order.
    """

    instance: str
    question: Question
    saved: Json = None
    rows: tuple[str, ...] = ()
    typed: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirm:
    """What a registry holds, to be confirmed or put right."""

    instance: str
    question: Question
    held: Json
    registry: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """Something slow is under way: `reason` is "registry", or "transcription" where a person writes down what was said.

    An answer to one of these `instances`, given anyhow, is waited for no more.
    """

    reason: Literal["registry", "transcription"]
    instances: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that can be done now to prove who one is, and what stands already of it.

    A code can be asked for with `number`, which the person named before. What can be keyed came by `way`, was asked
    for at `at`, and `state` says how far it is: asked, sent, failed, uncertain; or unknown, where no register knows
    them as they say. Asked for `again`, it makes the one before worthless.
    """

    act: Act
    way: str = ""
    state: str = ""
    at: datetime | None = None
    number: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Prove:
    """The person shows who they are, at least this surely: `done` are the ways they have gone through by now.

    Nothing to do is said too: then no way that is open here leads so far.
    """

    level: Level
    doing: tuple[Doing, ...] = ()
    done: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Pay:
    """A fee to pay before going on."""

    amount: Decimal
    currency: str
    fees: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One answered question, to be checked."""

    instance: str
    question: Question
    value: Json


@dataclass(frozen=True, slots=True)
class Review:
    """All relevant answers, to be checked before they are declared true."""

    answers: tuple[Reviewed, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Declare:
    """The person declares that what they said is true."""

    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody is not eligible: the id whose words give reason and remedy; the answers it rests on."""

    id: str
    instances: tuple[str, ...] = ()
    details: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The service is not for this person as they answered; they may change an answer, or object."""

    refusals: tuple[Refusal, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """It was sent; `reference` is the receipt's. Of an enquiry nothing is sent: it `found` the person entitled."""

    reference: str = ""
    found: bool = False
    problems: tuple[Problem, ...] = ()


Step = Ask | Confirm | Wait | Prove | Pay | Declare | Review | Refused | Done
