"""Whole numbers, decimals and money, with the separators and the short words of each language."""

import re
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from pydantic import model_validator

from services.journeys.language import MINOR_UNITS, Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal
from services.journeys.types.characters import fold

DIGITS = re.compile(r"-?\d+")
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+|-?\d{1,3}(\.\d{3})+")
GAPS = re.compile(r"[\s'’_]")
LARGEST = Decimal(10) ** 15


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
        amount = decimal_of(text, language, whole=True)
        if amount is None or amount != amount.to_integral_value():
            raise refusal(self.odd)
        self.bounded(amount)
        return int(amount)

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

    places: int = 2

    def read(self, text: str, language: Language) -> Json:
        amount = decimal_of(text, language)
        if amount is None:
            raise refusal(self.odd)
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
        if -int(amount.normalize().as_tuple().exponent) > self.places:
            raise refusal("too_many_places", max=str(self.places))
        return f"{amount.quantize(Decimal(1).scaleb(-self.places)):f}"


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
        amount = decimal_of(self._bare(text, language), language, whole=MINOR_UNITS[self.currency] == 0)
        if amount is None:
            raise refusal("not_an_amount")
        return self._kept(amount)

    def check(self, value: Json) -> Json:
        try:
            return self._kept(Decimal(str(value)))
        except InvalidOperation:
            raise refusal("not_an_amount") from None

    def show(self, value: Json, language: Language) -> str:
        return language.money(Decimal(str(value)), self.currency)

    def value(self, normal: Json) -> Decimal:
        return Decimal(str(normal))

    def digits(self) -> bool:
        return MINOR_UNITS[self.currency] == 0

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
        places = MINOR_UNITS[self.currency]
        if not amount.is_finite() or -int(amount.normalize().as_tuple().exponent) > places:
            raise refusal("not_an_amount")
        if amount < self.min:
            raise refusal("amount_too_small", min=f"{self.min} {self.currency}")
        if amount > self.max:
            raise refusal("amount_too_large", max=f"{self.max} {self.currency}")
        return f"{amount.quantize(Decimal(1).scaleb(-places)):f}"


def decimal_of(text: str, language: Language, *, whole: bool = False) -> Decimal | None:
    """The number meant by a text in this language, or None: "1.250,5", "1 250", "2 triệu".

    Where only a `whole` number can be meant, both marks part groups: 500,000 is half a million in any language.
    """
    digits, factor = _multiplied(text.casefold().strip(), language)
    bare = GAPS.sub("", digits).replace("−", "-")
    if whole and factor == 1 and GROUPED.fullmatch(bare):
        bare = bare.replace(",", "").replace(".", "")
    plain = _ungrouped(bare, language)
    if plain is None or (whole and factor == 1 and "." in plain):
        return None
    try:
        return Decimal(plain) * factor
    except InvalidOperation:
        return None


def _multiplied(text: str, language: Language) -> tuple[str, int]:
    for word, factor in language.numbers.multipliers.items():
        for spelt in (word, fold(word)):
            if text.endswith(spelt) and text[: -len(spelt)].strip()[-1:].isdigit():
                return text[: -len(spelt)].strip(), factor
    return text, 1


def _ungrouped(text: str, language: Language) -> str | None:
    """Plain digits with a point: groups must be whole, so that 1.25 is never taken for 125."""
    whole, mark, fraction = text.partition(language.numbers.decimal)
    if language.numbers.thousands in whole:
        head, *groups = whole.removeprefix("-").split(language.numbers.thousands)
        if not 1 <= len(head) <= 3 or any(len(group) != 3 for group in groups):
            return None
        whole = whole.replace(language.numbers.thousands, "")
    if not DIGITS.fullmatch(whole) or (mark and not re.fullmatch(r"\d+", fraction)):
        return None
    return f"{whole}.{fraction}" if mark else whole
