"""Every country is whole, and what can be held against the numbering plans is."""

from __future__ import annotations

import phonenumbers
import pytest
from pydantic import ValidationError

from channels_phone.gateways.countries import UNKNOWN, Country, country, table

CODES = {"VN", "PT", "GB", "NO", "ES", "EE", "US", "CA", "AU"}


def test_each_is_a_country() -> None:
    assert set(table()) == CODES and set(table()) <= phonenumbers.SUPPORTED_REGIONS


@pytest.mark.parametrize("code", sorted(CODES))
def test_what_is_free_is_so_by_the_plan(code: str) -> None:
    free = phonenumbers.example_number_for_type(code, phonenumbers.PhoneNumberType.TOLL_FREE)
    assert free is not None
    shown = phonenumbers.format_number(free, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert "".join(filter(str.isdigit, shown)).startswith(country(code).free_call)


def test_vietnam_has_texts_to_us_by_an_aggregator_only() -> None:
    assert (country("VN").two_way, country("VN").mms) == ("local", "no")


def test_of_another_all_is_unknown() -> None:
    assert country("XX") == UNKNOWN


@pytest.mark.parametrize("wrong", [{"mms": "maybe"}, {"source": ""}, {"free_call": "+84"}, {"fax": "yes"}])
def test_nothing_else_fits_in(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Country.model_validate({**country("VN").model_dump(), **wrong})
