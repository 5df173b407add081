"""The code in a letter: who keys it lives where the letter went."""

import re
from typing import ClassVar

from pydantic import Field

from services.journeys.language import Language
from services.journeys.types.base import Json, Kind, Settled, refusal

GAPS = re.compile(r"[ .\-]")


class LetterCode(Settled):
    """True once the code was right; the code itself is never an answer. `sent_to` is the question of the address."""

    kind: ClassVar[Kind] = bool
    empty: ClassVar[str] = "missing_code"
    longest: ClassVar[int] = 40

    sent_to: str
    length: int = Field(8, ge=6, le=12)

    def read(self, text: str, language: Language) -> Json:
        digits = GAPS.sub("", text)
        if len(digits) != self.length or not digits.isdecimal():
            raise refusal("wrong_code_length", length=str(self.length))
        return digits

    def check(self, value: Json) -> Json:
        if value is not True:
            raise refusal(self.empty)
        return True

    def show(self, value: Json, language: Language) -> str:
        return language.agreed.shown

    def value(self, normal: Json) -> bool:
        return normal is True

    def digits(self) -> bool:
        return True
