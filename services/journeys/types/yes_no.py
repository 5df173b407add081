from typing import ClassVar

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal
from services.journeys.types.characters import fold

EVERYWHERE = {"yes": True, "no": False}  # what a form sends, whatever the language


class YesNo(AnswerType):
    """True or false. Words count as typed first, then without diacritics."""

    kind: ClassVar[Kind] = bool
    empty: ClassVar[str] = "missing_choice"

    def read(self, text: str, language: Language) -> Json:
        said = {word: answer for answer in (True, False) for word in words(language, answer)}
        bare = {fold(word): answer for word, answer in said.items()}
        lowered = text.casefold()
        for known in (said, bare, EVERYWHERE):
            if lowered in known:
                return known[lowered]
        raise refusal("not_yes_or_no")

    def check(self, value: Json) -> Json:
        if not isinstance(value, bool):
            raise refusal("not_yes_or_no")
        return value

    def show(self, value: Json, language: Language) -> str:
        return (language.yes if value else language.no).shown

    def value(self, normal: Json) -> bool:
        return bool(normal)

    def digits(self) -> bool:
        return True


def words(language: Language, answer: bool) -> list[str]:
    said = language.yes if answer else language.no
    return [word.casefold() for word in (said.shown, *said.words)]
