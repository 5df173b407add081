"""What a screen shows of one step: plain data, which the templates lay out."""

from __future__ import annotations

from dataclasses import dataclass

from services.look.fields import Field, Option
from services.look.parts import Row


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a service is not for somebody, and what they can do."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One of the things that show who somebody is: how far it is, what can be asked for, what can be keyed.

    `asks` are the ways to choose from, `number` the telephone that is asked for with them.
    """

    heading: str
    said: str = ""
    done: bool = False
    asks: tuple[Option, ...] = ()
    number: Field | None = None
    keyed: Field | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One step on a screen; `template` is the page's own, the rest is empty where it has none.

    Evidence may come `later`. `rows` are the rows of a group (their ids in `about`) or the answers to check (their
    instances in `about`).
    """

    template: str
    heading: str
    hint: str = ""
    why: str = ""
    field: Field | None = None
    later: bool = False
    rows: tuple[Row, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problems: tuple[str, ...] = ()
    reference: str = ""
    proofs: tuple[Proof, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field on it, in the order in which it is shown."""
        proving = (field for proof in self.proofs for field in (proof.keyed, proof.number))
        return tuple(field for field in (self.field, *proving) if field)
