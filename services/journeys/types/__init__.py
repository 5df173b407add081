"""Answer types: how each kind of answer is read, kept, checked and shown."""

from collections.abc import Mapping

from services.journeys.types.base import AnswerType
from services.journeys.types.choices import Choice, Choices
from services.journeys.types.dates import Date
from services.journeys.types.declarations import Declaration
from services.journeys.types.files import Evidence
from services.journeys.types.groups import Group
from services.journeys.types.letter_codes import LetterCode
from services.journeys.types.national_ids import NationalId
from services.journeys.types.numbers import DecimalNumber, Money, WholeNumber
from services.journeys.types.phones import Phone
from services.journeys.types.places import Location
from services.journeys.types.texts import Address, Email, LongText, PersonName, Text
from services.journeys.types.times import Time
from services.journeys.types.yes_no import YesNo

TYPES: Mapping[str, type[AnswerType]] = {
    "yes_no": YesNo,
    "choice": Choice,
    "choices": Choices,
    "whole_number": WholeNumber,
    "decimal": DecimalNumber,
    "money": Money,
    "date": Date,
    "time": Time,
    "text": Text,
    "long_text": LongText,
    "person_name": PersonName,
    "national_id": NationalId,
    "phone": Phone,
    "email": Email,
    "address": Address,
    "evidence": Evidence,
    "declaration": Declaration,
    "location": Location,
    "letter_code": LetterCode,
    "group": Group,
}
"""Every answer type by the name a definition gives it."""
