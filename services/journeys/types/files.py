from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal
from services.journeys.types.characters import fold

LATER = "later"  # what a form sends, whatever the language
Format = Literal["pdf", "jpeg", "png", "heic", "webp"]


class Evidence(AnswerType):
    """The ids of the documents given, none of those that come later; what is in them is kept elsewhere.

    With `later: no` nobody can send the application before they have them.
    """

    kind: ClassVar[Kind] = tuple
    empty: ClassVar[str] = "missing_file"
    longest: ClassVar[int] = 2000

    accepts: Annotated[tuple[Format, ...], Field(min_length=1)] = ("pdf", "jpeg", "png")
    most: int = 5
    later: bool = True

    def read(self, text: str, language: Language) -> Json:
        if fold(text) in (LATER, fold(language.later)):
            return []
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not parts:
            raise refusal(self.empty)
        return [*parts]

    def check(self, value: Json) -> Json:
        if not isinstance(value, list) or not (value or self.later):
            raise refusal(self.empty)
        ids = list(dict.fromkeys(_document(part) for part in value))
        if len(ids) > self.most:
            raise refusal("too_many_files", max=str(self.most))
        return [*ids]

    def show(self, value: Json, language: Language) -> str:
        return ",".join(map(str, value)) if value and isinstance(value, list) else language.later

    def value(self, normal: Json) -> tuple[str, ...]:
        return tuple(map(str, normal)) if isinstance(normal, list) else ()


def _document(part: Json) -> str:
    try:
        return str(UUID(str(part)))
    except ValueError:
        raise refusal("not_a_file") from None
