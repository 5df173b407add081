"""Whole numbers, decimals and money."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from services.journeys.language import MINOR_UNITS, Language
from services.journeys.problems import Invalid
from services.journeys.types.amounts import amount_of
from services.journeys.types.base import AnswerType, Json, Kind, refusal

LARGEST = Decimal(10) ** 15
EXAMPLES = {0: "500000", 2: "1250.50"}
"""What a sentence shows as an amount, by the decimal places of the currency."""


class Number(AnswerType):
    """What the three have in common: bounds, and refusals that name them."""

    longest: ClassVar[int] = 60
    odd: ClassVar[str] = "not_a_number"

    min: Decimal | None = None
    max: Decimal | None = None

    def digits(self) -> bool:
        return True

    def bounded(self, amount: Decimal) -> Decimal:
        low, high = self.min, LARGEST if self.max is None else self.max
        if low is not None and amount < low:
            raise refusal("too_small", min=str(low))
        if amount > high or amount < -LARGEST:
            raise refusal("too_large", max=str(high))
        return amount


class WholeNumber(Number):
    """An integer."""

    kind: ClassVar[Kind] = int
    odd: ClassVar[str] = "not_a_whole_number"

    def read(self, text: str, language: Language) -> Json:
        amount = amount_of(text, language, whole=True)
        if amount is None or amount != amount.to_integral_value():
            raise refusal(self.odd)
        return int(self.bounded(amount))

    def check(self, value: Json) -> Json:
        if isinstance(value, bool) or not isinstance(value, int):
            raise refusal(self.odd)
        return int(self.bounded(Decimal(value)))

    def show(self, value: Json, language: Language) -> str:
        return language.number(int(str(value)))

    def value(self, normal: Json) -> int:
        return int(str(normal))


class DecimalNumber(Number):
    """An exact number, as text: "12.50"."""

    kind: ClassVar[Kind] = Decimal

    places: Annotated[int, Field(ge=0, le=9)] = 2

    def read(self, text: str, language: Language) -> Json:
        amount = amount_of(text, language)
        if amount is None:
            raise refusal(self.odd)
        if places_of(amount) > self.places:
            raise refusal("too_many_places", max=str(self.places))
        return self._kept(amount)

    def check(self, value: Json) -> Json:
        try:
            return self._kept(Decimal(str(value)))
        except InvalidOperation:
            raise refusal(self.odd) from None

    def show(self, value: Json, language: Language) -> str:
        return language.number(Decimal(str(value)))

    def value(self, normal: Json) -> Decimal:
        return Decimal(str(normal))

    def digits(self) -> bool:
        return self.places == 0

    def _kept(self, amount: Decimal) -> str:
        if not amount.is_finite():
            raise refusal(self.odd)
        self.bounded(amount)
        if places_of(amount.normalize()) > self.places:
            raise refusal("too_many_places", max=str(self.places))
        return written(amount, self.places)


class Money(AnswerType):
    """An amount in one currency, as text with that currency's decimal places: "500000", "12.50"."""

    kind: ClassVar[Kind] = Decimal
    longest: ClassVar[int] = 60

    currency: str
    min: Decimal = Decimal(0)
    max: Decimal = LARGEST

    @model_validator(mode="after")
    def _known(self) -> "Money":
        if self.currency not in MINOR_UNITS:
            raise ValueError(f"{self.currency} is not a currency the platform knows: {', '.join(MINOR_UNITS)}.")
        return self

    def read(self, text: str, language: Language) -> Json:
        amount = amount_of(self._bare(text, language), language, whole=self.places == 0)
        # 1.250 has a decimal too many in English, and was most likely meant as a thousand: better ask than take 1.25.
        if amount is None or places_of(amount) > self.places:
            raise self._odd()
        return self._kept(amount)

    def check(self, value: Json) -> Json:
        try:
            return self._kept(Decimal(str(value)))
        except InvalidOperation:
            raise self._odd() from None

    def show(self, value: Json, language: Language) -> str:
        return language.money(Decimal(str(value)), self.currency)

    def value(self, normal: Json) -> Decimal:
        return Decimal(str(normal))

    def digits(self) -> bool:
        return self.places == 0

    @property
    def places(self) -> int:
        return MINOR_UNITS[self.currency]

    def _odd(self) -> Invalid:
        return refusal("not_an_amount", example=f"{EXAMPLES[self.places]} {self.currency}")

    def _bare(self, text: str, language: Language) -> str:
        """The text without the name of the currency, which may stand before or after the digits."""
        shown = language.currencies.shown[self.currency].replace("{amount}", " ").split()
        names = sorted({*shown, *language.currencies.words[self.currency]}, key=len, reverse=True)
        lowered = text.casefold()
        for name in (name.casefold() for name in names):
            for bare in (lowered.removeprefix(name), lowered.removesuffix(name)):
                if bare != lowered:
                    return bare.strip()
        return lowered

    def _kept(self, amount: Decimal) -> str:
        if not amount.is_finite() or places_of(amount.normalize()) > self.places:
            raise self._odd()
        if amount < self.min:
            raise refusal("amount_too_small", min=f"{self.min} {self.currency}")
        if amount > self.max:
            raise refusal("amount_too_large", max=f"{self.max} {self.currency}")
        return written(amount, self.places)


def places_of(amount: Decimal) -> int:
    """How many digits stand after the point, as the number was written."""
    return max(0, -int(amount.as_tuple().exponent))


def written(amount: Decimal, places: int) -> str:
    """Plain digits with so many places, and no minus before zero."""
    return f"{amount.quantize(Decimal(1).scaleb(-places)) + 0:f}"
