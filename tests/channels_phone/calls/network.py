"""The way from the network to the platform: signed requests to the real views."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from twilio.request_validator import RequestValidator

from channels_phone.gateways.twilio import FORM, HEADER
from tests.channels_phone.calls.caller import Answer, Form


def signed(path: str, form: Form) -> dict[str, str]:
    address = f"{settings.PUBLIC_BASE_URL}{path}"
    return {HEADER: RequestValidator(settings.TWILIO_AUTH_TOKEN).compute_signature(address, form)}


def post(path: str, form: Form) -> Answer:
    """As Twilio posts it."""
    response = Client().post(path, urlencode(form), FORM, headers=signed(path, form))
    return response.status_code, response.get("Content-Type", ""), response.content.decode()
