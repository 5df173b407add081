from typing import ClassVar

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal


class Phone(AnswerType):
    """A telephone number in E.164, "+84912345678"; one without a country code is of `region` (ISO 3166)."""

    kind: ClassVar[Kind] = str
    longest: ClassVar[int] = 40

    region: str = "VN"

    def read(self, text: str, language: Language) -> Json:
        return _e164(text, self.region)

    def check(self, value: Json) -> Json:
        return _e164(str(value), None if str(value).startswith("+") else self.region)

    def show(self, value: Json, language: Language) -> str:
        number = phonenumbers.parse(str(value))
        home = phonenumbers.region_code_for_number(number) == self.region
        return phonenumbers.format_number(
            number, PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
        )

    def value(self, normal: Json) -> str:
        return str(normal)

    def digits(self) -> bool:
        return True


def _e164(text: str, region: str | None) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        raise refusal("not_a_phone") from None
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise refusal("not_a_phone")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
