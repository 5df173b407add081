"""Twilio: who signed a request, what came with it, and the answer in its language (TwiML)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.http import HttpRequest, QueryDict
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from channels_phone.gateways import signatures
from channels_phone.gateways.arrived import Arrived

NAME = "twilio"
HEADER = "X-Twilio-Signature"
FORM = "application/x-www-form-urlencoded"
MOST_MEDIA = 10
MESSAGE = re.compile(r"<Message>(.*?)</Message>", re.DOTALL)
"""One message of a reply in TwiML, escaped."""


def genuine(request: HttpRequest) -> bool:
    """Whether Twilio signed it with one of our tokens, two of which hold while one replaces the other.

    The address is the configured public one: behind a proxy the request does not know how it was called.
    """
    address = f"{settings.PUBLIC_BASE_URL.rstrip('/')}{request.get_full_path()}"
    form = request.POST if request.content_type == FORM else None
    body = b"" if form is not None else request.body
    tokens = (settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_SECONDARY)
    return signatures.genuine(address, form, body, request.headers.get(HEADER, ""), tokens)


def signature(address: str, form: Mapping[str, str]) -> str:
    """As Twilio would sign this form for this address, with our account's token."""
    return str(RequestValidator(settings.TWILIO_AUTH_TOKEN).compute_signature(address, dict(form)))


def arrived(sent: QueryDict) -> Arrived:
    """A message as its webhook describes it; parameters that we do not know mean nothing to us."""
    count = sent.get("NumMedia", "")
    media = range(min(int(count), MOST_MEDIA)) if count.isascii() and count.isdecimal() else ()
    return Arrived(
        provider=NAME,
        key=sent.get("MessageSid", ""),
        sender=sent.get("From", ""),
        recipient=sent.get("To", ""),
        text=sent.get("Body", ""),
        media=tuple((sent.get(f"MediaUrl{n}", ""), sent.get(f"MediaContentType{n}", "")) for n in media),
    )


def caller(sent: QueryDict) -> tuple[str, str]:
    """The id of a call, and the number of who is at its other end: of a call of ours, whom we called."""
    return sent.get("CallSid", ""), sent.get("To" if _ours(sent) else "From", "")


def called(sent: QueryDict) -> str:
    """Our number that somebody called; "" for a call of ours."""
    return "" if _ours(sent) else sent.get("To", "")


def _ours(sent: QueryDict) -> bool:
    return sent.get("Direction", "").startswith("outbound")


def messages(texts: Iterable[str]) -> str:
    """A reply of these messages; of none, that nothing is to be sent."""
    response = MessagingResponse()
    for text in texts:
        response.message(text)
    return str(response)
