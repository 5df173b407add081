"""The small parts that every page of a definition is made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from services.journeys.conditions import LONGEST

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=100)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
Amount = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*|[0-9]+(\.[0-9]+)? [A-Z]{3})$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


def _written_day(value: Any) -> date:
    """Only as it is written in law tables: pydantic would also take 20260131 for seconds since 1970."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(value if value[4:5] == "-" else "")
    except (TypeError, ValueError):
        raise PydanticCustomError("date_parsing", "not a date") from None


Day = Annotated[date, BeforeValidator(_written_day)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LegalBasis(Part):
    title: Sentence
    article: str = ""
    url: str = ""
    unconfirmed: bool = False
