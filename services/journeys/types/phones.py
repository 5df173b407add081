from typing import ClassVar

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType
from pydantic import field_validator

from services.journeys.language import Language
from services.journeys.problems import Invalid
from services.journeys.types.base import AnswerType, Json, Kind, refusal


class Phone(AnswerType):
    """A telephone number in E.164, "+84912345678"; one without a country code is of `region` (ISO 3166)."""

    kind: ClassVar[Kind] = str
    longest: ClassVar[int] = 40

    region: str = "VN"

    @field_validator("region")
    @classmethod
    def _known(cls, region: str) -> str:
        if region not in phonenumbers.SUPPORTED_REGIONS:
            raise ValueError(f"{region} is no country with telephones: use its two capital letters, as in VN.")
        return region

    def read(self, text: str, language: Language) -> Json:
        return self.check(text)

    def check(self, value: Json) -> Json:
        try:
            number = phonenumbers.parse(str(value), self.region)
        except NumberParseException:
            raise self._odd() from None
        if not phonenumbers.is_valid_number(number) or number.extension:
            raise self._odd()
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)

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

    def _odd(self) -> Invalid:
        mobile = phonenumbers.example_number_for_type(self.region, PhoneNumberType.MOBILE)
        example = mobile or phonenumbers.example_number(self.region)
        shown = phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL) if example else ""
        return refusal("not_a_phone", example=shown)
