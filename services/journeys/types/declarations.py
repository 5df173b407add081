from typing import ClassVar

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal
from services.journeys.types.characters import fold

TICKED = "agreed"  # what a form sends, whatever the language


class Declaration(AnswerType):
    """True: the person agreed to the statement. There is no other answer."""

    kind: ClassVar[Kind] = bool
    empty: ClassVar[str] = "missing_declaration"

    def read(self, text: str, language: Language) -> Json:
        said = {fold(word) for word in (language.agreed.shown, *language.agreed.words, TICKED)}
        return self.check(fold(text) in said)

    def check(self, value: Json) -> Json:
        if value is not True:
            raise refusal("not_agreed")
        return True

    def show(self, value: Json, language: Language) -> str:
        return language.agreed.shown

    def value(self, normal: Json) -> bool:
        return normal is True

    def digits(self) -> bool:
        return True
