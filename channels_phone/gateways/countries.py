"""What the networks of a country can do, a small table of our own; what nobody has looked up is "unknown"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from services.journeys import strings

FILE = Path(__file__).parent / "countries.yaml"
YesNo = Literal["yes", "no", "unknown"]


class Country(BaseModel):
    """One row; `source` says what it rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    two_way: Literal["yes", "local", "no", "unknown"]
    mms: YesNo
    alphanumeric: Literal["yes", "registered", "no", "unknown"]
    caller_pays: Literal["yes", "no", "both", "unknown"]
    free_call: str = Field(pattern=r"^([0-9]+|unknown)$")
    numbers: tuple[Literal["fixed", "mobile", "short", "name", "free"], ...]
    source: str = Field(min_length=10)


UNKNOWN = Country(
    two_way="unknown", mms="unknown", alphanumeric="unknown", caller_pays="unknown", free_call="unknown",
    numbers=(), source="nobody has looked",
)  # fmt: skip


def country(code: str) -> Country:
    """By ISO 3166; of one that is not in the table all is unknown."""
    return table().get(code, UNKNOWN)


@cache
def table() -> Mapping[str, Country]:
    """Raises pydantic.ValidationError for a row that is not complete."""
    rows = strings.read(FILE.read_text(encoding="utf-8"))
    return {code: Country.model_validate(row) for code, row in rows.items()}
