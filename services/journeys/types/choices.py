from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal

OptionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


def _once_each(options: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(options)) < len(options):
        raise ValueError("An option stands in the list twice.")
    return options


Options = Annotated[tuple[OptionId, ...], Field(min_length=2), AfterValidator(_once_each)]


class Choice(AnswerType):
    """The id of one option."""

    kind: ClassVar[Kind] = str
    empty: ClassVar[str] = "missing_choice"

    options: Options

    def read(self, text: str, language: Language) -> Json:
        return text

    def check(self, value: Json) -> Json:
        if value not in self.options:
            raise refusal("not_an_option")
        return value

    def show(self, value: Json, language: Language) -> str:
        return str(value)  # its label stands in the words of the service

    def value(self, normal: Json) -> str:
        return str(normal)

    def digits(self) -> bool:
        return True


class Choices(AnswerType):
    """The ids of one or more options, in the order of the definition."""

    kind: ClassVar[Kind] = tuple
    empty: ClassVar[str] = "missing_choices"
    longest: ClassVar[int] = 2000

    options: Options
    most: int | None = None

    def read(self, text: str, language: Language) -> Json:
        chosen = {part.strip() for part in text.split(",")} - {""}
        if not chosen <= set(self.options):
            raise refusal("not_an_option")
        return [option for option in self.options if option in chosen]

    def check(self, value: Json) -> Json:
        if not isinstance(value, list) or not all(option in self.options for option in value):
            raise refusal("not_an_option")
        if not value:
            raise refusal(self.empty)
        if self.most is not None and len(value) > self.most:
            raise refusal("too_many_choices", max=str(self.most))
        return [option for option in self.options if option in value]

    def show(self, value: Json, language: Language) -> str:
        return ",".join(map(str, value)) if isinstance(value, list) else ""

    def value(self, normal: Json) -> tuple[str, ...]:
        return tuple(map(str, normal)) if isinstance(normal, list) else ()

    def digits(self) -> bool:
        return True
