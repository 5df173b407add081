"""Numbers that states give to people: `python-stdnum` where it knows the scheme, our own where it does not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import field_validator
from stdnum.es import dni
from stdnum.exceptions import ValidationError
from stdnum.no import fodselsnummer
from stdnum.pt import cc, nif

from services.journeys.language import Language
from services.journeys.types.base import AnswerType, Json, Kind, refusal

SEPARATORS = re.compile(r"[\s.\-/]")

# Circular 59/2021/TT-BCA: three digits of the province of birth, one of century and sex, two of the year, six more.
# A birth registered abroad has the code of that country, above 100; the list of countries is not held here.
VN_PROVINCES = frozenset(
    f"{code:03}"
    for code in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38),
        *(40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79),
        *(80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)
# The prefixes and endings that the tax office issues (NINO manual, NIM39110).
UK_NINO = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")


@dataclass(frozen=True)
class Scheme:
    """`normal` returns the compact number or raises ValueError; `groups` are the sizes it is written in.

    `completed` adds a letter that can be worked out from the digits, for those who have only digits to key.
    """

    normal: Callable[[str], str]
    groups: tuple[int, ...]
    length: int
    letters: bool = False
    completed: Callable[[str], str] | None = None


def _vn_citizen(number: str) -> str:
    born_here, century_and_sex = number[:3] in VN_PROVINCES, number[3:4]
    if not number.isdecimal() or not (born_here or number[:3] > "100") or century_and_sex > "3":
        raise ValueError  # 0 and 1 are the men and women of the 20th century, 2 and 3 those of the 21st
    return number


def _uk_nino(number: str) -> str:
    if not UK_NINO.fullmatch(number):
        raise ValueError
    return number


def _es_dni(digits: str) -> str:
    padded = digits.zfill(8)
    return padded + str(dni.calc_check_digit(padded))


SCHEMES: Mapping[str, Scheme] = {
    "vn_citizen": Scheme(_vn_citizen, (3, 3, 3, 3), 12),
    "pt_nif": Scheme(nif.validate, (3, 3, 3), 9),
    "pt_cc": Scheme(cc.validate, (8, 1, 3), 12, letters=True),
    "es_dni": Scheme(dni.validate, (8, 1), 9, letters=True, completed=_es_dni),
    "uk_nino": Scheme(_uk_nino, (2, 2, 2, 2, 1), 9, letters=True),
    "no_fodselsnummer": Scheme(fodselsnummer.validate, (6, 5), 11),
}


class NationalId(AnswerType):
    """A personal number, compact: "001056001234"."""

    kind: ClassVar[Kind] = str
    longest: ClassVar[int] = 40

    scheme: str

    @field_validator("scheme")
    @classmethod
    def _known(cls, scheme: str) -> str:
        if scheme not in SCHEMES:
            raise ValueError(f"{scheme} is not a scheme the platform knows: {', '.join(SCHEMES)}.")
        return scheme

    def read(self, text: str, language: Language) -> Json:
        number, scheme = SEPARATORS.sub("", text).upper(), SCHEMES[self.scheme]
        if scheme.completed and number.isascii() and number.isdecimal() and len(number) < scheme.length:
            number = scheme.completed(number)
        return self.check(number)

    def check(self, value: Json) -> Json:
        number, scheme = str(value), SCHEMES[self.scheme]
        if not number.isascii() or not number.isalnum():
            raise refusal("not_a_national_id")
        if len(number) != scheme.length and not scheme.letters:
            raise refusal("wrong_length", length=str(scheme.length))
        try:
            return scheme.normal(number.zfill(scheme.length) if self.scheme == "es_dni" else number)
        except (ValueError, ValidationError):
            raise refusal("not_a_national_id") from None

    def show(self, value: Json, language: Language) -> str:
        rest, groups = str(value), []
        for size in SCHEMES[self.scheme].groups:
            groups.append(rest[:size])
            rest = rest[size:]
        return " ".join(filter(None, [*groups, rest]))

    def value(self, normal: Json) -> str:
        return str(normal)

    def digits(self) -> bool:
        scheme = SCHEMES[self.scheme]
        return not scheme.letters or scheme.completed is not None
