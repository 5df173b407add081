"""The gateways there are, and what the environment must hold for those that are chosen."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# A gateway → the dotted path of its class, imported on first use.
GATEWAYS: dict[str, str] = {
    "twilio": "channels_phone.gateways.twilio_rest.Twilio",
    "aggregator": "channels_phone.gateways.aggregator.Aggregator",
    "console": "channels_phone.gateways.console.Console",
}
NEEDS: dict[str, tuple[str, ...]] = {
    "twilio": ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
    "aggregator": ("AGGREGATOR_URL", "AGGREGATOR_KEY", "AGGREGATOR_SECRET"),
    "console": (),
}


def gateways(*, simulated: bool) -> dict[str, str]:
    """The telephone of the demonstration speaks Twilio's webhooks, and what it records lies with the console."""
    return GATEWAYS | {"twilio": GATEWAYS["console"]} if simulated else GATEWAYS


E164 = re.compile(r"\+[1-9][0-9]{6,14}")
PRICE, CURRENCY = re.compile(r"[0-9]+(\.[0-9]+)?"), re.compile(r"[A-Z]{3}")
CARRIERS = {"sms": "channels_phone.gateways.sending.send", "call": "channels_phone.voice.codes.ring"}
ROOT = Path(__file__).resolve().parent.parent


def carriers(gateway_of: Mapping[str, str]) -> dict[str, str]:
    """Who carries codes to telephones, where there is a gateway at all and the room that does it."""
    rooms = {way: ROOT.joinpath(*path.split(".")[:-1]).with_suffix(".py") for way, path in CARRIERS.items()}
    return {way: path for way, path in CARRIERS.items() if gateway_of and rooms[way].is_file()}


def check(
    gateway_of: Mapping[str, str], senders: Mapping[str, str], settings: Mapping[str, Any], *, production: bool
) -> None:
    """Raises ImproperlyConfigured, naming the setting that is missing or odd."""
    for country, gateway in gateway_of.items():
        if gateway not in GATEWAYS or (gateway == "console" and production):
            raise ImproperlyConfigured(f"PHONE_GATEWAY_OF: {country} has no gateway {gateway} here.")
        if not (senders.get(country) or senders.get("*")):
            raise ImproperlyConfigured(f"PHONE_SENDERS names no sender for {country}.")
        if missing := [name for name in NEEDS[gateway] if not settings[name]]:
            raise ImproperlyConfigured(f"The gateway {gateway} needs {', '.join(missing)}.")


def prices(said: Mapping[str, tuple[str, str]]) -> Mapping[str, tuple[str, str]]:
    """What a text to us costs who sends it, by country: amount and currency. Raises ImproperlyConfigured."""
    for country, price in said.items():
        if not (len(price) == 2 and PRICE.fullmatch(price[0]) and CURRENCY.fullmatch(price[1])):
            raise ImproperlyConfigured(f"PHONE_TEXT_PRICE: {country} has no amount and currency.")
    return said


def ours(**named: list[str]) -> None:
    """Numbers of ours that people are told; raises ImproperlyConfigured for one that is no number in E.164."""
    for name, numbers in named.items():
        if odd := [number for number in numbers if number and not E164.fullmatch(number)]:
            raise ImproperlyConfigured(f"{name} is no number in E.164, as +12025550199: {odd[0]}")
