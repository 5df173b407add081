"""Which gateway a number is reached through, and as which sender of ours: by its country, in two settings."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from django.conf import settings
from django.utils.module_loading import import_string

from channels_phone.gateways.gateway import Failed, Gateway, Reason

ELSEWHERE = "*"
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
"""A withheld number arrives as something else: nobody can be answered or called there."""


@dataclass(frozen=True, slots=True)
class Route:
    gateway: str
    sender: str

    def opened(self) -> Gateway:
        made: Gateway = import_string(settings.PHONE_GATEWAYS[self.gateway])()
        return made


def route(number: str) -> Route:
    """For a number in E.164; raises Failed where it is none, or no gateway leads to its country."""
    country = country_of(number)
    gateway = _of(settings.PHONE_GATEWAY_OF, country)
    sender = _of(settings.PHONE_SENDERS, country)
    if not gateway or not sender:
        raise Failed(Reason.PERMANENT, "NoGateway")
    return Route(gateway, sender)


def country_of(number: str) -> str:
    """ISO 3166, "" for a number of no country; raises Failed where it is no number in E.164."""
    if not E164.fullmatch(number):
        raise Failed(Reason.PERMANENT, "NotANumber")
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""


def _of(by_country: dict[str, str], country: str) -> str:
    return by_country.get(country) or by_country.get(ELSEWHERE, "")
